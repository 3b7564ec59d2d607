import {
  type CallFacts,
  type CallRecord,
  type CostComponent,
  type CostItem,
  costComponents,
  type ModelRole,
} from "../lib/call.ts";
import { microsToUsd } from "../lib/money.ts";

/** The member of `custom.experimental` in which we write what VCP has no words for, so that our own messages read back unchanged. */
export const ownMember = "voicelens";

/** The component of the cost that a model role stands for. */
export const componentOfRole: Readonly<Record<ModelRole, CostComponent>> = {
  V2V: "voice_to_voice",
  STT: "stt",
  ASR: "stt",
  LLM: "llm",
  TTS: "tts",
  VAD: "other",
};

/** The role whose model bears a component; components that are no model's have none. */
export const roleOfComponent: Readonly<Partial<Record<CostComponent, ModelRole>>> = {
  voice_to_voice: "V2V",
  stt: "STT",
  llm: "LLM",
  tts: "TTS",
};

export function isCostComponent(name: string): name is CostComponent {
  return costComponents.some((component) => component === name);
}

/** Metrics of `outcomes.objective` that we write and read ourselves instead of handing them on. */
export const ownMetricNames: ReadonlySet<string> = new Set([
  "aht_sec",
  "handoff_performed",
  "voicemail_detected",
  "user_sentiment",
  "satisfaction_source",
  "status_source",
  "start_time_source",
]);

/** The session id of a call whose provider has none. */
export function defaultSessionId(provider: string, callId: string): string {
  return `sess_${provider}_${callId}`;
}

/** A whole number that is neither negative nor beyond exact; null for anything else. */
export function wholeOrNull(value: number | null | undefined): number | null {
  if (typeof value !== "number") return null;
  const rounded = Math.round(value);
  return Number.isSafeInteger(rounded) && rounded >= 0 ? rounded : null;
}

/** Whole seconds of a duration, half up (VCP §6.2). */
export function toSeconds(durationMs: number | null | undefined): number | null {
  if (typeof durationMs !== "number" || durationMs < 0) return null;
  return wholeOrNull(Math.floor(durationMs / 1000 + 0.5));
}

/** Dollars as a JSON number with at most six decimals; null for what is unknown or no charge. */
export function toUsd(micros: number | null | undefined): number | null {
  const whole = wholeOrNull(micros);
  return whole === null ? null : Number(microsToUsd(whole));
}

export function ratioOrNull(value: number | null | undefined): number | null {
  return typeof value === "number" && value >= 0 && value <= 1 ? value : null;
}

/** What is left of a call whose consent was revoked: ids, times and the status (VCP §6.14). */
export function tombstone(record: CallRecord): CallRecord {
  const { sessionId, createdAt, startedAt, endedAt, durationMs, disposition, consent } =
    record.facts;
  const facts: CallFacts = {
    ...(sessionId === undefined ? {} : { sessionId }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(durationMs === undefined ? {} : { durationMs }),
    ...(disposition === undefined ? {} : { disposition }),
    ...(consent === undefined ? {} : { consent }),
  };
  return { ...record, facts, turns: [], toolCalls: [], timeline: [], externalIds: [] };
}

/** Sums per component; parts that are no charge are left out. */
export function costByComponent(items: readonly CostItem[]): Map<CostComponent, number> {
  const sums = new Map<CostComponent, number>();
  for (const { component, micros } of items) {
    const whole = wholeOrNull(micros);
    if (whole === null) continue;
    const sum = (sums.get(component) ?? 0) + whole;
    if (Number.isSafeInteger(sum)) sums.set(component, sum);
  }
  return sums;
}
