import { queryOptions } from "@tanstack/react-query";
import type { BudgetUse, CallPrice, PriceSettings } from "../api.ts";
import { request, send } from "../client.ts";

const path = "/api/v1/prices";

export const pricesQuery = queryOptions({
  queryKey: ["prices"],
  queryFn: () => request<{ data: CallPrice[] }>(path),
});

interface Settings {
  current: PriceSettings;
  budget_use: BudgetUse | null;
  data: PriceSettings[];
}

export const settingsQuery = queryOptions({
  queryKey: ["price-settings"],
  queryFn: () => request<Settings>(`${path}/settings`),
});

/** A price as it is written. */
export interface NewPrice {
  provider: string;
  agent_id: string | null;
  component: string;
  unit: string;
  increment_seconds?: number;
  currency: string;
  amount: string;
  valid_from?: string;
}

export const createPrice = (price: NewPrice) => send<CallPrice>("POST", path, price);
export const changePrice = (id: string, change: Partial<NewPrice>) =>
  send<CallPrice>("PATCH", `${path}/${encodeURIComponent(id)}`, change);
export const removePrice = (id: string) =>
  send<void>("DELETE", `${path}/${encodeURIComponent(id)}`);

/** Settings as they are written: all of them. */
export type NewSettings = Omit<PriceSettings, "from_month"> & { from_month?: string };

export const setSettings = (settings: NewSettings) =>
  send<Settings>("PUT", `${path}/settings`, settings);
