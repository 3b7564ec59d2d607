import { queryOptions } from "@tanstack/react-query";
import type { SavedView } from "../api.ts";
import { request, send } from "../client.ts";

export const savedViewsQuery = queryOptions({
  queryKey: ["saved-views"],
  queryFn: async () => (await request<{ data: SavedView[] }>("/api/v1/saved-views")).data,
});

export const addView = (view: Pick<SavedView, "name" | "filters" | "is_shared">) =>
  send<SavedView>("POST", "/api/v1/saved-views", view);
export const removeView = (id: string) =>
  send<void>("DELETE", `/api/v1/saved-views/${encodeURIComponent(id)}`);
