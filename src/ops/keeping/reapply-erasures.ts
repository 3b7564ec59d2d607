import { sql } from "kysely";
import { defaultTenantId, type TenantScope } from "../../lib/tenant-scope.ts";
import {
  asWorker,
  type Database,
  type ErasureSubject,
  inTenant,
  type TenantData,
} from "../../store/index.ts";
import { insertErasure } from "./erasure.store.ts";
import type { ErasureHashes } from "./erasure-hashes.ts";
import type { ErasureEntry, ErasureList } from "./erasure-list.ts";

interface Needs {
  db: Database;
  rooms: readonly TenantData[];
  list: ErasureList;
  hashes: ErasureHashes;
  wake: () => void;
  now: () => number;
}

/** What became of the list. */
export interface Reapplied {
  /** Erasures that this database did not know of: it is older than they are. */
  missing: number;
  /** Of those, how many found somebody, who is erased again. */
  found: number;
}

/**
 * Erases again whom a database that was put back has forgotten to have forgotten. The list names them by keyed hashes only, so every tenant and every number in the
 * database is compared with it. Whatever this database knows of was done before it was saved, and is not done twice: somebody may have called again since.
 */
export async function reapplyErasures(needs: Needs): Promise<Reapplied> {
  const entries = await needs.list.read();
  const known = await knownErasures(
    needs.db,
    entries.map(({ id }) => id),
  );
  const missing = entries.filter(({ id }) => !known.has(id));
  if (missing.length === 0) return { missing: 0, found: 0 };
  const wanted = new Map(missing.map((entry) => [entry.subject_hash, entry]));
  const met = new Set<string>();
  const meet = async (of: TenantScope, subject: ErasureSubject) => {
    for (const hash of needs.hashes.all(of.tenantId, subject)) {
      const entry = wanted.get(hash);
      if (entry === undefined || met.has(entry.id)) continue;
      met.add(entry.id);
      await write(needs, of, entry, subject);
    }
  };
  for (const of of await tenantsOf(needs.db)) {
    await meet(of, { kind: "tenant" });
    for await (const number of numbersOf(needs, of)) await meet(of, { kind: "caller", number });
  }
  for (const entry of missing)
    if (!met.has(entry.id)) await write(needs, installation, entry, null);
  needs.wake();
  return { missing: missing.length, found: met.size };
}

const installation: TenantScope = { tenantId: defaultTenantId };

/** Under the id of the list, so that it is done once. Of whom nothing is here, only that is written down. */
async function write(
  { db, now }: Needs,
  of: TenantScope,
  { id, kind, subject_hash }: ErasureEntry,
  subject: ErasureSubject | null,
): Promise<void> {
  const scope = kind === "tenant" ? installation : of;
  const who = subject?.kind === "caller" ? subject.number : of.tenantId;
  await inTenant(db, scope, (trx) =>
    insertErasure(trx, scope, {
      ...{ id, kind, subject_hash, requested_by: "system", at: new Date(now()) },
      subject: subject === null ? null : who,
    }),
  );
}

function tenantsOf(db: Database): Promise<TenantScope[]> {
  return asWorker(db, async (trx) => {
    const { rows } = await sql<{
      id: string;
    }>`select tenant_id as id from tenants order by 1`.execute(trx);
    return rows.map(({ id }) => ({ tenantId: id }));
  });
}

/** How many numbers are remembered as met: a number that comes again costs one more comparison. */
const rememberedMax = 50_000;

/** Every number in anything of the tenant, read as an export reads it: what is stored encrypted too. */
async function* numbersOf({ db, rooms }: Needs, scope: TenantScope): AsyncIterable<string> {
  const seen = new Set<string>();
  for (const room of rooms) {
    for await (const { row } of room.exportData(db, scope)) {
      for (const number of numbersIn(row)) {
        if (seen.has(number)) continue;
        if (seen.size === rememberedMax) seen.clear();
        seen.add(number);
        yield number;
      }
    }
  }
}

/** Forms write the plus as `%2B`. Bodies come as base64. */
function numbersIn(row: Record<string, unknown>): string[] {
  const body = typeof row.body === "string" ? Buffer.from(row.body, "base64").toString() : "";
  const text = `${JSON.stringify({ ...row, body: null })} ${body}`;
  return [...text.matchAll(/(?:\+|%2B)([1-9]\d{5,14})(?!\d)/gi)].map(([, digits]) => `+${digits}`);
}

/** Which of the erasures this database knows, whichever tenant's they are. */
function knownErasures(db: Database, ids: readonly string[]): Promise<Set<string>> {
  return asWorker(db, async (trx) => {
    const { rows } = await sql<{
      id: string;
    }>`select id from erasures where id = any(${[...ids]})`.execute(trx);
    return new Set(rows.map(({ id }) => id));
  });
}
