import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { queueDue } from "../src/backup/due-backups.ts";
import {
  createBackupOutgoing,
  loadArchive,
  openPlace,
  restoreToFolder,
} from "../src/backup/index.ts";
import { writeArchive } from "../src/backup/write-archive.ts";
import { readConfig } from "../src/config/index.ts";
import { createLocalFileStore } from "../src/files/index.ts";
import { inTenant, openDatabase, prepareDatabase, startEngine } from "../src/store/index.ts";
import { type Contents, contentsOf } from "./contents.ts";
import { emptyDatabase } from "./empty-database.ts";
import { filledWorld } from "./filled-world.ts";
import { startS3Server } from "./s3-server.ts";
import { createWorld, type World, worldSecretKey } from "./world.ts";

const backupKey = "a-key-of-some-length";
const quiet = { onStep: () => undefined };

async function* inPieces(archive: Buffer) {
  for (let at = 0; at < archive.length; at += 100_003) yield archive.subarray(at, at + 100_003);
}

async function withClient<T>(options: pg.ClientConfig, work: (client: pg.Client) => Promise<T>) {
  const client = new pg.Client(options);
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

// One world for all of them: a backup changes nothing in what it copies.
describe.sequential("an archive", () => {
  let world: World;
  let folder = "";
  let before: Contents;
  const archives = new Map<"plain" | "sealed", Buffer>();
  const fileBytes = randomBytes(300_000);

  const archiveOf = (kind: "plain" | "sealed") => archives.get(kind) ?? Buffer.alloc(0);
  const filesOf = (dataDir: string) => createLocalFileStore(join(dataDir, "files"));

  beforeAll(async () => {
    world = await filledWorld(["ten_a", "ten_b"]);
    folder = mkdtempSync(join(tmpdir(), "voicelens-backup-"));
    await filesOf(world.place.dataDir).put(fileBytes);
    before = await contentsOf(await world.administrator());
    before.delete("backups");
    for (const kind of ["plain", "sealed"] as const) {
      const parts: Uint8Array[] = [];
      await writeArchive(
        {
          ...{ database: world.db.options, files: filesOf(world.place.dataDir), version: "1" },
          ...{ secretKey: worldSecretKey, backupKey: kind === "plain" ? undefined : backupKey },
          ...{ signal: new AbortController().signal, onProgress: () => undefined },
        },
        async (content) => {
          for await (const part of content) parts.push(part);
        },
      );
      archives.set(kind, Buffer.concat(parts));
    }
  });
  afterAll(async () => {
    await world?.[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  test("restored to a new folder is every row of every table and every file, byte for byte", async () => {
    const dataDir = join(folder, "restored");
    const read = () => inPieces(archiveOf("sealed"));
    const contents = await restoreToFolder(read, dataDir, { backupKey, ...quiet });
    expect(readdirSync(dataDir).sort()).toEqual(["files", "postgres", "restored.json"]);
    const engine = await startEngine({ dataDir, isDisposable: true, log: () => undefined });
    try {
      const there = { ...engine.superuser, database: "voicelens" };
      const after = await withClient(there, contentsOf);
      after.delete("backups");
      expect(after).toEqual(before);
      expect(contents.manifest.tables.map(({ table, rows }) => [table, rows])).toEqual(
        [...before].map(([table, rows]) => [table, rows.length]),
      );
    } finally {
      await engine.stop();
    }
    const files = filesOf(dataDir);
    expect((await files.get(await files.put(fileBytes))).equals(fileBytes)).toBe(true);
    expect(contents.manifest.files.count).toBeGreaterThan(0);
  });

  test("restored to an empty database keeps tenants apart and counts on; one that is in use is refused and stays as it was", async () => {
    await using target = await emptyDatabase();
    const into = { login: target.options, files: filesOf(join(folder, "beside")) };
    const options = { backupKey: undefined, ...quiet };
    await loadArchive(inPieces(archiveOf("plain")), into, options);
    const after = await withClient(target.administration, async (client) => {
      const found = await contentsOf(client);
      const { rows } = await client.query<{ is_next: boolean }>(
        `with highest as (select max(id) as id from call_changes)
          select nextval(pg_get_serial_sequence('call_changes', 'id')) > highest.id as is_next from highest`,
      );
      expect(rows).toEqual([{ is_next: true }]);
      return found;
    });
    after.delete("backups");
    expect(after).toEqual(before);
    await prepareDatabase(target.options, { isProduction: true });
    const db = openDatabase(target.options, { queries: 2, ingest: 1 }, () => undefined);
    const seen = await inTenant(db, { tenantId: "ten_a" }, (trx) =>
      trx.selectFrom("calls").select("tenant_id").distinct().execute(),
    );
    await db.close();
    expect(seen).toEqual([{ tenant_id: "ten_a" }]);
    const again = loadArchive(inPieces(archiveOf("plain")), into, options);
    await expect(again).rejects.toThrow("is in use");
    const unchanged = await withClient(target.administration, contentsOf);
    unchanged.delete("backups");
    expect(unchanged).toEqual(before);
  });

  test("that is damaged, cut short, put in another order, sealed with another key or newer is refused before anything is made of it", async () => {
    const plain = archiveOf("plain");
    const sealed = archiveOf("sealed");
    const headerEnd = (archive: Buffer) => archive.indexOf("\n") + 1;
    const flipped = (archive: Buffer, at: number) => {
      const copy = Buffer.from(archive);
      copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
      return copy;
    };
    // Several bytes: a single bit of what is compressed may say the same in another way.
    const scratched = (archive: Buffer, at: number) => {
      const copy = Buffer.from(archive);
      for (let each = at; each < at + 8; each++) copy.writeUInt8(copy.readUInt8(each) ^ 0xff, each);
      return copy;
    };
    const chunk = 64 * 1024 + 16;
    const from = headerEnd(sealed);
    const reordered = Buffer.concat([
      sealed.subarray(0, from),
      sealed.subarray(from + chunk, from + 2 * chunk),
      sealed.subarray(from, from + chunk),
      sealed.subarray(from + 2 * chunk),
    ]);
    const otherHeader = (archive: Buffer, change: (header: Record<string, unknown>) => void) => {
      const end = headerEnd(archive);
      const header = JSON.parse(archive.subarray(17, end).toString());
      change(header);
      const line = Buffer.from(`voicelens-backup ${JSON.stringify(header)}\n`);
      return Buffer.concat([line, archive.subarray(end)]);
    };
    const damaged = /damaged|cut short/;
    const cases: Array<[string, Buffer, RegExp, string | undefined]> = [
      ["scratched, plain", scratched(plain, Math.floor(plain.length / 2)), damaged, undefined],
      ["scratched early, plain", scratched(plain, headerEnd(plain) + 40), damaged, undefined],
      ["flipped, sealed", flipped(sealed, Math.floor(sealed.length / 2)), damaged, backupKey],
      ["flipped last byte", flipped(sealed, sealed.length - 1), damaged, backupKey],
      ["half of it, plain", plain.subarray(0, Math.floor(plain.length / 2)), damaged, undefined],
      ["without its end", plain.subarray(0, plain.length - 9), damaged, undefined],
      ["half of it, sealed", sealed.subarray(0, Math.floor(sealed.length / 2)), damaged, backupKey],
      ["cut at a chunk", sealed.subarray(0, from + 2 * chunk), damaged, backupKey],
      ["only its first line", sealed.subarray(0, from), damaged, backupKey],
      ["reordered", reordered, damaged, backupKey],
      ["another key", sealed, /not the key/, "another-key-of-length"],
      ["no key", sealed, /set BACKUP_KEY/, undefined],
      ["another time", otherHeader(plain, (h) => (h.taken_at = "x")), damaged, undefined],
      ["another time, sealed", otherHeader(sealed, (h) => (h.taken_at = "x")), damaged, backupKey],
      ["newer format", otherHeader(plain, (h) => (h.format = 2)), /newer version/, undefined],
      [
        "newer schema",
        otherHeader(plain, (h) => (h.steps = [{ name: "9999-later", checksum: "x" }])),
        /another version/,
        undefined,
      ],
      ["something else", Buffer.from("PK\u0003\u0004 and so on"), /no archive/, undefined],
      ["nothing", Buffer.alloc(0), /no archive/, undefined],
    ];
    for (const [what, archive, reason, key] of cases) {
      const dataDir = join(folder, "refused");
      const refused = restoreToFolder(() => inPieces(archive), dataDir, {
        backupKey: key,
        ...quiet,
      });
      await expect(refused, what).rejects.toThrow(reason);
      expect([what, existsSync(dataDir)]).toEqual([what, false]);
    }
  });

  test("that was sealed tells nothing of what is in it, and what was cut off while it was written is none", async () => {
    expect(archiveOf("sealed").includes("tables/calls")).toBe(false);
    const stop = new AbortController();
    const cut = writeArchive(
      {
        ...{ database: world.db.options, files: filesOf(world.place.dataDir), version: "1" },
        ...{ secretKey: worldSecretKey, backupKey: undefined, signal: stop.signal },
        onProgress: () => stop.abort(new Error("stopped")),
      },
      async (content) => {
        for await (const _ of content);
      },
    );
    await expect(cut).rejects.toThrow("stopped");
    const full = writeArchive(
      {
        ...{ database: world.db.options, files: filesOf(world.place.dataDir), version: "1" },
        ...{ secretKey: worldSecretKey, backupKey: undefined },
        ...{ signal: new AbortController().signal, onProgress: () => undefined },
      },
      async (content) => {
        for await (const _ of content) throw new Error("no space left");
      },
    );
    await expect(full).rejects.toThrow("no space left");
  });

  test("of a table that cannot be read whole is not made at all", async () => {
    const administrator = await world.administrator();
    await administrator.query("revoke select on calls from voicelens_worker");
    try {
      const needs = { database: world.db.options, files: filesOf(folder), version: "1" };
      const made = writeArchive(
        {
          ...{ ...needs, secretKey: worldSecretKey, backupKey: undefined },
          ...{ signal: new AbortController().signal, onProgress: () => undefined },
        },
        async () => undefined,
      );
      await expect(made).rejects.toThrow(/not every row can be read of calls/);
    } finally {
      await administrator.query("grant select on calls to voicelens_worker");
    }
  });
});

test("what the schedule asks for is backed up into a bucket and restored for trial, and how that went is told", async () => {
  await using bucket = await startS3Server();
  const place = "s3://backups/scheduled";
  await using world = await createWorld({ env: { BACKUP_URL: place, ...bucket.env } });
  const { clock, db, app } = world;
  const day = 86_400_000;
  // A morning to come: no moment of the schedule is near.
  clock.now = Math.ceil(Date.now() / day) * day + 8 * 3_600_000;
  const schedules = { place, backup: "0 2 * * *", drill: "0 4 * * *" };
  const work = async () => {
    await queueDue({ db, now: () => clock.now }, schedules);
    await app.background.backups.drain();
    clock.now += 5 * 60_000;
    return (await world.api("GET", "/api/v1/admin/backups")).json.data;
  };
  const [{ archive }] = await work();
  const outgoing = createBackupOutgoing();
  const shelf = openPlace(place, readConfig(bucket.env), outgoing);
  const whole = await buffer(shelf.read(archive));
  await shelf.put(archive, inPieces(whole.subarray(0, whole.length / 2)));
  await outgoing.close();
  const errors: string[] = [];
  for (let attempt = 1; attempt <= 3; attempt++) errors.push((await work())[0].error);
  expect(errors).toEqual([
    expect.stringMatching(/damaged, or was cut short/),
    ...Array(2).fill("There is no good backup to restore."),
  ]);
  expect((await work())[0]).toMatchObject({ kind: "drill", status: "failed" });

  clock.now += day;
  const rows = await work();
  const [backup, drill] = ["backup", "drill"].map((kind) =>
    rows.find((row: { kind: string }) => row.kind === kind),
  );
  const { sha256, counts } = backup;
  expect(backup).toMatchObject({ status: "done", place });
  expect(drill).toMatchObject({ status: "done", error: null, sha256, counts });
  app.start();
  await vi.waitFor(async () => {
    const { body } = await app.http.inject({ url: "/metrics" });
    expect(body).toMatch(/^restore_drill_success 1$/m);
  });
});
