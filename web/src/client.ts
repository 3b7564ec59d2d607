import type {
  Call,
  CallSummary,
  Connection,
  Notice,
  Page,
  Problem,
  RejectedDelivery,
  Session,
  TimelineLine,
  Turn,
  WebhookEvent,
  WebhookEventDetail,
} from "./api.ts";

/** Every failed request. `status` 0 means that no answer came at all. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly title: string;
  /** The server's id of the request, to look up in its log. */
  readonly instance: string | null;

  constructor(status: number, title: string, detail: string, instance: string | null) {
    super(detail);
    this.status = status;
    this.title = title;
    this.instance = instance;
  }
}

type Params = Record<string, string | number | null | undefined>;

/** Writes the query of a request; empty values are left out. */
export function withQuery(path: string, params: Params): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== "") query.set(name, String(value));
  }
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}

async function request<T>(path: string, init: RequestInit = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: "same-origin", ...init });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ApiError(
      0,
      "The server does not answer",
      "Check that VoiceLens is running and that this computer is online.",
      null,
    );
  }
  if (!response.ok) throw await toError(response);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

async function toError(response: Response): Promise<ApiError> {
  const isProblem = response.headers.get("content-type")?.includes("json") ?? false;
  const problem = isProblem
    ? ((await response.json().catch(() => ({}))) as Partial<Problem>)
    : ({} as Partial<Problem>);
  const title = problem.title ?? `The server answered ${response.status}`;
  return new ApiError(response.status, title, problem.detail ?? "", problem.instance ?? null);
}

function post<T>(path: string, body?: unknown): Promise<T> {
  if (body === undefined) return request<T>(path, { method: "POST" });
  return request<T>(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

export const fetchSession = () => request<Session>("/api/v1/session");
export const signIn = (key: string) => post<Session>("/api/v1/session", { key });
export const signOut = () => request<void>("/api/v1/session", { method: "DELETE" });

export const fetchCalls = (params: Params, signal?: AbortSignal) =>
  request<Page<CallSummary>>(withQuery("/api/v1/calls", params), signal ? { signal } : {});

const callPath = (id: string) => `/api/v1/calls/${encodeURIComponent(id)}`;
export const vcpPath = (id: string) => `${callPath(id)}/vcp`;
export const vconPath = (id: string) => `${callPath(id)}/vcon`;
export const fetchCall = (id: string) => request<Call>(callPath(id));
export const fetchTurns = (id: string) => request<{ data: Turn[] }>(`${callPath(id)}/transcript`);
export const fetchTimeline = (id: string) =>
  request<{ data: TimelineLine[] }>(`${callPath(id)}/events`);
export const fetchVcp = (id: string) => request<unknown>(vcpPath(id));

export const fetchEvents = (params: Params) =>
  request<Page<WebhookEvent>>(withQuery("/api/v1/webhook-events", params));
export const fetchEvent = (id: string) =>
  request<WebhookEventDetail>(`/api/v1/webhook-events/${encodeURIComponent(id)}`);
export const replayEvent = (id: string) =>
  post<{ replayed: number }>(`/api/v1/webhook-events/${encodeURIComponent(id)}/replay`);
export const replayEvents = (params: Params) =>
  post<{ replayed: number }>(withQuery("/api/v1/webhook-events/replay", params));

export const fetchRejected = (params: Params) =>
  request<Page<RejectedDelivery>>(withQuery("/api/v1/rejected-deliveries", params));
export const reverify = (provider: string | undefined) =>
  post<{ checked: number; accepted: number; still_rejected: number }>(
    "/api/v1/rejected-deliveries/reverify",
    provider ? { provider } : {},
  );

export const fetchConnections = () => request<{ data: Connection[] }>("/api/v1/connections");
export const fetchNotices = () => request<{ data: Notice[] }>("/api/v1/notices");
