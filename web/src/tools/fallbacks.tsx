import { t } from "../lib/text.ts";
import type { Pair } from "./pairs.ts";
import { PairsEditor } from "./pairs-editor.tsx";

interface FallbacksProps {
  pairs: readonly Pair[];
  onChange: (pairs: readonly Pair[]) => void;
}

/** What callers hear when a tool has no answer, language by language. */
export function Fallbacks(props: FallbacksProps) {
  return (
    <PairsEditor
      legend={t("When there is no answer")}
      note={t(
        "What the caller hears, by language. Where nothing is written we use words of our own.",
      )}
      of={t("language")}
      labels={[t("Language"), t("Words of language")]}
      placeholders={["en", t("I can't look that up right now.")]}
      pattern="[a-z]{2}"
      patternWords={t("Two letters, such as en")}
      {...props}
    />
  );
}
