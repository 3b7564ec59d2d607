import type { CallPrice } from "../api.ts";
import { t } from "../lib/text.ts";

/** What a price can be for, as the form offers it. */
export const units = {
  minute: t("A minute"),
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
  if (unit !== "minute") {
    return t(
      "{unit, select, call {for an answered call} thousand_characters {for 1,000 characters} other {for 1,000 tokens}}",
      { unit },
    );
  }
  return t("a minute, rounded up to {seconds, plural, one {a second} other {# seconds}}", {
    seconds: increment ?? 0,
  });
}
