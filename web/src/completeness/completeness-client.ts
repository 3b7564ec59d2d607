import { queryOptions } from "@tanstack/react-query";
import type { CompletenessDay, Import, ProviderReading } from "../api.ts";
import { request, send } from "../client.ts";

interface Ledger {
  data: CompletenessDay[];
  readings: ProviderReading[];
}

const lookEveryMs = 30_000;
const lookAtRunningEveryMs = 1_000;

export const ledgerQuery = queryOptions({
  queryKey: ["completeness"],
  queryFn: () => request<Ledger>("/api/v1/analytics/completeness"),
  refetchInterval: ({ state }) =>
    state.data?.readings.some(({ is_running }) => is_running) ? lookAtRunningEveryMs : lookEveryMs,
});

export const importsQuery = queryOptions({
  queryKey: ["imports"],
  queryFn: () => request<{ data: Import[] }>("/api/v1/imports"),
  refetchInterval: ({ state }) =>
    state.data?.data.some(({ status }) => status === "running")
      ? lookAtRunningEveryMs
      : lookEveryMs,
});

export const startImport = (given: { connection_id: string; days: number }) =>
  send<Import>("POST", "/api/v1/imports", given);
export const cancelImport = (id: string) =>
  send<Import>("POST", `/api/v1/imports/${encodeURIComponent(id)}/cancel`);
export const startSweep = (connection_id: string) =>
  send<{ connection_id: string }>("POST", "/api/v1/analytics/completeness/sweep", {
    connection_id,
  });
export const fixDay = ({ connection_id, day }: CompletenessDay) =>
  send<{ import_id: string }>("POST", "/api/v1/analytics/completeness/fix", { connection_id, day });
