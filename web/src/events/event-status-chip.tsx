import type { EventStatus } from "../api.ts";
import type { Tone } from "../lib/call-state.ts";
import { t } from "../lib/text.ts";
import { Dot } from "../ui/dot.tsx";

const looks: Record<EventStatus, { label: string; tone: Tone; title: string }> = {
  received: { label: t("Received"), tone: "warn", title: t("Stored; waiting to be processed.") },
  processed: {
    label: t("Processed"),
    tone: "good",
    title: t("Understood and folded into its call."),
  },
  ignored: {
    label: t("Ignored"),
    tone: "quiet",
    title: t("Understood; says nothing about a call."),
  },
  dead: {
    label: t("Dead"),
    tone: "bad",
    title: t("Could not be understood. Stored; replay it after a fix."),
  },
};

export function EventStatusChip({ status }: { status: EventStatus }) {
  const look = looks[status];
  return (
    <span title={look.title} className="inline-flex items-center gap-2 whitespace-nowrap">
      <Dot tone={look.tone} />
      {look.label}
    </span>
  );
}
