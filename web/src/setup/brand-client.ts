import { queryOptions } from "@tanstack/react-query";
import type { Brand } from "../api.ts";
import { request, send } from "../client.ts";

const path = "/api/v1/settings/brand";

export const brandQuery = queryOptions({
  queryKey: ["brand"],
  queryFn: () => request<Brand>(path),
});

/** What is null goes back to the product's. */
export const changeBrand = (given: Partial<Pick<Brand, "name" | "accent" | "logo">>) =>
  send<Brand>("PATCH", path, given);
