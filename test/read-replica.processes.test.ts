import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import type pg from "pg";
import { describe, expect, test, vi } from "vitest";
import { readConfig } from "../src/config/index.ts";
import { serve } from "../src/main.ts";
import { inTenantToRead, openDatabase, type Trx } from "../src/store/index.ts";
import { urlOf } from "./empty-database.ts";
import { pgbouncer, startPgBouncer } from "./pgbouncer.ts";
import { postgresFolder, startPair } from "./postgres-pair.ts";
import { sendCall } from "./sender.ts";
import { ownerKey, worldSecret } from "./world.ts";

type Pair = Awaited<ReturnType<typeof startPair>>;

/** The whole product, that reads from a replica. */
async function serveOn({ primary, replica }: Pair) {
  const dataDir = mkdtempSync(join(tmpdir(), "voicelens-replica-"));
  const server = await serve(
    readConfig({
      DATABASE_URL: urlOf(primary.as("voicelens")),
      DATABASE_READ_URL: urlOf(replica.as("voicelens")),
      DATA_DIR: dataDir,
      SERVICE_PORT: "0",
      LOG_LEVEL: "silent",
      VOICELENS_OWNER_KEY: ownerKey,
      WEBHOOK_SECRET_RETELL: worldSecret,
    }),
  );
  const headers = { authorization: `Bearer ${ownerKey}`, "content-type": "application/json" };
  const ask = async (path: string, body?: object) => {
    const init = body === undefined ? {} : { method: "PATCH", body: JSON.stringify(body) };
    const response = await fetch(`${server.url}${path}`, { headers, ...init });
    const text = await response.text();
    return { status: response.status, text };
  };
  return {
    url: server.url,
    db: server.opened.db,
    ask,
    standing: () => server.opened.db.replica?.standing(),
    async [Symbol.asyncDispose]() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const summary = "/api/v1/analytics/summary";
const paths = [summary, "/api/v1/calls?q=appointment", "/api/v1/calls/export?format=jsonl"];

/** Who answers, for whom, and what of the calls is seen. */
async function witness(trx: Trx) {
  const { rows } = await sql<{ replica: boolean; role: string; tenants: string[] }>`select
    pg_is_in_recovery() as replica, current_user::text as role,
    array(select distinct tenant_id from calls) as tenants`.execute(trx);
  return rows[0];
}

describe.runIf(postgresFolder !== undefined)(
  "a streaming replica (skipped where Debian's postgresql is not installed)",
  () => {
    test("serves reads of what was written before, for one tenant, and is done without when it lags, dies or is another's", async () => {
      await using pair = await startPair();
      await using served = await serveOn(pair);
      const { db, ask, standing } = served;
      await vi.waitFor(() => expect(standing()?.fault).toBeNull());

      await sendCall(`${served.url}/webhook/retell`, "call-1");
      await vi.waitFor(async () => {
        expect(JSON.parse((await ask(summary)).text).figures.calls).toBe(1);
      });
      const count = () => standing()?.reads.replica ?? 0;
      for (const path of paths) {
        await vi.waitFor(async () => {
          const before = count();
          expect((await ask(path)).status).toBe(200);
          expect(count()).toBeGreaterThan(before);
        });
      }

      // What somebody wrote is in what they read next, whoever is asked.
      for (const zone of ["Europe/Paris", "Asia/Tokyo", "Europe/Paris", "Asia/Tokyo"]) {
        await ask("/api/v1/settings/time-zone", { time_zone: zone });
        expect(JSON.parse((await ask(summary)).text).time_zone).toBe(zone);
      }

      const read = (tenantId: string) => inTenantToRead(db, { tenantId }, witness);
      const mine = { replica: true, role: "voicelens_app", tenants: ["ten_default"] };
      await vi.waitFor(async () => {
        expect(await read("ten_default")).toEqual(mine);
        expect(await read("ten_other")).toEqual({ ...mine, tenants: [] });
      });
      const write = inTenantToRead(db, { tenantId: "ten_default" }, (trx) =>
        sql`delete from calls`.execute(trx),
      );
      await expect(write).rejects.toThrow();

      // What it lacks is read from the database itself.
      await pair.replica.administrate("select pg_wal_replay_pause()");
      await ask("/api/v1/settings/time-zone", { time_zone: "Europe/Berlin" });
      expect(JSON.parse((await ask(summary)).text).time_zone).toBe("Europe/Berlin");
      expect(await read("ten_default")).toEqual({ ...mine, replica: false });
      await pair.replica.administrate("select pg_wal_replay_resume()");
      await vi.waitFor(async () => expect(await read("ten_default")).toEqual(mine));

      const asked = Array.from({ length: 60 }, async (_, n) => {
        if (n === 20) await pair.replica.kill();
        return (await ask(paths[n % paths.length] ?? summary)).status;
      });
      expect(new Set(await Promise.all(asked))).toEqual(new Set([200]));
      await vi.waitFor(() => expect(standing()).toMatchObject({ lagSeconds: null }));
      expect((await ask("/metrics")).text).toMatch(
        /database_reads_total\{source="replica"\} [1-9]\d*\ndatabase_reads_total\{source="primary"\} [1-9]/,
      );
      const health = JSON.parse((await ask("/api/v1/admin/health")).text);
      const isOfIt = ({ name }: { name: string }) => name === "replica";
      expect(health.checks.find(isOfIt)).toMatchObject({
        status: "degraded",
        message: expect.stringContaining("does not answer"),
      });
      await pair.replica.start();
      await vi.waitFor(async () => expect(await read("ten_default")).toEqual(mine));
      await vi.waitFor(async () => {
        expect((await ask("/metrics")).text).toMatch(/database_replica_lag_seconds \d/);
      });

      await lookThroughOtherEyes(pair);
    });
  },
);

/** The same pair, looked at by a clock of the test's own, the wrong way round, and through a pooler. */
async function lookThroughOtherEyes({ primary, replica }: Pair) {
  const clock = { now: 0 };
  const open = (at: pg.ClientConfig) => {
    const db = openDatabase(primary.as("voicelens"), { queries: 2, ingest: 1 }, () => undefined);
    const { look, standing } = db.readFrom(at, () => clock.now);
    const stands = (as: object) =>
      vi.waitFor(async () => {
        await look();
        expect(standing()).toMatchObject(as);
      });
    return { db, stands };
  };
  const own = open(replica.as("voicelens"));
  await own.stands({ fault: null, lagSeconds: 0 });
  await replica.administrate("select pg_wal_replay_pause()");
  await primary.administrate("create table some_change ()");
  await own.stands({ fault: null, lagSeconds: 0 });
  clock.now += 11_000;
  await own.stands({ fault: expect.stringContaining("behind"), lagSeconds: 11 });
  await replica.administrate("select pg_wal_replay_resume()");
  await own.stands({ fault: null });
  await own.db.close();

  const swapped = open(primary.as("voicelens"));
  await swapped.stands({ fault: "It is no replica of this database." });
  await swapped.db.close();

  if (pgbouncer === undefined) return;
  await using bouncer = await startPgBouncer(replica.as("voicelens"), { poolSize: 1 });
  const pooled = open({ connectionString: bouncer.url });
  const tenants = ["ten_default", "ten_other", "ten_default", "ten_other"];
  await vi.waitFor(async () => {
    await pooled.stands({ fault: null });
    const read = (tenantId: string) => inTenantToRead(pooled.db, { tenantId }, witness);
    const seen = await Promise.all(tenants.map(read));
    expect(seen.map((one) => [one?.replica, one?.tenants])).toEqual([
      [true, ["ten_default"]],
      [true, []],
      [true, ["ten_default"]],
      [true, []],
    ]);
  });
  await pooled.db.close();
}
