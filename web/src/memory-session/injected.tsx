import { Link } from "@tanstack/react-router";
import type { MemoryWindow } from "../api.ts";
import { formatNumber } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { Panel } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { WindowGauge } from "./window-gauge.tsx";

type LastPrompt = NonNullable<MemoryWindow["last_prompt"]>;

/** What the last prompt was made of: what was remembered in it, and what found it. */
export function Injected({ last }: { last: LastPrompt }) {
  const { injected, degraded, model, tokens } = last;
  return (
    <Panel
      title={t("Last prompt")}
      note={[
        model === null
          ? t("{tokens} tokens.", { tokens: formatNumber(tokens) })
          : t("{tokens} tokens for {model}.", { tokens: formatNumber(tokens), model }),
        ...(degraded.length === 0
          ? []
          : [
              t("It had to do without: {degraded}.", { degraded: degraded.map(lackOf).join(", ") }),
            ]),
      ].join(" ")}
    >
      <WindowGauge tokensByBlock={last.tokens_by_block} max={Math.max(1, tokens)} />
      {injected.length === 0 ? (
        <p className="mt-3 text-muted">{t("Nothing was remembered in it.")}</p>
      ) : (
        <ul className="mt-3 divide-y divide-line rounded-lg border border-line bg-surface">
          {injected.map((item) => (
            <InjectedRow key={item.message_id} item={item} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function InjectedRow({ item }: { item: LastPrompt["injected"][number] }) {
  return (
    <li className="px-4 py-2.5">
      <p className={`break-words whitespace-pre-wrap ${item.content === null ? "text-muted" : ""}`}>
        {item.content ?? t("It was forgotten since.")}
      </p>
      <p className="mt-0.5 flex flex-wrap gap-x-2 text-xs text-muted">
        <span>{item.why.map((why) => reasons[why] ?? why).join(", ")}</span>
        {item.created_at !== null && <RelativeTime at={item.created_at} />}
        {item.session_id !== null && (
          <Link
            to="/memory/$sessionId"
            params={{ sessionId: item.session_id }}
            className="max-w-full truncate rounded underline hover:text-accent"
          >
            {item.session_id}
          </Link>
        )}
      </p>
    </li>
  );
}

const reasons: Record<string, string> = {
  lexical: t("found by its words"),
  semantic: t("found by its meaning"),
  neighbour: t("said next to something that was found"),
};

const lacks: Record<string, string> = {
  store: t("what is stored"),
  retrieval: t("what is remembered, which came too late"),
  embedder: t("what is found by meaning, which came too late"),
  tokenizer: t("exact counting"),
};
const lackOf = (word: string) => lacks[word] ?? word;
