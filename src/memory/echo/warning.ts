import { cutText } from "../../lib/text.ts";

/** What a model is told of its answers. */
export type Warning =
  | { readonly kind: "echo"; readonly level: 1 | 2 | 3; readonly said: string }
  | { readonly kind: "empty" }
  | { readonly kind: "loop" };

const quotedChars = 300;

/** A warning in words. They never become part of the conversation. */
export function warningText(warning: Warning): string {
  if (warning.kind === "empty") return "Your answer was empty. Answer in words.";
  if (warning.kind === "loop") {
    return "Your last answers were all the same, and led nowhere. Do not give that answer again: ask for what is missing, offer another way, or a person. Keep to the language of the conversation.";
  }
  if (warning.level === 1) {
    return "You said this before. Go on from there, or say it in another way, in the language of the conversation.";
  }
  const quoted = cutText(warning.said, quotedChars);
  return `Do not repeat yourself. You said already: "${quoted}". Answer what was said last, in other words and in the language of the conversation.`;
}
