import { queryOptions } from "@tanstack/react-query";
import type { InboundRule } from "../api.ts";
import { request, send } from "../client.ts";

const rulesPath = "/api/v1/inbound-rules";
const pathOf = (id: string) => `${rulesPath}/${encodeURIComponent(id)}`;

/** What a change of a rule makes old. */
export const renews = ["inbound-rules"] as const;

export const rulesQuery = queryOptions({
  queryKey: ["inbound-rules"],
  queryFn: async () => (await request<{ data: InboundRule[] }>(rulesPath)).data,
});

export type RuleFields = Omit<InboundRule, "id" | "created_at" | "updated_at">;
export const createRule = (fields: RuleFields) => send<InboundRule>("POST", rulesPath, fields);
export const changeRule = (id: string, fields: RuleFields) =>
  send<InboundRule>("PATCH", pathOf(id), fields);
export const removeRule = (id: string) => send<void>("DELETE", pathOf(id));
