import { setTimeout as wait } from "node:timers/promises";
import { callId as callIdOf, uuidV7 } from "../lib/ids.ts";
import { sha256Hex } from "../lib/signature.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { cutText } from "../lib/text.ts";
import { errorFields, type Logger, type Metrics } from "../observe/index.ts";
import type { AskedTool, AskingCall, ToolResult } from "../providers/index.ts";
import type { Database } from "../store/index.ts";
import { fallbackText } from "./fallback-texts.ts";
import type { LastAnswers } from "./last-answers.ts";
import { ArgumentsError, readArguments } from "./read-arguments.ts";
import { type RunTool, type ToolAnswer, ToolFailure, type ToolUse } from "./tool.ts";
import type { ReadyTool, Toolbox } from "./toolbox.ts";
import { claimUse, type FinishedUse, finishUse, readUse, type UseRow } from "./use.store.ts";
import type { UseLog } from "./use-log.ts";

/** Where tools are asked for. */
export interface Asking {
  scope: TenantScope;
  connectionId: string;
  provider: string;
  call: AskingCall;
  /** As a language tag; null where nothing says so. */
  language: string | null;
  /** Epoch milliseconds; tools must have answered by `until`. */
  askedAt: number;
  until: number;
}

export interface RunToolsNeeds {
  db: Database;
  toolbox: Toolbox;
  /** How a tool is run, and whether it changes something. */
  runnerOf(ready: ReadyTool): { run: RunTool; hasEffect: boolean } | undefined;
  lastAnswers: LastAnswers;
  uses: UseLog;
  metrics: Metrics;
  log: Logger;
  now: () => number;
}

const textCharactersMax = 8_000;
const notSetUp = "This tool is not set up yet.";

/** Runs every tool that one request asks for, side by side. One result for each, in their order; never rejects. */
export function createToolRunner(needs: RunToolsNeeds) {
  return (asking: Asking, tools: readonly AskedTool[]): Promise<ToolResult[]> =>
    Promise.all(
      tools.map((asked, place) =>
        runOne(needs, asking, asked, place).catch((error: unknown) => {
          needs.log.error({ ...errorFields(error) }, "a tool could not be run");
          return { text: fallbackText({}, asking.language), isError: true };
        }),
      ),
    );
}

async function runOne(
  needs: RunToolsNeeds,
  asking: Asking,
  asked: AskedTool,
  place: number,
): Promise<ToolResult> {
  const started = needs.now();
  const ready = await needs.toolbox.find(asking.scope, asked.name);
  const row = rowOf(asking, asked, ready);
  const finish = (
    outcome: FinishedUse["outcome"],
    result: ToolResult,
    more: { failure?: string; attempts?: number } = {},
  ) => {
    const { failure = null, attempts = 0 } = more;
    const durationMs = Math.max(0, Math.round(needs.now() - started));
    needs.metrics.toolSeconds.observe({ outcome }, durationMs / 1000);
    const over = {
      ...row,
      outcome,
      failure,
      attempts,
      result: result.text,
      duration_ms: durationMs,
    };
    return { over, result };
  };
  const runner = ready === undefined ? undefined : needs.runnerOf(ready);
  if (ready === undefined || runner === undefined) {
    const { over, result } = finish("refused", error(notSetUp), { failure: "unknown-tool" });
    needs.uses.add(over);
    return result;
  }
  let given: Record<string, unknown>;
  try {
    given = readArguments(asked.arguments);
    const fault = ready.faultOf(given);
    if (fault !== null) throw new ArgumentsError(fault);
  } catch (thrown) {
    if (!(thrown instanceof ArgumentsError)) throw thrown;
    const refused = finish("refused", error(thrown.message), { failure: "bad-arguments" });
    needs.uses.add(refused.over);
    return refused.result;
  }
  const key = keyOf(asking, asked, place, given);
  const { scope, call, connectionId, provider, language, askedAt } = asking;
  const use: ToolUse = {
    ...{ scope, call, connectionId, provider, language, askedAt, key },
    tool: ready.tool,
    arguments: given,
    callId: row.call_id,
  };
  const isOnce = runner.hasEffect && key !== null;
  if (isOnce) {
    const known = await claimUse(needs.db, scope, { ...row, use_key: key, outcome: "running" });
    if (known !== null) return resultOfBefore(needs, asking, use, known);
  }
  const { answer, failure, attempts } = await attempt(needs, asking, use, runner);
  const settled = settle(needs, use, answer, failure);
  const { over, result } = finish(settled.outcome, settled.result, {
    attempts,
    ...(failure === undefined ? {} : { failure }),
  });
  // What certainly had no effect may be asked for again.
  const isUndone = failure !== undefined && untouched.has(failure);
  if (isOnce) await finishUse(needs.db, scope, { ...over, use_key: isUndone ? null : key });
  else needs.uses.add(over);
  return result;
}

/** What the caller hears: the answer, else the last good one, else the fallback. */
function settle(
  { lastAnswers }: RunToolsNeeds,
  use: ToolUse,
  answer: ToolAnswer | undefined,
  failure: string | undefined,
): { outcome: FinishedUse["outcome"]; result: ToolResult } {
  if (answer !== undefined) {
    const short = { ...answer, text: cutText(answer.text, textCharactersMax) };
    lastAnswers.keep(use, short);
    return { outcome: "answered", result: { ...short, isError: false } };
  }
  const last = failure === "refused" ? undefined : lastAnswers.find(use);
  if (last !== undefined) return { outcome: "last_answer", result: { ...last, isError: false } };
  const text = fallbackText(use.tool.fallbacks, use.language);
  return { outcome: "fallback", result: error(text) };
}

/** Runs it within its own deadline and the provider's. Once more when that does no harm and there is time. */
async function attempt(
  { log, now }: RunToolsNeeds,
  asking: Asking,
  use: ToolUse,
  { run }: { run: RunTool },
): Promise<{ answer?: ToolAnswer; failure?: string; attempts: number }> {
  const until = Math.min(asking.until, asking.askedAt + use.tool.deadline_ms);
  let failure = "deadline";
  for (let attempts = 1; ; attempts++) {
    const left = until - now();
    if (left <= 0) return { failure, attempts: attempts - 1 };
    try {
      return { answer: await within(left, (signal) => run(use, signal)), attempts };
    } catch (thrown) {
      failure = thrown instanceof ToolFailure ? thrown.code : "internal";
      if (failure === "internal") {
        log.error({ tool: use.tool.id, ...errorFields(thrown) }, "a tool failed unexpectedly");
      }
      const isWorthwhile = failure === "unreachable" || failure === "server-error";
      if (!isWorthwhile || !use.tool.is_idempotent || attempts >= attemptsMax) {
        return { failure, attempts };
      }
    }
  }
}

const attemptsMax = 2;

/** The task's result, or a ToolFailure `deadline` when it takes longer, whether it minds the signal or not. */
async function within<T>(ms: number, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const control = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const failure = new ToolFailure("deadline");
      control.abort(failure);
      reject(failure);
    }, ms);
  });
  try {
    return await Promise.race([task(control.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

function rowOf(asking: Asking, asked: AskedTool, ready: ReadyTool | undefined): UseRow {
  const { scope, connectionId, provider, call, askedAt } = asking;
  const given =
    typeof asked.arguments === "string" ? asked.arguments : JSON.stringify(asked.arguments ?? {});
  return {
    tenant_id: scope.tenantId,
    id: uuidV7(askedAt),
    connection_id: connectionId,
    provider,
    call_id: call.id === null ? null : callIdOf(scope.tenantId, provider, call.id),
    caller: call.direction === "outbound" ? call.to : call.from,
    asked_id: asked.id === null ? null : cutText(asked.id, 200),
    tool: cutText(asked.name, 100),
    tool_id: ready?.tool.id ?? null,
    use_key: null,
    arguments: cutText(given, textCharactersMax),
    result: null,
    outcome: "running",
    failure: null,
    attempts: 0,
    duration_ms: null,
    asked_at: new Date(askedAt),
  };
}

/** Equal for a provider's second try of the same. Where a use has no id, the same tool with the same arguments in a call is the same use. */
function keyOf(
  { connectionId, call }: Asking,
  asked: AskedTool,
  place: number,
  given: Record<string, unknown>,
): string | null {
  if (call.id === null && asked.id === null) return null;
  const use = asked.id ?? `${asked.name}\0${place}\0${canonical(given)}`;
  return sha256Hex(`${connectionId}\0${call.id ?? ""}\0${use}`);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

const untouched: ReadonlySet<string> = new Set(["not-configured", "circuit-open", "refused"]);
const lookAgainMs = 100;

/** Asked for again: what was answered the first time is answered again, and waited for where it is still being done. */
async function resultOfBefore(
  { db, now }: RunToolsNeeds,
  { scope, until }: Asking,
  use: ToolUse,
  first: UseRow,
): Promise<ToolResult> {
  let known = first;
  while (known.outcome === "running" && now() + lookAgainMs < until) {
    await wait(lookAgainMs);
    known = (await readUse(db, scope, known.id)) ?? known;
  }
  if (known.outcome === "answered" && known.result !== null) {
    return { text: known.result, isError: false };
  }
  return error(known.result ?? fallbackText(use.tool.fallbacks, use.language));
}

const error = (text: string): ToolResult => ({ text, isError: true });
