import { t } from "../lib/text.ts";
/** The facts of a location, each in its own part of the page. */
export const parts = [
  { id: "hours", label: t("Hours") },
  { id: "delivery", label: t("Delivery") },
  { id: "catalogue", label: t("Catalogue") },
  { id: "texts", label: t("Policies and questions") },
] as const;
export type PartId = (typeof parts)[number]["id"];

/** The page as it stands in the address. */
export interface BusinessSearch {
  location?: string | undefined;
  part?: PartId | undefined;
}

/** Reads an address; what is not understood is dropped. */
export function readBusinessSearch(raw: Record<string, unknown>): BusinessSearch {
  const part = parts.find(({ id }) => id === raw.part)?.id;
  const { location } = raw;
  return {
    ...(part === undefined || part === "hours" ? {} : { part }),
    ...(typeof location === "string" && location !== "" ? { location } : {}),
  };
}
