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
      legend="When there is no answer"
      note="What the caller hears, by language. Where nothing is written we use words of our own."
      of="language"
      labels={["Language", "Words of language"]}
      placeholders={["en", "I can't look that up right now."]}
      pattern="[a-z]{2}"
      patternWords="Two letters, such as en"
      {...props}
    />
  );
}
