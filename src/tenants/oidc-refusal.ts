import { ProblemError } from "../lib/problems.ts";

/** Why somebody does not get in through the identity provider, in short words that the sign-in page knows. */
const details = {
  off: "No identity provider is set up.",
  busy: "There were too many tries from this address.",
  unavailable: "The identity provider does not answer as it should.",
  denied: "The identity provider was told not to let you in here.",
  expired: "The sign-in was not begun in this browser, or too long ago.",
  refused: "What the identity provider sent does not prove who you are.",
  unverified: "The identity provider does not vouch for an e-mail address of yours.",
  unknown: "Nobody with your address has an account or an invitation here.",
  ambiguous: "Several invitations wait for you: open the link of the one that you mean.",
  other_address: "The invitation is for another address than yours.",
  other_person: "The account with your address belongs to somebody else at the identity provider.",
  closed: "Your account is closed at present.",
  failed: "Something went wrong on our side.",
} as const;
export type RefusalReason = keyof typeof details;

/** A sign-in through the identity provider that does not lead in. */
export class OidcRefusal extends ProblemError {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, cause?: unknown) {
    super("sign-in-refused", details[reason], { cause, extra: { reason } });
    this.reason = reason;
  }
}
