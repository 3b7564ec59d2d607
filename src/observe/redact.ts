/** What one log line may hold: what is beyond is left out, so that a line costs little whatever it is given. */
const limits = { depth: 6, values: 500, characters: 8_192 };

interface Budget {
  values: number;
  characters: number;
}

/**
 * A copy of the value without secrets and personal data, for the log.
 *
 * Whatever stands under a name like `token` or `password` goes; in texts, what looks like a secret, a telephone number, an e-mail address or a card
 * number goes. Ids, codes, times and counts stay as they are. This is the last line: nothing should log such things in the first place.
 */
export function redact(value: unknown): unknown {
  return copy(value, 0, { values: limits.values, characters: limits.characters });
}

function copy(value: unknown, depth: number, budget: Budget): unknown {
  if (--budget.values < 0) return "[more]";
  if (typeof value === "string") return copyText(value, budget);
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (depth === limits.depth) return "[more]";
  if (Array.isArray(value)) {
    return value
      .slice(0, Math.max(budget.values, 0) + 1)
      .map((item) => copy(item, depth + 1, budget));
  }
  const members: Array<[string, unknown]> = [];
  for (const [name, member] of Object.entries(value)) {
    if (budget.values < 0) break;
    const isHidden = isSecretName(name) && member !== null && typeof member !== "boolean";
    members.push([redactText(name), isHidden ? hidden : copy(member, depth + 1, budget)]);
  }
  return Object.fromEntries(members);
}

function copyText(text: string, budget: Budget): string {
  const part = text.slice(0, Math.max(budget.characters, 0));
  budget.characters -= part.length;
  if (part.length === text.length) return redactText(part);
  // The cut may have gone through a secret, of which the rest would not be known.
  return `${redactText(part.replace(/\S{1,200}$/, ""))}[more]`;
}

const hidden = "[redacted]";

const secretWords =
  /^(?:authorization|cookies?|passwords?|passwd|passphrase|secrets?|tokens?|apikey|credentials?|signatures?|totp|otp|pii|email|phone|transcript)$/;
const secretPhrases = /\b(?:api|auth|access|owner|private|secret|session|signing) keys?\b/;
/** What is told about a secret, not the secret. */
const harmlessEnd = /^(?:at|count|env|id|ids|kind|length|name|scheme|status|type)$/;

function isSecretName(name: string): boolean {
  const words = name
    .slice(0, 100)
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  if (harmlessEnd.test(words.at(-1) ?? "")) return false;
  return words.some((word) => secretWords.test(word)) || secretPhrases.test(words.join(" "));
}

/** Each is bounded, so that no text makes one slow. */
const patterns: ReadonlyArray<readonly [shape: RegExp, instead: string]> = [
  [/\beyJ[\w-]{8,4096}\.[\w-]{4,4096}(?:\.[\w-]{0,4096})?/g, "[secret]"],
  [/\b(Bearer|Basic)\s{1,4}[\w+/=.~-]{6,4096}/gi, "$1 [secret]"],
  [/(:\/\/)[^\s/@:]{0,100}:[^\s/@]{1,200}@/g, "$1[secret]@"],
  [
    /([?&;][\w-]{0,40}(?:code|key|password|secret|sig|signature|token)[\w-]{0,40}=)[^&\s"']{1,2048}/gi,
    "$1[secret]",
  ],
  [
    /\b(?:vl_|sk-|sk_|rk_|pk_live_|whsec_|ghp_|github_pat_|xox[abps]-|AKIA)[\w+/=.-]{8,4096}/g,
    "[secret]",
  ],
  [
    /[\p{L}\p{N}._+%-]{1,64}(?:@|%40)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,4}\.\p{L}{2,24}/gu,
    "[e-mail]",
  ],
  [/(?:\+|%2B)[1-9]\d{0,2}(?:[\s().-]{0,2}\d){6,20}/gi, "[phone]"],
];
const cardShape = /(?<![\w.-])\d(?:[ -]?\d){12,18}(?!\w)/g;

/** The text with what looks like a secret or a person's data replaced by the name of its kind. */
export function redactText(text: string): string {
  let out = text;
  for (const [shape, instead] of patterns) out = out.replace(shape, instead);
  return out.replace(cardShape, (shown) => (isCard(shown.replace(/\D/g, "")) ? "[card]" : shown));
}

/** The first digits of the networks, so that times and counts of as many digits stay. */
const cardNetworks =
  /^(?:4\d{12}(?:\d{3}){0,2}|(?:5[1-5]|2[2-7])\d{14}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|35\d{14}|6\d{15,18})$/;

function isCard(digits: string): boolean {
  if (!cardNetworks.test(digits)) return false;
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = place % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
