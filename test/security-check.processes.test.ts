import { chmodSync, existsSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { readCertificate } from "../src/http/index.ts";
import { checkSite, type Finding, readSite } from "../src/ops/index.ts";
import { createCommandLine } from "./command-line.ts";
import { createWorld, ownerKey } from "./world.ts";

const tls = resolve(import.meta.dirname, "fixtures", "tls");
const certificate = readCertificate(
  { certPath: join(tls, "first.crt"), keyPath: join(tls, "first.key") },
  Date.now(),
);

test("from outside, a world over https has everything but a certificate that others trust", async () => {
  await using world = await createWorld({ certificate });
  await world.app.http.listen({ host: "127.0.0.1", port: 0 });
  const { port } = world.app.http.server.address() as AddressInfo;
  const site = await readSite(new URL(`https://localhost:${port}`));
  expect(site.tls).toMatchObject({
    protocol: "TLSv1.3",
    isNameRight: true,
    distrust: "DEPTH_ZERO_SELF_SIGNED_CERT",
    takesOldProtocol: false,
  });
  const open = checkSite(site, Date.now()).filter(({ status }) => status !== "pass");
  // Without a built dashboard there is no page, and its refusal is looked at instead.
  expect(open.map(({ check, status }) => [check, status])).toEqual([
    ["certificate's trust", "warn"],
  ]);
  const elsewhere = await readSite(new URL(`https://127.0.0.2:${port}`)).catch(() => null);
  expect(elsewhere).toBeNull();
});

test("the command tells what is open, and by its exit code whether something must be mended", async () => {
  await using line = createCommandLine({ VOICELENS_OWNER_KEY: ownerKey });
  const check = async (...args: string[]) => {
    const { code, stdout } = await line.run(["security-check", "--json", ...args]);
    const { is_safe, findings } = JSON.parse(stdout) as { is_safe: boolean; findings: Finding[] };
    expect(is_safe).toBe(code === 0);
    const failing = findings.flatMap(({ check: name, status }) =>
      status === "fail" ? [name] : [],
    );
    return { code, failing, stdout, findings };
  };
  expect(await check()).toMatchObject({ code: 0, failing: [] });
  const server = await line.serve();
  const safe = await check();
  expect(safe).toMatchObject({ code: 0, failing: [] });
  expect(safe.findings.map((each) => each.check)).toEqual(
    expect.arrayContaining(["addresses listened on", "owner key", "file run.json"]),
  );
  expect(safe.stdout).not.toContain(ownerKey);
  if (process.platform !== "win32") chmodSync(join(line.dataDir, "run.json"), 0o644);
  expect(existsSync(join(line.dataDir, "run.json"))).toBe(true);
  expect(await check()).toMatchObject({ code: 1, failing: ["file run.json"] });
  expect(await check("--url", server.url)).toMatchObject({ code: 0, failing: [] });
  const table = await line.run(["security-check"]);
  expect(table).toMatchObject({ code: 1, stdout: expect.stringContaining("chmod 600") });
  await server.stop();
  const nobody = await line.run(["security-check", "--url", server.url]);
  expect(nobody).toMatchObject({ code: 1, stderr: expect.stringMatching(/^Nobody answers at/) });
});
