import { recordSecurityEvent } from "../audit/index.ts";
import type { Gatekeeper, UnknownSender } from "../http/index.ts";
import { newId } from "../lib/ids.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { errorFields, type Logger, type Metrics } from "../observe/index.ts";
import type { Database } from "../store/index.ts";
import { blockProgressively } from "./address-rule.store.ts";
import { type AddressRules, addressScope } from "./address-rules.ts";
import { isPublic, senderOf } from "./addresses.ts";
import { type RateLimits, refuseSpent } from "./rate-limits.ts";
import { createMemoryRates } from "./rate-memory.ts";
import { suspicionOf, suspiciousScore } from "./suspicion.ts";

/** Points within a minute after which an address is shut out for a while. */
const strikes = { perMinute: 100, burst: 100 };
const pointsOfStatus: Readonly<Record<number, number>> = { 401: 2, 429: 1 };
/** The diary has one line for an address and kind in this time, however often it happens. */
const noteEveryMs = 10 * 60_000;
const notesMax = 10_000;

/**
 * Who may come in at all and how often, for everything but verified webhooks.
 *
 * Wrong keys, floods and hostile requests are counted against the sender's address; enough of them within a minute block it for 1, 5, then 15 minutes. Only public
 * addresses are blocked: a private one is a proxy that nobody named in TRUSTED_PROXIES, and blocking it would shut everybody out.
 */
export function createGatekeeper(needs: {
  db: Database;
  rules: AddressRules;
  rates: RateLimits;
  now: () => number;
  metrics: Metrics;
  log: Logger;
}): Gatekeeper {
  const { db, rules, rates, now, metrics, log } = needs;
  const points = createMemoryRates();
  const noted = new Map<string, number>();

  const isNews = (what: string) => {
    if (now() - (noted.get(what) ?? Number.NEGATIVE_INFINITY) < noteEveryMs) return false;
    noted.set(what, now());
    if (noted.size > notesMax) noted.delete(noted.keys().next().value ?? "");
    return true;
  };

  const strike = async (address: string, count: number, reason: string) => {
    const sender = senderOf(address);
    const tooMany = Array.from({ length: Math.min(count, strikes.perMinute) }, () =>
      points.take(sender, strikes, now()),
    ).some((verdict) => !verdict.isAllowed);
    if (!tooMany || !isPublic(address) || rules.isAllowed(address)) return;
    if (rules.blockOf(address) !== undefined) return;
    const at = new Date(now());
    const block = await blockProgressively(db, addressScope, {
      id: newId("blk"),
      network: sender,
      reason,
      at,
    });
    if (block === undefined) return rules.look();
    rules.add(block);
    log.warn({ rule_id: block.id, level: block.level, reason }, "an address was blocked");
    await recordSecurityEvent(db, addressScope, {
      kind: "address.blocked",
      severity: "high",
      remoteAddress: address,
      detail: { reason, level: block.level, block_id: block.id },
    });
  };

  const judge = async (sender: UnknownSender) => {
    const { score, rules: matched } = suspicionOf(sender);
    const isSuspicious = score >= suspiciousScore && !rules.isAllowed(sender.address);
    if (isSuspicious) {
      metrics.suspiciousRequests.inc();
      if (isNews(`suspicious/${senderOf(sender.address)}`)) {
        await recordSecurityEvent(db, addressScope, {
          kind: "request.suspicious",
          severity: "low",
          remoteAddress: sender.address,
          detail: { rules: matched, score },
        });
      }
    }
    const count = (isSuspicious ? score : 0) + (pointsOfStatus[sender.status] ?? 0);
    if (count > 0)
      await strike(sender.address, count, isSuspicious ? "hostile-requests" : "refused-requests");
  };

  return {
    refuseBlocked(address) {
      const block = rules.blockOf(address);
      if (block === undefined) return;
      metrics.blocked.inc();
      const left = (block.expires_at?.getTime() ?? Number.POSITIVE_INFINITY) - now();
      throw new ProblemError("address-blocked", "This address is blocked for now.", {
        retryAfterSec: Math.max(1, Math.min(Math.ceil(left / 1000), 24 * 3_600)),
      });
    },
    refuseGuessing(address) {
      if (!rates.isSpentHere("unauthenticated", senderOf(address))) return;
      refuseSpent(rates.takeHere("unauthenticated", senderOf(address)));
    },
    countGuess: (address) => {
      rates.takeHere("unauthenticated", senderOf(address));
    },
    limitAddress: (rateClass, address) => rates.take(rateClass, addressScope, senderOf(address)),
    limitActor: (scope: TenantScope, actor) => rates.take("api", scope, actor),
    judge: (sender) => {
      judge(sender).catch((error: unknown) =>
        log.warn(errorFields(error), "a request could not be judged"),
      );
    },
  };
}
