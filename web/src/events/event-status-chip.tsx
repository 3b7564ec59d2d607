import type { EventStatus } from "../api.ts";
import type { Tone } from "../lib/call-state.ts";
import { Dot } from "../ui/dot.tsx";

const looks: Record<EventStatus, { label: string; tone: Tone; title: string }> = {
  received: { label: "Received", tone: "warn", title: "Stored; waiting to be processed." },
  processed: { label: "Processed", tone: "good", title: "Understood and folded into its call." },
  ignored: { label: "Ignored", tone: "quiet", title: "Understood; says nothing about a call." },
  dead: {
    label: "Dead",
    tone: "bad",
    title: "Could not be understood. Stored; replay it after a fix.",
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
