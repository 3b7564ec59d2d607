import { useState } from "react";
import type { CatalogueCategory, CatalogueItem, Location } from "../api.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { CheckField } from "../ui/check-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextField } from "../ui/text-field.tsx";
import { changeItem, createItem, type ItemFields, renews } from "./catalogue-client.ts";
import { DietFields } from "./diet-fields.tsx";
import { type ItemDraft, readItemDraft, toItemDraft } from "./item-draft.ts";
import { Sizes } from "./sizes.tsx";

interface ItemDialogProps {
  location: Location;
  categories: readonly CatalogueCategory[];
  /** Left out, a new one is made. */
  item?: CatalogueItem;
  onClose: () => void;
}

/** Everything that is said of one item. */
export function ItemDialog({ location, categories, item, onClose }: ItemDialogProps) {
  const { id, currency } = location;
  const [draft, setDraft] = useState(() => toItemDraft(item, currency));
  const [fault, setFault] = useState("");
  const set = (change: Partial<ItemDraft>) => setDraft((now) => ({ ...now, ...change }));
  const save = useChange({
    change: (fields: ItemFields) =>
      item === undefined ? createItem(id, fields) : changeItem(id, item.id, fields),
    renews,
    isQuiet: true,
    onDone: onClose,
  });
  return (
    <Dialog
      title={item === undefined ? "New item" : `Change ${item.name}`}
      kind="drawer"
      onClose={onClose}
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          const read = readItemDraft(draft, currency);
          setFault("fault" in read ? read.fault : "");
          if ("fields" in read) save.mutate(read.fields);
        }}
      >
        <TextField
          label="Name"
          placeholder="Margherita"
          required
          data-autofocus
          maxLength={200}
          value={draft.name}
          onChange={(name) => set({ name })}
        />
        <TextArea
          label="Description"
          rows={2}
          maxLength={4_000}
          value={draft.description}
          onChange={(description) => set({ description })}
        />
        <div className="flex gap-3">
          <SelectField
            label="Category"
            value={draft.categoryId}
            onChange={(categoryId) => set({ categoryId })}
            className="min-w-0 flex-1"
          >
            <option value="">None</option>
            {categories.map((category) => (
              <option key={category.id} value={category.id}>
                {category.name}
              </option>
            ))}
          </SelectField>
          {draft.sizes.length === 0 && (
            <TextField
              label={`Price, ${currency}`}
              inputMode="decimal"
              placeholder="Not stated"
              value={draft.price}
              onChange={(price) => set({ price })}
              className="min-w-0 flex-1"
            />
          )}
        </div>
        <Sizes sizes={draft.sizes} currency={currency} onChange={(sizes) => set({ sizes })} />
        <CheckField
          label="It can be had"
          isChecked={draft.isAvailable}
          onChange={(isAvailable) => set({ isAvailable })}
        />
        <div className="flex gap-3">
          <TextField
            label="From day"
            type="date"
            value={draft.firstDate}
            onChange={(firstDate) => set({ firstDate })}
            className="min-w-0 flex-1"
          />
          <TextField
            label="Until day"
            type="date"
            value={draft.lastDate}
            onChange={(lastDate) => set({ lastDate })}
            className="min-w-0 flex-1"
          />
        </div>
        <DietFields draft={draft} onChange={set} />
        <FormNote>{fault || (save.error === null ? "" : explain(save.error))}</FormNote>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={save.isPending}>
            {item === undefined ? "Make the item" : "Save"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
