import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { expect, test, vi } from "vitest";
import { createCommandLine } from "./command-line.ts";
import { startS3Server } from "./s3-server.ts";
import { sendCall } from "./sender.ts";
import { worldSecret } from "./world.ts";

test("a backup made into a bucket under load and restored elsewhere has every call that was accepted before it began, and the server there opens what is encrypted", async () => {
  await using bucket = await startS3Server();
  await using line = createCommandLine({
    WEBHOOK_SECRET_RETELL: worldSecret,
    BACKUP_KEY: "a-key-of-some-length",
    ...bucket.env,
  });
  const server = await line.serve({ RATE_LIMIT_WEBHOOKS_PER_MINUTE: "1000000" });
  const sent: string[] = [];
  let isDone = false;
  const sending = (async () => {
    for (let n = 0; !isDone && n < 2_000; n++) {
      const { status } = await sendCall(`${server.url}/webhook/retell`, `load-${n}`);
      if (status === 200) sent.push(`load-${n}`);
    }
  })();
  await vi.waitFor(() => expect(sent.length).toBeGreaterThan(20), 30_000);
  const before = [...sent];
  const place = "s3://backups/nightly";
  const made = await line.run(["backup", "create", "--to", place, "--json"]);
  isDone = true;
  await sending;
  expect(made).toMatchObject({ code: 0, stderr: "" });
  const { archive, bytes, counts, sha256 } = JSON.parse(made.stdout);
  expect(archive).toMatch(/^s3:\/\/backups\/nightly\/voicelens-.+\.vlbackup$/);
  expect(bytes).toBeGreaterThan(0);
  expect(counts.webhook_events).toBeGreaterThanOrEqual(before.length);
  const verified = await line.run(["backup", "verify", archive, "--json"]);
  expect(verified).toMatchObject({ code: 0, stderr: "" });
  expect(JSON.parse(verified.stdout)).toMatchObject({ is_good: true, counts });
  await server.stop();
  const pruned = await line.run(["backup", "prune", "--from", place, "--keep-last", "1", "--json"]);
  expect(JSON.parse(pruned.stdout)).toEqual({ removed: [], is_dry_run: false });
  const listed = await line.run(["backup", "list", "--from", place, "--json"]);
  expect(JSON.parse(listed.stdout).data).toMatchObject([{ state: "restored", sha256 }]);

  const elsewhere = join(line.dataDir, "..", "elsewhere");
  const restored = await line.run(["restore", "--from", archive, "--to", elsewhere]);
  expect(restored).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/compared with the backup, in [\d.]+ s/),
  });
  const there = { DATA_DIR: elsewhere };
  const keyless = await line.run(["serve"], there);
  expect(keyless).toMatchObject({ code: 1, stderr: expect.stringContaining("put the secret.key") });
  copyFileSync(join(line.dataDir, "secret.key"), join(elsewhere, "secret.key"));
  const again = await line.serve(there);
  const file = join(line.dataDir, "calls.jsonl");
  // What was not folded yet at the time of the backup is folded there.
  await vi.waitFor(
    async () => {
      await line.run(["calls", "export", "--format", "jsonl", "--to", file], there);
      const exported = readFileSync(file, "utf8");
      expect(before.filter((id) => !exported.includes(`"${id}"`))).toEqual([]);
    },
    { timeout: 120_000, interval: 1_000 },
  );
  const events = await line.run(["events", "list", "--json", "--limit", "1"], there);
  const { data } = JSON.parse(events.stdout) as { data: Array<{ id: string }> };
  const shown = await line.run(["events", "show", String(data[0]?.id)], there);
  expect(shown.stdout).toContain("load-");
  await again.stop();
}, 300_000);

test("a backup whose server is killed in the middle leaves nothing, and the next one is made at once", async () => {
  await using line = createCommandLine({});
  const folder = join(line.dataDir, "backups");
  const server = await line.serve();
  // A file with a hole that takes minutes to read.
  const ref = "a".repeat(64);
  const endless = join(line.dataDir, "files", "aa", ref);
  mkdirSync(dirname(endless), { recursive: true });
  writeFileSync(endless, "");
  truncateSync(endless, 2 ** 36);
  const creating = line.run(["backup", "create"]);
  await vi.waitFor(
    () => expect(readdirSync(folder)).toEqual([expect.stringMatching(/\.partial$/)]),
    60_000,
  );
  await server.kill();
  expect(await creating).toMatchObject({ code: 1 });
  // The process that made it ends with the server, and tidies up before.
  await vi.waitFor(() => expect(readdirSync(folder)).toEqual([]), 60_000);
  const listed = await line.run(["backup", "list", "--json"]);
  expect(JSON.parse(listed.stdout)).toEqual({ data: [] });
  rmSync(endless);
  expect(await line.run(["backup", "create"])).toMatchObject({ code: 0, stderr: "" });
  const after = await line.run(["backup", "list", "--json"]);
  expect(JSON.parse(after.stdout).data).toMatchObject([{ state: "whole" }]);
}, 300_000);
