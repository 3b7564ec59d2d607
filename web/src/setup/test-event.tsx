import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Connection, TestOutcome } from "../api.ts";
import { t } from "../lib/text.ts";
import { explain } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dot } from "../ui/dot.tsx";
import { sendTestEvent } from "./test-event-client.ts";

/** Tries a connection without its provider, and shows how its verification ended. */
export function TestEvent({ connection }: { connection: Connection }) {
  const test = useMutation({ mutationFn: () => sendTestEvent(connection.id) });
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-2">
      <Button
        aria-label={t("Send test event to {providerName}, {name}", {
          providerName: connection.provider_name,
          name: connection.name,
        })}
        disabled={test.isPending}
        onClick={() => test.mutate()}
      >
        {t("Send test event")}
      </Button>
      <p role="status" className="min-w-0 text-xs break-words text-muted">
        {test.isPending && t("Sending…")}
        {test.data && <Outcome outcome={test.data} />}
        {test.error && explain(test.error)}
      </p>
    </div>
  );
}

const looks = {
  verified: { tone: "good", label: t("Arrived and verified") },
  unverified: { tone: "warn", label: t("Arrived, unverified: there is no secret") },
  refused: { tone: "bad", label: t("Arrived, and was refused") },
  unreachable: { tone: "bad", label: t("Did not arrive") },
} as const;

function Outcome({
  outcome: { outcome, detail, event_id: id, duration_ms },
}: {
  outcome: TestOutcome;
}) {
  const look = looks[outcome];
  return (
    <>
      <span className="mr-1.5 inline-flex items-center gap-1.5 font-medium text-text">
        <Dot tone={look.tone} />
        {look.label}
      </span>
      {detail ?? t("within {durationMs} ms", { durationMs: duration_ms })}
      {id !== null && (
        <>
          {" · "}
          <Link
            to="/events"
            search={{ event: id }}
            className="text-accent underline-offset-2 hover:underline"
          >
            {t("the event")}
          </Link>
        </>
      )}
    </>
  );
}
