import { setTimeout } from "node:timers/promises";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { createKnownLimits, recordUse, type TurnUse } from "../model-use/index.ts";
import { errorFields, type Logger, type Metrics } from "../observe/index.ts";
import { type Database, inTenant } from "../store/index.ts";
import type { Remembered } from "./assemble.ts";
import type { WindowSettings } from "./budget.ts";
import type { RepetitionSettings } from "./echo/repetition.ts";
import { inTime } from "./in-time.ts";
import { measureRetrieval, measureTurns } from "./measure-turns.ts";
import { turnOfOwnHistory } from "./own-history.ts";
import type { TurnSearchers } from "./search-turns.ts";
import type { SpoolFiles } from "./spool/spool-files.ts";
import { createTurnSpool, type TurnSpool } from "./spool/turn-spool.ts";
import type { Answer, Begun, Degraded, Spent, Turn, TurnRequest, Turns } from "./turn.ts";
import { beginTurn, type Opened } from "./windows/begin-turn.ts";
import { type Calibration, createCalibration } from "./windows/calibration.ts";
import type { Counting } from "./windows/counting.ts";
import { abandonTurn, finishTurn } from "./windows/finish-turn.ts";
import { bareTurn, turnFrom } from "./windows/make-turn.ts";
import { recall } from "./windows/recall.ts";
import { useOf } from "./windows/use-of.ts";

/** How long a turn waits for each thing; for what is remembered, by what it is for. */
export interface Patience {
  readonly storeMs: number;
  readonly recallMs: { readonly voice: number; readonly text: number };
  readonly busyMs: number;
}

const usualPatience: Patience = {
  storeMs: 3_000,
  recallMs: { voice: 150, text: 400 },
  busyMs: 2_000,
};
const busyPauseMs = 50;
/** What a message more of a history may take, the first time that it is written down: 100,000 of them ten seconds. */
const messageMs = 0.1;

interface Needs {
  db: Database;
  searchers: TurnSearchers;
  settings: WindowSettings;
  calibration: Calibration;
  now: () => number;
  log: Logger;
  /** Keeps turns that the store cannot take. */
  spool?: TurnSpool;
  patience?: Patience;
  repetition?: RepetitionSettings;
  /** Whether a model says in few words what left a window, which is then a job. */
  hasDigestModel?: boolean;
  /** Begins to measure how long a turn's opening takes; what it gives is called at the end. */
  timeOpening?: () => () => void;
}

/** What of the configuration says how windows are kept. */
export interface WindowConfig {
  readonly MAX_CONTEXT_TOKENS: number;
  readonly OFFLOAD_THRESHOLD: number;
  readonly HYSTERESIS_THRESHOLD: number;
  readonly TARGET_AFTER_RELIEF: number;
  readonly ECHO_GUARD_ENABLED: boolean;
  readonly BOREDOM_DETECTION_ENABLED: boolean;
}

/** The window of conversations, and what is done for it now and then. */
export interface OpenTurns {
  readonly turns: Turns;
  /** Writes down how models count tokens, as far as it was learned here, and takes up what other processes learned. */
  exchangeCounts(): Promise<void>;
  /** Writes down turns that waited for the store. */
  writeSpooled(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the window of conversations as it is configured, with every turn measured. */
export function openTurns({
  settings: config,
  metrics,
  spoolFiles,
  secretKeys,
  ...needs
}: Omit<Needs, "settings" | "calibration" | "spool"> & {
  settings: WindowConfig;
  metrics: Metrics;
  spoolFiles: SpoolFiles;
  secretKeys: readonly string[];
}): OpenTurns {
  const calibration = createCalibration();
  const spool = createTurnSpool({ ...needs, files: spoolFiles, secretKeys, metrics });
  const settings = windowSettings(config);
  const scopes = measureRetrieval(needs.searchers.scopes, metrics);
  const searchers = { ...needs.searchers, scopes };
  const repetition = {
    echoGuard: config.ECHO_GUARD_ENABLED,
    loopDetection: config.BOREDOM_DETECTION_ENABLED,
  };
  const timeOpening = () => metrics.memoryWindowSeconds.startTimer();
  const ours = { searchers, settings, repetition, calibration, spool, timeOpening };
  const turns = createTurns({ ...needs, ...ours });
  const exchangeCounts = () => calibration.exchange(needs.db, new Date(needs.now()));
  return {
    turns: measureTurns(turns, { metrics, settings }),
    exchangeCounts,
    writeSpooled: () => spool.write(),
    async close() {
      if (!calibration.hasNews()) return;
      await exchangeCounts().catch((error: unknown) =>
        needs.log.warn(errorFields(error), "what was learned of models is lost"),
      );
    },
  };
}

/** The configuration in the words of the window. */
export function windowSettings(config: WindowConfig): WindowSettings {
  return {
    maxContextTokens: config.MAX_CONTEXT_TOKENS,
    threshold: config.OFFLOAD_THRESHOLD,
    hysteresis: config.HYSTERESIS_THRESHOLD,
    target: config.TARGET_AFTER_RELIEF,
  };
}

/** What is known of a turn under way beside what its client sees. */
interface UnderWay {
  readonly model: string;
  readonly agentId: string | undefined;
  readonly counting: Counting;
  readonly request: TurnRequest;
  /** The store could not take what it begins with. */
  readonly isLost: boolean;
}

/** The window of conversations, kept in the database: whichever process answers next goes on with it. */
export function createTurns(needs: Needs): Turns {
  const { db, settings, calibration, now, log, patience = usualPatience } = needs;
  const { spool, timeOpening, hasDigestModel = false } = needs;
  const { repetition = { echoGuard: true, loopDetection: true } } = needs;
  const limits = createKnownLimits();
  const underWay = new WeakMap<Turn, UnderWay>();

  const open = async (scope: TenantScope, request: TurnRequest, counting: Counting) => {
    // What waits is written first: it was said before.
    const whose = { scope, request };
    if (spool?.has(whose)) await spool.write(whose);
    for (let waitedMs = 0; ; waitedMs += busyPauseMs) {
      const at = new Date(now());
      const asked = { request, settings, repetition, counting, limits, hasDigestModel, at };
      const opening = await inTenant(db, scope, (trx) => beginTurn(trx, scope, asked));
      if (opening.kind !== "busy") return opening;
      if (waitedMs >= patience.busyMs) throw sessionBusy();
      await setTimeout(busyPauseMs);
    }
  };
  const giveBack = async (turn: Turn, of: UnderWay | undefined, spent: readonly Spent[]) => {
    const { sessionId, scope } = turn;
    if (sessionId === null && spent.length === 0) return;
    const at = new Date(now());
    await inTenant(db, scope, async (trx) => {
      if (sessionId !== null) await abandonTurn(trx, scope, { turn, sessionId, at });
      if (of !== undefined) await recordUse(trx, scope, useOf(turn, spent, { ...of, at }));
    });
  };
  const toTurn = async (scope: TenantScope, opened: Opened, request: TurnRequest, of: UnderWay) => {
    const { remembered, degraded } = await rememberedFor(needs, scope, request, opened);
    const turn = turnFrom(scope, opened, { remembered, degraded, counting: of.counting });
    underWay.set(turn, { ...of, agentId: opened.place.agentId ?? undefined });
    return turn;
  };
  return {
    async begin(scope, request): Promise<Begun> {
      const counting = await calibration.countingFor(request.model.name);
      const { model, agentId } = request;
      const of = { model: model.name, agentId, counting, request, isLost: false };
      const since = new Date(now());
      const end = timeOpening?.();
      const opening = open(scope, request, counting);
      try {
        const written = messageMs * request.messages.length;
        const opened = await inTime(opening, patience.storeMs + patience.busyMs + written);
        end?.();
        if (opened.kind === "answered") return opened;
        return { kind: "turn", turn: await toTurn(scope, opened, request, of) };
      } catch (error) {
        if (error instanceof ProblemError && refusals.has(error.code)) throw error;
        log.warn(errorFields(error), "a conversation goes on without its memory");
        // One that comes too late keeps nobody waiting.
        opening
          .then((late) =>
            late.kind === "opened" ? giveBack(bareTurn(scope, late), of, []) : undefined,
          )
          .catch(() => undefined);
        const { counter } = counting;
        const isLimited = limits.judge(scope, { ...ownTurn(request), since, at: new Date(now()) });
        if (!isLimited) log.warn({ tenant_id: scope.tenantId }, "limits could not be read");
        const turn = await turnOfOwnHistory(scope, request, { settings, counter, isLimited });
        underWay.set(turn, { ...of, isLost: !takesNothing(error) });
        return { kind: "turn", turn };
      }
    },
    async finish(turn, answer, spent = []) {
      const { scope, sessionId } = turn;
      const of = underWay.get(turn);
      if (of === undefined) return;
      underWay.delete(turn);
      const { model, counting } = of;
      const ours = turn.tokens.total / counting.factor;
      if (answer.usage !== null && !counting.counter.exact) {
        calibration.learn(model, ours, answer.usage.promptTokens);
      }
      const at = new Date(now());
      const used = useOf(turn, spent, { ...of, at });
      const kept = () => keepLost(spool, { turn, of, answer, used, at, log });
      if (of.isLost && (await kept())) return;
      try {
        await inTenant(db, scope, async (trx) => {
          if (sessionId === null) return recordUse(trx, scope, used);
          await finishTurn(trx, scope, { turn, sessionId, answer, used, model, counting, at });
        });
      } catch (error) {
        log.error(errorFields(error), "an answer was not written down");
        if (!of.isLost && !takesNothing(error) && (await kept())) return;
        // It was used all the same, and nobody waits for that to be counted.
        inTenant(db, scope, (trx) => recordUse(trx, scope, used)).catch((lost: unknown) =>
          log.error(errorFields(lost), "what a turn used was not counted"),
        );
      }
    },
    async abandon(turn, spent = []) {
      const of = underWay.get(turn);
      underWay.delete(turn);
      try {
        await giveBack(turn, of, spent);
      } catch (error) {
        log.warn(errorFields(error), "a turn was not given back and ends by itself");
      }
    },
  };
}

/** Keeps a turn until the store takes it. False where it cannot be kept: then it is in the history that most clients send next. */
async function keepLost(
  spool: TurnSpool | undefined,
  lost: {
    turn: Turn;
    of: UnderWay;
    answer: Answer;
    used: TurnUse;
    at: Date;
    log: Logger;
  },
): Promise<boolean> {
  const { turn, of, answer, at, log } = lost;
  const { requests, isDegraded } = lost.used;
  const { subjectId, agentId, model, messages, requestKey } = of.request;
  const sessionId = turn.sessionId ?? of.request.sessionId;
  const request = { sessionId, subjectId, agentId, model, messages, requestKey };
  try {
    const { scope } = turn;
    return (
      (await spool?.keep({
        scope,
        request,
        answer,
        used: { requests, isDegraded },
        at: at.getTime(),
      })) ?? false
    );
  } catch (error) {
    log.error(errorFields(error), "a turn that the store cannot take was not kept");
    return false;
  }
}

/** Whether the session is there and takes nothing: it was forgotten, or is another subject's. */
const takesNothing = (error: unknown) =>
  error instanceof ProblemError && error.code.startsWith("memory-");

/** What a request tells by itself of the turn that it asks for. */
function ownTurn({ agentId, profile, messages }: TurnRequest) {
  const isUnderWay = messages.some(({ role }) => role === "assistant");
  return { agentId: agentId ?? null, isCallUnderWay: profile === "voice" && isUnderWay };
}

/** What the caller has to change; anything else is no reason to leave them without an answer. */
const refusals: ReadonlySet<string> = new Set([
  ...["memory-context-exceeded", "session-busy", "model-quota-spent", "too-many-requests"],
]);

/** What is remembered, as far as it is found in time. */
async function rememberedFor(
  { db, searchers, log, patience = usualPatience }: Needs,
  scope: TenantScope,
  request: TurnRequest,
  opened: Opened,
): Promise<{ remembered: Remembered[]; degraded: Degraded[] }> {
  // In circles, what was remembered until now did not help.
  if (!request.useMemory || opened.repetition.found === "loop") {
    return { remembered: [], degraded: [] };
  }
  const waitMs = patience.recallMs[request.profile];
  const signal = AbortSignal.timeout(waitMs);
  try {
    const found = recall({ db, searchers }, scope, { request, opened, signal });
    const { remembered, isLate } = await inTime(found, waitMs);
    return { remembered, degraded: isLate ? ["embedder"] : [] };
  } catch (error) {
    log.warn(errorFields(error), "what is remembered came too late for a turn");
    return { remembered: [], degraded: ["retrieval"] };
  }
}

/** Somebody else's turn is under way. */
function sessionBusy(): ProblemError {
  const detail = "Another request of the session is being answered. Ask again when it is.";
  return new ProblemError("session-busy", detail, { retryAfterSec: 1 });
}
