import hoursCsv from "../../../docs/examples/location/hours.csv?raw";
import itemsCsv from "../../../docs/examples/location/items.csv?raw";
import modifiersCsv from "../../../docs/examples/location/modifiers.csv?raw";
import textsCsv from "../../../docs/examples/location/texts.csv?raw";
import zonesGeoJson from "../../../docs/examples/location/zones.geojson?raw";
import type { LocationImport } from "../api.ts";
import { send } from "../client.ts";
import { parseJson } from "../lib/parse-json.ts";
import { t } from "../lib/text.ts";
import { locationPath } from "./business-client.ts";
import type { PartId } from "./business-search.ts";

/** What files hold, each with how one looks. */
export const importable = {
  items: {
    label: t("Items"),
    example: itemsCsv,
    note: t("Choices must be there before items name them."),
  },
  modifiers: {
    label: t("Choices"),
    example: modifiersCsv,
    note: t("Each line is one option of its group."),
  },
  zones: {
    label: t("Delivery zones"),
    example: zonesGeoJson,
    note: t("GeoJSON with the terms as properties, or CSV and JSON lists."),
  },
  hours: {
    label: t("Hours"),
    example: hoursCsv,
    note: t(
      "Services that the file names get its hours, and its exceptions replace those there are.",
    ),
  },
  texts: { label: t("Policies and questions"), example: textsCsv, note: "" },
} as const;
export type Importable = keyof typeof importable;

/** What is likely to be imported where somebody looks. */
export const importedAt: Readonly<Record<PartId, Importable>> = {
  ...{ hours: "hours", delivery: "zones", catalogue: "items", texts: "texts" },
};

/** What an import makes old. */
export const renews = [
  "hours",
  "zones",
  "items",
  "categories",
  "modifier-groups",
  "texts",
] as const;

export type ImportFile = { csv: string } | { json: unknown };

/** A file as the API takes it; null for JSON that is none. */
export function toImportFile(name: string, text: string): ImportFile | null {
  if (!/\.(geo)?json$/i.test(name)) return { csv: text };
  const json = parseJson(text);
  return json === undefined ? null : { json };
}

export const importFile = (
  locationId: string,
  given: { what: Importable; dry_run: boolean } & ImportFile,
) => send<LocationImport>("POST", `${locationPath(locationId)}/import`, given);
