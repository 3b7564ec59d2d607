import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AlertRule } from "../api.ts";
import { t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { TextField } from "../ui/text-field.tsx";
import { changeRule, createRule, type RuleFields, ruleLists, rulesQuery } from "./alerts-client.ts";
import { type RuleDraft, readRuleDraft, signOf, toRuleDraft } from "./rule-draft.ts";

interface RuleDialogProps {
  /** Left out, a new one is made. */
  rule?: AlertRule;
  onClose: () => void;
}

/** What can be measured, and in what; rules that come with the product know. */
const further: ReadonlyArray<Pick<AlertRule, "metric" | "metric_title" | "unit">> = [
  { metric: "calls", metric_title: t("Calls"), unit: "count" },
  { metric: "spend_usd", metric_title: t("Cost of calls, as far as it is known"), unit: "usd" },
];

/** Makes or changes a rule. */
export function RuleDialog({ rule, onClose }: RuleDialogProps) {
  const rules = useQuery(rulesQuery).data ?? [];
  const [draft, setDraft] = useState(() => toRuleDraft(rule));
  const [metric, setMetric] = useState<AlertRule["metric"]>(rule?.metric ?? "calls");
  const known = [...further, ...rules.filter(({ is_default }) => is_default)];
  const unit = rule?.unit ?? known.find((one) => one.metric === metric)?.unit ?? "count";
  const save = useChange({
    change: (fields: RuleFields) =>
      rule === undefined ? createRule({ ...fields, metric }) : changeRule(rule.id, fields),
    renews: ruleLists,
    isQuiet: true,
    onDone: onClose,
  });
  const set = <K extends keyof RuleDraft>(name: K) => {
    return (value: RuleDraft[K]) => setDraft((now) => ({ ...now, [name]: value }));
  };
  const sign = signOf(unit);
  return (
    <Dialog
      title={rule === undefined ? t("New rule") : t("Change {name}", { name: rule.name })}
      onClose={onClose}
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(readRuleDraft(draft, unit));
        }}
      >
        <TextField
          label={t("Name")}
          required
          maxLength={100}
          value={draft.name}
          onChange={set("name")}
          data-autofocus
        />
        {rule === undefined && (
          <SelectField
            label={t("What is measured")}
            value={metric}
            onChange={(next) => setMetric(next as AlertRule["metric"])}
          >
            {known.map((one) => (
              <option key={one.metric} value={one.metric}>
                {one.metric_title}
              </option>
            ))}
          </SelectField>
        )}
        <div className="grid grid-cols-2 gap-3">
          <SelectField
            label={t("Wrong when it is")}
            value={draft.comparison}
            onChange={(next) => set("comparison")(next === "below" ? "below" : "above")}
          >
            <option value="above">{t("above")}</option>
            <option value="below">{t("below")}</option>
          </SelectField>
          <TextField
            label={sign === "" ? t("Value") : t("Value in {sign}", { sign })}
            type="number"
            step="any"
            required
            value={draft.value}
            onChange={set("value")}
          />
          <NumberField
            label={t("Minutes looked back")}
            min={1}
            draft={draft}
            name="window_minutes"
            set={set}
          />
          <NumberField
            label={t("Minutes it must last")}
            min={0}
            draft={draft}
            name="duration_minutes"
            set={set}
          />
          <NumberField
            label={t("At least so many")}
            min={0}
            draft={draft}
            name="minimum_sample"
            set={set}
          />
          <SelectField
            label={t("Priority")}
            value={draft.priority}
            onChange={(next) => set("priority")(next as RuleDraft["priority"])}
          >
            {["P1", "P2", "P3", "P4"].map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </SelectField>
        </div>
        <FormNote>{save.error === null ? "" : explain(save.error)}</FormNote>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button type="submit" look="primary" disabled={save.isPending}>
            {rule === undefined ? t("Make the rule") : t("Save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type NumberName = "window_minutes" | "duration_minutes" | "minimum_sample";

interface NumberFieldProps {
  label: string;
  min: number;
  name: NumberName;
  draft: RuleDraft;
  set: (name: NumberName) => (value: string) => void;
}

function NumberField({ label, min, name, draft, set }: NumberFieldProps) {
  return (
    <TextField
      label={label}
      type="number"
      min={min}
      required
      value={draft[name]}
      onChange={set(name)}
    />
  );
}
