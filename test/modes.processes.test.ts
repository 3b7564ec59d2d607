import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { createCommandLine } from "./command-line.ts";
import { sendCall } from "./sender.ts";
import { ownerKey, worldSecret } from "./world.ts";

test("modes are switched by command, and the exit code says whether calls are still running", async () => {
  await using line = createCommandLine({
    VOICELENS_OWNER_KEY: ownerKey,
    WEBHOOK_SECRET_RETELL: worldSecret,
  });
  const server = await line.serve();
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await line.run([...args, "--json"]);
    return { code, stderr, json: stdout === "" ? null : JSON.parse(stdout) };
  };
  expect((await run("read-only", "on", "--reason", "Moving house")).json).toMatchObject({
    is_on: true,
    reason: "Moving house",
  });
  const refused = await run("keys", "create", "--name", "reports");
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/read-only at present/) });
  expect(await run("read-only", "off")).toMatchObject({ code: 0, json: { is_on: false } });
  const { json } = await run("features", "disable", "analytics,alerts");
  const off = (json.data as Array<{ name: string; is_enabled: boolean }>).filter(
    ({ is_enabled }) => !is_enabled,
  );
  expect(off.map(({ name }) => name)).toEqual(["analytics", "alerts"]);
  expect(await run("features", "enable", "nothing")).toMatchObject({ code: 1 });

  const drain = (timeout: string) => run("maintenance", "on", "--drain", "--timeout", timeout);
  expect(await drain("10m")).toMatchObject({ code: 0, json: { is_drained: true } });
  const url = `${server.url}/webhook/retell`;
  // One of long ago would be cut off.
  const started = { event: "call_started", event_timestamp: Date.now() };
  expect((await sendCall(url, "running", started)).status).toBe(200);
  const active = async () => (await run("maintenance", "status")).json.active_calls;
  await vi.waitFor(async () => expect(await active()).toBe(1), 20_000);
  expect(await drain("0s")).toMatchObject({ code: 2, json: { active_calls: 1 } });
  expect(await run("maintenance", "off")).toMatchObject({ code: 0, json: { is_on: false } });

  const to = join(line.dataDir, "tenant.jsonl");
  const written = await run("tenants", "export", "--tenant", "default", "--to", to);
  expect(written).toMatchObject({ code: 0, json: { file: to, counts: { calls: 1 } } });
  expect(readFileSync(to, "utf8").trimEnd().split("\n")).toHaveLength(written.json.rows + 2);
  expect((await run("erasures", "reapply")).json).toEqual({ missing: 0, found: 0 });
  await server.stop();
}, 300_000);
