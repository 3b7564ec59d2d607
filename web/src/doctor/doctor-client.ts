import { queryOptions } from "@tanstack/react-query";
import type { Diagnosis, DoctorFix, InstallationFinding } from "../api.ts";
import { request, send, withQuery } from "../client.ts";

/** Looking costs requests at the provider, so nobody looks but when the page opens or somebody asks. */
const onlyWhenAsked = {
  staleTime: Number.POSITIVE_INFINITY,
  refetchOnWindowFocus: false,
  retry: false,
} as const;

export const diagnosisQuery = (connectionId: string) =>
  queryOptions({
    queryKey: ["doctor", connectionId],
    queryFn: async () => {
      const path = withQuery("/api/v1/admin/doctor/providers", { connection: connectionId });
      const { data } = await request<{ data: Diagnosis[] }>(path);
      return data[0] ?? null;
    },
    ...onlyWhenAsked,
  });

export const installationQuery = queryOptions({
  queryKey: ["doctor-installation"],
  queryFn: async () =>
    (await request<{ data: InstallationFinding[] }>("/api/v1/admin/doctor/installation")).data,
  ...onlyWhenAsked,
});

export interface FixReport {
  data: DoctorFix[];
  diagnoses: Diagnosis[];
}

/** What would be sent; nothing is. */
export const showFixes = (ids: readonly string[]) =>
  send<FixReport>("POST", "/api/v1/admin/doctor/fixes", { ids, dry_run: true });
export const applyFixes = (ids: readonly string[]) =>
  send<FixReport>("POST", "/api/v1/admin/doctor/fixes", { ids, dry_run: false });

export const addApiKey = (connectionId: string, value: string) =>
  send<void>("POST", `/api/v1/connections/${encodeURIComponent(connectionId)}/secrets`, {
    purpose: "api_key",
    value,
  });
