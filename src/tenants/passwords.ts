import { hash, verify } from "@node-rs/argon2";
import { ProblemError } from "../lib/problems.ts";

/** Argon2id with 19 MiB and two passes, as OWASP's password storage cheat sheet recommends. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const passwordCharactersMin = 12;
const passwordCharactersMax = 200;

/** Each takes tens of megabytes and milliseconds: more at once would only let a flood of sign-ins take the machine. */
const hashesMax = 4;
let underWay = 0;
const waiting: Array<() => void> = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (underWay >= hashesMax) await new Promise<void>((resolve) => waiting.push(resolve));
  underWay++;
  try {
    return await work();
  } finally {
    underWay--;
    waiting.shift()?.();
  }
}

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize("NFC"), options));
}

let dummy: Promise<string> | undefined;

/** Whether the password is the one; without a hash, as much work is done and the answer is no, so that nobody learns who has an account. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  dummy ??= hashPassword("nobody has this password");
  const known = passwordHash ?? (await dummy);
  const isMatch = await inTurn(() => verify(known, password.normalize("NFC")).catch(() => false));
  return isMatch && passwordHash !== null;
}

/** Parts that most guessed passwords are made of. */
const common = [
  ...["password", "passwort", "qwerty", "qwertz", "letmein", "welcome", "iloveyou", "admin"],
  ...["voicelens", "monkey", "dragon", "football", "baseball", "sunshine", "princess", "master"],
];

/**
 * Refuses passwords that are guessed first. No rules about kinds of characters: length is what helps (NIST SP 800-63B, 3.1.1).
 * @throws ProblemError `password-too-weak` with the reason.
 */
export function refuseWeakPassword(password: string, about: readonly string[]): void {
  const weak = weaknessOf(password, about);
  if (weak !== undefined) throw new ProblemError("password-too-weak", weak);
}

function weaknessOf(password: string, about: readonly string[]): string | undefined {
  const characters = [...password];
  if (characters.length < passwordCharactersMin) {
    return `Use at least ${passwordCharactersMin} characters; a few words make a good password.`;
  }
  if (characters.length > passwordCharactersMax) {
    return `Use at most ${passwordCharactersMax} characters.`;
  }
  if (new Set(characters).size < 5) return "Use more different characters.";
  const plain = password.toLowerCase();
  if (isSequence(plain)) return "Do not use a sequence.";
  const personal = about
    .flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length >= 3);
  const rest = [...common, ...personal].reduce((text, word) => text.replaceAll(word, ""), plain);
  if (rest.replace(/[\d\W_]/g, "").length + rest.length / 4 < 5) {
    return "Do not build it from your name, your address or a common word.";
  }
  return undefined;
}

const sequences = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890123456789",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
];

function isSequence(text: string): boolean {
  const reversed = [...text].reverse().join("");
  return sequences.some((row) => (row + row).includes(text) || (row + row).includes(reversed));
}
