import { useQuery } from "@tanstack/react-query";
import { formatNumber } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { sessionStatsQuery } from "../memory/memory-client.ts";
import { costWords } from "../model-use/model-use-client.ts";

/** What the session used of models and what that cost; nothing while no model answered in it. */
export function SessionUse({ id }: { id: string }) {
  const { data } = useQuery(sessionStatsQuery(id));
  if (data === undefined || data.usage.requests === 0) return null;
  const { requests, prompt_tokens: prompt, completion_tokens: said } = data.usage;
  const { cached_prompt_tokens: cached, estimated_requests: estimated } = data.usage;
  return (
    <p className="mt-1 text-muted">
      {t(
        "{cached, plural, =0 {{requests, plural, one {# answer} other {# answers}} of models: {prompt} tokens in, {said} out, cost {cost}} other {{requests, plural, one {# answer} other {# answers}} of models: {prompt} tokens in (# cached), {said} out, cost {cost}}}",
        {
          cached,
          requests,
          prompt: formatNumber(prompt),
          said: formatNumber(said),
          cost: costWords(data.usage),
        },
      )}
      {estimated > 0 &&
        `; ${t("the tokens of {estimated} are counted by us", { estimated: formatNumber(estimated) })}`}
      .
    </p>
  );
}
