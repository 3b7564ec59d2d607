import { useQuery } from "@tanstack/react-query";
import type { CompletenessDay, ProviderReading } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { rich, t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Needs, Page } from "../ui/page.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { ProviderBadge } from "../ui/provider-badge.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { showToast } from "../ui/toasts.tsx";
import { fixDay, ledgerQuery, startSweep } from "./completeness-client.ts";
import { Imports } from "./imports.tsx";

const reasons: Record<NonNullable<CompletenessDay["reason"]>, string> = {
  webhook_off: t("no webhook came that day: is it switched off or pointed elsewhere?"),
  signature_failed: t("webhooks were refused because they did not prove their origin"),
  not_delivered: t("some webhooks were not delivered: are retries off?"),
  not_fetched: t("some calls could not be fetched yet"),
  unknown: t("nobody can tell why"),
};

const problems: Record<string, string> = {
  unauthorized: t("the API key was refused"),
  forbidden: t("the API key may not list calls"),
  rate_limited: t("the provider asks us to slow down"),
  unavailable: t("the provider does not answer"),
  timeout: t("the provider answers too slowly"),
  nonsense: t("the provider's answer could not be read"),
};

/** What providers say there was, against what is here. */
export function CompletenessPage() {
  return (
    <Page
      title={t("Completeness")}
      note={t(
        "What each provider says of a day, compared with what is here. What webhooks did not bring is fetched by itself, every few minutes.",
      )}
    >
      <Needs permission="events:read" refusal={t("Your role does not show how calls came in")}>
        <Days />
        <Readings />
        <Imports />
      </Needs>
    </Page>
  );
}

function Days() {
  const ledger = useQuery(ledgerQuery);
  return (
    <Panel title={t("The last two weeks")}>
      <Rows
        query={ledger}
        expected={4}
        empty={t(
          "Nothing was compared yet. Add a provider's API key under Setup: its calls are then read every few minutes.",
        )}
      >
        {ledger.data?.data.map((day) => (
          <DayRow key={`${day.connection_id}/${day.day}`} day={day} />
        ))}
      </Rows>
    </Panel>
  );
}

function DayRow({ day }: { day: CompletenessDay }) {
  const mayWrite = useMay("events:write");
  const fix = useChange({
    change: () => fixDay(day),
    renews: ["imports", "completeness"],
    onDone: () => showToast(t("Importing what is missing of that day.")),
  });
  return (
    <Row
      title={
        <span className="flex flex-wrap items-center gap-x-3">
          <span className="font-mono text-xs tabular-nums">{day.day}</span>
          <ProviderBadge provider={day.provider} />
          <span className={`tabular-nums ${day.gap === 0 ? "text-good-text" : "text-bad-text"}`}>
            {t("{heldCount} of {providerCount}", {
              heldCount: day.held_count,
              providerCount: day.provider_count,
            })}
            {day.gap > 0 && `, ${t("gap {gap}", { gap: day.gap })}`}
          </span>
        </span>
      }
      note={
        <>
          {sources(day)}
          {day.reason !== null && ` · ${reasons[day.reason]}`}
          {" · "}
          {rich("compared {time}", { time: <RelativeTime at={day.checked_at} /> })}
        </>
      }
    >
      <Shares day={day} />
      {day.gap > 0 && mayWrite && (
        <Button disabled={fix.isPending} onClick={() => fix.mutate(undefined)}>
          {t("Import")}
        </Button>
      )}
    </Row>
  );
}

function sources({ by_webhook, by_poll, by_sweep, by_import }: CompletenessDay): string {
  const fetched = by_poll + by_sweep;
  const parts = [
    t("{byWebhook, plural, one {# call} other {# calls}} by webhook", { byWebhook: by_webhook }),
    ...(fetched > 0 ? [t("{fetched} fetched", { fetched })] : []),
    ...(by_import > 0 ? [t("{byImport} imported", { byImport: by_import })] : []),
  ];
  return parts.join(", ");
}

/** How a day's calls came, as one bar; the same is said in words beside it. */
function Shares({ day }: { day: CompletenessDay }) {
  const total = Math.max(1, day.provider_count);
  const parts = [
    { share: day.by_webhook / total, className: "bg-good" },
    { share: (day.by_poll + day.by_sweep + day.by_import) / total, className: "bg-accent" },
    { share: day.gap / total, className: "bg-bad" },
  ];
  return (
    <div aria-hidden="true" className="flex h-1.5 w-32 overflow-hidden rounded-full bg-sunken">
      {parts.map(({ share, className }) => (
        <div key={className} className={className} style={{ width: `${share * 100}%` }} />
      ))}
    </div>
  );
}

function Readings() {
  const ledger = useQuery(ledgerQuery);
  return (
    <Panel title={t("Providers that are read")}>
      <Rows
        query={ledger}
        empty={t("None yet. A connection with an API key is read from the next minute on.")}
      >
        {ledger.data?.readings.map((reading) => (
          <ReadingRow key={reading.connection_id} reading={reading} />
        ))}
      </Rows>
    </Panel>
  );
}

function ReadingRow({ reading }: { reading: ProviderReading }) {
  const mayWrite = useMay("events:write");
  const read = useChange({
    change: () => startSweep(reading.connection_id),
    renews: ["completeness"],
    onDone: () => showToast(t("Reading the provider's calls.")),
  });
  const { last_error: error, last_read_at: at, is_running: isRunning } = reading;
  return (
    <Row
      title={
        <span className="flex flex-wrap items-center gap-x-3">
          <ProviderBadge provider={reading.provider} />
          <span aria-live="polite">
            {isRunning && t("{progressOf} so far", { progressOf: progressOf(reading) })}
          </span>
        </span>
      }
      note={
        <>
          {isRunning && reading.started_at !== null && (
            <>
              {rich("being read since {time}", { time: <RelativeTime at={reading.started_at} /> })}
              {" · "}
            </>
          )}
          {at === null ? (
            t("not read yet")
          ) : (
            <>
              {rich("read {time}", { time: <RelativeTime at={at} /> })}
              {!isRunning && error === null && `: ${progressOf(reading)}`}
            </>
          )}
          {error !== null && (
            <span className="text-bad-text">
              {" · "}
              {problems[error] ?? error} (
              {t("{failures, plural, one {# failed try} other {# failed tries}}", {
                failures: reading.failures,
              })}
              )
            </span>
          )}
        </>
      }
    >
      {!isRunning && mayWrite && (
        <Button disabled={read.isPending} onClick={() => read.mutate(undefined)}>
          {t("Read now")}
        </Button>
      )}
    </Row>
  );
}

function progressOf({ listed, missing, kept }: ProviderReading): string {
  return t(
    "{listed, plural, one {# call} other {# calls}} listed, {missing} missing, {kept} brought",
    { listed, missing, kept },
  );
}
