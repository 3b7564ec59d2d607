import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { queueDue } from "../src/backup/due-backups.ts";
import { createFolderPlace } from "../src/backup/folder-place.ts";
import { listShelf } from "../src/backup/shelf.ts";
import { commandToken, createWorld, keyOf, ownerKey } from "./world.ts";

const path = "/api/v1/admin/backups";
const day = 86_400_000;

test("the installation's owner makes a backup and sees it, nobody else does, and only a command names its place", async () => {
  await using world = await createWorld({ tenants: ["ten_a"] });
  const newest = async () => (await world.api("GET", path)).json.data[0];
  for (const [method, at] of [
    ["GET", path],
    ["POST", path],
    ["POST", `${path}/drill`],
  ] as const) {
    const foreign = await world.api(method, at, method === "POST" ? {} : undefined, keyOf("ten_a"));
    expect([method, at, foreign.status]).toEqual([method, at, 403]);
  }
  const elsewhere = join(world.place.dataDir, "elsewhere");
  expect((await world.api("POST", path, { to: elsewhere }, ownerKey)).status).toBe(403);
  const asked = await world.api("POST", path, {});
  expect([asked.status, asked.json.status]).toEqual([202, "queued"]);
  const twice = await world.api("POST", path, {});
  expect([twice.status, twice.json.type]).toEqual([409, "/problems/backup-under-way"]);
  await world.app.background.backups.drain();
  const made = await newest();
  expect(made).toMatchObject({ id: asked.json.id, status: "done", error: null });
  expect(made.counts.tenants).toBe(3);
  expect(existsSync(join(world.place.dataDir, "backups", made.archive))).toBe(true);
  world.clock.now += 1_000;
  await world.api("POST", path, { to: elsewhere }, commandToken);
  await world.app.background.backups.drain();
  expect(await newest()).toMatchObject({ status: "done", place: elsewhere });
  const shelf = await listShelf(createFolderPlace(elsewhere));
  expect(shelf).toMatchObject([{ receipt: { state: "whole", sha256: (await newest()).sha256 } }]);
  const { json } = await world.api("GET", `${path}?limit=1`);
  const next = await world.api("GET", `${path}?limit=1&cursor=${json.next_cursor}`);
  expect(next.json).toMatchObject({ data: [{ id: asked.json.id }], next_cursor: null });
  const audit = await world.api("GET", "/api/v1/admin/audit");
  const actions = audit.json.data.map(({ action }: { action: string }) => action);
  expect(actions).toEqual(expect.arrayContaining(["backup.requested", "backup.made"]));

  // One whose process died is in nobody's way.
  world.clock.now += 1_000;
  const administrator = await world.administrator();
  await administrator.query(
    `update backups set status = 'running', leased_until = $2 where id = $1`,
    [asked.json.id, new Date(world.clock.now - 1)],
  );
  expect((await world.api("POST", path, {})).status).toBe(202);
  await world.app.background.backups.drain();
  expect(await newest()).toMatchObject({ status: "done" });
});

test("what is scheduled is made once by whoever looks first, tried again when it fails, and makes room for the next", async () => {
  await using world = await createWorld({ env: { BACKUP_KEEP_DAYS: "1", BACKUP_KEEP_LAST: "1" } });
  const { clock, db } = world;
  // A morning to come: no moment of the schedule is near.
  clock.now = Math.ceil(Date.now() / day) * day + 8 * 3_600_000;
  const folder = join(world.place.dataDir, "nightly");
  const schedules = { place: folder, backup: "0 2 * * *", drill: "0 4 * * *" };
  const look = () => queueDue({ db, now: () => clock.now }, schedules);
  const rows = async () => (await world.api("GET", path)).json.data;
  const drain = () => world.app.background.backups.drain();

  // A file is where the folder should be.
  writeFileSync(folder, "");
  await Promise.all([look(), look(), look()]);
  for (const attempt of [1, 2, 3]) {
    await drain();
    await look();
    const isLast = attempt === 3;
    expect(await rows()).toMatchObject([{ status: isLast ? "failed" : "queued", kind: "backup" }]);
    expect((await rows())[0].error).toMatch(/It failed \(E/);
    clock.now += 5 * 60_000;
  }
  await drain();
  expect(await rows()).toHaveLength(1);

  rmSync(folder);
  mkdirSync(folder);
  for (const n of [1, 2, 3]) {
    clock.now += day;
    await Promise.all([look(), look()]);
    // No drill before there is something to restore; and that needs an engine of its own.
    const kinds = (await rows()).filter(({ status }: { status: string }) => status === "queued");
    expect(kinds.map(({ kind }: { kind: string }) => kind)).toContain("backup");
    await (await world.administrator()).query("delete from backups where kind = 'drill'");
    await drain();
    const done = (await rows()).filter(({ status }: { status: string }) => status === "done");
    expect(done).toHaveLength(n);
  }
  const kept = await listShelf(createFolderPlace(folder));
  expect(kept.map(({ receipt }) => receipt?.state)).toEqual(["whole"]);

  world.app.start();
  await vi.waitFor(async () => {
    const metrics = await world.app.http.inject({ url: "/metrics" });
    expect(metrics.body).toMatch(/^backup_age_seconds 0$/m);
  });
});
