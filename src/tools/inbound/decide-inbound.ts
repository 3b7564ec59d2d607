import type { BusinessLookups, HoursAnswer } from "../../business/index.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { InboundDecision } from "../../providers/index.ts";
import { callerNumber, ownNumber } from "../built-in/caller.ts";
import type { Places } from "../built-in/find-place.ts";
import { keepFresh } from "../fresh.ts";
import type { Asking } from "../run-tools.ts";
import type { CallOfProvider, Rulebook } from "./rulebook.ts";

interface Needs {
  rulebook: Rulebook;
  places: Places;
  lookups: BusinessLookups;
  nameOf: (scope: TenantScope, number: string) => Promise<string>;
  /** Who takes calls where no rule names an agent; undefined leaves it to the provider. */
  defaultAgentOf: (provider: string) => string | undefined;
  now: () => number;
}

/** Decides who takes inbound calls and what the agent is told: by the rule of the number that was dialled, else by that for any number. */
export function createInboundDecider(needs: Needs) {
  const { rulebook, places, lookups, nameOf } = needs;
  const hoursOf = keepFresh(needs.now, (key) => {
    const [tenantId = "", locationId = "", language = ""] = JSON.parse(key) as string[];
    return lookups.answerHours({ tenantId }, locationId, { language });
  });
  /** The location that a call is for: the rule's, or the only one there is. */
  const placeFor = async (scope: TenantScope, of: CallOfProvider) => {
    const all = await places.list(scope);
    const id = await places.ofCall(scope, of);
    if (id !== null) return all.find((place) => place.id === id);
    return all.length === 1 ? all[0] : undefined;
  };
  const languageOf = async (scope: TenantScope, of: CallOfProvider): Promise<string | null> => {
    // Side by side, since somebody waits: the place is asked for by most tools anyway.
    const [rule, place] = await Promise.all([rulebook.ruleFor(scope, of), placeFor(scope, of)]);
    return rule?.language ?? place?.language ?? null;
  };
  const variablesOf = async (asking: Asking): Promise<Record<string, string>> => {
    const { scope, call } = asking;
    const place = await placeFor(scope, asking);
    const caller = callerNumber(call);
    const key = JSON.stringify([scope.tenantId, place?.id, asking.language]);
    // What cannot be read is left empty: the call is taken all the same.
    const [name, hours] = await Promise.all([
      caller === null ? "" : nameOf(scope, caller).catch(() => ""),
      place === undefined ? null : hoursOf(key).catch(() => null),
    ]);
    return {
      caller_number: caller ?? "",
      called_number: ownNumber(call) ?? "",
      caller_name: name,
      business_name: place?.name ?? "",
      ...spokenHours(hours),
    };
  };

  return {
    languageOf,
    async decide(asking: Asking): Promise<InboundDecision> {
      const { scope, provider } = asking;
      const rule = await rulebook.ruleFor(scope, asking);
      if (rule?.refuse_spoken != null) return { kind: "refuse", spoken: rule.refuse_spoken };
      if (rule?.forward_to != null) return { kind: "forward", number: rule.forward_to };
      const agentId = rule?.agent_id ?? needs.defaultAgentOf(provider) ?? null;
      const isKnown = rule !== null || (await placeFor(scope, asking)) !== undefined;
      // Whoever set up neither rule nor location is left as they were.
      const variables = isKnown ? { ...(await variablesOf(asking)), ...rule?.variables } : {};
      return { kind: "accept", agentId, variables, metadata: {} };
    },
  };
}

const openWords = { open: "yes", closed: "no", unknown: "unknown" } as const;

/** Every name is always there: an agent whose prompt names one that is missing does not start at some providers. */
function spokenHours(hours: HoursAnswer | null): Record<string, string> {
  return {
    open_now: openWords[hours?.state ?? "unknown"],
    hours_today: hours?.today ?? "",
    next_change: hours?.next_change ?? "",
  };
}
