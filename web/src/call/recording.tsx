import { useQuery } from "@tanstack/react-query";
import type { Call, Recording as RecordingState } from "../api.ts";
import { isLive } from "../lib/call-state.ts";
import { formatExact } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import type { Playback } from "../player/playback.ts";
import { Player } from "../player/player.tsx";
import { recordingQuery } from "../queries.ts";
import { NotReported } from "../ui/section.tsx";

interface RecordingProps {
  call: Call;
  playback: Playback;
}

/** The recording that we keep: to be heard, or why it is not there. */
export function Recording({ call, playback }: RecordingProps) {
  const { data, isError, refetch } = useQuery(recordingQuery(call.id));
  if (isError && data === undefined) {
    return <NotReported>{t("What became of its recording could not be read.")}</NotReported>;
  }
  // As high as what comes, so that nothing below moves.
  if (data === undefined) return <div className="skeleton h-12.5" />;
  if (data.url === null) {
    return (
      <p className="flex min-h-12.5 items-center rounded-lg border border-dashed border-strong-line px-3 text-muted">
        {t("No recording. {whyNot}", { whyNot: whyNot(data, isLive(call)) })}
      </p>
    );
  }
  return (
    <Player
      playback={playback}
      bytes={data.bytes}
      durationMs={call.duration_ms}
      // On the address that the page came from, which may not be the one others use.
      src={new URL(data.url).pathname}
      onError={() => {
        if (Date.parse(data.expires_at ?? "") <= Date.now()) void refetch();
      }}
    />
  );
}

const reasons: Readonly<Record<string, string>> = {
  "consent-denied": t("Not kept: consent was denied."),
  "consent-revoked": t("Removed: consent was revoked."),
  "url-refused": t("Not fetched: its address is not on the open internet."),
  retention: t("Removed: older than recordings are kept."),
  "link-expired": t("The provider's link had expired before it could be fetched."),
  "not-found": t("The provider does not have it."),
  removed: t("The provider does not have it any more."),
  "needs-key": t("The provider wants a key for it."),
  "too-large": t("Larger than recordings that are kept."),
  "not-audio": t("What the provider sent is no sound."),
};

function whyNot(
  { status, reason, next_try_at: nextTryAt }: RecordingState,
  isRunning: boolean,
): string {
  if (status === "none") {
    return isRunning
      ? t("It comes after the call, if the provider keeps one.")
      : t("The provider named none.");
  }
  const why = reason === null ? undefined : reasons[reason];
  if (status !== "pending") return why ?? t("It could not be fetched.");
  if (reason === null || nextTryAt === null) return t("It is being fetched.");
  return t("{why} Next try {nextTryAt}.", {
    why: why ?? t("The provider does not give it yet."),
    nextTryAt: formatExact(nextTryAt),
  });
}
