import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type {
  Alert,
  AlertDetail,
  AlertMessage,
  AlertRule,
  AlertSettings,
  Page,
  User,
} from "../api.ts";
import { fetchUsers, request, send, withQuery } from "../client.ts";
import { formatPhone } from "../lib/format.ts";

const alertsPath = "/api/v1/alerts";
const rulesPath = "/api/v1/alert-rules";
const settingsPath = "/api/v1/alert-settings";

/** What a change of an alert shows in, and what a change of a rule or of who is told does. */
export const alertLists = ["alerts", "alert", "alert-messages"];
export const ruleLists = ["alert-rules", "alerts"];
export const settingsLists = ["alert-settings", "alert-messages"];
const lookEveryMs = 15_000;

/** An alert as it is after a change, wherever it is shown. */
export const alertShown = (id: string, becomes: Partial<Alert>) => [
  { queryKey: ["alerts"], id, becomes },
  { queryKey: ["alert", id], becomes },
];

/** What an alert is called. */
export function alertTitle({ rule_name: rule, subject_name: name }: Alert): string {
  return name === "" ? rule : `${rule}: ${formatPhone(name)}`;
}

export const alertsQuery = (status: "unresolved" | "resolved") =>
  infiniteQueryOptions({
    queryKey: ["alerts", status],
    queryFn: ({ pageParam: cursor }) =>
      request<Page<Alert>>(withQuery(alertsPath, { status, limit: 50, cursor })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: lookEveryMs,
  });

const alertPath = (id: string) => `${alertsPath}/${encodeURIComponent(id)}`;
export const alertQuery = (id: string) =>
  queryOptions({
    queryKey: ["alert", id],
    queryFn: () => request<AlertDetail>(alertPath(id)),
  });

export const acknowledgeAlert = (id: string) =>
  send<AlertDetail>("POST", `${alertPath(id)}/acknowledge`);
export const assignAlert = (id: string, user_id: string) =>
  send<AlertDetail>("POST", `${alertPath(id)}/assign`, { user_id });
export const resolveAlert = (id: string, note: string) =>
  send<AlertDetail>("POST", `${alertPath(id)}/resolve`, { note });
export const noteAlert = (id: string, text: string) =>
  send<AlertDetail>("POST", `${alertPath(id)}/notes`, { text });

export const usersQuery = queryOptions({
  queryKey: ["users"],
  queryFn: async (): Promise<User[]> => (await fetchUsers()).data,
});

export const rulesQuery = queryOptions({
  queryKey: ["alert-rules"],
  queryFn: async () => (await request<{ data: AlertRule[] }>(rulesPath)).data,
});

export type RuleFields = Pick<
  AlertRule,
  | "name"
  | "comparison"
  | "value"
  | "minimum_sample"
  | "window_minutes"
  | "duration_minutes"
  | "priority"
>;
const rulePath = (id: string) => `${rulesPath}/${encodeURIComponent(id)}`;
export const createRule = (given: RuleFields & { metric: AlertRule["metric"] }) =>
  send<AlertRule>("POST", rulesPath, given);
export const changeRule = (id: string, change: Partial<RuleFields & { is_enabled: boolean }>) =>
  send<AlertRule>("PATCH", rulePath(id), change);
export const removeRule = (id: string) => send<void>("DELETE", rulePath(id));

export const settingsQuery = queryOptions({
  queryKey: ["alert-settings"],
  queryFn: () => request<AlertSettings>(settingsPath),
});
export const changeSettings = (change: Partial<Omit<AlertSettings, "channels">>) =>
  send<AlertSettings>("PATCH", settingsPath, change);
export const sendTest = () => send<{ message_ids: string[] }>("POST", `${settingsPath}/test`);

export const messagesQuery = queryOptions({
  queryKey: ["alert-messages"],
  queryFn: async () =>
    (await request<Page<AlertMessage>>(withQuery("/api/v1/alert-messages", { limit: 20 }))).data,
  refetchInterval: 5_000,
});
