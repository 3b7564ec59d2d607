import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Connection, RejectedDelivery, WebhookEvent } from "../api.ts";
import { humanise } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { buttonClass } from "../ui/button.tsx";
import { Dot } from "../ui/dot.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { arrivalsQuery } from "./first-event-client.ts";

/** Waits for the provider's first event, and says what became of it. */
export function FirstEvent({ connection }: { connection: Connection }) {
  const arrivals = useQuery(arrivalsQuery(connection));
  if (arrivals.isError && arrivals.data === undefined) {
    return <ErrorState error={arrivals.error} onRetry={() => void arrivals.refetch()} />;
  }
  const { event, refused } = arrivals.data ?? {};
  return (
    <div role="status" className="rounded-lg border border-line bg-surface px-4 py-3">
      {refused !== undefined ? (
        <Refused delivery={refused} />
      ) : event !== undefined ? (
        <Arrived event={event} />
      ) : (
        <Line tone="quiet" isPulsing>
          <strong className="font-semibold">{t("Waiting for the first event…")}</strong>{" "}
          <span className="text-muted">
            {t("Call your agent, or start a call at {providerName}.", {
              providerName: connection.provider_name,
            })}
          </span>
        </Line>
      )}
    </div>
  );
}

interface LineProps {
  tone: "good" | "warn" | "bad" | "quiet";
  isPulsing?: boolean;
  children: ReactNode;
}

function Line({ tone, isPulsing = false, children }: LineProps) {
  return (
    <p className="flex items-baseline gap-2.5">
      <Dot tone={tone} isPulsing={isPulsing} />
      <span className="min-w-0">{children}</span>
    </p>
  );
}

function Arrived({ event }: { event: WebhookEvent }) {
  const [callId] = event.call_ids;
  const isProven = event.is_verified;
  return (
    <>
      <Line tone={isProven ? "good" : "warn"}>
        <strong className="font-semibold">
          {isProven
            ? t("It arrived, and it is verified.")
            : t("It arrived, but nothing proves its origin.")}
        </strong>{" "}
        <span className="text-muted">
          {event.event_type ?? t("An event")}, <RelativeTime at={event.received_at} />.
          {!isProven && ` ${t("Add the secret above.")}`}
          {event.status === "dead" && ` ${t("It could not be understood.")}`}
        </span>
      </Line>
      <p className="mt-3 flex flex-wrap gap-2">
        {callId !== undefined && (
          <Link to="/calls/$callId" params={{ callId }} className={buttonClass("primary")}>
            {t("Look at the call")}
          </Link>
        )}
        <Link to="/events" search={{ event: event.id }} className={buttonClass()}>
          {t("Look at the event")}
        </Link>
      </p>
    </>
  );
}

const reasons: Record<string, string> = {
  "wrong-signature": t("It was signed with another secret than the one that is stored here."),
  "missing-signature": t("It had no signature: is the secret set at the provider too?"),
  "malformed-signature": t("Its signature has another form than this provider's."),
  "stale-timestamp": t("It was signed too long ago: is the clock of this server right?"),
  "future-timestamp": t("It was signed in the future: is the clock of this server right?"),
  "no-secret-configured": t("There is no secret here yet, so nothing can be verified."),
  "address-not-allowed": t("It came from an address that is not allowed to deliver."),
};

function Refused({ delivery: { reason, received_at: at } }: { delivery: RejectedDelivery }) {
  return (
    <>
      <Line tone="bad">
        <strong className="font-semibold">{t("It arrived, and was refused.")}</strong>{" "}
        <span className="text-muted">
          {reasons[reason] ?? `${humanise(reason)}.`} <RelativeTime at={at} />.
        </span>
      </Line>
      <p className="mt-3">
        <Link to="/events" search={{ tab: "rejected" }} className={buttonClass()}>
          {t("Look at what was refused")}
        </Link>
      </p>
    </>
  );
}
