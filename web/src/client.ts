import type {
  Agent,
  ApiKey,
  Call,
  CallSummary,
  Connection,
  Invitation,
  Notice,
  Page,
  PhoneNumber,
  Problem,
  Recording,
  RejectedDelivery,
  Role,
  Session,
  SignInOptions,
  Tenant,
  TimelineLine,
  Turn,
  User,
  WebhookEvent,
  WebhookEventDetail,
} from "./api.ts";
import { t } from "./lib/text.ts";
import type { ConnectionChange, QuarantinedEvents } from "./setup/connection-shapes.ts";

/** Every failed request. `status` 0 means that no answer came at all. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly title: string;
  /** The server's id of the request, to look up in its log. */
  readonly instance: string | null;
  /** The password was right, and a code is wanted too. */
  readonly isTotpRequired: boolean;
  /** What is wrong, where the message says only that something is. */
  readonly reason: string | null;
  /** Everything that is wrong, each with the place it is at, where one is told. */
  readonly errors: NonNullable<Problem["errors"]>;

  constructor(
    status: number,
    title: string,
    detail: string,
    instance: string | null,
    more: Pick<Problem, "totp_required" | "reason" | "errors"> = {},
  ) {
    super(detail);
    this.isTotpRequired = more.totp_required === true;
    this.reason = more.reason ?? null;
    this.errors = more.errors ?? [];
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

/** Ends what is being read in the name of somebody who leaves. */
let reading = new AbortController();

function signalOf({ method = "GET", signal }: RequestInit): AbortSignal | null {
  if (method !== "GET") return signal ?? null;
  return signal ? AbortSignal.any([signal, reading.signal]) : reading.signal;
}

/** Asks the API. @throws ApiError for every answer that is not what was asked for. */
export async function request<T>(path: string, init: RequestInit = {}): Promise<T> {
  let response: Response;
  try {
    // What is removed while the page goes is removed all the same.
    const keepalive = init.method === "DELETE";
    const signal = signalOf(init);
    response = await fetch(path, { credentials: "same-origin", keepalive, ...init, signal });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ApiError(
      0,
      t("The server does not answer"),
      t("Check that VoiceLens is running and that this computer is online."),
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
  const title = problem.title ?? t("The server answered {status}", { status: response.status });
  return new ApiError(
    response.status,
    title,
    problem.detail ?? "",
    problem.instance ?? null,
    problem,
  );
}

/** Sends a change, with a body or without. */
export function send<T>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body?: unknown,
): Promise<T> {
  if (body === undefined) return request<T>(path, { method });
  return request<T>(path, {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

function post<T>(path: string, body?: unknown): Promise<T> {
  return send<T>("POST", path, body);
}

export const fetchSession = () => request<Session>("/api/v1/session");
/** What somebody signs in with: an owner or API key, or an address with a password and, where it is asked for, a code. */
export type Credentials =
  | { key: string }
  | { email: string; password: string; totp_code?: string | undefined };
export const signIn = (credentials: Credentials) => post<Session>("/api/v1/session", credentials);
export const fetchSignInOptions = () => request<SignInOptions>("/api/v1/session/options");
export const acceptInvitation = (given: { token: string; name: string; password: string }) =>
  post<{ user_id: string }>("/api/v1/invitations/accept", given);
export const switchTenant = (tenant_id: string | null) =>
  send<Session>("PUT", "/api/v1/session/tenant", { tenant_id });
export const fetchTenants = () => request<{ data: Tenant[] }>("/api/v1/tenants");
export const createTenant = (given: { name: string; slug: string }) =>
  post<Tenant>("/api/v1/tenants", given);
export const changeTenant = (id: string, change: { name?: string; is_disabled?: boolean }) =>
  send<Tenant>("PATCH", `/api/v1/tenants/${encodeURIComponent(id)}`, change);
export const fetchUsers = () => request<{ data: User[] }>("/api/v1/users");
export const fetchInvitations = () => request<{ data: Invitation[] }>("/api/v1/invitations");
export const invite = (given: { email: string; role: Role }) =>
  post<{ url: string }>("/api/v1/invitations", given);
export const fetchApiKeys = () => request<{ data: ApiKey[] }>("/api/v1/api-keys");
export const createApiKey = (given: {
  name: string;
  role: Role;
  scopes: Session["permissions"] | null;
  expires_at: string | null;
}) => post<{ key: string }>("/api/v1/api-keys", given);
/** Removes a user, an invitation or a key. */
export const removeMember = (kind: "users" | "invitations" | "api-keys", id: string) =>
  request<void>(`/api/v1/${kind}/${encodeURIComponent(id)}`, { method: "DELETE" });
export const changeUser = (id: string, change: { role?: Role; is_disabled?: boolean }) =>
  send<User>("PATCH", `/api/v1/users/${encodeURIComponent(id)}`, change);
/** Ends the session, and breaks off what is still being read in it. */
export function signOut(): Promise<void> {
  reading.abort();
  reading = new AbortController();
  return request<void>("/api/v1/session", { method: "DELETE" });
}

export const fetchCalls = (params: Params, signal?: AbortSignal) =>
  request<Page<CallSummary>>(withQuery("/api/v1/calls", params), signal ? { signal } : {});

const callPath = (id: string) => `/api/v1/calls/${encodeURIComponent(id)}`;
export const vcpPath = (id: string) => `${callPath(id)}/vcp`;
export const vconPath = (id: string) => `${callPath(id)}/vcon`;
export const fetchCall = (id: string) => request<Call>(callPath(id));
export const fetchTurns = (id: string) => request<{ data: Turn[] }>(`${callPath(id)}/transcript`);
export const fetchTimeline = (id: string) =>
  request<{ data: TimelineLine[] }>(`${callPath(id)}/events`);
export const fetchRecording = (id: string) => request<Recording>(`${callPath(id)}/recording`);
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

const connectionPath = (id: string) => `/api/v1/connections/${encodeURIComponent(id)}`;
export const createConnection = (connection: { provider: string; name: string }) =>
  post<{ id: string }>("/api/v1/connections", connection);
export const changeConnection = (id: string, change: ConnectionChange) =>
  send<void>("PATCH", connectionPath(id), change);
export const deleteConnection = (id: string) => send<void>("DELETE", connectionPath(id));
/** Without a value one is made, and given this once. */
export const addSecret = (id: string, value: string | undefined) =>
  post<{ value: string | null }>(`${connectionPath(id)}/secrets`, { value });
export const removeSecret = (id: string, secretId: string) =>
  send<void>("DELETE", `${connectionPath(id)}/secrets/${encodeURIComponent(secretId)}`);

export const fetchQuarantine = () => request<{ data: QuarantinedEvents[] }>("/api/v1/quarantine");
export const replayQuarantine = () => post<{ replayed: number }>("/api/v1/quarantine/replay");
export const giveNumber = (given: { tenant_id: string; number: string; label?: string }) =>
  post<PhoneNumber & { replayed: number }>("/api/v1/phone-numbers", given);
export const giveAgent = (given: {
  tenant_id: string;
  provider: string;
  agent_id: string;
  name?: string;
}) => post<Agent & { replayed: number }>("/api/v1/agents", given);

export const fetchConnections = () => request<{ data: Connection[] }>("/api/v1/connections");
export const fetchNotices = () => request<{ data: Notice[] }>("/api/v1/notices");
