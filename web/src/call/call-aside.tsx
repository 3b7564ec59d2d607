import { Link } from "@tanstack/react-router";
import type { Call } from "../api.ts";
import { Mood } from "../calls/mood.tsx";
import { formatNumber, humanise, safeHref, wordOf } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { KeyValues, ObjectValues } from "../ui/key-values.tsx";
import { NotReported, Section } from "../ui/section.tsx";
import { CallContact } from "./call-contact.tsx";
import { CostEstimate } from "./cost-estimate.tsx";
import { CostSplit } from "./cost-split.tsx";
import { Criteria } from "./criteria.tsx";
import { Latency } from "./latency.tsx";
import { Review } from "./review.tsx";

/** Everything about a call that is not what was said. */
export function CallAside({ call }: { call: Call }) {
  return (
    <aside aria-label={t("Facts of the call")} className="min-w-0 lg:pt-2">
      <CallContact call={call} />
      {call.summary && (
        <Section title={t("Summary")}>
          <p dir="auto" className="leading-relaxed break-words">
            {call.summary}
          </p>
        </Section>
      )}
      <Review callId={call.id} />
      <Section title={t("Cost")}>
        <CostSplit total={call.cost_usd} parts={call.cost_breakdown} />
        <CostEstimate call={call} />
      </Section>
      <Section title={t("Latency")}>
        <Latency latency={call.latency} />
      </Section>
      <Section title={t("Outcome")}>
        <Outcome call={call} />
        {call.criteria.length > 0 && <Criteria criteria={call.criteria} />}
      </Section>
      <Members title={t("Analysis")} value={call.analysis} />
      <Members title={t("Metadata")} value={call.metadata} />
      <Members title={t("Metrics")} value={call.metrics} />
      {call.models.length > 0 && (
        <Section title={t("Models")}>
          <Models models={call.models} />
        </Section>
      )}
      {call.linked_calls.length > 0 && (
        <Section title={t("Linked calls")} aside={t("the same call, seen elsewhere")}>
          <LinkedCalls ids={call.linked_calls} />
        </Section>
      )}
      <Section title={t("Identity")}>
        <Identity call={call} />
      </Section>
    </aside>
  );
}

function Outcome({ call }: { call: Call }) {
  return (
    <KeyValues
      items={[
        [t("Status"), humanise(call.status)],
        [t("Decided by"), humanise(call.status_source)],
        [t("Disposition"), call.disposition && humanise(call.disposition)],
        [t("Satisfaction"), <Mood key="mood" call={call} />],
        [t("Sentiment"), call.sentiment && humanise(call.sentiment)],
        ...(call.failure_class ? [[t("Fault"), humanise(call.failure_class)] as const] : []),
      ]}
    />
  );
}

function Members({ title, value }: { title: string; value: Record<string, unknown> | null }) {
  const isEmpty = value === null || Object.keys(value).length === 0;
  return (
    <Section title={title}>{isEmpty ? <NotReported /> : <ObjectValues value={value} />}</Section>
  );
}

function Models({ models }: Pick<Call, "models">) {
  return (
    <KeyValues
      items={models.map(({ role, model, tokens }) => [
        role,
        <span key={model} className="font-mono text-xs">
          {model}
          {tokens !== null && (
            <span className="text-faint">
              {" "}
              {t("{tokens} tokens", { tokens: formatNumber(tokens) })}
            </span>
          )}
        </span>,
      ])}
    />
  );
}

function LinkedCalls({ ids }: { ids: string[] }) {
  return (
    <ul className="flex flex-col gap-1">
      {ids.map((id) => (
        <li key={id} className="truncate">
          <Link
            to="/calls/$callId"
            params={{ callId: id }}
            className="font-mono text-xs text-accent hover:underline"
          >
            {id}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Identity({ call }: { call: Call }) {
  const log = safeHref(call.log_url);
  const ids: [string, string | null][] = [
    [t("Call"), call.id],
    [t("At provider"), call.provider_call_id],
    [t("Agent"), call.agent_id],
    [t("Session"), call.session_id],
    [t("Contact"), call.contact_id],
  ];
  return (
    <>
      <dl className="flex flex-col gap-1">
        {ids.map(
          ([name, id]) =>
            id && (
              <div key={name} className="flex items-center gap-2">
                <dt className="w-20 shrink-0 text-muted">{name}</dt>
                <dd className="flex min-w-0 flex-1 items-center justify-between gap-1">
                  <code title={id} className="truncate font-mono text-xs">
                    {id}
                  </code>
                  <CopyButton text={id} label={t("Copy: {name}", { name })} isCompact />
                </dd>
              </div>
            ),
        )}
      </dl>
      <p className="mt-2 text-xs text-faint">
        {t("Captured by {capturedBy}", { capturedBy: wordOf(call.captured_by) })}
        {log && (
          <>
            {" · "}
            <a
              href={log}
              target="_blank"
              rel="noreferrer"
              className="text-accent underline underline-offset-2"
            >
              {t("provider's log")}
            </a>
          </>
        )}
      </p>
    </>
  );
}
