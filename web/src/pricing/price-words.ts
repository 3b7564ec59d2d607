import type { CallPrice } from "../api.ts";
import { t } from "../lib/text.ts";

/** What a price can be for, as the form offers it. */
export const units = {
  minute: "A minute",
  call: t("An answered call"),
  thousand_characters: t("1,000 characters"),
  thousand_tokens: t("1,000 tokens"),
} as const;

export const components = [
  ...["platform", "telephony", "transport", "stt", "llm", "tts", "voice_to_voice", "analysis"],
  ...["knowledge", "voicemail_detection", "other"],
];

/** What a price is for, as it is read after the amount. */
export function unitWords(price: Pick<CallPrice, "unit" | "increment_seconds">): string {
  const { unit, increment_seconds: increment } = price;
  if (unit !== "minute") return t("for {units}", { units: units[unit].toLowerCase() });
  const step = increment === 1 ? t("a second") : t("{increment} seconds", { increment });
  return t("a minute, rounded up to {step}", { step });
}
