import { useState } from "react";
import type { CatalogueCategory, CatalogueItem, Location } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { formatMinor } from "../lib/minor.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dot } from "../ui/dot.tsx";
import { Row } from "../ui/panel.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { changeItem, removeItem, renews } from "./catalogue-client.ts";
import { ItemDialog } from "./item-dialog.tsx";

interface ItemRowProps {
  location: Location;
  categories: readonly CatalogueCategory[];
  item: CatalogueItem;
}

/** One item with its prices and what is stated about it. */
export function ItemRow({ location, categories, item }: ItemRowProps) {
  const mayWrite = useMay("business:write");
  const [isOpen, setOpen] = useState(false);
  const { is_available: isAvailable, name } = item;
  const toggle = useChange({
    change: () => changeItem(location.id, item.id, { is_available: !isAvailable }),
    renews,
  });
  const remove = useChange({ change: () => removeItem(location.id, item.id), renews });
  const category = categories.find(({ id }) => id === item.category_id)?.name;
  return (
    <Row
      title={
        <span className="inline-flex max-w-full items-center gap-2">
          <Dot tone={isAvailable ? "good" : "quiet"} />
          <span className="truncate">{name}</span>
        </span>
      }
      note={[isAvailable ? [] : "not to be had", category ?? [], ...factsOf(item)]
        .flat()
        .join(" · ")}
    >
      {mayWrite && (
        <>
          <Button
            aria-label={`${isAvailable ? "Sold out" : "Back again"}: ${name}`}
            disabled={toggle.isPending}
            onClick={() => toggle.mutate(undefined)}
          >
            {isAvailable ? "Sold out" : "Back again"}
          </Button>
          <Button aria-label={`Change ${name}`} onClick={() => setOpen(true)}>
            Change…
          </Button>
          <SureButton
            label="Remove"
            sureLabel="Really remove"
            of={name}
            disabled={remove.isPending}
            onSure={() => remove.mutate(undefined)}
          />
        </>
      )}
      {isOpen && (
        <ItemDialog
          location={location}
          categories={categories}
          item={item}
          onClose={() => setOpen(false)}
        />
      )}
    </Row>
  );
}

function factsOf(item: CatalogueItem): string[] {
  const amount = (minor: number | null) =>
    minor === null ? "price not stated" : formatMinor(minor, item.currency);
  const prices = item.variants.map((variant) => `${variant.name} ${amount(variant.price_minor)}`);
  return [
    prices.length === 0 ? amount(item.price_minor) : prices.join(", "),
    item.contains.length === 0 ? [] : `contains ${item.contains.join(", ")}`,
    item.may_contain.length === 0 ? [] : `may contain ${item.may_contain.join(", ")}`,
    item.free_of.length === 0 ? [] : `free of ${item.free_of.join(", ")}`,
    item.diets.join(", ") || [],
  ].flat();
}
