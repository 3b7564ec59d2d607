import { useState } from "react";
import type { CatalogueCategory } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { faultsOf } from "../lib/faults.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { useOrder } from "../lib/use-order.ts";
import { Button } from "../ui/button.tsx";
import { EntryRow } from "../ui/entry-row.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { MoveButtons } from "../ui/move-buttons.tsx";
import { Panel, Rows } from "../ui/panel.tsx";
import { TextField } from "../ui/text-field.tsx";
import {
  type CategoriesQuery,
  changeCategory,
  createCategory,
  removeCategory,
  renews,
} from "./catalogue-client.ts";

interface CategoriesPanelProps {
  locationId: string;
  categories: CategoriesQuery;
}

/** What items are sorted into, in the order in which callers hear of it. */
export function CategoriesPanel({ locationId, categories }: CategoriesPanelProps) {
  const [isMaking, setMaking] = useState(false);
  const mayWrite = useMay("business:write");
  const rows = categories.data ?? [];
  const order = useOrder(rows, {
    write: (id, position) => changeCategory(locationId, id, { position }),
    renews,
  });
  return (
    <Panel
      title={t("Categories")}
      action={mayWrite && <Button onClick={() => setMaking(true)}>{t("New category")}</Button>}
    >
      <Rows query={categories} empty={t("Items are not sorted into anything.")}>
        {rows.map((category, at) => (
          <EntryRow
            permission="business:write"
            key={category.id}
            id={category.id}
            name={category.name}
            note={category.description}
            remove={() => removeCategory(locationId, category.id)}
            renews={renews}
            dialog={(close) => (
              <CategoryDialog locationId={locationId} category={category} onClose={close} />
            )}
          >
            <MoveButtons
              of={category.name}
              at={at}
              count={rows.length}
              disabled={order.isPending}
              onMove={order.mutate}
            />
          </EntryRow>
        ))}
      </Rows>
      {isMaking && <CategoryDialog locationId={locationId} onClose={() => setMaking(false)} />}
    </Panel>
  );
}

interface CategoryDialogProps {
  locationId: string;
  /** Left out, a new one is made. */
  category?: CatalogueCategory;
  onClose: () => void;
}

function CategoryDialog({ locationId, category, onClose }: CategoryDialogProps) {
  const [name, setName] = useState(category?.name ?? "");
  const [description, setDescription] = useState(category?.description ?? "");
  const save = useChange({
    change: (fields: { name: string; description: string }) =>
      category === undefined
        ? createCategory(locationId, fields)
        : changeCategory(locationId, category.id, fields),
    renews,
    isQuiet: true,
    onDone: onClose,
  });
  return (
    <FormDialog
      title={
        category === undefined ? t("New category") : t("Change {name}", { name: category.name })
      }
      onClose={onClose}
      submit={category === undefined ? t("Make the category") : t("Save")}
      isPending={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate({ name: name.trim(), description: description.trim() })}
    >
      <TextField
        label={t("Name")}
        placeholder={t("Pizza")}
        required
        data-autofocus
        maxLength={200}
        value={name}
        fault={faultsOf(save.error).name}
        onChange={setName}
      />
      <TextField
        label={t("Description")}
        maxLength={2_000}
        value={description}
        onChange={setDescription}
      />
    </FormDialog>
  );
}
