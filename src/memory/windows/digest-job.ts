import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { ProblemError } from "../../lib/problems.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { ModelError } from "../../llm/index.ts";
import { admitTurn, type ModelRequest, recordUse } from "../../model-use/index.ts";
import { type Database, inTenant, later, type Trx } from "../../store/index.ts";
import type { AskModel } from "../ask-model.ts";
import type { ChatMessage } from "../chat.ts";
import type { MemoryJob } from "../jobs/claim-jobs.ts";
import { enqueueJobs, type NewJob } from "../jobs/job.store.ts";
import type { JobHandler } from "../jobs/work-on-jobs.ts";
import { findSession } from "../memory.store.ts";
import type { Spent } from "../turn.ts";
import { digestOf } from "./digest.ts";
import { digestFrom, digestRequest, digestTokensMax } from "./model-digest.ts";
import { type EntryRow, readEntries } from "./window.store.ts";

const Payload = z.object({ epoch: z.int(), from: z.int(), to: z.int() });
const digestsShown = 3;

/** Says in few words what has just left a window: at once where it is said in its own sentences, by a job where a model says it. */
export async function digestShed(
  trx: Trx,
  scope: TenantScope,
  of: {
    sessionId: string;
    epoch: number;
    shed: readonly number[];
    /** The transcript, as far as it may be shown. */
    rows: readonly EntryRow[];
    isByModel: boolean;
    at: Date;
  },
): Promise<void> {
  const { sessionId, epoch, shed, rows, isByModel, at } = of;
  const [from] = shed;
  const to = shed.at(-1);
  if (from === undefined || to === undefined) return;
  const part = { sessionId, epoch, from, to };
  if (isByModel) return enqueueJobs(trx, scope, [digestJob(part)], at);
  const left = rows.filter(({ seq }) => seq >= from && seq <= to);
  const digest = await digestOf(left.map(({ message }) => message));
  await insertDigest(trx, scope, { ...part, digest, at });
}

function digestJob({ sessionId, ...payload }: Part): NewJob {
  const { epoch, from, to } = payload;
  return {
    ...{ kind: "digest", key: `digest ${sessionId} ${epoch} ${from} ${to}` },
    ...{ sessionId, payload },
  };
}

interface Needs {
  db: Database;
  /** Null while there is no model but the echo. */
  ask: AskModel | null;
  now: () => number;
}

/**
 * Says in few words what left a window: at once in its own sentences, then, where there is a model, in the model's. The same work done twice writes one row; a session that is
 * gone gets none.
 */
export function writeDigest({ db, ask, now }: Needs): JobHandler {
  return async (job, scope, signal) => {
    const part = { sessionId: job.session_id ?? "", ...Payload.parse(job.payload) };
    if (job.stage === byModel && ask !== null) {
      const said = await askForDigest({ db, ask, now }, scope, { job, part, signal });
      return async (trx) => {
        if (said !== undefined)
          await refineDigest(trx, scope, { ...part, ...said, at: new Date(now()) });
        return null;
      };
    }
    return async (trx) => {
      const digest = await digestOf(await readPart(trx, scope, part));
      await insertDigest(trx, scope, { ...part, digest, at: new Date(now()) });
      const isWorthIt = ask !== null && digest !== "";
      return isWorthIt ? { stage: byModel, dueAt: new Date(now()) } : null;
    };
  };
}

const byModel = "model";
const triesMax = 4;

interface Part {
  sessionId: string;
  epoch: number;
  from: number;
  to: number;
}

async function readPart(trx: Trx, scope: TenantScope, part: Part): Promise<ChatMessage[]> {
  const entries = await readEntries(trx, scope, part);
  return entries.filter(({ seq }) => seq <= part.to).map(({ message }) => message);
}

/** What a model made of a part, and what that took. */
interface ModelDigest {
  /** Nothing where the model's words may not stand for what was said. */
  digest: string | undefined;
  requests: readonly ModelRequest[];
}

/** Nothing where the digest stays as it is: the tenant's limit is reached, or the model does not do it well, or not after some tries. */
async function askForDigest(
  { db, ask, now }: Needs & { ask: AskModel },
  scope: TenantScope,
  { job, part, signal }: { job: MemoryJob; part: Part; signal: AbortSignal },
): Promise<ModelDigest | undefined> {
  try {
    const messages = await inTenant(db, scope, async (trx) => {
      const { sessionId } = part;
      const agentId = (await findSession(trx, scope, sessionId))?.agent_id ?? null;
      await admitTurn(trx, scope, { sessionId, agentId, isCall: false, at: new Date(now()) });
      return readPart(trx, scope, part);
    });
    if (messages.length === 0) return undefined;
    const asked = digestRequest(messages);
    const { text, spent } = await ask({ messages: asked, tokensMax: digestTokensMax, signal });
    const requests = spent.map((one) => requestOf(one, JSON.stringify(asked)));
    return { digest: digestFrom(text, messages), requests };
  } catch (error) {
    if (error instanceof ProblemError && error.code === "model-quota-spent") return undefined;
    const isFinal =
      error instanceof ModelError && (!error.isOfEndpoint || job.attempts >= triesMax);
    if (isFinal) return undefined;
    throw error;
  }
}

async function insertDigest(
  trx: Trx,
  { tenantId }: TenantScope,
  of: Part & { digest: string; at: Date },
): Promise<void> {
  const { sessionId, epoch, from, to, digest, at } = of;
  await later(
    trx,
    sql`insert into mem_digests (tenant_id, session_id, from_seq, to_seq, epoch, digest, created_at)
    select ${tenantId}, w.session_id, ${from}, ${to}, ${epoch}, ${digest}, ${at}
    from mem_windows w where w.tenant_id = ${tenantId} and w.session_id = ${sessionId}
    on conflict do nothing`,
  );
}

/** Puts the model's digest in place of the other, and counts what it took. */
async function refineDigest(
  trx: Trx,
  scope: TenantScope,
  of: Part & ModelDigest & { at: Date },
): Promise<void> {
  const { sessionId, epoch, from, to, digest, requests, at } = of;
  if (digest !== undefined) {
    await sql`update mem_digests set digest = ${digest}, model = ${requests[0]?.model ?? null}
      where tenant_id = ${scope.tenantId} and session_id = ${sessionId} and epoch = ${epoch}
        and from_seq = ${from} and to_seq = ${to}`.execute(trx);
  }
  const session = await findSession(trx, scope, sessionId);
  await recordUse(trx, scope, {
    ...{ sessionId: session?.id ?? null, agentId: session?.agent_id ?? null, lease: null },
    ...{ requests, isDegraded: false, at },
  });
}

/** As the model told, else as long as it is: a token has about four characters. */
function requestOf({ model, isFallback, usage, said }: Spent, asked: string): ModelRequest {
  const estimated = {
    ...{ promptTokens: Math.ceil(asked.length / 4), cachedTokens: 0 },
    completionTokens: Math.ceil(said.length / 4),
  };
  const { promptTokens: input, cachedTokens: cachedInput, completionTokens } = usage ?? estimated;
  const tokens = { input, cachedInput, output: completionTokens };
  return { model, isFallback, tokens, isEstimated: usage === null };
}

/** The newest digests of what is not shown any more, in their order, within a statement. */
export const newestDigests = (
  { tenantId }: TenantScope,
  sessionId: RawBuilder<unknown>,
  epoch: RawBuilder<unknown>,
): RawBuilder<string[]> =>
  sql`array(select digest from (select digest, from_seq, to_seq from mem_digests where tenant_id = ${tenantId}
      and session_id = ${sessionId} and epoch = ${epoch} and digest <> ''
      order by from_seq desc, to_seq desc limit ${digestsShown}) d order by from_seq, to_seq)`;

/** The same by themselves. */
export async function readDigests(
  trx: Trx,
  scope: TenantScope,
  of: { sessionId: string; epoch: number },
): Promise<string[]> {
  const digests = newestDigests(scope, sql`${of.sessionId}`, sql`${of.epoch}`);
  const { rows } = await sql<{ digests: string[] }>`select ${digests} as digests`.execute(trx);
  return rows[0]?.digests ?? [];
}
