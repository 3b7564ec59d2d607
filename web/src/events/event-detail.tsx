import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { WebhookEventDetail } from "../api.ts";
import { formatBytes } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { eventQuery } from "../queries.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { JsonViewer } from "../ui/json-viewer.tsx";
import { KeyValues } from "../ui/key-values.tsx";
import { ProviderBadge } from "../ui/provider-badge.tsx";
import { NotReported, Section } from "../ui/section.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { ExactTime } from "../ui/time.tsx";
import { EventBody } from "./event-body.tsx";
import { EventStatusChip } from "./event-status-chip.tsx";
import { ReplayButton } from "./replay-button.tsx";

/** One delivery as it was received, and what became of it. */
export function EventDetail({ id }: { id: string }) {
  const event = useQuery(eventQuery(id));
  if (event.isPending) return <SkeletonLines count={9} />;
  if (event.isError) return <ErrorState error={event.error} onRetry={() => void event.refetch()} />;
  const { headers, findings, patches, reason } = event.data;
  return (
    <>
      <Section title={event.data.event_type ?? t("Unknown type")} aside={<ReplayButton id={id} />}>
        {reason && (
          <p className="mb-3 rounded-md bg-bad-soft px-3 py-2">
            <code className="font-mono text-xs font-medium text-bad-text">{reason.code}</code>{" "}
            {reason.message}
          </p>
        )}
        <Facts event={event.data} />
      </Section>
      <EventBody event={event.data} />
      {findings.length > 0 && (
        <Section
          title={t("Findings")}
          aside={t("{findings, plural, one {# finding} other {# findings}}", {
            findings: findings.length,
          })}
        >
          <ul className="flex flex-col gap-1">
            {findings.map((finding) => (
              <li key={finding.code + finding.path} className="break-words">
                <code className="font-mono text-xs text-warn-text">{finding.code}</code>{" "}
                <code className="font-mono text-xs">{finding.path}</code>{" "}
                {finding.message && <span className="text-muted">{finding.message}</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t("Headers")}>
        <Headers headers={headers} />
      </Section>
      <Section title={t("Patch")} aside={t("what the event said about its calls")}>
        {patches.length === 0 ? (
          <NotReported>{t("It said nothing about a call.")}</NotReported>
        ) : (
          <JsonViewer value={patches.length === 1 ? patches[0] : patches} openDepth={1} />
        )}
      </Section>
    </>
  );
}

function Facts({ event }: { event: WebhookEventDetail }) {
  const mono = (text: string) => <code className="font-mono text-xs break-all">{text}</code>;
  return (
    <KeyValues
      items={[
        [t("Status"), <EventStatusChip key="status" status={event.status} />],
        [t("Provider"), <ProviderBadge key="provider" provider={event.provider} />],
        [
          t("Origin"),
          event.is_verified ? (
            t("Verified by signature or secret")
          ) : (
            <span key="origin" className="text-warn-text">
              {t("Unverified")}
            </span>
          ),
        ],
        [t("Received"), <ExactTime key="received" at={event.received_at} />],
        [
          t("Processed"),
          event.processed_at ? <ExactTime key="processed" at={event.processed_at} /> : t("Not yet"),
        ],
        [t("Attempts"), String(event.attempts)],
        [
          t("Body"),
          `${formatBytes(event.body_bytes)}, ${event.content_type ?? t("no content type")}`,
        ],
        [t("Sent to"), mono(event.url)],
        [t("Event"), mono(event.id)],
        [t("Key"), mono(event.event_key)],
        [
          t("Calls"),
          event.call_ids.length === 0 ? t("None") : <CallLinks key="calls" ids={event.call_ids} />,
        ],
      ]}
    />
  );
}

function CallLinks({ ids }: { ids: string[] }) {
  return ids.map((callId) => (
    <Link
      key={callId}
      to="/calls/$callId"
      params={{ callId }}
      className="block truncate font-mono text-xs text-accent hover:underline"
    >
      {callId}
    </Link>
  ));
}

function Headers({ headers }: { headers: Record<string, string> }) {
  return (
    <dl className="grid grid-cols-[minmax(7rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1 font-mono text-xs">
      {Object.entries(headers).map(([name, value]) => (
        <div key={name} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-muted">{name}</dt>
          <dd className="break-all">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
