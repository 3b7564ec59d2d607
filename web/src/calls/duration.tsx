import type { CallSummary } from "../api.ts";
import { isLive } from "../lib/call-state.ts";
import { formatClock } from "../lib/format.ts";
import { useSecond } from "../lib/now.ts";
import { t } from "../lib/text.ts";

type DurationOf = Pick<CallSummary, "lifecycle" | "started_at" | "duration_ms">;

export function Duration({ call }: { call: DurationOf }) {
  if (isLive(call) && call.started_at) return <Running since={call.started_at} />;
  if (call.duration_ms === null) return <span className="text-faint">–</span>;
  return formatClock(call.duration_ms);
}

function Running({ since }: { since: string }) {
  const now = useSecond();
  return (
    <span className="text-good-text" title={t("Still running")}>
      {formatClock(now - Date.parse(since))}
    </span>
  );
}
