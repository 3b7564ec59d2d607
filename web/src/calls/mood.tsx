import type { CallSummary } from "../api.ts";
import { humanise, wordOf } from "../lib/format.ts";
import { t } from "../lib/text.ts";

/** Satisfaction where it is scored, else the provider's word for the sentiment. */
export function Mood({
  call,
}: {
  call: Pick<CallSummary, "user_satisfaction_score" | "sentiment">;
}) {
  const score = call.user_satisfaction_score;
  if (score !== null) {
    const tone = score < 0.4 ? "text-bad-text" : score < 0.6 ? "text-warn-text" : "";
    const words = call.sentiment
      ? t("Satisfaction {score} of 100, sentiment {sentiment}", {
          score: Math.round(score * 100),
          sentiment: wordOf(call.sentiment),
        })
      : t("Satisfaction {score} of 100", { score: Math.round(score * 100) });
    return (
      <span title={words} className={tone}>
        {Math.round(score * 100)}%
      </span>
    );
  }
  if (!call.sentiment) return <span className="text-faint">–</span>;
  return (
    <span className={call.sentiment === "negative" ? "text-bad-text" : ""}>
      {humanise(call.sentiment)}
    </span>
  );
}
