import { createHash, randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { asWorker, type Database, inTenant, type Trx } from "../store/index.ts";

/** A change that somebody made. */
export interface NewAuditEntry {
  /** `user:usr_…`, `key:key_…`, `command`, or `system` for what the product does by itself. */
  actor: string;
  /** Area and verb: `connection.secret_added`. */
  action: string;
  /** The id of what was changed. */
  subject: string;
  /** What changed. Never a secret; it can be forgotten without breaking the chain. */
  payload?: Record<string, unknown>;
}

export interface AuditEntry {
  seq: number;
  at: Date;
  actor: string;
  action: string;
  subject: string;
  payload: Record<string, unknown> | null;
  payload_salt: Buffer | null;
  payload_hash: Buffer;
  previous_hash: Buffer;
  hash: Buffer;
}

const genesis = Buffer.alloc(32);

/**
 * Adds an entry to the tenant's chain, in the transaction of the change itself: the one is never without the other.
 *
 * Each entry's hash covers the entry before it and a salted hash of its payload, so a payload can be forgotten and the chain still verifies. The salt goes with the payload:
 * a short payload cannot be guessed from its hash.
 */
export async function recordAudit(
  trx: Trx,
  scope: TenantScope,
  entry: NewAuditEntry,
): Promise<void> {
  // One writer per tenant at a time: two entries with the same predecessor would be a fork.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`audit/${scope.tenantId}`}, 0))`.execute(
    trx,
  );
  const { rows } = await sql<{ seq: number; hash: Buffer; at: Date }>`select seq, hash, at
    from audit_log where tenant_id = ${scope.tenantId} order by seq desc limit 1`.execute(trx);
  const last = rows[0];
  const seq = (last?.seq ?? 0) + 1;
  const at = new Date(Math.max(Date.now(), last?.at.getTime() ?? 0));
  const payload = entry.payload ?? {};
  const salt = randomBytes(16);
  const payloadHash = hashPayload(salt, payload);
  const previousHash = last?.hash ?? genesis;
  await trx
    .insertInto("audit_log")
    .values({
      tenant_id: scope.tenantId,
      seq,
      at,
      actor: entry.actor,
      action: entry.action,
      subject: entry.subject,
      payload: JSON.stringify(payload),
      payload_salt: salt,
      payload_hash: payloadHash,
      previous_hash: previousHash,
      hash: hashEntry({ ...entry, seq, at, payloadHash, previousHash }, scope),
    })
    .execute();
}

/** What became of a tenant's chain. */
export interface ChainVerdict {
  isIntact: boolean;
  count: number;
  /** How many payloads have been forgotten, as they may be. */
  forgotten: number;
  /** The first entry that is not what it was, or follows a gap. */
  brokenAt: number | null;
  /** Names the chain up to here. Kept elsewhere, it shows later whether the end was cut off. */
  head: string;
}

const pageSize = 1_000;

/** Computes every hash of a tenant's chain again. */
export async function verifyAudit(db: Database, scope: TenantScope): Promise<ChainVerdict> {
  let previousHash: Buffer = genesis;
  let count = 0;
  let forgotten = 0;
  for (;;) {
    const rows = await readAudit(db, scope, count);
    for (const row of rows) {
      if (row.seq !== count + 1 || !isSound(row, previousHash, scope)) {
        return {
          isIntact: false,
          count,
          forgotten,
          brokenAt: count + 1,
          head: previousHash.toString("hex"),
        };
      }
      if (row.payload === null) forgotten++;
      previousHash = row.hash;
      count++;
    }
    if (rows.length < pageSize) break;
  }
  return { isIntact: true, count, forgotten, brokenAt: null, head: previousHash.toString("hex") };
}

function readAudit(db: Database, scope: TenantScope, after: number): Promise<AuditEntry[]> {
  return inTenant(db, scope, async (trx) => {
    const { rows } =
      await sql<AuditEntry>`select seq, at, actor, action, subject, payload, payload_salt, payload_hash,
        previous_hash, hash from audit_log
      where tenant_id = ${scope.tenantId} and seq > ${after} order by seq limit ${pageSize}`.execute(
        trx,
      );
    return rows;
  });
}

/** The entries about some things, and the chain's last one, which names the state that they are part of. */
export function readAuditAbout(
  db: Database,
  scope: TenantScope,
  subjects: readonly string[],
): Promise<{ entries: AuditEntry[]; head: { seq: number; hash: Buffer } | null }> {
  return inTenant(db, scope, async (trx) => {
    const { rows: entries } =
      await sql<AuditEntry>`select seq, at, actor, action, subject, payload, payload_salt, payload_hash,
        previous_hash, hash from audit_log
      where tenant_id = ${scope.tenantId} and subject = any(${[...subjects]}) order by seq limit ${pageSize}`.execute(
        trx,
      );
    const { rows } = await sql<{ seq: number; hash: Buffer }>`select seq, hash from audit_log
      where tenant_id = ${scope.tenantId} order by seq desc limit 1`.execute(trx);
    return { entries, head: rows[0] ?? null };
  });
}

/** Whether an entry that was taken out of its chain says what it said in it. */
export function isEntryIntact(entry: AuditEntry, scope: TenantScope): boolean {
  return isSound(entry, entry.previous_hash, scope);
}

function isSound(row: AuditEntry, previousHash: Buffer, scope: TenantScope): boolean {
  const { payload, payload_salt: salt, payload_hash: payloadHash } = row;
  if (!row.previous_hash.equals(previousHash)) return false;
  if ((payload === null) !== (salt === null)) return false;
  if (payload !== null && salt !== null && !hashPayload(salt, payload).equals(payloadHash)) {
    return false;
  }
  return row.hash.equals(hashEntry({ ...row, payloadHash, previousHash }, scope));
}

/** Forgets the payloads of entries before the instant. Returns how many. */
export function expireAuditPayloads(db: Database, scope: TenantScope, before: Date) {
  return asWorker(db, async (trx) => {
    const result = await trx
      .updateTable("audit_log")
      .set({ payload: null, payload_salt: null })
      .where("tenant_id", "=", scope.tenantId)
      .where("at", "<", before)
      .where("payload", "is not", null)
      .where(sql<boolean>`not is_held(tenant_id, '', '', '')`)
      .executeTakeFirst();
    return Number(result.numUpdatedRows);
  });
}

/** Forgets the payloads that name a number. Returns how many. */
export function forgetPayloadsNaming(db: Database, scope: TenantScope, number: string) {
  return asWorker(db, async (trx) => {
    const { numAffectedRows } = await sql`update audit_log set payload = null, payload_salt = null
      where tenant_id = ${scope.tenantId} and strpos(payload::text, ${number}) > 0`.execute(trx);
    return Number(numAffectedRows ?? 0);
  });
}

function hashPayload(salt: Buffer, payload: Record<string, unknown>): Buffer {
  return createHash("sha256").update(salt).update(canonical(payload)).digest();
}

function hashEntry(
  entry: {
    seq: number;
    at: Date;
    actor: string;
    action: string;
    subject: string;
    payloadHash: Buffer;
    previousHash: Buffer;
  },
  scope: TenantScope,
): Buffer {
  const { seq, at, actor, action, subject, payloadHash, previousHash } = entry;
  const words = [scope.tenantId, seq, at.toISOString(), actor, action, subject];
  return createHash("sha256")
    .update(previousHash)
    .update(JSON.stringify(words))
    .update(payloadHash)
    .digest();
}

/** JSON with sorted keys: the database does not keep their order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
    return `{${members.join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}
