import { useState } from "react";
import type { InboundRule } from "../api.ts";
import { faultsOf } from "../lib/faults.ts";
import { providers } from "../lib/providers.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { CheckField } from "../ui/check-field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { TextField } from "../ui/text-field.tsx";
import { LocationField } from "./location-field.tsx";
import { PairsEditor } from "./pairs-editor.tsx";
import { fromRuleDraft, type RuleDraft, type Taker, takers, toRuleDraft } from "./rule-draft.ts";
import { changeRule, createRule, type RuleFields, renews } from "./rules-client.ts";

/** Those that ask who takes a call. */
const asking = ["vapi", "retell", "elevenlabs"] as const;

interface RuleDialogProps {
  /** Left out, a new one is made. */
  rule?: InboundRule;
  onClose: () => void;
}

/** Who takes calls to a number, and what the agent is told. */
export function RuleDialog({ rule, onClose }: RuleDialogProps) {
  const [draft, setDraft] = useState(() => toRuleDraft(rule));
  const set = (change: Partial<RuleDraft>) => setDraft((now) => ({ ...now, ...change }));
  const save = useChange({
    change: (fields: RuleFields) =>
      rule === undefined ? createRule(fields) : changeRule(rule.id, fields),
    renews,
    isQuiet: true,
    onDone: onClose,
  });
  const faults = faultsOf(save.error);
  return (
    <FormDialog
      title={rule === undefined ? t("New rule") : t("Change the rule")}
      kind="drawer"
      onClose={onClose}
      submit={rule === undefined ? t("Make the rule") : t("Save")}
      isPending={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate(fromRuleDraft(draft))}
    >
      <div className="flex flex-wrap gap-3">
        <TextField
          label={t("Calls to the number")}
          placeholder={t("Any number")}
          data-autofocus
          maxLength={40}
          value={draft.number}
          fault={faults.number}
          onChange={(number) => set({ number })}
          className="min-w-48 flex-1"
        />
        <SelectField
          label={t("Asked by")}
          value={draft.provider}
          fault={faults.provider}
          onChange={(provider) => set({ provider })}
          className="min-w-48 flex-1"
        >
          <option value="">{t("Whichever provider")}</option>
          {asking.map((key) => (
            <option key={key} value={key}>
              {providers[key]?.name}
            </option>
          ))}
        </SelectField>
      </div>
      <SelectField
        label={t("Are taken by")}
        value={draft.taker}
        onChange={(taker) => set({ taker: taker as Taker })}
      >
        {Object.entries(takers).map(([taker, label]) => (
          <option key={taker} value={taker}>
            {label}
          </option>
        ))}
      </SelectField>
      {draft.taker === "agent" && (
        <TextField
          label={t("The provider's id of the agent")}
          required
          maxLength={200}
          value={draft.agentId}
          fault={faults.agent_id}
          onChange={(agentId) => set({ agentId })}
        />
      )}
      {draft.taker === "forward" && (
        <TextField
          label={t("The number that takes them")}
          placeholder="+12125550102"
          required
          maxLength={40}
          value={draft.forwardTo}
          fault={faults.forward_to}
          onChange={(forwardTo) => set({ forwardTo })}
        />
      )}
      {draft.taker === "refuse" && (
        <TextField
          label={t("What the caller is told")}
          placeholder={t("This number is no longer in use.")}
          required
          maxLength={500}
          value={draft.refuseSpoken}
          onChange={(refuseSpoken) => set({ refuseSpoken })}
        />
      )}
      <div className="flex flex-wrap gap-3">
        <div className="min-w-48 flex-1">
          <LocationField
            label={t("Location")}
            none={t("None, or the only one there is")}
            value={draft.locationId}
            required={false}
            onChange={(locationId) => set({ locationId })}
          />
        </div>
        <TextField
          label={t("Language")}
          placeholder={t("The location's")}
          maxLength={35}
          value={draft.language}
          fault={faults.language}
          onChange={(language) => set({ language })}
          className="min-w-48 flex-1"
        />
      </div>
      <p className="-mt-1 text-xs text-muted">
        {t(
          "Tools answer with the facts of this location, and the agent is told its name, hours of the day and when it opens or closes next.",
        )}
      </p>
      <PairsEditor
        legend={t("What else the agent is told")}
        note={t("Variables that the agent's prompt may name.")}
        of={t("variable")}
        labels={[t("Variable"), t("Value of variable")]}
        placeholders={["menu_of_the_week", t("Asparagus")]}
        pattern="[A-Za-z_][A-Za-z0-9_]{0,63}"
        patternWords={t("Letters, digits and _, at most 64")}
        pairs={draft.variables}
        onChange={(variables) => set({ variables })}
      />
      <CheckField
        label={t("It holds")}
        isChecked={draft.isEnabled}
        onChange={(isEnabled) => set({ isEnabled })}
      />
    </FormDialog>
  );
}
