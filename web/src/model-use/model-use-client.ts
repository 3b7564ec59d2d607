import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { ModelPrice, ModelSettings, ModelUse } from "../api.ts";
import { ApiError, request, send, withQuery } from "../client.ts";
import { formatUsd } from "../lib/money.ts";
import { t } from "../lib/text.ts";
import { explain } from "../lib/use-change.ts";

const settingsPath = "/api/v1/model-settings";
const pricesPath = "/api/v1/model-prices";

/** What use is counted together by. */
export type By = "day" | "agent" | "model";

export const useQueryBy = (by: By) =>
  queryOptions({
    queryKey: ["model-use", by],
    queryFn: () => request<ModelUse>(withQuery("/api/v1/model-use", { by })),
    placeholderData: keepPreviousData,
  });

export const settingsQuery = queryOptions({
  queryKey: ["model-settings"],
  queryFn: () => request<{ data: ModelSettings[] }>(settingsPath),
});

export const pricesQuery = queryOptions({
  queryKey: ["model-prices"],
  queryFn: () => request<{ data: ModelPrice[] }>(pricesPath),
});

/** Settings as they are written: all of them, the empty ones left out. */
export type NewSettings = Partial<Omit<ModelSettings, "id" | "used" | "set_by" | "set_at">>;

export const setSettings = (settings: NewSettings) =>
  send<ModelSettings>("PUT", settingsPath, settings);
export const removeSettings = (id: string) => send<void>("DELETE", `${settingsPath}/${id}`);

/** A price as it is written. */
export type NewPrice = Pick<ModelPrice, "model" | "input_usd" | "output_usd"> &
  Partial<Pick<ModelPrice, "cached_input_usd" | "valid_from">>;

export const setPrice = (price: NewPrice) => send<ModelPrice>("PUT", pricesPath, price);
export const removePrice = (id: string) => send<void>("DELETE", `${pricesPath}/${id}`);

/** What is known of a cost, and whether that is all of it. */
export function costWords(used: { cost_usd: string | null; known_cost_usd: string }): string {
  const known = formatUsd(used.known_cost_usd);
  if (used.cost_usd !== null) return known;
  return Number(used.known_cost_usd) === 0 ? t("unknown") : `≥ ${known}`;
}

/** What is wrong with what was filled in, in its own words. */
export function explainFilled(error: unknown): string {
  if (error === null) return "";
  const errors = error instanceof ApiError ? error.errors : [];
  const faults = errors.flatMap(({ message }) => message ?? []);
  return faults.length === 0
    ? explain(error)
    : t("Fill in {faults}.", { faults: faults.join(", ") });
}
