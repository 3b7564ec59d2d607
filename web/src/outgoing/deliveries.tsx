import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { OutgoingDelivery } from "../api.ts";
import { useMay } from "../lib/access.ts";
import type { Tone } from "../lib/call-state.ts";
import { rich, t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dot } from "../ui/dot.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { showToast } from "../ui/toasts.tsx";
import {
  type DeliveryStatus,
  deliveriesQuery,
  relaysQuery,
  renews,
  replayDelivery,
  replayFailed,
  subscriptionsQuery,
} from "./outgoing-client.ts";

const looks: Record<DeliveryStatus, { label: string; tone: Tone }> = {
  pending: { label: t("Waiting"), tone: "warn" },
  delivered: { label: t("Delivered"), tone: "good" },
  failed: { label: t("Given up"), tone: "bad" },
};
const statuses = Object.keys(looks) as DeliveryStatus[];

/** What was sent and what is still to be. */
export function Deliveries() {
  const [target, setTarget] = useState("");
  const [status, setStatus] = useState("");
  const deliveries = useInfiniteQuery(deliveriesQuery({ target, status }));
  const rows = deliveries.data?.pages.flatMap((page) => page.data) ?? [];
  const names = useTargetNames();
  const mayReplay = useMay("events:write");
  return (
    <Panel title={t("Deliveries")} action={mayReplay && <ReplayFailed targetId={target} />}>
      <div className="mb-3 flex flex-wrap gap-2">
        <SelectField label={t("Sent to")} value={target} onChange={setTarget} className="w-56">
          <option value="">{t("Everybody")}</option>
          {[...names].map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField label={t("State")} value={status} onChange={setStatus} className="w-40">
          <option value="">{t("Any")}</option>
          {statuses.map((one) => (
            <option key={one} value={one}>
              {looks[one].label}
            </option>
          ))}
        </SelectField>
      </div>
      <Rows query={deliveries} empty={t("Nothing of that kind was sent.")}>
        {rows.map((delivery) => (
          <DeliveryRow
            key={delivery.id}
            delivery={delivery}
            to={names.get(delivery.target_id) ?? delivery.target_id}
          />
        ))}
      </Rows>
      {deliveries.hasNextPage && (
        <LoadMore
          hasMore
          isLoading={deliveries.isFetchingNextPage}
          isFailed={deliveries.isFetchNextPageError}
          onLoad={deliveries.fetchNextPage}
          endLabel=""
        />
      )}
    </Panel>
  );
}

/** Where things go, by id. */
function useTargetNames(): ReadonlyMap<string, string> {
  const subscriptions = useQuery(subscriptionsQuery).data ?? [];
  const relays = useQuery(relaysQuery).data ?? [];
  return new Map([...subscriptions, ...relays].map(({ id, name, url }) => [id, name || url]));
}

function DeliveryRow({ delivery, to }: { delivery: OutgoingDelivery; to: string }) {
  const mayReplay = useMay("events:write");
  const replay = useChange({
    change: () => replayDelivery(delivery.id),
    renews,
    onDone: () => showToast(t("It is sent again.")),
  });
  const look = looks[delivery.status];
  return (
    <Row
      title={
        <span className="inline-flex items-center gap-2">
          <Dot tone={look.tone} />
          {look.label}
          <code className="font-mono text-xs font-normal">{delivery.event_type}</code>
        </span>
      }
      note={<DeliveryNote delivery={delivery} to={to} />}
    >
      {mayReplay && (
        <Button
          aria-label={t("Replay {eventType} {id}", {
            eventType: delivery.event_type,
            id: delivery.id,
          })}
          disabled={replay.isPending}
          onClick={() => replay.mutate(undefined)}
        >
          {t("Replay")}
        </Button>
      )}
    </Row>
  );
}

function DeliveryNote({ delivery, to }: { delivery: OutgoingDelivery; to: string }) {
  const { call_id: callId, attempts, last_status: answer, last_error: error } = delivery;
  return (
    <>
      {rich("to {to}, {time}", { to, time: <RelativeTime at={delivery.created_at} /> })}
      {attempts > 0 && ` · ${t("{attempts, plural, one {# try} other {# tries}}", { attempts })}`}
      {error === null
        ? answer !== null && ` · ${t("answered {answer}", { answer })}`
        : ` · ${error}`}
      {delivery.last_duration_ms !== null &&
        ` · ${t("{lastDurationMs} ms", { lastDurationMs: delivery.last_duration_ms })}`}
      {callId !== null && (
        <>
          {" · "}
          <Link to="/calls/$callId" params={{ callId }} className="text-accent hover:underline">
            {t("call")}
          </Link>
        </>
      )}
    </>
  );
}

const weekMs = 7 * 24 * 3_600_000;

function ReplayFailed({ targetId }: { targetId: string }) {
  const replay = useChange({
    change: () =>
      replayFailed({
        created_since: new Date(Date.now() - weekMs).toISOString(),
        ...(targetId === "" ? {} : { target_id: targetId }),
      }),
    renews,
    onDone: ({ replayed }) =>
      showToast(
        t("{replayed, plural, one {# message} other {# messages}} sent again.", { replayed }),
      ),
  });
  return (
    <SureButton
      label={t("Replay what was given up this week")}
      sureLabel={t("Really replay all of it")}
      disabled={replay.isPending}
      onSure={() => replay.mutate(undefined)}
    />
  );
}
