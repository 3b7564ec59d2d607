import type { CallStatus, Disposition, Lifecycle } from "../../lib/call.ts";
import type { Fields } from "../fields.ts";

/** What a `CallStatus` says. */
export interface Stage {
  lifecycle: Lifecycle;
  isEnd: boolean;
  disposition: Disposition | null;
  endStatus: CallStatus | null;
}

const stages: ReadonlyMap<string, Stage> = new Map([
  ["queued", live("registered")],
  ["initiated", live("registered")],
  ["ringing", live("ringing")],
  ["in-progress", live("in_progress")],
  ["answered", live("in_progress")],
  ["completed", ended("completed", "success")],
  ["busy", ended("busy", "timeout")],
  ["no-answer", ended("no_answer", "timeout")],
  ["canceled", ended("canceled", "unknown")],
]);

const voicemail = ended("voicemail", "timeout");
const declined = ended("declined", "error");
const failed: Stage = { ...ended("failed", "error"), lifecycle: "failed" };

/** Reads `CallStatus` with the members that refine it. A status nobody knows proves only that the call exists. */
export function stageOf(form: Fields): Stage {
  const status = form.text("CallStatus");
  if (status === "failed") return form.number("SipResponseCode") === 603 ? declined : failed;
  if (status === "completed" && isMachine(form.text("AnsweredBy"))) return voicemail;
  const stage = stages.get(status ?? "");
  if (stage) return stage;
  form.note(status === null ? "missing-field" : "unknown-value", "CallStatus");
  return live("registered");
}

/** Whether detection heard a machine: any of the `machine_…` words, or a fax. */
export function isMachine(answeredBy: string | null): boolean {
  return answeredBy === "fax" || answeredBy?.startsWith("machine_") === true;
}

function live(lifecycle: Lifecycle): Stage {
  return { lifecycle, isEnd: false, disposition: null, endStatus: null };
}

function ended(disposition: Disposition, endStatus: CallStatus): Stage {
  return { lifecycle: "ended", isEnd: true, disposition, endStatus };
}
