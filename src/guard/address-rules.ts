import { defaultTenantId, type TenantScope } from "../lib/tenant-scope.ts";
import type { Database } from "../store/index.ts";
import { createAddressList } from "./address-list.ts";
import { type AddressRule, activeRules } from "./address-rule.store.ts";

/** Addresses belong to the installation, whichever tenant they come to. */
export const addressScope: TenantScope = { tenantId: defaultTenantId };

/** Which addresses are shut out at present and which never are, kept in memory: every request of somebody unknown asks. */
export interface AddressRules {
  /** The block that holds for an address; the longest where there are several. */
  blockOf(address: string): AddressRule | undefined;
  /** Whether somebody put the address on the allow-list. */
  isAllowed(address: string): boolean;
  /** Takes a rule in at once; the other replicas follow at their next look. */
  add(rule: AddressRule): void;
  remove(ruleId: string): void;
  /** Reads what other replicas and people changed. */
  look(): Promise<void>;
}

interface Held {
  rule: AddressRule;
  covers: (address: string) => boolean;
}

const forever = Number.POSITIVE_INFINITY;

export function createAddressRules(needs: {
  db: Database;
  now: () => number;
  /** Addresses and ranges that are never blocked: our own proxies. */
  trustedProxies: readonly string[];
}): AddressRules {
  const { db, now } = needs;
  const isProxy = createAddressList(needs.trustedProxies, "TRUSTED_PROXIES");
  let held = new Map<string, Held>();
  const holding = (kind: AddressRule["kind"], address: string) =>
    [...held.values()]
      .filter(({ rule, covers }) => rule.kind === kind && endOf(rule) > now() && covers(address))
      .map(({ rule }) => rule);
  const isAllowed = (address: string) => isProxy(address) || holding("allow", address).length > 0;
  return {
    isAllowed,
    blockOf(address) {
      if (held.size === 0) return undefined;
      const blocks = holding("block", address).sort((a, b) => endOf(b) - endOf(a));
      return blocks.length === 0 || isAllowed(address) ? undefined : blocks[0];
    },
    add: (rule) =>
      held.set(rule.id, { rule, covers: createAddressList([rule.network], "address_rules") }),
    remove: (ruleId) => held.delete(ruleId),
    async look() {
      const rules = await activeRules(db, addressScope, new Date(now()));
      held = new Map(
        rules.map((rule) => [
          rule.id,
          {
            rule,
            covers: held.get(rule.id)?.covers ?? createAddressList([rule.network], "address_rules"),
          },
        ]),
      );
    },
  };
}

/** Whether an address lies within a network; false for what is no network. */
export function doesCover(network: string, address: string): boolean {
  return network !== "" && createAddressList([network], "network")(address);
}

function endOf({ expires_at: expiresAt }: AddressRule): number {
  return expiresAt?.getTime() ?? forever;
}
