import { Link } from "@tanstack/react-router";
import { formatDecimal, safeHref } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { ExternalIcon } from "../ui/icons.tsx";
import type { FoundItem, ItemReasons, Match } from "./ask-client.ts";
import { Bar } from "./bar.tsx";

interface FoundItemProps {
  place: number;
  item: FoundItem;
  reasons: ItemReasons | undefined;
  /** The highest score of a word in this answer: bars are measured by it. */
  bestScore: number;
}

/** A result, and why it is where it is. */
export function FoundItemCard({ place, item, reasons, bestScore }: FoundItemProps) {
  const href = safeHref(item.url);
  return (
    <li className="rounded-lg border border-line bg-surface px-4 py-3">
      <p className="flex items-baseline gap-2">
        <span className="text-faint">{place}</span>
        <Link
          to="/knowledge/$baseId"
          params={{ baseId: item.knowledge_base }}
          search={{ document: item.document_id }}
          className="min-w-0 truncate rounded font-medium hover:text-accent hover:underline"
        >
          {item.title}
        </Link>
        {href !== null && (
          <a
            href={href}
            target="_blank"
            rel="noreferrer"
            aria-label={t("Open the source of {title}", { title: item.title })}
            className="self-center text-muted hover:text-accent"
          >
            <ExternalIcon className="size-3.5" />
          </a>
        )}
        {item.category !== null && (
          <span className="shrink-0 rounded border border-line px-1.5 text-xs">
            {item.category}
          </span>
        )}
      </p>
      {item.heading_path.length > 0 && (
        <p className="mt-0.5 text-xs break-words text-muted">{item.heading_path.join(" › ")}</p>
      )}
      {item.question !== null && <p className="mt-1.5 font-medium">{item.question}</p>}
      <p className="mt-1.5 max-w-[75ch] break-words whitespace-pre-wrap">{item.text}</p>
      {reasons !== undefined && <Reasons reasons={reasons} bestScore={bestScore} />}
    </li>
  );
}

interface ReasonsProps {
  reasons: ItemReasons;
  bestScore: number;
}

function Reasons({ reasons, bestScore }: ReasonsProps) {
  const { coverage, lexical_place: byWords, vector_place: byMeaning, matches } = reasons;
  return (
    <div className="mt-3 border-t border-line pt-2 text-xs">
      <p className="text-muted">
        {t("Covers {coverage} % of the question", { coverage: Math.floor(coverage * 100) })}
        {" ·"}{" "}
        {byWords === null ? t("not found by words") : t("place {byWords} by words", { byWords })}
        {byMeaning !== null && ` · ${t("place {byMeaning} by meaning", { byMeaning })}`}
      </p>
      {matches.length > 0 && (
        <table className="mt-1.5 w-full max-w-2xl table-fixed">
          <caption className="sr-only">{t("Words that it was found by")}</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">{t("Word")}</th>
              <th scope="col">{t("Where")}</th>
              <th scope="col">{t("Score")}</th>
            </tr>
          </thead>
          <tbody>
            {matches.map((match) => (
              <tr key={`${match.said} ${match.word}`}>
                <td className="truncate py-0.5 pr-3">
                  <Matched match={match} />
                </td>
                <td className="truncate py-0.5 pr-3 text-muted">
                  {match.fields.map((field) => fieldWords[field]).join(", ")}
                </td>
                <td className="w-32 py-0.5 max-sm:w-24">
                  <Bar
                    share={bestScore === 0 ? 0 : match.score / bestScore}
                    label={formatDecimal(match.score, 2)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

const fieldWords: Record<Match["fields"][number], string> = {
  title: t("title"),
  question: t("question"),
  heading: t("headings"),
  tags: t("tags"),
  text: t("text"),
};

function Matched({ match: { said, word, is_repaired: isRepaired } }: { match: Match }) {
  if (!isRepaired) return <span className="font-medium">{said}</span>;
  return (
    <span title={t("No document has “{said}”: “{word}” is spelt alike", { said, word })}>
      <span className="text-muted line-through">{said}</span>{" "}
      <span className="font-medium text-warn-text">{word}</span>
    </span>
  );
}
