import { type ChatMessage, textOf } from "./chat.ts";
import { messageTokens, type TokenCounter } from "./tokens.ts";

/** How much of a message is shown: characters of its beginning and of its end. */
export interface Cut {
  readonly head: number;
  readonly tail: number;
}

/** Shows the beginning and the end of a message and says what is missing. The whole text stays in the transcript. */
export function cutMessage(message: ChatMessage, { head, tail }: Cut): ChatMessage {
  const calls = message.tool_calls?.map((call) => {
    const { name, arguments: given } = call.function;
    if (given.length <= head + tail) return call;
    // What stands here must stay JSON: some providers parse it.
    const shown = JSON.stringify({ shortened: cutText(given, { head, tail }) });
    return { ...call, function: { name, arguments: shown } };
  });
  const text = textOf(message);
  const content = message.content === null ? null : cutText(text, { head, tail });
  return { ...message, content, ...(calls === undefined ? {} : { tool_calls: calls }) };
}

function cutText(text: string, { head, tail }: Cut): string {
  const missing = text.length - head - tail;
  if (missing <= 0) return text;
  const start = text.slice(0, head).toWellFormed();
  return `${start}\n[… ${missing} characters are stored …]\n${text.slice(text.length - tail).toWellFormed()}`;
}

/** The largest cut with which a message takes no more than `tokens`, or nothing when none does. */
export function cutFor(
  message: ChatMessage,
  of: { tokens: number; headShare: number; counter: TokenCounter },
): { cut: Cut; message: ChatMessage; tokens: number } | undefined {
  const { headShare, counter } = of;
  const longest = Math.max(
    textOf(message).length,
    ...(message.tool_calls ?? []).map((call) => call.function.arguments.length),
  );
  for (let chars = Math.min(longest - 1, of.tokens * 6); chars >= 0; ) {
    const head = Math.ceil(chars * headShare);
    const cut = { head, tail: chars - head };
    const shown = cutMessage(message, cut);
    const tokens = messageTokens(shown, counter);
    if (tokens <= of.tokens) return { cut, message: shown, tokens };
    if (chars === 0) return undefined;
    chars = Math.floor(chars * Math.min(0.8, of.tokens / tokens));
  }
  return undefined;
}
