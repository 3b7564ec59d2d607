import { useState } from "react";
import type { PriceSettings } from "../api.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { FormDialog } from "../ui/form-dialog.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { TextField } from "../ui/text-field.tsx";
import { showToast } from "../ui/toasts.tsx";
import { setSettings } from "./pricing-client.ts";

interface SettingsDialogProps {
  settings: PriceSettings;
  onClose: () => void;
}

/** What is billed from a month on; the months before keep theirs. */
export function SettingsDialog({ settings, onClose }: SettingsDialogProps) {
  const [basis, setBasis] = useState(settings.basis);
  const [markup, setMarkup] = useState(settings.markup_percent ?? "0");
  const [amount, setAmount] = useState(settings.budget?.amount ?? "");
  const [currency, setCurrency] = useState(settings.budget?.currency ?? "USD");
  const [month, setMonth] = useState("");
  const save = useChange({
    change: () =>
      setSettings({
        ...{ basis, markup_percent: markup.trim() || "0" },
        budget:
          amount.trim() === ""
            ? null
            : { amount: amount.trim(), currency: currency.trim().toUpperCase() },
        ...(month === "" ? {} : { from_month: month }),
      }),
    renews: ["price-settings", "statement"],
    isQuiet: true,
    onDone: () => {
      showToast(t("Saved."));
      onClose();
    },
  });
  return (
    <FormDialog
      title={t("Change billing")}
      submit={t("Save")}
      onClose={onClose}
      onSubmit={() => save.mutate(undefined)}
      isPending={save.isPending}
      error={save.error}
      hint={t("Without a month, from this one on. Without an amount there is no budget.")}
    >
      <div className="grid grid-cols-2 gap-3">
        <SelectField
          label={t("Billed is")}
          value={basis}
          onChange={(value) => setBasis(value === "reported" ? "reported" : "estimate")}
        >
          <option value="estimate">{t("Our estimate")}</option>
          <option value="reported">{t("What providers report")}</option>
        </SelectField>
        <TextField
          label={t("Markup in percent")}
          value={markup}
          onChange={setMarkup}
          inputMode="decimal"
          data-autofocus
        />
        <TextField
          label={t("Budget of a month")}
          value={amount}
          onChange={setAmount}
          inputMode="decimal"
        />
        <TextField
          label={t("Currency of the budget")}
          value={currency}
          onChange={setCurrency}
          maxLength={3}
        />
        <TextField
          label={t("From month")}
          type="month"
          value={month}
          onChange={setMonth}
          placeholder="2026-11"
        />
      </div>
    </FormDialog>
  );
}
