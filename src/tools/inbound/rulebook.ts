import { dialledForms } from "../../lib/phone.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { AskingCall } from "../../providers/index.ts";
import { type Database, inTenantAtOnce } from "../../store/index.ts";
import { ownNumber } from "../built-in/caller.ts";
import type { Settings } from "../fresh.ts";
import { type InboundRule, listRules } from "./rule.store.ts";

/** A call, and through which provider it comes. */
export interface CallOfProvider {
  provider: string;
  call: AskingCall;
}

/** Finds the rule that holds for a call. */
export interface Rulebook {
  ruleFor(scope: TenantScope, of: CallOfProvider): Promise<InboundRule | null>;
}

export function openRulebook({ db, settings }: { db: Database; settings: Settings }): Rulebook {
  const read = settings.keep(async (tenantId) => {
    const scope = { tenantId };
    const rules = await inTenantAtOnce(db, scope, (trx) => listRules(trx, scope));
    return rules.filter((rule) => rule.is_enabled);
  });
  return {
    ruleFor: async ({ tenantId }, of) => chooseRule(await read(tenantId), of),
  };
}

/** A rule for the number goes before one for any; among those, one for the provider before one for all. */
function chooseRule(rules: readonly InboundRule[], { provider, call }: CallOfProvider) {
  const forms = dialledForms(ownNumber(call));
  const ofProvider = rules.filter((rule) => rule.provider === null || rule.provider === provider);
  const rank = ({ number, provider: of }: InboundRule) => {
    const place = number === null ? forms.length : forms.indexOf(number);
    return place < 0 ? Number.POSITIVE_INFINITY : place * 2 + (of === null ? 1 : 0);
  };
  const [best] = ofProvider
    .map((rule) => ({ rule, rank: rank(rule) }))
    .filter((one) => Number.isFinite(one.rank))
    .sort((a, b) => a.rank - b.rank);
  return best?.rule ?? null;
}
