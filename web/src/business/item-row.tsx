import type { CatalogueCategory, CatalogueItem, Location, ModifierGroup } from "../api.ts";
import { formatMinor } from "../lib/minor.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dot } from "../ui/dot.tsx";
import { EntryRow } from "../ui/entry-row.tsx";
import { changeItem, pictureUrl, removeItem, renews } from "./catalogue-client.ts";
import { ItemDialog } from "./item-dialog.tsx";

interface ItemRowProps {
  location: Location;
  categories: readonly CatalogueCategory[];
  groups: readonly ModifierGroup[];
  item: CatalogueItem;
}

/** One item with its picture, its prices and what is stated about it. */
export function ItemRow({ location, categories, groups, item }: ItemRowProps) {
  const { is_available: isAvailable, name } = item;
  const toggle = useChange({
    change: () => changeItem(location.id, item.id, { is_available: !isAvailable }),
    renews,
  });
  const category = categories.find(({ id }) => id === item.category_id)?.name;
  const chosen = item.modifier_group_ids.flatMap(
    (id) => groups.find((group) => group.id === id)?.name ?? [],
  );
  const facts = [
    isAvailable ? [] : t("not to be had"),
    category ?? [],
    ...factsOf(item),
    chosen.length === 0 ? [] : t("with {chosen}", { chosen: chosen.join(", ") }),
  ];
  return (
    <EntryRow
      permission="business:write"
      id={item.id}
      name={name}
      title={
        <span className="inline-flex max-w-full items-center gap-2">
          {item.image !== null && (
            <img
              src={pictureUrl(location.id, item)}
              alt=""
              loading="lazy"
              className="size-8 shrink-0 rounded border border-line object-cover"
            />
          )}
          <Dot tone={isAvailable ? "good" : "quiet"} />
          <span className="truncate">{name}</span>
        </span>
      }
      note={facts.flat().join(" · ")}
      remove={() => removeItem(location.id, item.id)}
      renews={renews}
      dialog={(close) => (
        <ItemDialog
          location={location}
          categories={categories}
          groups={groups}
          item={item}
          onClose={close}
        />
      )}
    >
      <Button
        aria-label={`${isAvailable ? t("Sold out") : t("Back again")}: ${name}`}
        disabled={toggle.isPending}
        onClick={() => toggle.mutate(undefined)}
      >
        {isAvailable ? t("Sold out") : t("Back again")}
      </Button>
    </EntryRow>
  );
}

function factsOf(item: CatalogueItem): string[] {
  const amount = (minor: number | null) =>
    minor === null ? t("price not stated") : formatMinor(minor, item.currency);
  const prices = item.variants.map((variant) => `${variant.name} ${amount(variant.price_minor)}`);
  return [
    prices.length === 0 ? amount(item.price_minor) : prices.join(", "),
    item.weekly === null ? [] : t("at some times only"),
    item.contains.length === 0
      ? []
      : t("contains {contains}", { contains: item.contains.join(", ") }),
    item.may_contain.length === 0
      ? []
      : t("may contain {mayContain}", { mayContain: item.may_contain.join(", ") }),
    item.free_of.length === 0 ? [] : t("free of {freeOf}", { freeOf: item.free_of.join(", ") }),
    item.diets.join(", ") || [],
  ].flat();
}
