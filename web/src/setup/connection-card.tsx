import { Link } from "@tanstack/react-router";
import type { Connection } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { formatNumber } from "../lib/format.ts";
import { rich, t } from "../lib/text.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { Dot } from "../ui/dot.tsx";
import { ProviderBadge } from "../ui/provider-badge.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { ConnectionActions } from "./connection-actions.tsx";
import { TestEvent } from "./test-event.tsx";

export function ConnectionCard({ connection }: { connection: Connection }) {
  const mayWrite = useMay("connections:write");
  const isActive = connection.last_event_at !== null;
  return (
    <li
      id={connection.id}
      className={`flex min-w-0 scroll-mt-24 flex-col gap-3 rounded-lg border bg-surface p-4 transition-colors duration-700 ${isActive ? "border-good/50" : "border-line"}`}
    >
      <div className="flex items-center justify-between gap-3">
        <h2 className="min-w-0 text-base font-semibold">
          <ProviderBadge provider={connection.provider} name={connection.provider_name} />
          {hasOwnName(connection) && (
            <span className="ml-2 font-normal text-muted">{connection.name}</span>
          )}
        </h2>
        <SecretState connection={connection} />
      </div>
      <div className="flex items-center gap-1 rounded-md border border-line bg-sunken py-0.5 pr-0.5 pl-2.5">
        <code className="min-w-0 flex-1 truncate font-mono text-xs" title={connection.webhook_url}>
          {connection.webhook_url}
        </code>
        <CopyButton
          text={connection.webhook_url}
          label={t("Copy the webhook address for {providerName}", {
            providerName: connection.provider_name,
          })}
          isCompact
        />
      </div>
      <p className="leading-relaxed text-muted">{connection.setup}</p>
      {!connection.has_secret && (
        <p className="leading-relaxed">
          {t("Add the provider's secret: until then nobody can tell whether a delivery is real.")}
        </p>
      )}
      <ConnectionActions connection={connection} />
      {mayWrite && hasOwnAddress(connection) && <TestEvent connection={connection} />}
      <Activity connection={connection} />
    </li>
  );
}

/** VCP messages of every tenant come in at the installation's address. */
function hasOwnAddress({ provider, ...connection }: Connection): boolean {
  return provider !== "vcp" || connection.is_default;
}

/** One connection per provider is there from the start; its name says nothing. */
function hasOwnName({ name, provider_name: providerName }: Connection): boolean {
  return name !== providerName && name.toLowerCase() !== "default";
}

function SecretState({ connection }: { connection: Connection }) {
  return connection.has_secret ? (
    <span className="rounded-full bg-good-soft px-2 text-xs font-medium text-good-text">
      {t("verified")}
    </span>
  ) : (
    <span
      title={t(
        "Without a secret nobody can tell whether a delivery really comes from the provider.",
      )}
      className="rounded-full bg-warn-soft px-2 text-xs font-medium text-warn-text"
    >
      {t("unverified")}
    </span>
  );
}

function Activity({ connection }: { connection: Connection }) {
  const { last_event_at: lastEventAt, rejected_count_24h: rejected, provider } = connection;
  return (
    <p
      role="status"
      className="mt-auto flex flex-wrap items-center gap-x-2 border-t border-line pt-3 text-xs text-muted"
    >
      <Dot tone={lastEventAt ? "good" : "quiet"} isPulsing={!lastEventAt} />
      {lastEventAt ? (
        <span>{rich("Last event {time}", { time: <RelativeTime at={lastEventAt} /> })}</span>
      ) : (
        <span>{t("Waiting for the first event…")}</span>
      )}
      <span className="ml-auto">
        {t("{eventCount24h, plural, one {# event} other {# events}} in 24 h", {
          eventCount24h: connection.event_count_24h,
        })}
      </span>
      {rejected > 0 && (
        <Link
          to="/events"
          search={{ tab: "rejected", provider }}
          className="font-medium text-bad-text hover:underline"
        >
          {t("{rejected} rejected", { rejected: formatNumber(rejected) })}
        </Link>
      )}
    </p>
  );
}
