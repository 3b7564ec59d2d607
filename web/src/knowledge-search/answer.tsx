import { useQuery } from "@tanstack/react-query";
import type { KnowledgeSearchAnswer } from "../api.ts";
import { formatDecimal, formatMs } from "../lib/format.ts";
import { rich, t } from "../lib/text.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { Dot } from "../ui/dot.tsx";
import { Panel } from "../ui/panel.tsx";
import { plainAnswerQuery, toCurl } from "./ask-client.ts";
import type { AskSearch } from "./ask-search.ts";
import { ConfidenceGauge } from "./confidence-gauge.tsx";
import { FoundItemCard } from "./found-item.tsx";
import { SaidWords } from "./said-words.tsx";

interface AnswerProps {
  answer: KnowledgeSearchAnswer;
  search: AskSearch;
}

/** What was found, how sure that is, and why each result is where it is. */
export function Answer({ answer, search }: AnswerProps) {
  const { items, explanation } = answer;
  const best = Math.max(
    0,
    ...(explanation?.items.flatMap(({ matches }) => matches.map(({ score }) => score)) ?? []),
  );
  return (
    <>
      <Verdict answer={answer} search={search} />
      {explanation !== undefined && <SaidWords bases={explanation.bases} />}
      <Panel
        title={
          answer.found
            ? t("{items, plural, one {# result} other {# results}}", { items: items.length })
            : t("What comes nearest")
        }
      >
        {items.length === 0 ? (
          <p className="rounded-lg border border-dashed border-strong-line px-4 py-5 text-muted">
            {t(
              "No document shares a word with the question. Add one that answers it, or ask it in other words.",
            )}
          </p>
        ) : (
          <ol className="flex flex-col gap-3">
            {items.map((item, index) => (
              <FoundItemCard
                key={item.chunk_id}
                place={index + 1}
                item={item}
                reasons={explanation?.items[index]}
                bestScore={best}
              />
            ))}
          </ol>
        )}
      </Panel>
    </>
  );
}

function Verdict({ answer, search }: AnswerProps) {
  return (
    <section
      aria-label={t("Verdict")}
      className="rounded-lg border border-line bg-surface px-4 py-3"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="flex items-center gap-2 text-base font-semibold">
          <Dot tone={answer.found ? "good" : "bad"} />
          {answer.found ? t("Found") : t("Not found")}
        </p>
        <p className="min-w-40 flex-1 text-muted">
          {answer.found
            ? t("An agent is given these results.")
            : t("An agent is told that nothing is known about it.")}
        </p>
        <CopyButton text={() => toCurl(search)} label={t("Copy as curl")} />
      </div>
      <ConfidenceGauge confidence={answer.confidence} min={answer.confidence_min} />
      <Timings answer={answer} />
      <AsAgent search={search} />
    </section>
  );
}

const reasons: Record<KnowledgeSearchAnswer["degraded"][number], string> = {
  vectors_late: t("Meaning was left out: the embedding service answered too slowly for a caller."),
};

function Timings({ answer: { took_ms: took, degraded } }: Pick<AnswerProps, "answer">) {
  return (
    <>
      <p className="mt-3 text-xs text-muted">
        {rich("Took <span>{total}</span>: versions {versions}, search {search}, texts {texts}", {
          span: (text) => <span className="font-medium text-text">{text}</span>,
          total: formatShort(took.total),
          versions: formatShort(took.versions),
          search: formatShort(took.search),
          texts: formatShort(took.texts),
        })}
      </p>
      {degraded.map((reason) => (
        <p key={reason} className="mt-2 rounded-md bg-warn-soft px-3 py-1.5 text-xs text-warn-text">
          {reasons[reason] ?? reason}
        </p>
      ))}
    </>
  );
}

/** Answers with reasons are always searched; what an agent is given may be kept from before. */
function AsAgent({ search }: Pick<AnswerProps, "search">) {
  const { data: plain } = useQuery(plainAnswerQuery(search));
  if (plain === undefined) return null;
  return (
    <p className="mt-1 text-xs text-muted">
      {rich("An agent that asks the same waits <span>{total}</span>: {fromCache}", {
        span: (text) => <span className="font-medium text-text">{text}</span>,
        total: formatShort(plain.took_ms.total),
        fromCache: plain.from_cache
          ? t("it is given the answer from before, as nothing has changed.")
          : t("it is searched anew."),
      })}
    </p>
  );
}

/** Parts of a millisecond matter here. */
function formatShort(ms: number): string {
  return ms < 10 ? `${formatDecimal(ms, 1)} ms` : formatMs(ms);
}
