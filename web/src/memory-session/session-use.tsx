import { useQuery } from "@tanstack/react-query";
import { plural } from "../lib/format.ts";
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
      {plural(requests, "answer")} of models: {prompt.toLocaleString()} tokens in
      {cached > 0 && ` (${cached.toLocaleString()} cached)`}, {said.toLocaleString()} out, cost{" "}
      {costWords(data.usage)}
      {estimated > 0 && `; the tokens of ${estimated.toLocaleString()} are counted by us`}.
    </p>
  );
}
