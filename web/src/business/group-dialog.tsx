import type { Location, ModifierGroup } from "../api.ts";
import { faultsBelow } from "../lib/faults.ts";
import { t } from "../lib/text.ts";
import { useDraft } from "../lib/use-draft.ts";
import { FormDialog } from "../ui/form-dialog.tsx";
import { TextField } from "../ui/text-field.tsx";
import { changeGroup, createGroup, type GroupFields, renews } from "./catalogue-client.ts";
import { readGroupDraft, toGroupDraft } from "./group-draft.ts";
import { GroupOptions } from "./group-options.tsx";

interface GroupDialogProps {
  location: Location;
  /** Left out, a new one is made. */
  group?: ModifierGroup;
  onClose: () => void;
}

/** What can or must be chosen with items, and what it adds to their prices. */
export function GroupDialog({ location, group, onClose }: GroupDialogProps) {
  const { id, currency } = location;
  const { draft, set, faults, form } = useDraft({
    begin: () => toGroupDraft(group, currency),
    read: (filled) => readGroupDraft(filled, currency),
    change: (fields: GroupFields) =>
      group === undefined ? createGroup(id, fields) : changeGroup(id, group.id, fields),
    renews,
    onDone: onClose,
  });
  return (
    <FormDialog
      title={
        group === undefined ? t("New group of choices") : t("Change {name}", { name: group.name })
      }
      kind="drawer"
      onClose={onClose}
      submit={group === undefined ? t("Make the group") : t("Save")}
      {...form}
    >
      <TextField
        label={t("Name")}
        placeholder={t("Toppings")}
        required
        data-autofocus
        maxLength={200}
        value={draft.name}
        fault={faults.name}
        onChange={(name) => set({ name })}
      />
      <TextField
        label={t("Description")}
        maxLength={2_000}
        value={draft.description}
        onChange={(description) => set({ description })}
      />
      <div className="flex gap-3">
        <TextField
          label={t("At least")}
          type="number"
          required
          min={0}
          max={100}
          value={draft.min}
          fault={faults.min}
          onChange={(min) => set({ min })}
          className="min-w-0 flex-1"
        />
        <TextField
          label={t("At most")}
          type="number"
          min={1}
          max={100}
          placeholder={t("As many as there are")}
          value={draft.max}
          fault={faults.max}
          onChange={(max) => set({ max })}
          className="min-w-0 flex-1"
        />
      </div>
      <p className="-mt-1 text-xs text-muted">
        {t("With at least one, something of it has to be chosen with the item.")}
      </p>
      <GroupOptions
        options={draft.options}
        currency={currency}
        faults={faultsBelow(faults, "options")}
        onChange={(options) => set({ options })}
      />
    </FormDialog>
  );
}
