import { sql } from "kysely";
import { recordAudit } from "../../audit/index.ts";
import { listLocationNames } from "../../business/index.ts";
import type { RequestAccess } from "../../http/index.ts";
import { newId } from "../../lib/ids.ts";
import { dialledForms } from "../../lib/phone.ts";
import { ProblemError } from "../../lib/problems.ts";
import { refusedAt } from "../../lib/refused-at.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { VoiceProvider } from "../../providers/index.ts";
import { type Database, inTenant, type Trx } from "../../store/index.ts";
import type { InboundRuleChange, InboundRuleView, NewInboundRule } from "./rule.schema.ts";
import {
  deleteRule,
  findRule,
  type InboundRule,
  insertRule,
  listRules,
  updateRule,
} from "./rule.store.ts";

export type InboundRuleService = ReturnType<typeof createInboundRuleService>;

const rulesMax = 1_000;
const uniqueViolation = "23505";

/** Who takes calls to which number. Every change is audited. */
export function createInboundRuleService(needs: {
  db: Database;
  findProvider: (key: string) => VoiceProvider | undefined;
  now: () => number;
}) {
  const { db, now } = needs;
  const audit = (trx: Trx, { scope, actor }: RequestAccess, action: string, subject: string) =>
    recordAudit(trx, scope, { actor, action, subject });
  const mustFind = async (trx: Trx, scope: TenantScope, id: string) => {
    const rule = await findRule(trx, scope, id);
    if (rule !== undefined) return rule;
    throw new ProblemError("inbound-rule-not-found", "The tenant has no such rule.");
  };
  /** As they are stored. */
  const tidy = <T extends InboundRuleChange>(given: T): T => ({
    ...given,
    ...(given.number === undefined ? {} : { number: asNumber(given.number, "number") }),
    ...(given.forward_to === undefined
      ? {}
      : { forward_to: asNumber(given.forward_to, "forward_to") }),
    ...(given.provider == null ? {} : { provider: providerOf(needs, given.provider) }),
  });
  const refuseUnknownLocation = async (scope: TenantScope, id: string | null | undefined) => {
    if (id == null) return;
    const locations = await listLocationNames(db, scope);
    if (locations.some((location) => location.id === id)) return;
    throw new ProblemError("location-not-found", "This tenant has no such location.");
  };

  return {
    list: (scope: TenantScope): Promise<InboundRuleView[]> =>
      inTenant(db, scope, async (trx) => (await listRules(trx, scope)).map(toView)),

    get: (scope: TenantScope, id: string): Promise<InboundRuleView> =>
      inTenant(db, scope, async (trx) => toView(await mustFind(trx, scope, id))),

    async create(access: RequestAccess, given: NewInboundRule): Promise<InboundRuleView> {
      const { scope, actor } = access;
      const rule = tidy(given);
      refuseContradiction(rule);
      await refuseUnknownLocation(scope, rule.location_id);
      const id = newId("inr");
      const at = new Date(now());
      return orExists(() =>
        inTenant(db, scope, async (trx) => {
          await refuseFurther(trx, scope);
          const made = { id, created_by: actor, created_at: at, updated_at: at };
          await insertRule(trx, scope, { ...rule, ...made });
          await audit(trx, access, "inbound_rule.created", id);
          return toView(await mustFind(trx, scope, id));
        }),
      );
    },

    async change(
      access: RequestAccess,
      id: string,
      given: InboundRuleChange,
    ): Promise<InboundRuleView> {
      const { scope } = access;
      const tidied = Object.entries(tidy(given)).filter(([, value]) => value !== undefined);
      const change = Object.fromEntries(tidied);
      await refuseUnknownLocation(scope, given.location_id);
      return orExists(() =>
        inTenant(db, scope, async (trx) => {
          refuseContradiction({ ...(await mustFind(trx, scope, id)), ...change });
          await updateRule(trx, scope, id, { ...change, updated_at: new Date(now()) });
          await audit(trx, access, "inbound_rule.changed", id);
          return toView(await mustFind(trx, scope, id));
        }),
      );
    },

    remove: (access: RequestAccess, id: string): Promise<void> =>
      inTenant(db, access.scope, async (trx) => {
        await mustFind(trx, access.scope, id);
        await deleteRule(trx, access.scope, id);
        await audit(trx, access, "inbound_rule.removed", id);
      }),
  };
}

const code = "inbound-rule-invalid";

function asNumber(given: string | null, path: string): string | null {
  if (given === null) return null;
  const [number] = dialledForms(given);
  if (number !== undefined) return number;
  const words = `${JSON.stringify(given)} is no telephone number such as +12125550102.`;
  throw refusedAt(code, path, words);
}

function providerOf(
  { findProvider }: { findProvider: (key: string) => VoiceProvider | undefined },
  key: string,
): string {
  const found = findProvider(key);
  if (found !== undefined) return found.id;
  throw refusedAt(code, "provider", `There is no provider ${JSON.stringify(key)}.`);
}

function refuseContradiction(
  rule: Pick<InboundRule, "agent_id" | "provider" | "forward_to" | "refuse_spoken">,
): void {
  const said = [rule.agent_id, rule.forward_to, rule.refuse_spoken].filter((one) => one !== null);
  if (said.length > 1) {
    throw new ProblemError(
      code,
      "A call is taken by an agent, forwarded, or refused: say one of them.",
    );
  }
  if (rule.agent_id !== null && rule.provider === null) {
    throw refusedAt(code, "provider", "An agent is one of a provider: name the provider too.");
  }
}

async function refuseFurther(trx: Trx, scope: TenantScope): Promise<void> {
  const lock = `inbound_rules/${scope.tenantId}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(trx);
  if ((await listRules(trx, scope)).length < rulesMax) return;
  throw new ProblemError("limit-reached", `A tenant has at most ${rulesMax} inbound rules.`);
}

async function orExists<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as { code?: string }).code !== uniqueViolation) throw error;
    throw new ProblemError("inbound-rule-exists", "Change that rule, or name another number.");
  }
}

function toView({ tenant_id: _, created_by: __, ...rule }: InboundRule): InboundRuleView {
  return {
    ...rule,
    created_at: rule.created_at.toISOString(),
    updated_at: rule.updated_at.toISOString(),
  };
}
