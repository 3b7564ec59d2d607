import { useState } from "react";
import type { ModelSettings } from "../api.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { CheckField } from "../ui/check-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { TextField } from "../ui/text-field.tsx";
import { showToast } from "../ui/toasts.tsx";
import { explainFilled, type NewSettings, setSettings } from "./model-use-client.ts";

const numbers = [
  { key: "tokens_per_day", label: t("Tokens a day") },
  { key: "tokens_per_month", label: t("Tokens a month") },
  { key: "turns_per_minute", label: t("Turns a minute") },
  { key: "concurrent_turns", label: t("Turns at once") },
] as const;
const texts = [
  { key: "cost_usd_per_day", label: t("US dollars a day") },
  { key: "cost_usd_per_month", label: t("US dollars a month") },
] as const;
const ofAgent = [
  { key: "slug", label: t("Short name to ask for") },
  { key: "model", label: t("Model behind it") },
] as const;

interface LimitDialogProps {
  /** Left out: new ones. */
  settings: ModelSettings | undefined;
  onClose: () => void;
}

/** All settings of an agent or of everything; what is left empty is not limited. */
export function LimitDialog({ settings, onClose }: LimitDialogProps) {
  const [draft, setDraft] = useState<Record<string, string>>(() => draftOf(settings));
  const [endsCalls, setEndsCalls] = useState(settings?.ends_calls ?? false);
  const save = useChange({
    change: () => setSettings({ ...settingsFrom(draft), ends_calls: endsCalls }),
    renews: ["model-settings"],
    isQuiet: true,
    onDone: () => {
      showToast(t("Saved."));
      onClose();
    },
  });
  const field = ({ key, label }: { key: string; label: string }, more: object = {}) => (
    <TextField
      key={key}
      label={label}
      value={draft[key] ?? ""}
      onChange={(value) => setDraft((now) => ({ ...now, [key]: value }))}
      {...more}
    />
  );
  const isOfAgent = (draft.agent_id ?? "").trim() !== "";
  return (
    <Dialog
      title={settings === undefined ? t("Set a limit") : t("Change a limit")}
      onClose={onClose}
    >
      <form
        className="grid grid-cols-2 gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(undefined);
        }}
      >
        {field(
          { key: "agent_id", label: t("Agent, by its id") },
          {
            ...{ className: "col-span-2", placeholder: t("Empty: everything") },
            ...{ disabled: settings !== undefined, "data-autofocus": true },
          },
        )}
        {isOfAgent && ofAgent.map((one) => field(one))}
        {numbers.map((one) => field(one, { inputMode: "numeric", pattern: "[0-9]*" }))}
        {texts.map((one) => field(one, { inputMode: "decimal" }))}
        <div className="col-span-2">
          <CheckField
            label={t("A limit also ends calls under way")}
            isChecked={endsCalls}
            onChange={setEndsCalls}
          />
          <FormNote hint={t("What is left empty is not limited.")}>
            {explainFilled(save.error)}
          </FormNote>
        </div>
        <div className="col-span-2 flex justify-end gap-2">
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <Button type="submit" look="primary" disabled={save.isPending}>
            {t("Save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function draftOf(settings: ModelSettings | undefined): Record<string, string> {
  if (settings === undefined) return {};
  const keys = ["agent_id", ...[...ofAgent, ...numbers, ...texts].map(({ key }) => key)] as const;
  return Object.fromEntries(
    keys.map((key) => [key, String(settings[key as keyof ModelSettings] ?? "")]),
  );
}

function settingsFrom(draft: Record<string, string>): NewSettings {
  const given = (key: string) => draft[key]?.trim() || null;
  const isOfAgent = given("agent_id") !== null;
  return {
    agent_id: given("agent_id"),
    ...Object.fromEntries(ofAgent.map(({ key }) => [key, isOfAgent ? given(key) : null])),
    ...Object.fromEntries(
      numbers.map(({ key }) => [key, given(key) === null ? null : Number(given(key))]),
    ),
    ...Object.fromEntries(texts.map(({ key }) => [key, given(key)])),
  };
}
