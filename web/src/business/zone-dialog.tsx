import type { DeliveryZone, Location } from "../api.ts";
import { type Faults, faultsBelow } from "../lib/faults.ts";
import { minorToText, noAmount, textToMinor } from "../lib/minor.ts";
import { t } from "../lib/text.ts";
import { useDraft } from "../lib/use-draft.ts";
import { CheckField } from "../ui/check-field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { TextField } from "../ui/text-field.tsx";
import { fromWeek, toWeek } from "./hours-draft.ts";
import { WeeklyTimes } from "./weekly-times.tsx";
import { changeZone, createZone, renews, type ZoneFields } from "./zones-client.ts";

interface ZoneDialogProps {
  location: Location;
  /** Left out, a new one is made. */
  zone?: DeliveryZone;
  onClose: () => void;
}

/** On what terms a zone is delivered to. */
export function ZoneDialog({ location, zone, onClose }: ZoneDialogProps) {
  const { id, currency } = location;
  const { draft, set, faults, form } = useDraft({
    begin: () => toDraft(zone, currency),
    read: (filled) => readDraft(filled, currency),
    change: (fields: ZoneFields) =>
      zone === undefined ? createZone(id, fields) : changeZone(id, zone.id, fields),
    renews,
    onDone: onClose,
  });
  return (
    <FormDialog
      title={zone === undefined ? t("New zone") : t("Change {name}", { name: zone.name })}
      kind="drawer"
      onClose={onClose}
      submit={zone === undefined ? t("Make the zone") : t("Save")}
      {...form}
    >
      <TextField
        label={t("Name")}
        placeholder={t("Downtown")}
        required
        data-autofocus
        maxLength={200}
        value={draft.name}
        fault={faults.name}
        onChange={(name) => set({ name })}
      />
      <TextField
        label={t("Description")}
        placeholder={t("Between the river and the park")}
        maxLength={2_000}
        value={draft.description}
        onChange={(description) => set({ description })}
      />
      <div className="flex gap-3">
        {amounts.map(([name, label]) => (
          <TextField
            key={name}
            label={`${label}, ${currency}`}
            inputMode="decimal"
            placeholder={t("Not stated")}
            value={draft[name]}
            fault={faults[`${name}_minor`]}
            onChange={(text) => set({ [name]: text })}
            className="min-w-0 flex-1"
          />
        ))}
      </div>
      <TextField
        label={t("Priority")}
        type="number"
        required
        min={-1000}
        max={1000}
        value={draft.priority}
        fault={faults.priority}
        onChange={(priority) => set({ priority })}
        className="w-32"
      />
      <p className="-mt-1 text-xs text-muted">
        {t("Where zones overlap the highest is taken, then the lowest fee.")}
      </p>
      <CheckField
        label={t("It is delivered there")}
        isChecked={draft.isActive}
        onChange={(isActive) => set({ isActive })}
      />
      <WeeklyTimes
        legend={t("When it is delivered there")}
        always={t("Whenever there is delivery")}
        week={draft.week}
        faults={faultsBelow(faults, "weekly")}
        onChange={(week) => set({ week })}
      />
    </FormDialog>
  );
}

const amounts = [
  ["fee", t("Fee")],
  ["min_order", t("Minimum order")],
  ["free_from", t("Free from")],
] as const;

function toDraft(zone: DeliveryZone | undefined, currency: string) {
  return {
    name: zone?.name ?? "",
    description: zone?.description ?? "",
    fee: minorToText(zone?.fee_minor ?? null, currency),
    min_order: minorToText(zone?.min_order_minor ?? null, currency),
    free_from: minorToText(zone?.free_from_minor ?? null, currency),
    priority: String(zone?.priority ?? 0),
    isActive: zone?.is_active ?? true,
    week: zone?.weekly ? toWeek(zone.weekly) : null,
  };
}

function readDraft(
  draft: ReturnType<typeof toDraft>,
  currency: string,
): { fields: ZoneFields } | { faults: Faults } {
  const faults: Record<string, string> = {};
  const amount = (name: (typeof amounts)[number][0]) => {
    const minor = textToMinor(draft[name], currency);
    if (minor === undefined) faults[`${name}_minor`] = noAmount(currency);
    return minor ?? null;
  };
  const fields = {
    name: draft.name.trim(),
    description: draft.description.trim(),
    is_active: draft.isActive,
    priority: Number(draft.priority),
    fee_minor: amount("fee"),
    min_order_minor: amount("min_order"),
    free_from_minor: amount("free_from"),
    weekly: draft.week && fromWeek(draft.week),
  };
  return Object.keys(faults).length > 0 ? { faults } : { fields };
}
