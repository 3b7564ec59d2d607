import type { ChatChunk } from "../llm/index.ts";
import type { Answer, ModelUsage, Spent } from "../memory/index.ts";

/** More than any model reads or says at once. */
const tokensMax = 100_000_000;

/** Puts together what was said from its pieces, as far as they came. */
export function createGathering() {
  let content = "";
  let usage: unknown = null;
  let isFinished = false;
  const calls = new Map<number, { id: string; name: string; arguments: string }>();
  const addCall = (given: unknown) => {
    const { index, id, function: part } = (given ?? {}) as Record<string, unknown>;
    const { name, arguments: more } = (part ?? {}) as Record<string, unknown>;
    const place = typeof index === "number" ? index : 0;
    const call = calls.get(place) ?? { id: "", name: "", arguments: "" };
    if (typeof id === "string" && id !== "") call.id = id;
    if (typeof name === "string") call.name ||= name;
    if (typeof more === "string") call.arguments += more;
    calls.set(place, call);
  };
  return {
    add({ choices, usage: counted }: ChatChunk): void {
      if (counted !== null && counted !== undefined) usage = counted;
      const [choice] = choices;
      const delta = (choice?.delta ?? choice?.message ?? {}) as Record<string, unknown>;
      if (typeof delta.content === "string") content += delta.content;
      for (const call of Array.isArray(delta.tool_calls) ? delta.tool_calls : []) addCall(call);
      if (typeof choice?.finish_reason === "string") isFinished = true;
    },
    /** What it used, as the model told, and what it would be counted from. */
    spent(): Pick<Spent, "usage" | "said"> {
      const asked = [...calls.values()].map((call) => `${call.name} ${call.arguments}`);
      return { usage: countsOf(usage), said: [content, ...asked].join("\n") };
    },
    /** Null when nothing was said at all. Half a tool call was never made. */
    answer(): Answer | null {
      const toolCalls = (isFinished ? [...calls.values()] : []).map((call) => ({
        id: call.id,
        type: "function" as const,
        function: { name: call.name, arguments: call.arguments },
      }));
      if (content === "" && toolCalls.length === 0) return null;
      return {
        content: content === "" ? null : content,
        toolCalls,
        interrupted: !isFinished,
        usage: countsOf(usage),
      };
    },
  };
}

/** Counts that cannot be are none. */
function countsOf(usage: unknown): ModelUsage | null {
  const { prompt_tokens, completion_tokens, prompt_tokens_details } = fieldsOf(usage);
  if (!isCount(prompt_tokens) || !isCount(completion_tokens)) return null;
  const { cached_tokens } = fieldsOf(prompt_tokens_details);
  const isPart = isCount(cached_tokens) && cached_tokens <= prompt_tokens;
  return {
    ...{ promptTokens: prompt_tokens, completionTokens: completion_tokens },
    cachedTokens: isPart ? cached_tokens : 0,
  };
}

const fieldsOf = (value: unknown) => (value ?? {}) as Record<string, unknown>;
const isCount = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= tokensMax;
