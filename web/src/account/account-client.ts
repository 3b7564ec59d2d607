import { queryOptions } from "@tanstack/react-query";
import type { paths } from "../api.gen.ts";
import type { OpenSession } from "../api.ts";
import { request, send } from "../client.ts";

export type Account = paths["/api/v1/me"]["get"]["responses"][200]["content"]["application/json"];

export const accountQuery = queryOptions({
  queryKey: ["account"],
  queryFn: () => request<Account>("/api/v1/me"),
});

export const ownSessionsQuery = queryOptions({
  queryKey: ["own-sessions"],
  queryFn: async () =>
    (await request<{ data: OpenSession[] }>("/api/v1/sessions?own=true")).data.toSorted(
      (a, b) => Number(b.is_current) - Number(a.is_current),
    ),
});

export const revokeSession = (id: string) =>
  send<void>("DELETE", `/api/v1/sessions/${encodeURIComponent(id)}?own=true`);

export const revokeOtherSessions = () => send<{ ended: number }>("DELETE", "/api/v1/sessions");

export const changePassword = (given: { current_password: string; new_password: string }) =>
  send<void>("POST", "/api/v1/me/password", given);

/** The secret is shown this once; it counts from its first right code on. */
export const beginTotp = () => send<{ secret: string; uri: string }>("POST", "/api/v1/me/totp");

export const confirmTotp = (code: string) =>
  send<void>("POST", "/api/v1/me/totp/confirm", { code });

export const removeTotp = (password: string) =>
  send<void>("POST", "/api/v1/me/totp/remove", { password });
