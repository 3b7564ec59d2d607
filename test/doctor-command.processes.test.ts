import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createCommandLine } from "./command-line.ts";
import { startProviderServer } from "./provider-servers/index.ts";
import { createWorld, keyOf, ownerKey } from "./world.ts";

interface Report {
  installation: Array<{ check: string; status: string; detail: string }> | null;
  providers: Array<{ provider: string; findings: Array<{ code: string }> }> | null;
  fixes: Array<{ outcome: string }> | null;
}

test("the command examines installation and providers, shows fixes, and sends them when told to", async () => {
  await using server = await startProviderServer("twilio");
  const { accountSid = "", authToken = "" } = server.credentials;
  await using line = createCommandLine({
    VOICELENS_OWNER_KEY: ownerKey,
    PUBLIC_BACKEND_URL: "https://voice.example.com",
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_AUTH_TOKEN: authToken,
    TWILIO_API_URL: server.url,
  });
  const before = structuredClone(server.configuration);
  const ask = async (...args: string[]) => {
    const { code, stdout, stderr } = await line.run(["doctor", ...args, "--json"]);
    expect(stdout + stderr).not.toContain(authToken);
    return { code, report: JSON.parse(stdout) as Report };
  };
  const codesOf = ({ providers }: Report) =>
    providers
      ?.find(({ provider }) => provider === "twilio")
      ?.findings.map(({ code }) => code)
      .sort();

  // Without a server the product is opened for a moment.
  const both = await ask();
  expect(codesOf(both.report)).toEqual(["no-webhook", "retries-off"]);
  const statusOf = (check: string) =>
    both.report.installation?.find((each) => each.check === check)?.status;
  expect(statusOf("clock against the database")).toBe("pass");
  expect(statusOf("schema")).toBe("pass");
  expect(statusOf("file store")).toBe("pass");
  expect(statusOf("reach Twilio's API")).toBe("pass");
  expect(statusOf("clock against Twilio's API")).toBe("pass");
  // Nothing of ours answers there.
  expect([statusOf("PUBLIC_BACKEND_URL"), both.code]).toEqual(["fail", 1]);

  const running = await line.serve();
  const dry = await ask("--fix");
  expect([dry.code, dry.report.installation, dry.report.fixes?.length]).toEqual([0, null, 2]);
  expect(server.configuration).toEqual(before);
  const table = await line.run(["doctor", "--fix"]);
  expect(table.stdout).toMatch(/would send: POST .*PN2\.json/);
  expect(table.stdout).toContain("StatusCallback");
  const sent = await ask("--fix", "--yes");
  expect(sent.report.fixes).toMatchObject([{ outcome: "applied" }, { outcome: "applied" }]);
  expect([sent.code, codesOf(sent.report)]).toEqual([0, []]);
  server.faults.add({ kind: "revoked-key" });
  const revoked = await ask("--providers");
  expect([revoked.code, codesOf(revoked.report)]).toEqual([1, ["api-key-refused"]]);
  const alone = await line.run(["doctor", "--yes"]);
  expect(alone).toMatchObject({ code: 1, stderr: "--yes goes with --fix.\n" });
  await running.stop();
});

test("the installation is examined for its own people only", async () => {
  await using world = await createWorld({ tenants: ["ten_a"] });
  const path = "/api/v1/admin/doctor/installation";
  expect((await world.api("GET", path, undefined, keyOf("ten_a"))).status).toBe(403);
  const { status, json } = await world.api("GET", path);
  expect(status).toBe(200);
  const statusOf = (data: Report["installation"], check: string) =>
    data?.find((each) => each.check === check)?.status;
  expect(statusOf(json.data, "PostgreSQL")).toBe("pass");
  expect(statusOf(json.data, "Redis policy")).toBe("pass");
  // A look that fails is a finding, and the others go on.
  rmSync(join(world.place.dataDir), { recursive: true });
  const broken = (await world.api("GET", path)).json.data;
  expect(statusOf(broken, "disk of DATA_DIR")).toBe("fail");
  expect(statusOf(broken, "PostgreSQL")).toBe("pass");
});
