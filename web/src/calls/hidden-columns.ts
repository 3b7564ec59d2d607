import { createStore } from "../lib/store.ts";
import { t } from "../lib/text.ts";

/** The columns of the list that one may do without. */
export const optionalColumns = [
  { key: "time", label: t("Time") },
  { key: "provider", label: t("Provider") },
  { key: "agent", label: t("Agent") },
  { key: "duration", label: t("Duration") },
  { key: "cost", label: t("Cost") },
  { key: "mood", label: t("Mood") },
  { key: "summary", label: t("Summary") },
] as const;
type OptionalColumn = (typeof optionalColumns)[number]["key"];

const place = "voicelens-hidden-columns";

/** What this browser keeps; a column that there is no more is forgotten. */
function read(): OptionalColumn[] {
  const kept = (localStorage.getItem(place) ?? "").split(" ");
  return optionalColumns.map(({ key }) => key).filter((key) => kept.includes(key));
}

/** The columns that are not shown in this browser. */
export const hiddenColumns = createStore<readonly OptionalColumn[]>(read());

export function showColumn(column: OptionalColumn, isShown: boolean): void {
  const others = hiddenColumns.get().filter((key) => key !== column);
  const next = isShown ? others : [...others, column];
  localStorage.setItem(place, next.join(" "));
  hiddenColumns.set(next);
}
