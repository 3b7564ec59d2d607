import { type CaptureSource, captureSourceOf, captureSources, isTerminal } from "../lib/call.ts";
import type { PatchEntry } from "./fold.ts";

/** How the end of a call reached us, or of a live one anything: a webhook before what we fetched. */
export function capturedBy(entries: readonly PatchEntry[]): CaptureSource {
  const events = entries.filter((entry) => entry.kind === "event");
  const ends = events.filter((entry) => isTerminal(entry.patch.lifecycle));
  const sources = new Set(
    (ends.length > 0 ? ends : events).map((entry) => captureSourceOf(entry.eventKey)),
  );
  return captureSources.find((source) => sources.has(source)) ?? "webhook";
}
