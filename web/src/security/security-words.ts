import type { SecurityEvent } from "../api.ts";
import type { Tone } from "../lib/call-state.ts";
import { humanise } from "../lib/format.ts";
import { t } from "../lib/text.ts";

const words: Record<string, string> = {
  "sign_in.locked": t("An account was locked after too many wrong passwords"),
  "address.blocked": t("An address was blocked"),
  "request.suspicious": t("A suspicious request was refused"),
};

/** What happened, as a person would say it. A kind that is not here is shown as it is named. */
export function describeKind(kind: string): string {
  return words[kind] ?? humanise(kind.replace(".", " "));
}

export const severityTones: Record<SecurityEvent["severity"], Tone> = {
  low: "quiet",
  medium: "warn",
  high: "bad",
  critical: "bad",
};
