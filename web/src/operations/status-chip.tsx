import { wordOf } from "../lib/format.ts";

const looks = {
  healthy: "bg-good-soft text-good-text",
  up: "bg-good-soft text-good-text",
  degraded: "bg-warn-soft text-warn-text",
  slow: "bg-warn-soft text-warn-text",
  unhealthy: "bg-bad-soft text-bad-text",
  down: "bg-bad-soft text-bad-text",
} as const;

/** How something is, in a word. */
export function StatusChip({ status }: { status: keyof typeof looks }) {
  return (
    <span className={`rounded-full px-2 text-xs font-medium ${looks[status]}`}>
      {wordOf(status)}
    </span>
  );
}
