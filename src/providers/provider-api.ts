import type { BreakerState } from "./circuit-breaker.ts";
import { withAnswer } from "./last-answer.ts";
import type { ApiLimits, Wait } from "./pacer.ts";
import type { NormaliseContext, Normalised } from "./provider.ts";
import { type ApiRequest, type ApiTransport, createTransport } from "./transport.ts";

/** A call as the provider's API tells it. */
export interface FetchedCall {
  providerCallId: string;
  /** When it began. Null when not told, or when it never did. */
  startedAt: number | null;
  /** The time by which the provider lists it: its start, or its creation. Null when it has none. */
  listedAt: number | null;
  endedAt: number | null;
  /** Whether the call is over. Analysis and price may still follow. */
  isTerminal: boolean;
  /** True for a list item that tells less than `getCall` would. */
  isSummary: boolean;
  /**
   * Asks for what lies beside a listed call at the provider, such as the number that its id stands for. Only calls that are kept are worth asking for; left out where
   * the body has everything.
   */
  complete?: (signal?: AbortSignal) => Promise<FetchedCall>;
  /** The provider's JSON, for `normaliseFetched`. */
  body: unknown;
}

export interface ListQuery {
  /** Epoch milliseconds, included; null for no bound. Compared with `listedAt`. */
  startedAfter: number | null;
  /** Epoch milliseconds, excluded; null for no bound. */
  startedBefore: number | null;
  /** From the page before; null for the first. */
  cursor: string | null;
  /** At most this many; cut to what the provider allows. */
  limit: number;
  signal?: AbortSignal;
}

/**
 * One page. A page may be empty and still have a successor: some providers filter by whole days, and we by the millisecond.
 * The same call can stand on two pages when the list grows while it is read.
 */
export interface CallPage {
  calls: FetchedCall[];
  nextCursor: string | null;
}

/** Where a provider sends its webhooks, as one object of its configuration says. */
export interface WebhookSetting {
  /** What the setting hangs on. */
  scope: "account" | "agent" | "phone_number";
  /** The provider's id of that thing. */
  id: string;
  /** For people: a name or telephone number. */
  name: string | null;
  /** What is sent there: reports about calls, or the question what to do with a new one. */
  purpose: "events" | "inbound";
  /** Null where nothing is set: a wider setting applies, or nothing is sent. */
  url: string | null;
  /** Null where the provider's default applies or events cannot be chosen. */
  events: readonly string[] | null;
  /** Of the events that a call's record needs, those that are not sent. */
  missingEvents: readonly string[];
  timeoutMs: number | null;
  /** Whether a failed delivery is tried again; null where the provider has no such setting or does not tell. */
  isRetried: boolean | null;
  /** Why nothing is sent although an address is set. */
  disabled: "by_hand" | "by_failures" | null;
  /** When a delivery last failed, epoch milliseconds; null when none did, or it is not told. */
  failedAt: number | null;
  /** The provider's id of the secret or credential that proves the origin; null when there is none or it is not told. */
  secretId: string | null;
}

/** A change that would make the provider send everything to us. */
export interface ProposedFix {
  /** The setting it changes. */
  settingId: string;
  /** What is wrong, one sentence each. */
  reasons: readonly string[];
  request: ApiRequest;
  /** Dotted paths below `request.json` whose values are secrets: hide them when the request is shown. */
  hidden: readonly string[];
}

/** What a provider's API says of where webhooks go. */
export interface ProviderConfiguration {
  settings: WebhookSetting[];
  /** Parts that the API does not tell, for people. */
  unreadable: readonly string[];
  /** What to change so that reports go to `url`, and are tried again where the provider can. Changes nothing itself. */
  proposeFix(wanted: { url: string }): ProposedFix[];
}

/** One account at a provider, open for reading. */
export interface ProviderAccount {
  /** @throws ApiError */
  listCalls(query: ListQuery): Promise<CallPage>;
  /**
   * One call with everything the provider tells, or null when there is none (any more).
   * @throws ApiError
   */
  getCall(providerCallId: string, signal?: AbortSignal): Promise<FetchedCall | null>;
  /** Left out where the provider's API has no configuration to read. */
  readConfiguration?(signal?: AbortSignal): Promise<ProviderConfiguration>;
}

/** The knowledge about one provider's REST API. Pure like the rest of the room: the network comes in as an argument. */
export interface ProviderApi {
  /** The provider's id. */
  readonly id: string;
  readonly baseUrl: string;
  /** Names of the values that open an account. */
  readonly credentialNames: readonly string[];
  /** Credentials that may be missing. */
  readonly optionalCredentialNames?: readonly string[];
  /** A polite pace: the documented limit, or a guess well below where none is published. */
  readonly limits: ApiLimits;
  /** The longest page the provider gives. */
  readonly pageLimitMax: number;
  /** False where a list by time leaves out calls that never connected, because they have no start there. */
  readonly listsUnconnected: boolean;
  /** Where the sound of a call lies that neither links nor events bring, below the base address; left out where there is no such place. */
  recordingPath?: (providerCallId: string) => string;
  /** The headers that prove who asks. */
  authorise(credentials: Credentials): Record<string, string>;
  connect(http: ApiTransport, credentials: Credentials): ProviderAccount;
  /**
   * What a fetched call says: the same patches as the provider's last webhook about it would give, under the event type
   * `api.call`.
   * @throws NormaliseError when it cannot be understood.
   */
  normaliseFetched(body: unknown, context: NormaliseContext): Normalised;
}

export type Credentials = Readonly<Record<string, string>>;

export interface AccountOptions {
  credentials: Credentials;
  /** In place of the provider's own address. */
  baseUrl?: string;
  fetch: typeof fetch;
  now: () => number;
  wait: Wait;
  random: () => number;
  timeoutMs?: number;
  deadlineMs?: number;
}

/** An account with its own pace and circuit breaker. Keep it as long as you can: a new one forgets both. */
export interface OpenAccount extends ProviderAccount {
  /** Sends a proposed fix. Tried once. */
  apply(fix: ProposedFix, signal?: AbortSignal): Promise<void>;
  /** The headers that prove who asks, for an address of this very API; null for any other: a key goes nowhere else. */
  headersFor(url: string): Readonly<Record<string, string>> | null;
  /** Where the sound of a call can be asked for with {@link headersFor}; null where the provider has no such place. */
  recordingUrl(providerCallId: string): string | null;
  state(): BreakerState;
}

/** What a header can carry. Anything else would come back in the error of whoever writes the header, the key quoted. */
const readable = /^[\x21-\x7e]+$/;

function requireCredentials(api: ProviderApi, credentials: Credentials): void {
  const missing = api.credentialNames.filter((name) => !credentials[name]);
  if (missing.length > 0) throw new RangeError(`${api.id} needs ${missing.join(" and ")}`);
  for (const [name, value] of Object.entries(credentials)) {
    if (!readable.test(value)) throw new RangeError(`${api.id}: ${name} is not a key`);
  }
}

/**
 * Opens an account at a provider; nothing is asked yet.
 * @throws RangeError when a credential is missing or cannot be one.
 */
export function openAccount(api: ProviderApi, options: AccountOptions): OpenAccount {
  const { credentials, baseUrl = api.baseUrl, ...rest } = options;
  requireCredentials(api, credentials);
  const headers = api.authorise(credentials);
  const http = createTransport({ ...rest, baseUrl, headers, limits: api.limits });
  const account = api.connect(http, credentials);
  return {
    ...account,
    listCalls: (query) => withAnswer(() => account.listCalls(query)),
    getCall: (id, signal) => withAnswer(() => account.getCall(id, signal)),
    async apply(fix, signal) {
      await http.write(fix.request, signal);
    },
    headersFor: (url) =>
      URL.canParse(url) && new URL(url).origin === new URL(baseUrl).origin ? headers : null,
    recordingUrl: (id) =>
      api.recordingPath === undefined
        ? null
        : `${baseUrl.replace(/\/+$/, "")}${api.recordingPath(id)}`,
    state: http.state,
  };
}
