import type { InboundRule } from "../api.ts";
import { t } from "../lib/text.ts";
import { fromPairs, type Pair, toPairs } from "./pairs.ts";
import type { RuleFields } from "./rules-client.ts";

/** What becomes of a call. */
export const takers = {
  provider: t("Whom the provider's own settings name"),
  agent: t("An agent"),
  forward: t("Another number"),
  refuse: t("Nobody: it is refused"),
} as const;
export type Taker = keyof typeof takers;

export interface RuleDraft {
  /** Nothing written: any number. */
  number: string;
  /** Nothing chosen: whichever provider asks. */
  provider: string;
  taker: Taker;
  agentId: string;
  forwardTo: string;
  refuseSpoken: string;
  locationId: string;
  language: string;
  variables: readonly Pair[];
  isEnabled: boolean;
}

function takerOf(rule: InboundRule): Taker {
  if (rule.agent_id !== null) return "agent";
  if (rule.forward_to !== null) return "forward";
  return rule.refuse_spoken === null ? "provider" : "refuse";
}

export function toRuleDraft(rule: InboundRule | undefined): RuleDraft {
  return {
    number: rule?.number ?? "",
    provider: rule?.provider ?? "",
    taker: rule === undefined ? "provider" : takerOf(rule),
    agentId: rule?.agent_id ?? "",
    forwardTo: rule?.forward_to ?? "",
    refuseSpoken: rule?.refuse_spoken ?? "",
    locationId: rule?.location_id ?? "",
    language: rule?.language ?? "",
    variables: toPairs(rule?.variables ?? {}),
    isEnabled: rule?.is_enabled ?? true,
  };
}

export function fromRuleDraft(draft: RuleDraft): RuleFields {
  const { taker } = draft;
  return {
    number: orNull(draft.number),
    provider: orNull(draft.provider),
    agent_id: taker === "agent" ? orNull(draft.agentId) : null,
    forward_to: taker === "forward" ? orNull(draft.forwardTo) : null,
    refuse_spoken: taker === "refuse" ? orNull(draft.refuseSpoken) : null,
    location_id: orNull(draft.locationId),
    language: orNull(draft.language),
    variables: fromPairs(draft.variables),
    is_enabled: draft.isEnabled,
  };
}

function orNull(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}
