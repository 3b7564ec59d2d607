import type { AnswerLive, LiveQuestion } from "../ingest/index.ts";
import { dialledForms } from "../lib/phone.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { errorFields, type Logger } from "../observe/index.ts";
import type {
  AskedTool,
  AskingCall,
  InboundDecision,
  KnowledgePiece,
  ToolResult,
  TransferDecision,
} from "../providers/index.ts";
import { type Database, withoutTenant } from "../store/index.ts";
import { findRoute } from "../tenants/index.ts";
import { fallbackText } from "./fallback-texts.ts";
import type { Asking } from "./run-tools.ts";

/** Who decides what, for a tenant that is known. Each may take until `asking.until`, and may throw. */
export interface LiveDeciders {
  runTools(asking: Asking, tools: readonly AskedTool[]): Promise<ToolResult[]>;
  decideInbound(asking: Asking): Promise<InboundDecision>;
  decideTransfer(asking: Asking): Promise<TransferDecision>;
  findKnowledge(asking: Asking, turns: readonly string[]): Promise<KnowledgePiece[]>;
  /** What the caller is spoken to in, as a language tag; null where nothing says so. */
  languageOf(
    scope: TenantScope,
    of: { provider: string; call: AskingCall },
  ): Promise<string | null>;
}

export interface AnswerLiveNeeds extends LiveDeciders {
  db: Database;
  /** Who takes a provider's inbound calls where nothing else is known; undefined leaves it to the provider. */
  defaultAgentOf: (provider: string) => string | undefined;
  log: Logger;
  now: () => number;
}

/** What the way to the provider and back may take. */
const marginMs = 1_500;
/** A caller hears it ring meanwhile, so this long is too long already. */
const inboundMs = 2_500;

const noTransfer = "Sorry, I cannot transfer this call at the moment.";

/**
 * Answers what providers ask during a call. Whose call it is follows from the verified connection; at a connection that tenants share from the number that was dialled, then the
 * agent. Nothing else in the request can name a tenant.
 *
 * What cannot be found out in time, or fails, is answered by words for the caller.
 */
export function createLiveAnswerer(needs: AnswerLiveNeeds): AnswerLive {
  return async (question) => {
    const { ask, provider } = question;
    const live = provider.live;
    const waitMs =
      ask.kind === "tools" || live === undefined
        ? Math.max(1_000, (live?.toolDeadlineMs ?? 0) - marginMs)
        : Math.min(inboundMs, live.inboundDeadlineMs * 0.6);
    const late = new Promise<"late">((resolve) => {
      setTimeout(() => resolve("late"), waitMs).unref();
    });
    const until = question.receivedAt + waitMs;
    const answering = needs.db.rightOfWay.take(() => answer(needs, question, until));
    const outcome = await Promise.race([
      answering.then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      ),
      late,
    ]);
    if (outcome !== "late" && "value" in outcome) return outcome.value;
    const why = outcome === "late" ? { error: "late" } : errorFields(outcome.error);
    needs.log.error(
      { provider: provider.id, connection_id: question.connection.id, asked: ask.kind, ...why },
      "a live request was answered by a fallback",
    );
    return withoutAnswer(needs, question);
  };
}

async function answer(
  needs: AnswerLiveNeeds,
  question: LiveQuestion,
  until: number,
): Promise<unknown> {
  const { ask, connection, provider } = question;
  const tenantId = await tenantOf(needs.db, question);
  if (tenantId === null) return withoutAnswer(needs, question);
  const scope = { tenantId };
  const language = await needs.languageOf(scope, { provider: provider.id, call: ask.call });
  const asking: Asking = {
    scope,
    connectionId: connection.id,
    provider: provider.id,
    call: ask.call,
    language,
    askedAt: question.receivedAt,
    until,
  };
  switch (ask.kind) {
    case "tools":
      return ask.write(await needs.runTools(asking, ask.tools));
    case "inbound":
      return ask.write(await needs.decideInbound(asking));
    case "transfer":
      return ask.write(await needs.decideTransfer(asking));
    case "knowledge":
      return ask.write(await needs.findKnowledge(asking, ask.turns));
    case "gate":
      // The owner asked for a gate before every call: without a rule nobody is called.
      return ask.write(false);
  }
}

async function tenantOf(
  db: Database,
  { connection, provider, ask: { call } }: LiveQuestion,
): Promise<string | null> {
  if (!connection.isShared) return connection.tenantId;
  const dialled = call.direction === "outbound" ? call.from : call.to;
  return withoutTenant(db, (trx) =>
    findRoute(trx, {
      connectionId: connection.id,
      provider: provider.id,
      providerCallId: call.id,
      numbers: dialledForms(dialled),
      agentId: call.agentId,
    }),
  );
}

/** What is said when nothing is known: not whose call it is, or not in time. */
function withoutAnswer(
  { defaultAgentOf }: AnswerLiveNeeds,
  { ask, provider }: LiveQuestion,
): unknown {
  switch (ask.kind) {
    case "tools":
      return ask.write(ask.tools.map(() => ({ text: fallbackText({}, "en"), isError: true })));
    case "inbound":
      return ask.write(defaultInbound(defaultAgentOf(provider.id)));
    case "transfer":
      return ask.write({ number: null, spoken: noTransfer });
    case "knowledge":
      return ask.write([]);
    case "gate":
      return ask.write(false);
  }
}

/** The default assistant takes the call; without one the provider's own settings decide, and where it has none the caller is told. */
function defaultInbound(assistantId: string | undefined): InboundDecision {
  return { kind: "accept", agentId: assistantId ?? null, variables: {}, metadata: {} };
}

export const defaultTransfer: TransferDecision = { number: null, spoken: noTransfer };
