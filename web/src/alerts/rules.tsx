import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AlertRule } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { useRemoval } from "../lib/removals.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { changeRule, removeRule, ruleLists, rulesQuery } from "./alerts-client.ts";
import { RuleDialog } from "./rule-dialog.tsx";
import { showValue } from "./rule-draft.ts";

/** What is watched. */
export function Rules() {
  const rules = useQuery(rulesQuery);
  const mayWrite = useMay("connections:write");
  const [isOpen, setOpen] = useState(false);
  return (
    <Panel
      title="Rules"
      note="Most are there without anybody making them. A change of one of those can be undone."
      action={mayWrite && <Button onClick={() => setOpen(true)}>New rule…</Button>}
    >
      <Rows query={rules} empty="Nothing is watched." expected={6}>
        {rules.data?.map((rule) => (
          <RuleRow key={rule.id} rule={rule} mayWrite={mayWrite} />
        ))}
      </Rows>
      {isOpen && <RuleDialog onClose={() => setOpen(false)} />}
    </Panel>
  );
}

function RuleRow({ rule, mayWrite }: { rule: AlertRule; mayWrite: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const change = useChange({
    change: () => changeRule(rule.id, { is_enabled: !rule.is_enabled }),
    renews: ruleLists,
  });
  const remove = () => removeRule(rule.id);
  const reset = useChange({ change: remove, renews: ruleLists });
  const removal = useRemoval({ id: rule.id, name: rule.name, remove, renews: ruleLists });
  if (removal.isHidden) return null;
  return (
    <Row
      title={
        <>
          {rule.name}
          {!rule.is_enabled && <span className="font-normal text-muted"> · switched off</span>}
        </>
      }
      note={describeRule(rule)}
    >
      {mayWrite && (
        <>
          <Button
            aria-label={`${rule.is_enabled ? "Switch off" : "Switch on"}: ${rule.name}`}
            disabled={change.isPending}
            onClick={() => change.mutate(undefined)}
          >
            {rule.is_enabled ? "Switch off" : "Switch on"}
          </Button>
          <Button aria-label={`Change: ${rule.name}`} onClick={() => setOpen(true)}>
            Change…
          </Button>
          {!rule.is_default && (
            <Button aria-label={`Remove ${rule.name}`} onClick={removal.start}>
              Remove
            </Button>
          )}
          {rule.is_default && rule.changed_by !== null && (
            <SureButton
              label="Undo changes"
              sureLabel="Really undo changes"
              of={rule.name}
              disabled={reset.isPending}
              onSure={() => reset.mutate(undefined)}
            />
          )}
        </>
      )}
      {isOpen && <RuleDialog rule={rule} onClose={() => setOpen(false)} />}
    </Row>
  );
}

function describeRule(rule: AlertRule): string {
  const { comparison, minimum_sample: sample, duration_minutes: duration } = rule;
  return [
    rule.priority,
    `${rule.metric_title} ${comparison} ${showValue(rule)}`,
    `looking back ${rule.window_minutes} min`,
    ...(sample > 0 ? [`from ${sample} on`] : []),
    ...(duration > 0 ? [`told after ${duration} min`] : ["told at once"]),
  ].join(" · ");
}
