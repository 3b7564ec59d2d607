import { useState } from "react";
import type { CallPrice } from "../api.ts";
import { humanise } from "../lib/format.ts";
import { providers } from "../lib/providers.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { FormDialog } from "../ui/form-dialog.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { TextField } from "../ui/text-field.tsx";
import { showToast } from "../ui/toasts.tsx";
import { components, units } from "./price-words.ts";
import { changePrice, createPrice } from "./pricing-client.ts";

interface PriceDialogProps {
  /** Left out: a new one. */
  price: CallPrice | undefined;
  onClose: () => void;
}

/** Says what a part of a call costs from a day on. What a price is for stays; another thing has a price of its own. */
export function PriceDialog({ price, onClose }: PriceDialogProps) {
  const [draft, setDraft] = useState(() => draftOf(price));
  const isNew = price === undefined;
  const set = (key: keyof Draft) => (value: string) =>
    setDraft((now) => ({ ...now, [key]: value }));
  const save = useChange({
    change: () => write(price?.id, draft),
    renews: ["prices", "price-settings", "statement"],
    isQuiet: true,
    onDone: () => {
      showToast(t("Saved."));
      onClose();
    },
  });
  return (
    <FormDialog
      title={isNew ? t("Set a price") : t("Change a price")}
      submit={t("Save")}
      onClose={onClose}
      onSubmit={() => save.mutate(undefined)}
      isPending={save.isPending}
      error={save.error}
      hint={t("Without a day, from today on.")}
    >
      <div className="grid grid-cols-2 gap-3">
        <SelectField
          label={t("Provider")}
          value={draft.provider}
          onChange={set("provider")}
          disabled={!isNew}
        >
          {Object.entries(providers).map(([key, { name }]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t("Agent, by its id")}
          value={draft.agent}
          onChange={set("agent")}
          placeholder={t("Empty: every agent")}
          disabled={!isNew}
        />
        <SelectField
          label={t("Component")}
          value={draft.component}
          onChange={set("component")}
          disabled={!isNew}
        >
          {components.map((component) => (
            <option key={component} value={component}>
              {humanise(component)}
            </option>
          ))}
        </SelectField>
        <SelectField label={t("Unit")} value={draft.unit} onChange={set("unit")} disabled={!isNew}>
          {Object.entries(units).map(([unit, label]) => (
            <option key={unit} value={unit}>
              {label}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t("Amount for one unit")}
          value={draft.amount}
          onChange={set("amount")}
          inputMode="decimal"
          required
          data-autofocus
        />
        <TextField
          label={t("Currency")}
          value={draft.currency}
          onChange={set("currency")}
          maxLength={3}
          required
          disabled={!isNew}
        />
        {draft.unit === "minute" && (
          <TextField
            label={t("Rounded up to seconds")}
            value={draft.increment}
            onChange={set("increment")}
            inputMode="numeric"
            pattern="[0-9]+"
            required
          />
        )}
        <TextField label={t("From day")} type="date" value={draft.from} onChange={set("from")} />
      </div>
    </FormDialog>
  );
}

type Draft = ReturnType<typeof draftOf>;

function draftOf(price: CallPrice | undefined) {
  return {
    provider: price?.provider ?? "retell",
    agent: price?.agent_id ?? "",
    component: price?.component ?? ("platform" as string),
    unit: price?.unit ?? ("minute" as string),
    amount: price?.amount ?? "",
    currency: price?.currency ?? "USD",
    increment: String(price?.increment_seconds ?? 60),
    from: price?.valid_from ?? "",
  };
}

function write(id: string | undefined, draft: Draft): Promise<CallPrice> {
  const changing = {
    amount: draft.amount.trim(),
    ...(draft.unit === "minute" ? { increment_seconds: Number(draft.increment) } : {}),
    ...(draft.from === "" ? {} : { valid_from: draft.from }),
  };
  if (id !== undefined) return changePrice(id, changing);
  return createPrice({
    ...{ provider: draft.provider, agent_id: draft.agent.trim() || null },
    ...{ component: draft.component, unit: draft.unit },
    currency: draft.currency.trim().toUpperCase(),
    ...changing,
  });
}
