import type { CallPrice } from "../api.ts";

/** What a price can be for, as the form offers it. */
export const units = {
  minute: "A minute",
  call: "An answered call",
  thousand_characters: "1,000 characters",
  thousand_tokens: "1,000 tokens",
} as const;

export const components = [
  ...["platform", "telephony", "transport", "stt", "llm", "tts", "voice_to_voice", "analysis"],
  ...["knowledge", "voicemail_detection", "other"],
];

/** What a price is for, as it is read after the amount. */
export function unitWords(price: Pick<CallPrice, "unit" | "increment_seconds">): string {
  const { unit, increment_seconds: increment } = price;
  if (unit !== "minute") return `for ${units[unit].toLowerCase()}`;
  const step = increment === 1 ? "a second" : `${increment} seconds`;
  return `a minute, rounded up to ${step}`;
}
