import type { CallStatus } from "../lib/call.ts";
import { isObject, member } from "./shape.ts";

/**
 * The member of `custom.experimental` that holds what versions 0.3 and 0.4 say and 0.5 has no place for.
 * A downgrade restores from it.
 */
export const legacyMember = "vcp_legacy";

/** VCP §3.2: how the words of earlier versions, and of mappers that went astray, are read. */
const statusWords: ReadonlyMap<string, CallStatus> = new Map<string, CallStatus>([
  ["success", "success"],
  ["failure", "failure"],
  ["partial", "partial"],
  ["timeout", "timeout"],
  ["error", "error"],
  ["unknown", "unknown"],
  ["failed", "failure"],
  ["filtered", "unknown"],
  ["in_progress", "unknown"],
]);

const disconnectWords: ReadonlyMap<unknown, CallStatus> = new Map<unknown, CallStatus>([
  ["customer_hangup", "success"],
  ["agent_hangup", "success"],
  ["completed", "success"],
  ["timeout", "timeout"],
  ["technical_error", "error"],
  ["transferred", "partial"],
]);

/** The outcome that a 0.3 or 0.4 status stands for; null for a word nobody wrote down. `completed` says only that the call is over. */
export function readStatus(word: string, disconnectReason: unknown): CallStatus | null {
  if (word === "completed") return disconnectWords.get(disconnectReason) ?? "unknown";
  return statusWords.get(word) ?? null;
}

/** The 0.3 word for an outcome; null for `unknown`, which 0.3 cannot say. */
export function writeStatus(status: CallStatus): string | null {
  if (status === "unknown") return null;
  return status === "success" || status === "partial" ? status : "failed";
}

const gapClasses: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  ["minor", "minor_deviation"],
  ["moderate", "minor_deviation"],
  ["mild_misalignment", "minor_deviation"],
  ["major", "major_deviation"],
  ["significant_gap", "major_deviation"],
]);

/** VCP §3.3: classes are translated by name, never recomputed from the score. Other words pass, and fail the schema. */
export function readGapClass(word: unknown): unknown {
  return gapClasses.get(word) ?? word;
}

export function writeGapClass(gapClass: string): string {
  if (gapClass === "aligned") return gapClass;
  return gapClass === "minor_deviation" ? "mild_misalignment" : "significant_gap";
}

/** One line for what somebody thought of the call. */
export function perceivedText(item: unknown): unknown {
  if (!isObject(item)) return item;
  const by = typeof item.by === "string" ? item.by : "somebody";
  const score = sentimentScoreOf(item);
  return score === null ? `${by}: no sentiment given` : `${by}: sentiment ${score}`;
}

export function sentimentScoreOf(item: unknown): number | null {
  const score = member(member(item, "sentiment"), "score");
  return typeof score === "number" ? score : null;
}

/** The factor names of a gap's drivers: objects with a type in 0.3, plain text in 0.4. */
export function driverNames(drivers: readonly unknown[]): unknown[] {
  return drivers.map((driver) => (isObject(driver) ? driver.type : driver));
}

/** The registry key of a provider. The sources also write `openai` for what the registry calls `openai_realtime`. */
export function providerKey(provider: string): string {
  const key = provider.trim().toLowerCase();
  return key === "openai" ? "openai_realtime" : key;
}
