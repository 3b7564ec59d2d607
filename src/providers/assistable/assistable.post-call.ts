import type {
  CallFacts,
  CallPatch,
  CallStatus,
  Disposition,
  ExternalId,
  Lifecycle,
  Turn,
} from "../../lib/call.ts";
import type { Fields } from "../fields.ts";
import { sentimentScore } from "../sentiment.ts";
import { turnsFromText } from "../transcript-text.ts";
import { integrationsFrom } from "./assistable.extractions.ts";
import { type ReasonMeaning, readReason } from "./assistable.reason.ts";

const knownMembers: ReadonlySet<string> = new Set([
  ...["event", "call_id", "call_control_id", "call_type", "direction", "to", "from"],
  ...["contact_id", "contactId", "location_id", "assistant_id", "disconnection_reason"],
  ...["user_sentiment", "call_summary", "call_completion", "call_completion_reason"],
  ...["assistant_task_completion", "recording_url", "call_time_ms", "call_time_seconds"],
  ...["full_transcript", "start_timestamp", "end_timestamp", "args", "metadata", "extractions"],
  ...["tags", "added_to_wallet"],
]);

const durationMsMax = 7 * 24 * 60 * 60 * 1000;

/** What the flat message after a call says. */
export function readPostCall(fields: Fields, providerCallId: string, common: CallFacts): CallPatch {
  fields.noteUnknown(knownMembers);
  const turns = turnsFromText(fields.text("full_transcript") ?? "");
  const times = readTimes(fields);
  const end = readEnd(fields, times.durationMs, turns);
  const isConnected = wasConnected(end.disposition, times.durationMs, turns);
  const analysis = readAnalysis(fields);
  const tasks = readTasks(fields);
  const extractions = nonEmpty(fields.json("extractions"));
  return {
    provider: "assistable",
    providerCallId,
    lifecycle: stageOf(
      end.disposition,
      analysis.summary !== null || analysis.sentiment !== null,
      tasks.isTold,
    ),
    occurredAt: times.endedAt ?? times.startedAt,
    facts: {
      ...common,
      ...(isConnected ? { startedAt: times.startedAt } : { createdAt: times.startedAt }),
      endedAt: times.endedAt,
      durationMs: times.durationMs,
      ...end,
      ...analysis,
      taskStatus: tasks.status,
      metrics: tasks.metrics,
      recordingUrl: fields.text("recording_url"),
      metadata: nonEmpty(fields.json("metadata")),
      analysis: extractions,
      integrations: extractions === null ? null : integrationsFrom(extractions),
    },
    ...(turns.length === 0 ? {} : { transcript: { kind: "snapshot", turns } }),
    externalIds: externalIds(fields, providerCallId),
  };
}

/** The start notice may come under the carrier's id, and a call result under either: all are told, so that they are found to be one. */
function externalIds(fields: Fields, providerCallId: string): ExternalId[] {
  const controlId = fields.text("call_control_id");
  const values = new Set([providerCallId, controlId ?? providerCallId]);
  return [...values]
    .filter((value) => value.length <= 255)
    .map((value) => ({ kind: "call_control_id", value }));
}

interface Times {
  startedAt: number | null;
  endedAt: number | null;
  durationMs: number | null;
}

function readTimes(fields: Fields): Times {
  const startedAt = fields.instant("start_timestamp");
  const endedAt = fields.instant("end_timestamp");
  const told = duration(fields, "call_time_ms", 1) ?? duration(fields, "call_time_seconds", 1000);
  const between = startedAt === null || endedAt === null ? null : endedAt - startedAt;
  const durationMs = told ?? (between !== null && between >= 0 ? between : null);
  return {
    startedAt,
    endedAt: endedAt ?? (startedAt === null || durationMs === null ? null : startedAt + durationMs),
    durationMs,
  };
}

function duration(fields: Fields, name: string, unitMs: number): number | null {
  const value = fields.number(name);
  if (value === null) return null;
  const ms = Math.round(value * unitMs);
  if (ms >= 0 && ms <= durationMsMax) return ms;
  fields.note("unreadable-value", name, "No call lasts that long.");
  return null;
}

type End = Pick<
  CallFacts,
  "endReason" | "endStatus" | "endedBy" | "failureClass" | "isVoicemail" | "isHandoff"
> & { disposition: Disposition };

function readEnd(fields: Fields, durationMs: number | null, turns: readonly Turn[]): End {
  const reason = fields.text("disconnection_reason");
  const meaning = reason === null ? null : readReason(reason);
  if (meaning?.isKnown === false) fields.note("unknown-value", "disconnection_reason");
  const { disposition, endStatus, endedBy, failureClass } = withoutWords(
    meaning ?? {
      disposition: "completed",
      endStatus: "unknown",
      endedBy: null,
      failureClass: null,
      isKnown: true,
    },
    durationMs === 0 && turns.length === 0,
  );
  return {
    endReason: reason,
    disposition,
    endStatus: endStatus === "unknown" ? null : endStatus,
    endedBy,
    failureClass,
    isVoicemail: disposition === "voicemail" ? true : null,
    isHandoff: disposition === "transferred" ? true : null,
  };
}

/** A call said to be over that lasted no time and holds no word was never answered. */
function withoutWords(meaning: ReasonMeaning, isEmpty: boolean): ReasonMeaning {
  if (meaning.disposition !== "completed" || !isEmpty) return meaning;
  return { ...meaning, disposition: "no_answer", endStatus: "timeout", endedBy: null };
}

function wasConnected(
  disposition: Disposition,
  durationMs: number | null,
  turns: readonly Turn[],
): boolean {
  if (disposition === "completed" || disposition === "transferred") return true;
  return disposition === "failed" && ((durationMs ?? 0) > 0 || turns.length > 0);
}

/**
 * Flags about the task count as analysis only where there was a conversation: calls that never came about carry them too.
 */
function stageOf(disposition: Disposition, hasAnalysis: boolean, hasFlags: boolean): Lifecycle {
  if (disposition === "failed") return hasAnalysis ? "analyzed" : "failed";
  if (disposition !== "completed" && disposition !== "transferred") return "ended";
  return hasAnalysis || hasFlags ? "analyzed" : "ended";
}

function readAnalysis(fields: Fields) {
  const sentiment = fields.text("user_sentiment")?.toLowerCase() ?? null;
  const satisfactionScore = sentimentScore(sentiment);
  return {
    summary: fields.text("call_summary"),
    sentiment,
    satisfactionScore,
    satisfactionSource: satisfactionScore === null ? null : ("sentiment" as const),
  };
}

type Grade = "yes" | "partly" | "no";
const grades: ReadonlyMap<string, Grade> = new Map([
  ...["true", "yes", "success", "successful", "succeeded", "complete", "completed", "done"].map(
    (word) => [word, "yes"] as const,
  ),
  ...["partial", "partially", "partly"].map((word) => [word, "partly"] as const),
  ...["false", "no", "failed", "failure", "unsuccessful", "incomplete", "not_completed"].map(
    (word) => [word, "no"] as const,
  ),
]);

function readTasks(fields: Fields) {
  const completion = readGrade(fields, "call_completion");
  const success = readGrade(fields, "assistant_task_completion");
  const metrics = {
    ...(completion === null ? {} : { task_completion: completion === "yes" }),
    ...(success === null ? {} : { assistant_success: success === "yes" }),
  };
  return {
    status: taskStatus(completion, success),
    metrics: nonEmpty(metrics),
    isTold: completion !== null || success !== null,
  };
}

/** VCP §7.5: a task done is a success; one not done in a complete call is half of one. */
function taskStatus(completion: Grade | null, success: Grade | null): CallStatus | null {
  if (success === "yes") return "success";
  if (success === "partly") return "partial";
  if (success === "no") return completion === "yes" ? "partial" : "failure";
  if (completion === null) return null;
  return completion === "yes" ? "success" : "partial";
}

/** Words in real traffic, booleans in samples of integrators. */
function readGrade(fields: Fields, name: string): Grade | null {
  const value = fields.raw(name);
  const word = typeof value === "boolean" ? String(value) : fields.text(name);
  if (word === null) return null;
  const grade = grades.get(word.trim().toLowerCase().replaceAll(" ", "_")) ?? null;
  if (grade === null) fields.note("unknown-value", name);
  return grade;
}

function nonEmpty<T extends Record<string, unknown>>(members: T | null): T | null {
  return members === null || Object.keys(members).length === 0 ? null : members;
}
