import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ToolUse } from "../api.ts";
import { formatMs } from "../lib/format.ts";
import { parseJson } from "../lib/parse-json.ts";
import { t } from "../lib/text.ts";
import { Dot } from "../ui/dot.tsx";
import { ChevronIcon } from "../ui/icons.tsx";
import { JsonViewer } from "../ui/json-viewer.tsx";
import { ProviderBadge } from "../ui/provider-badge.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { outcomeLooks } from "./outcome-look.ts";

interface UseViewProps {
  use: ToolUse;
  /** With the way to its call: not on the call's own page. */
  isLinked?: boolean;
}

/** One use of a tool; what was asked and answered opens below it. */
export function UseView({ use, isLinked = false }: UseViewProps) {
  const [isOpen, setOpen] = useState(false);
  const look = outcomeLooks[use.outcome];
  return (
    <li>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="flex w-full flex-wrap items-center gap-x-3 gap-y-0.5 px-4 py-2.5 text-left hover:bg-hover"
      >
        <ChevronIcon
          className={`size-3 text-faint transition-transform ${isOpen ? "rotate-90" : ""}`}
        />
        <code className="font-mono text-xs font-medium">{use.tool}</code>
        <span className="inline-flex items-center gap-1.5 text-xs">
          <Dot tone={look.tone} />
          {look.label}
        </span>
        {use.failure !== null && (
          <span className="text-xs text-bad-text">{use.failure.replace(/-/g, " ")}</span>
        )}
        <span className="ml-auto text-xs text-muted">
          {use.duration_ms !== null && `${formatMs(use.duration_ms)} · `}
          <RelativeTime at={use.asked_at} />
        </span>
      </button>
      {isOpen && <Details use={use} isLinked={isLinked} />}
    </li>
  );
}

function Details({ use, isLinked }: { use: ToolUse; isLinked: boolean }) {
  return (
    <div className="flex flex-col gap-2 px-4 pb-4 pl-10">
      <Part title={t("Asked")} text={use.arguments} />
      <Part
        title={use.outcome === "fallback" ? t("The caller heard") : t("Given")}
        text={use.result}
      />
      <p className="flex flex-wrap items-center gap-x-3 text-xs text-muted">
        <ProviderBadge provider={use.provider} />
        {use.attempts > 1 && <span>{t("{attempts} tries", { attempts: use.attempts })}</span>}
        {isLinked && use.call_id !== null && (
          <Link
            to="/calls/$callId"
            params={{ callId: use.call_id }}
            search={{ tab: "tools" }}
            className="text-accent hover:underline"
          >
            {t("Its call")}
          </Link>
        )}
      </p>
    </div>
  );
}

/** Arguments and results are text; most of it is JSON. */
function Part({ title, text }: { title: string; text: string | null }) {
  const json = text === null ? undefined : parseJson(text);
  return (
    <div>
      <h3 className="text-xs text-muted">{title}</h3>
      {text === null ? (
        <p className="text-muted">{t("Nothing")}</p>
      ) : typeof json === "object" && json !== null ? (
        <JsonViewer value={json} openDepth={2} />
      ) : (
        <p className="font-mono text-xs break-words whitespace-pre-wrap">{text}</p>
      )}
    </div>
  );
}
