import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { BuiltInTool, Page, Tool, ToolDefinitions, ToolReport, ToolUse } from "../api.ts";
import { request, send, withQuery } from "../client.ts";
import { firstPageEvery } from "../lib/every.ts";
import { periodOf, type TimeRange } from "../lib/time-range.ts";
import { timeZoneOf } from "../setup/time-zone-client.ts";
import { type ToolSearch, usualRange } from "./tool-search.ts";

const toolsPath = "/api/v1/tools";
const usesPath = "/api/v1/tool-uses";
const pathOf = (id: string) => `${toolsPath}/${encodeURIComponent(id)}`;

/** What a change of a tool makes old. */
export const renews = ["tools"] as const;
/** Circuits open and calls go on behind the page. */
const lookEveryMs = 5_000;

export const toolsQuery = queryOptions({
  queryKey: ["tools"],
  queryFn: async () => (await request<{ data: Tool[] }>(toolsPath)).data,
  refetchInterval: lookEveryMs,
});

export const builtInsQuery = queryOptions({
  queryKey: ["built-in-tools"],
  queryFn: async () => (await request<{ data: BuiltInTool[] }>("/api/v1/built-in-tools")).data,
  staleTime: Number.POSITIVE_INFINITY,
});

/** The tools as a connection's provider takes them. */
export const definitionsQuery = (provider: string, connection: string) =>
  queryOptions({
    // A change of a tool changes what is told of it.
    queryKey: ["tools", "definitions", connection],
    queryFn: () =>
      request<ToolDefinitions>(withQuery(`${toolsPath}/definitions`, { provider, connection })),
  });

/** What callers heard, up to this moment. */
export const reportQuery = (range: TimeRange) =>
  queryOptions({
    queryKey: ["tool-report", range],
    queryFn: async ({ client }) => {
      const now = Date.now();
      const { from, end, isOpen } = periodOf(range, await timeZoneOf(client), now);
      const until = isOpen ? new Date(now).toISOString() : end;
      const path = withQuery(`${usesPath}/report`, { from, until });
      return (await request<{ data: ToolReport[] }>(path)).data;
    },
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });

export const usesQuery = ({ range = usualRange, tool, outcome }: ToolSearch) =>
  infiniteQueryOptions({
    queryKey: ["tool-uses", range, tool ?? null, outcome ?? null],
    queryFn: async ({ pageParam: cursor, client }) => {
      const { from, end } = periodOf(range, await timeZoneOf(client), Date.now());
      const filters = { tool, outcome, asked_after: from, asked_before: end };
      return request<Page<ToolUse>>(withQuery(usesPath, { ...filters, limit: 20, cursor }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: firstPageEvery(lookEveryMs),
  });

/** What the agent of a call asked for. */
export const usesOfCallQuery = (callId: string) =>
  queryOptions({
    queryKey: ["call", callId, "tool-uses"],
    queryFn: async () => {
      const path = `/api/v1/calls/${encodeURIComponent(callId)}/tool-uses`;
      return (await request<{ data: ToolUse[] }>(path)).data;
    },
  });

/** What a person writes down about a tool of their own; headers only where they are to be replaced. */
export interface HttpToolFields {
  name: string;
  description: string;
  parameters: Record<string, unknown>;
  url: string;
  method: NonNullable<Tool["method"]>;
  headers?: Record<string, string>;
  deadline_ms: number;
  is_idempotent: boolean;
  keep_answer_sec: number;
  fallbacks: Record<string, string>;
}

/** The same of a tool that comes with the product. */
export interface BuiltInFields {
  name: string;
  description: string;
  settings: Record<string, unknown>;
  deadline_ms: number;
  fallbacks: Record<string, string>;
}

/** A tool that was just made; null where it asks no server. */
export type NewTool = Tool & { secret: string | null };

export const createHttpTool = (fields: HttpToolFields) =>
  send<NewTool>("POST", toolsPath, { kind: "http", ...fields });
export const createBuiltInTool = (built_in: string, fields: BuiltInFields) =>
  send<NewTool>("POST", toolsPath, { kind: "built_in", built_in, ...fields });
export const changeTool = (
  id: string,
  change: Partial<HttpToolFields> | Partial<BuiltInFields> | { is_enabled: boolean },
) => send<Tool>("PATCH", pathOf(id), change);
export const renewSecret = (id: string) => send<{ secret: string }>("POST", `${pathOf(id)}/secret`);
export const removeTool = (id: string) => send<void>("DELETE", pathOf(id));
