import { languageName } from "../knowledge/languages.ts";
import { formatDecimal } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import type { Explanation } from "./ask-client.ts";
import { Bar } from "./bar.tsx";

type Base = Explanation["bases"][number];
type Word = Base["words"][number];

/** The words of the question that were searched, and what each weighs. */
export function SaidWords({ bases }: { bases: readonly Base[] }) {
  const searched = bases.filter(({ words }) => words.length > 0);
  if (searched.length === 0) return null;
  return (
    <details className="mt-4 rounded-lg border border-line bg-surface px-4 py-2.5">
      <summary className="font-medium">{t("How the question was understood")}</summary>
      {searched.map((base) => (
        <div key={base.knowledge_base} className="mt-3">
          <p className="text-xs text-muted">
            {languageName(base.language)}
            {searched.length > 1 &&
              `, ${t("knowledge base {knowledgeBase}", { knowledgeBase: base.knowledge_base })}`}
          </p>
          <WordTable words={base.words} />
        </div>
      ))}
    </details>
  );
}

function WordTable({ words }: { words: readonly Word[] }) {
  const rarest = Math.max(...words.map(({ rarity }) => rarity));
  return (
    <table className="mt-1 w-full table-fixed text-xs">
      <caption className="sr-only">{t("Words of the question")}</caption>
      <thead>
        <tr className="text-left text-muted">
          <th scope="col" className="w-1/4 py-1 pr-2 font-medium">
            {t("Said")}
          </th>
          <th scope="col" className="py-1 pr-2 font-medium">
            {t("Searched as its stem")}
          </th>
          <th scope="col" className="w-28 py-1 pr-2 font-medium max-sm:w-16">
            {t("Rarity")}
          </th>
          <th scope="col" className="w-28 py-1 font-medium max-sm:w-16">
            {t("Weight")}
          </th>
        </tr>
      </thead>
      <tbody>
        {words.map((word, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same word may have been said twice
          <tr key={index} className="border-t border-line">
            <td className="truncate py-1 pr-2 font-medium">{word.said}</td>
            <td className="truncate py-1 pr-2">
              <Stems word={word} />
            </td>
            <td className="py-1 pr-2">
              <Bar
                share={rarest === 0 ? 0 : word.rarity / rarest}
                label={formatDecimal(word.rarity, 1)}
              />
            </td>
            <td className="py-1">
              <Bar share={word.weight} label={formatDecimal(word.weight, 1)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Stems({ word }: { word: Word }) {
  if (word.searched.length === 0) {
    return <span className="text-bad-text">{t("no document has it, or one like it")}</span>;
  }
  return word.searched.map(({ word: stem }) => stem).join(", ");
}
