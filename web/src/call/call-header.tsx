import type { ReactNode } from "react";
import type { Call } from "../api.ts";
import { Cost } from "../calls/cost.tsx";
import { Duration } from "../calls/duration.tsx";
import { vconPath } from "../client.ts";
import { formatPhone, safeHref, wordOf, zoneName } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { buttonClass, IconButton } from "../ui/button.tsx";
import { BackIcon, DownloadIcon, ExternalIcon, InboundIcon, OutboundIcon } from "../ui/icons.tsx";
import { ProviderBadge, UnverifiedMark } from "../ui/provider-badge.tsx";
import { StateChip } from "../ui/state-chip.tsx";
import { ExactTime } from "../ui/time.tsx";
import { ShareCall } from "./share-call.tsx";

export function CallHeader({ call, onBack }: { call: Call; onBack: () => void }) {
  return (
    <header className="pt-4 pb-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <IconButton label={t("Back to the list (Esc)")} onClick={onBack} className="-ml-1.5">
          <BackIcon />
        </IconButton>
        <Numbers call={call} />
        <span className="rounded-full border border-line bg-surface px-2.5 py-0.5">
          <StateChip call={call} />
        </span>
        {!call.is_verified && <UnverifiedMark />}
        <div className="flex flex-wrap gap-1.5 sm:ml-auto">
          <RecordingLink url={call.recording_url} />
          <a
            href={vconPath(call.id)}
            download={`${call.id}.vcon.json`}
            className={buttonClass()}
            title={t("The call as a vCon document")}
          >
            <DownloadIcon /> vCon
          </a>
          <ShareCall callId={call.id} />
        </div>
      </div>
      <HeaderFacts call={call} />
    </header>
  );
}

function Numbers({ call }: { call: Call }) {
  const unknown = call.channel === "phone" || call.channel === null ? t("unknown") : call.channel;
  const from = call.from ? formatPhone(call.from) : unknown;
  const to = call.to ? formatPhone(call.to) : unknown;
  const isOutbound = call.direction === "outbound";
  const DirectionIcon = isOutbound ? OutboundIcon : InboundIcon;
  return (
    <h1 className="flex min-w-0 flex-wrap items-center gap-x-2 text-lg font-semibold tracking-tight">
      {call.direction && (
        <span title={wordOf(call.direction)} className="text-faint">
          <DirectionIcon />
          <span className="sr-only">
            {t("{direction, select, inbound {inbound call, from} other {outbound call, from}}", {
              direction: call.direction,
            })}
          </span>
        </span>
      )}
      <span className={isOutbound ? "font-normal text-muted" : ""}>{from}</span>
      <span className="font-normal text-faint">
        <span aria-hidden="true">→</span>
        <span className="sr-only">{t("to")}</span>
      </span>
      <span className={call.direction === "inbound" ? "font-normal text-muted" : ""}>{to}</span>
    </h1>
  );
}

function HeaderFacts({ call }: { call: Call }) {
  return (
    <dl className="mt-3 flex flex-wrap gap-x-8 gap-y-2">
      <Fact name={t("Provider")}>
        <ProviderBadge provider={call.provider} />
      </Fact>
      <Fact name={t("Agent")}>
        <bdi>{call.agent_name ?? call.agent_id ?? "–"}</bdi>
      </Fact>
      <Fact name={t("Started, {zoneName}", { zoneName })}>
        {call.started_at ? <ExactTime at={call.started_at} /> : t("Never connected")}
      </Fact>
      {call.ended_at && (
        <Fact name={t("Ended")}>
          <ExactTime at={call.ended_at} />
        </Fact>
      )}
      <Fact name={t("Duration")}>
        <Duration call={call} />
      </Fact>
      <Fact name={t("Cost")}>
        <Cost amount={call.cost_usd} />
      </Fact>
      {call.end_reason && (
        <Fact name={t("End reason")}>
          <code className="font-mono text-xs break-all">{call.end_reason}</code>
          {call.ended_by && call.ended_by !== "unknown" && (
            <span className="text-muted">
              {" "}
              {t("by {endedBy}", { endedBy: wordOf(call.ended_by) })}
            </span>
          )}
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-faint">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}

function RecordingLink({ url }: { url: string | null }) {
  const href = safeHref(url);
  if (href === null) return null;
  return (
    <a href={href} target="_blank" rel="noreferrer" className={buttonClass()}>
      <ExternalIcon /> {t("Provider's recording")}
    </a>
  );
}
