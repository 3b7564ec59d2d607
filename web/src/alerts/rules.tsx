import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AlertRule } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { useRemoval } from "../lib/removals.ts";
import { t } from "../lib/text.ts";
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
      title={t("Rules")}
      note={t(
        "Most are there without anybody making them. A change of one of those can be undone.",
      )}
      action={mayWrite && <Button onClick={() => setOpen(true)}>{t("New rule…")}</Button>}
    >
      <Rows query={rules} empty={t("Nothing is watched.")} expected={6}>
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
    change: (is_enabled: boolean) => changeRule(rule.id, { is_enabled }),
    shows: (is_enabled) => [
      { queryKey: rulesQuery.queryKey, id: rule.id, becomes: { is_enabled } },
    ],
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
          {!rule.is_enabled && (
            <span className="font-normal text-muted">
              {" · "}
              {t("switched off")}
            </span>
          )}
        </>
      }
      note={describeRule(rule)}
    >
      {mayWrite && (
        <>
          <Button
            aria-label={`${rule.is_enabled ? t("Switch off") : t("Switch on")}: ${rule.name}`}
            onClick={() => change.mutate(!rule.is_enabled)}
          >
            {rule.is_enabled ? t("Switch off") : t("Switch on")}
          </Button>
          <Button
            aria-label={t("Change: {name}", { name: rule.name })}
            onClick={() => setOpen(true)}
          >
            {t("Change…")}
          </Button>
          {!rule.is_default && (
            <Button aria-label={t("Remove {name}", { name: rule.name })} onClick={removal.start}>
              {t("Remove")}
            </Button>
          )}
          {rule.is_default && rule.changed_by !== null && (
            <SureButton
              label={t("Undo changes")}
              sureLabel={t("Really undo changes")}
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

const sideOf = { above: t("above"), below: t("below") } as const;

function describeRule(rule: AlertRule): string {
  const { comparison, minimum_sample: sample, duration_minutes: duration } = rule;
  return [
    rule.priority,
    `${rule.metric_title} ${sideOf[comparison]} ${showValue(rule)}`,
    t("looking back {windowMinutes} min", { windowMinutes: rule.window_minutes }),
    ...(sample > 0 ? [t("from {sample} on", { sample })] : []),
    ...(duration > 0 ? [t("told after {duration} min", { duration })] : [t("told at once")]),
  ].join(" · ");
}
