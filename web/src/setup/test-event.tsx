import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Connection, TestOutcome } from "../api.ts";
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
        aria-label={`Send test event to ${connection.provider_name}, ${connection.name}`}
        disabled={test.isPending}
        onClick={() => test.mutate()}
      >
        {test.isPending ? "Sending…" : "Send test event"}
      </Button>
      <p role="status" className="min-w-0 text-xs break-words text-muted">
        {test.data && <Outcome outcome={test.data} />}
        {test.error && explain(test.error)}
      </p>
    </div>
  );
}

const looks = {
  verified: { tone: "good", label: "Arrived and verified" },
  unverified: { tone: "warn", label: "Arrived, unverified: there is no secret" },
  refused: { tone: "bad", label: "Arrived, and was refused" },
  unreachable: { tone: "bad", label: "Did not arrive" },
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
      {detail ?? `within ${duration_ms} ms`}
      {id !== null && (
        <>
          {" · "}
          <Link
            to="/events"
            search={{ event: id }}
            className="text-accent underline-offset-2 hover:underline"
          >
            the event
          </Link>
        </>
      )}
    </>
  );
}
