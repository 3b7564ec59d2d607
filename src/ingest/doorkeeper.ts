import { createAddressList, type RateLimits, refuseSpent, senderOf } from "../guard/index.ts";
import type { Gatekeeper } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import type { VoiceProvider } from "../providers/index.ts";
import type { Connection } from "../tenants/index.ts";

/** How much may come through the door of the webhooks, and from where. */
export interface Doorkeeper {
  /** Whether a sender that can prove nothing may deliver for a provider, by its address. */
  isAllowed(provider: VoiceProvider, address: string): boolean;
  /** @throws ProblemError `address-blocked`. */
  refuseBlocked(address: string): void;
  /** Counts a delivery that proved nothing. @throws ProblemError `too-many-requests`. */
  limitUnverified(address: string): void;
  /** Counts a verified delivery. @throws ProblemError `overloaded`, which providers read as "come again". */
  limitVerified(connection: Connection): void;
  /** Whether the next verified delivery would be refused: then none needs to be read. Counts nothing. */
  isSpent(connection: Connection): boolean;
}

/** Stands in {@link createDoorkeeper}'s list for what each provider publishes. */
const published = "published";

/**
 * Only verified deliveries use up a tenant's budget: nobody else can make its calls be refused. Addresses say nothing about who can prove its origin, so lists and
 * blocks concern only senders that cannot.
 *
 * @param needs.allowed addresses and CIDR ranges, and `published`; empty for any.
 */
export function createDoorkeeper(needs: {
  rates: RateLimits;
  gate: Pick<Gatekeeper, "refuseBlocked">;
  allowed: readonly string[];
}): Doorkeeper {
  const { rates, gate, allowed } = needs;
  const isListed = createAddressList(
    allowed.filter((entry) => entry !== published),
    "ALLOWED_WEBHOOK_IPS",
  );
  const publishedLists = new Map<string, (address: string) => boolean>();
  const isPublished = ({ id, addresses }: VoiceProvider, address: string) => {
    if (!allowed.includes(published)) return false;
    // A provider that publishes nothing cannot be told by its address.
    if (addresses.length === 0) return true;
    const list = publishedLists.get(id) ?? createAddressList(addresses, id);
    publishedLists.set(id, list);
    return list(address);
  };
  return {
    isAllowed: (provider, address) =>
      allowed.length === 0 || isListed(address) || isPublished(provider, address),
    refuseBlocked: gate.refuseBlocked,
    limitUnverified: (address) => refuseSpent(rates.takeHere("unverified", senderOf(address))),
    limitVerified(connection) {
      const { isAllowed, resetSec } = rates.takeHere("webhooks", budgetOf(connection));
      if (!isAllowed) throw tooMuch(resetSec);
    },
    isSpent: (connection) => rates.isSpentHere("webhooks", budgetOf(connection)),
  };
}

/** What to answer when a tenant's budget is spent. */
export function tooMuch(retryAfterSec: number): ProblemError {
  const detail = "More verified deliveries of this tenant and provider than its budget allows.";
  return new ProblemError("overloaded", detail, { retryAfterSec });
}

function budgetOf({ tenantId, provider }: Connection): string {
  return `${tenantId}/${provider}`;
}
