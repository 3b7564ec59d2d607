import { useState } from "react";
import type { CatalogueCategory, CatalogueItem, Location, ModifierGroup } from "../api.ts";
import { type Faults, faultsBelow, noFaults } from "../lib/faults.ts";
import { t } from "../lib/text.ts";
import { useDraft } from "../lib/use-draft.ts";
import { CheckField } from "../ui/check-field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextField } from "../ui/text-field.tsx";
import {
  changeItem,
  createItem,
  pictureUrl,
  putPicture,
  removePicture,
  renews,
} from "./catalogue-client.ts";
import { DietFields } from "./diet-fields.tsx";
import { GroupsField } from "./groups-field.tsx";
import { type ItemDraft, readItemDraft, toItemDraft } from "./item-draft.ts";
import { type PictureChange, PictureField, pictureFault } from "./picture-field.tsx";
import { Sizes } from "./sizes.tsx";
import { WeeklyTimes } from "./weekly-times.tsx";

interface ItemDialogProps {
  location: Location;
  categories: readonly CatalogueCategory[];
  groups: readonly ModifierGroup[];
  /** Left out, a new one is made. */
  item?: CatalogueItem;
  onClose: () => void;
}

/** Everything that is said of one item. */
export function ItemDialog({ location, categories, groups, item, onClose }: ItemDialogProps) {
  const { id, currency } = location;
  // One that was made is not made again because its picture was refused.
  const [made, setMade] = useState(item?.id);
  const { draft, set, faults, form } = useDraft({
    begin: (): Filled => ({ ...toItemDraft(item, currency), picture: null }),
    read: (filled) => readFilled(filled, currency),
    change: async ({ fields, picture }) => {
      const { id: itemId } = await (made === undefined
        ? createItem(id, fields)
        : changeItem(id, made, fields));
      setMade(itemId);
      if (picture === "none") await removePicture(id, itemId);
      else if (picture !== null) await putPicture(id, itemId, picture);
    },
    renews,
    onDone: onClose,
  });
  return (
    <FormDialog
      title={item === undefined ? t("New item") : t("Change {name}", { name: item.name })}
      kind="drawer"
      onClose={onClose}
      submit={item === undefined ? t("Make the item") : t("Save")}
      {...form}
    >
      <TextField
        label={t("Name")}
        placeholder={t("Margherita")}
        required
        data-autofocus
        maxLength={200}
        value={draft.name}
        fault={faults.name}
        onChange={(name) => set({ name })}
      />
      <TextArea
        label={t("Description")}
        rows={2}
        maxLength={4_000}
        value={draft.description}
        onChange={(description) => set({ description })}
      />
      <PictureField
        url={item?.image ? pictureUrl(id, item) : null}
        change={draft.picture}
        fault={faults.picture}
        onChange={(picture) => set({ picture })}
      />
      <div className="flex gap-3">
        <SelectField
          label={t("Category")}
          value={draft.categoryId}
          fault={faults.category_id}
          onChange={(categoryId) => set({ categoryId })}
          className="min-w-0 flex-1"
        >
          <option value="">{t("None")}</option>
          {categories.map((category) => (
            <option key={category.id} value={category.id}>
              {category.name}
            </option>
          ))}
        </SelectField>
        {draft.sizes.length === 0 && (
          <TextField
            label={t("Price, {currency}", { currency })}
            inputMode="decimal"
            placeholder={t("Not stated")}
            value={draft.price}
            fault={faults.price_minor}
            onChange={(price) => set({ price })}
            className="min-w-0 flex-1"
          />
        )}
      </div>
      <Sizes
        sizes={draft.sizes}
        currency={currency}
        faults={faults}
        onChange={(sizes) => set({ sizes })}
      />
      <GroupsField
        groups={groups}
        chosen={draft.groupIds}
        onChange={(groupIds) => set({ groupIds })}
      />
      <CheckField
        label={t("It can be had")}
        isChecked={draft.isAvailable}
        onChange={(isAvailable) => set({ isAvailable })}
      />
      <div className="flex gap-3">
        <TextField
          label={t("From day")}
          type="date"
          value={draft.firstDate}
          onChange={(firstDate) => set({ firstDate })}
          className="min-w-0 flex-1"
        />
        <TextField
          label={t("Until day")}
          type="date"
          value={draft.lastDate}
          fault={faults.last_date}
          onChange={(lastDate) => set({ lastDate })}
          className="min-w-0 flex-1"
        />
      </div>
      <WeeklyTimes
        legend={t("Times of the week")}
        always={t("Whenever it is open")}
        week={draft.week}
        faults={faultsBelow(faults, "weekly")}
        onChange={(week) => set({ week })}
      />
      <DietFields draft={draft} fault={faults.contains} onChange={set} />
    </FormDialog>
  );
}

/** What is filled in of an item, and what is done about its picture. */
type Filled = ItemDraft & { picture: PictureChange };

function readFilled({ picture, ...draft }: Filled, currency: string) {
  const read = readItemDraft(draft, currency);
  const fault = pictureFault(picture);
  if ("fields" in read && fault === undefined) return { fields: { fields: read.fields, picture } };
  const faults: Faults = "faults" in read ? read.faults : noFaults;
  return { faults: fault === undefined ? faults : { ...faults, picture: fault } };
}
