import { type LiveState, liveAnnouncement, liveState } from "../calls/live.ts";
import type { Tone } from "../lib/call-state.ts";
import { useStore } from "../lib/store.ts";
import { t } from "../lib/text.ts";
import { Dot } from "../ui/dot.tsx";

const looks: Record<LiveState, { label: string; tone: Tone; title: string }> = {
  open: { label: t("Live"), tone: "good", title: t("Calls appear and change by themselves.") },
  connecting: {
    label: t("Connecting"),
    tone: "quiet",
    title: t("The live connection is being opened."),
  },
  lost: {
    label: t("Reconnecting"),
    tone: "warn",
    title: t("The live connection is broken; it is being opened again. What you see may be old."),
  },
};

export function LiveIndicator() {
  const look = looks[useStore(liveState)];
  return (
    <span
      role="status"
      title={look.title}
      className="inline-flex min-w-24 items-center justify-end gap-2 px-2 text-xs text-muted max-sm:min-w-0"
    >
      <Dot tone={look.tone} />
      <span className="max-sm:sr-only">{look.label}</span>
    </span>
  );
}

export function LiveAnnouncer() {
  return (
    <p aria-live="polite" className="sr-only">
      {useStore(liveAnnouncement)}
    </p>
  );
}
