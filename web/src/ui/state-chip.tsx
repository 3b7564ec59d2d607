import type { CallSummary } from "../api.ts";
import { describeState } from "../lib/call-state.ts";
import { t } from "../lib/text.ts";
import { Dot } from "./dot.tsx";

type StateOf = Pick<CallSummary, "lifecycle" | "disposition" | "status" | "failure_class">;

/** Lifecycle, disposition and status of a call in one place; the exact words are in the tooltip. */
export function StateChip({ call }: { call: StateOf }) {
  const state = describeState(call);
  const exact = `${call.lifecycle} · ${call.disposition ?? t("no disposition yet")} · ${call.status}`;
  return (
    <span title={exact} className="inline-flex max-w-full items-center gap-2 whitespace-nowrap">
      <Dot tone={state.tone} isPulsing={state.isLive} />
      <span className="truncate">
        <span className="font-medium">{state.label}</span>
        {state.detail && <span className="text-muted"> · {state.detail}</span>}
      </span>
    </span>
  );
}
