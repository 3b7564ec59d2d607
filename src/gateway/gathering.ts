import type { ChatChunk } from "../llm/index.ts";
import type { Answer } from "../memory/index.ts";

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

function countsOf(usage: unknown): Answer["usage"] {
  const { prompt_tokens: promptTokens, completion_tokens: completionTokens } = (usage ??
    {}) as Record<string, unknown>;
  return typeof promptTokens === "number" && typeof completionTokens === "number"
    ? { promptTokens, completionTokens }
    : null;
}
