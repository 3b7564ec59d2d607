import { sql } from "kysely";
import { z } from "zod";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";
import type { NewJob } from "../jobs/job.store.ts";
import type { JobHandler } from "../jobs/work-on-jobs.ts";
import { digestOf } from "./digest.ts";
import { readEntries } from "./window.store.ts";

const Payload = z.object({ epoch: z.int(), from: z.int(), to: z.int() });
const digestsShown = 3;

/** Asks for the digest of what has just left a window. */
export function digestJob(sessionId: string, epoch: number, shed: readonly number[]): NewJob[] {
  const [from] = shed;
  const to = shed.at(-1);
  if (from === undefined || to === undefined) return [];
  const key = `digest ${sessionId} ${epoch} ${from} ${to}`;
  return [{ kind: "digest", key, sessionId, payload: { epoch, from, to } }];
}

/** Says in few words what left a window. The same work done twice writes one row; a session that is gone gets none. */
export function writeDigest({ now }: { now: () => number }): JobHandler {
  return async (job) => async (trx, scope) => {
    const { epoch, from, to } = Payload.parse(job.payload);
    const sessionId = job.session_id ?? "";
    const entries = await readEntries(trx, scope, { sessionId, epoch, from });
    const digest = digestOf(entries.filter(({ seq }) => seq <= to).map(({ message }) => message));
    await sql`insert into mem_digests (tenant_id, session_id, from_seq, to_seq, epoch, digest, created_at)
      select ${scope.tenantId}, w.session_id, ${from}, ${to}, ${epoch}, ${digest}, ${new Date(now())}
      from mem_windows w where w.tenant_id = ${scope.tenantId} and w.session_id = ${sessionId}
      on conflict do nothing`.execute(trx);
    return null;
  };
}

/** The newest digests of what is not shown any more, in their order. */
export async function readDigests(
  trx: Trx,
  { tenantId }: TenantScope,
  of: { sessionId: string; epoch: number },
): Promise<string[]> {
  const rows = await trx
    .selectFrom("mem_digests")
    .select("digest")
    .where("tenant_id", "=", tenantId)
    .where("session_id", "=", of.sessionId)
    .where("epoch", "=", of.epoch)
    .where("digest", "!=", "")
    .orderBy("to_seq", "desc")
    .limit(digestsShown)
    .execute();
  return rows.map(({ digest }) => digest).reverse();
}
