import { useQuery } from "@tanstack/react-query";
import type { Call, Recording as RecordingState } from "../api.ts";
import { isLive } from "../lib/call-state.ts";
import { formatExact } from "../lib/format.ts";
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
    return <NotReported>What became of its recording could not be read.</NotReported>;
  }
  // As high as what comes, so that nothing below moves.
  if (data === undefined) return <div className="skeleton h-12.5" />;
  if (data.url === null) {
    return (
      <p className="flex min-h-12.5 items-center rounded-lg border border-dashed border-strong-line px-3 text-muted">
        No recording. {whyNot(data, isLive(call))}
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
  "consent-denied": "Not kept: consent was denied.",
  "consent-revoked": "Removed: consent was revoked.",
  "url-refused": "Not fetched: its address is not on the open internet.",
  retention: "Removed: older than recordings are kept.",
  "link-expired": "The provider's link had expired before it could be fetched.",
  "not-found": "The provider does not have it.",
  removed: "The provider does not have it any more.",
  "needs-key": "The provider wants a key for it.",
  "too-large": "Larger than recordings that are kept.",
  "not-audio": "What the provider sent is no sound.",
};

function whyNot(
  { status, reason, next_try_at: nextTryAt }: RecordingState,
  isRunning: boolean,
): string {
  if (status === "none") {
    return isRunning
      ? "It comes after the call, if the provider keeps one."
      : "The provider named none.";
  }
  const why = reason === null ? undefined : reasons[reason];
  if (status !== "pending") return why ?? "It could not be fetched.";
  if (reason === null || nextTryAt === null) return "It is being fetched.";
  return `${why ?? "The provider does not give it yet."} Next try ${formatExact(nextTryAt)}.`;
}
