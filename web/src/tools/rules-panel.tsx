import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { InboundRule, Location } from "../api.ts";
import { locationsQuery } from "../business/business-client.ts";
import { useMay } from "../lib/access.ts";
import { formatNumber } from "../lib/format.ts";
import { providerName } from "../lib/providers.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { Dot } from "../ui/dot.tsx";
import { EntryRow } from "../ui/entry-row.tsx";
import { Panel, Rows } from "../ui/panel.tsx";
import { RuleDialog } from "./rule-dialog.tsx";
import { removeRule, renews, rulesQuery } from "./rules-client.ts";

/** Who takes calls to which number, and what the agent is told. */
export function RulesPanel() {
  const rules = useQuery(rulesQuery);
  const mayReadLocations = useMay("business:read");
  const locations = useQuery({ ...locationsQuery, enabled: mayReadLocations }).data ?? [];
  const mayWrite = useMay("tools:write");
  const [isMaking, setMaking] = useState(false);
  return (
    <Panel
      title={t("Who takes calls")}
      note={t(
        "Asked by Vapi, Retell and ElevenLabs before a call begins. A rule for a number goes before one for any.",
      )}
      action={mayWrite && <Button onClick={() => setMaking(true)}>{t("New rule")}</Button>}
    >
      <Rows
        query={rules}
        empty={t(
          "There is no rule: providers' own settings decide who takes a call, and Vapi's callers without an assistant hear that nobody can.",
        )}
      >
        {rules.data?.map((rule) => (
          <EntryRow
            key={rule.id}
            permission="tools:write"
            id={rule.id}
            name={nameOf(rule)}
            title={
              <span className="inline-flex max-w-full items-center gap-2">
                <Dot tone={rule.is_enabled ? "good" : "quiet"} />
                <span className="truncate">{nameOf(rule)}</span>
              </span>
            }
            note={factsOf(rule, locations).join(" · ")}
            remove={() => removeRule(rule.id)}
            renews={renews}
            dialog={(close) => <RuleDialog rule={rule} onClose={close} />}
          />
        ))}
      </Rows>
      {isMaking && <RuleDialog onClose={() => setMaking(false)} />}
    </Panel>
  );
}

function nameOf({ number, provider }: InboundRule): string {
  const asked = provider === null ? "" : `, ${providerName(provider)}`;
  return t("Calls to {number}{asked}", { number: number ?? t("any number"), asked });
}

function factsOf(rule: InboundRule, locations: readonly Location[]): string[] {
  const location = locations.find(({ id }) => id === rule.location_id)?.name ?? rule.location_id;
  const count = Object.keys(rule.variables).length;
  return [
    rule.is_enabled ? [] : t("does not hold"),
    takerWords(rule),
    location === null ? [] : t("about {location}", { location }),
    rule.language ?? [],
    count === 0 ? [] : t("{count} more told", { count: formatNumber(count) }),
  ].flat();
}

function takerWords(rule: InboundRule): string {
  if (rule.agent_id !== null) return t("taken by agent {agentId}", { agentId: rule.agent_id });
  if (rule.forward_to !== null)
    return t("forwarded to {forwardTo}", { forwardTo: rule.forward_to });
  return rule.refuse_spoken === null ? t("as the provider's settings say") : t("refused");
}
