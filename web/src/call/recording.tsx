import { useQuery } from "@tanstack/react-query";
import type { Recording as RecordingState } from "../api.ts";
import { formatBytes, formatExact } from "../lib/format.ts";
import { recordingQuery } from "../queries.ts";
import { NotReported, Section } from "../ui/section.tsx";

/** The recording that we keep: to be heard, or why it is not there. */
export function Recording({ callId }: { callId: string }) {
  const { data, refetch } = useQuery(recordingQuery(callId));
  if (data === undefined) return null;
  return (
    <Section title="Recording" aside={data.bytes === null ? undefined : formatBytes(data.bytes)}>
      {data.url === null ? (
        <NotReported>{whyNot(data)}</NotReported>
      ) : (
        // biome-ignore lint/a11y/useMediaCaption: the transcript stands beside it
        <audio
          controls
          preload="none"
          aria-label="Recording of the call"
          className="w-full"
          // On the address that the page came from, which may not be the one others use.
          src={new URL(data.url).pathname}
          onError={() => {
            if (Date.parse(data.expires_at ?? "") <= Date.now()) void refetch();
          }}
        />
      )}
    </Section>
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

function whyNot({ status, reason, next_try_at: nextTryAt }: RecordingState): string {
  if (status === "none") return "The provider named none.";
  const why = reason === null ? undefined : reasons[reason];
  if (status !== "pending") return why ?? "It could not be fetched.";
  if (reason === null || nextTryAt === null) return "It is being fetched.";
  return `${why ?? "The provider does not give it yet."} Next try ${formatExact(nextTryAt)}.`;
}
