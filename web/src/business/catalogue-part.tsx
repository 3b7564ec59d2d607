import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CatalogueCategory, Location, ModifierGroup } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Panel, Rows } from "../ui/panel.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { TextField } from "../ui/text-field.tsx";
import { AskItems } from "./ask-items.tsx";
import { categoriesQuery, groupsQuery, itemsQuery } from "./catalogue-client.ts";
import { CategoriesPanel } from "./categories-panel.tsx";
import { GroupsPanel } from "./groups-panel.tsx";
import { ItemDialog } from "./item-dialog.tsx";
import { ItemRow } from "./item-row.tsx";

/** What a location sells, and what a caller is told of it. */
export function CataloguePart({ location }: { location: Location }) {
  const [q, setQ] = useState("");
  const [categoryId, setCategoryId] = useState("");
  const categoriesRead = useQuery(categoriesQuery(location.id));
  const categories = categoriesRead.data ?? [];
  const groups = useQuery(groupsQuery(location.id)).data ?? [];
  const items = useInfiniteQuery(itemsQuery(location.id, { q, category_id: categoryId }));
  const rows = items.data?.pages.flatMap((page) => page.data) ?? [];
  const isFiltered = q !== "" || categoryId !== "";
  return (
    <>
      <AskItems locationId={location.id} />
      <Panel title={t("Items")} action={<NewItem {...{ location, categories, groups }} />}>
        <div className="mb-3 flex flex-wrap gap-2">
          <TextField label={t("Find")} type="search" value={q} onChange={setQ} className="w-56" />
          <SelectField
            label={t("Of category")}
            value={categoryId}
            onChange={setCategoryId}
            className="w-48"
          >
            <option value="">{t("All")}</option>
            {categories.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        </div>
        <Rows
          query={items}
          empty={
            isFiltered ? t("No item is like that.") : t("Nothing is written down of what is sold.")
          }
        >
          {rows.map((item) => (
            <ItemRow key={item.id} {...{ location, categories, groups, item }} />
          ))}
        </Rows>
        {items.hasNextPage && (
          <LoadMore
            hasMore
            isLoading={items.isFetchingNextPage}
            isFailed={items.isFetchNextPageError}
            onLoad={items.fetchNextPage}
            endLabel=""
          />
        )}
      </Panel>
      <GroupsPanel location={location} />
      <CategoriesPanel locationId={location.id} categories={categoriesRead} />
    </>
  );
}

interface NewItemProps {
  location: Location;
  categories: readonly CatalogueCategory[];
  groups: readonly ModifierGroup[];
}

function NewItem({ location, categories, groups }: NewItemProps) {
  const [isOpen, setOpen] = useState(false);
  if (!useMay("business:write")) return null;
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        {t("New item")}
      </Button>
      {isOpen && (
        <ItemDialog {...{ location, categories, groups }} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
