import type { Generated, JSONColumnType } from "kysely";
import type {
  CallFacts,
  CallPatch,
  CallStatus,
  CaptureSource,
  Channel,
  Direction,
  Disposition,
  EndedBy,
  FailureClass,
  Lifecycle,
  TurnRole,
} from "../../lib/call.ts";
import type { Role } from "../../lib/permissions.ts";
import type {
  KnowledgeLargeBasesTable,
  KnowledgeLargeGramsTable,
  KnowledgeLargeUnitsTable,
  KnowledgeLargeWordsTable,
} from "./knowledge-large.ts";
import type { LocationKnowledgeTable } from "./location-knowledge.ts";
import type { MemAgentSettingsTable, MemJobsTable, MemSettingsTable } from "./memory-work.ts";

/** Owner: tenants/. One row per client of the installation. */
export interface TenantsTable {
  tenant_id: string;
  name: string;
  slug: string;
  created_at: Generated<Date>;
  /** From then on nobody signs in for it; its webhooks are still kept. */
  disabled_at: Date | null;
}

/** Owner: tenants/. One row per place to which a provider sends, each with its own secrets. */
export interface ConnectionsTable {
  tenant_id: string;
  id: string;
  provider: string;
  name: string;
  is_default: boolean;
  created_at: Generated<Date>;
  /** Choices within the provider's scheme of proving its origin (Vapi). */
  scheme: Generated<Record<string, unknown>>;
  /** One connection for many tenants: each event finds its own by the number that was dialled or the agent. */
  is_shared: Generated<boolean>;
  /** Moves with every change of the connection or its secrets: replicas look at it. */
  updated_at: Generated<Date>;
}

/** Owner: tenants/. Keys are stored as SHA-256: they are long and random, so nothing slower is needed. */
export interface ApiKeysTable {
  tenant_id: string;
  id: string;
  name: string;
  role: Role;
  key_hash: Buffer;
  /** Null: everything that the role may. */
  scopes: string[] | null;
  /** Null: calls of every agent. */
  agent_ids: string[] | null;
  last_four: Generated<string>;
  created_by: string | null;
  created_at: Generated<Date>;
  expires_at: Date | null;
  revoked_at: Date | null;
}

/** Owner: tenants/. Signed-in browsers: of a user, or of whoever holds a key. */
export interface SessionsTable {
  tenant_id: string;
  id: string;
  token_hash: Buffer;
  api_key_id: string | null;
  user_id: string | null;
  /** The client for whom the session acts at present; null is its own tenant. */
  acting_tenant_id: string | null;
  user_agent: string | null;
  created_at: Generated<Date>;
  expires_at: Date;
}

/** Owner: tenants/. People. */
export interface UsersTable {
  tenant_id: string;
  id: string;
  /** Lower case; unique in the installation. */
  email: string;
  name: string;
  role: Role;
  /** Only for users of the installation's own tenant: the clients they may act for; null is all. */
  client_ids: string[] | null;
  /** Null: calls of every agent. */
  agent_ids: string[] | null;
  /** Argon2id. */
  password_hash: string | null;
  sealed_totp: Buffer | null;
  /** The last accepted time step: a code is good once. */
  totp_step: number | null;
  failed_sign_ins: Generated<number>;
  locked_until: Date | null;
  disabled_at: Date | null;
  last_sign_in_at: Date | null;
  created_at: Generated<Date>;
}

/** Owner: tenants/. Who was asked to join, by a token that is good once. */
export interface InvitationsTable {
  tenant_id: string;
  id: string;
  email: string;
  role: Role;
  client_ids: string[] | null;
  agent_ids: string[] | null;
  token_hash: Buffer;
  invited_by: string;
  created_at: Generated<Date>;
  expires_at: Date;
  accepted_at: Date | null;
}

/** Owner: tenants/. Who a user is to an OpenID Connect provider. */
export interface IdentitiesTable {
  tenant_id: string;
  user_id: string;
  issuer: string;
  /** The provider's own name for the person; unlike the address it never passes on to somebody else. */
  subject: string;
  linked_at: Generated<Date>;
}

/** Owner: tenants/. Secrets of connections, encrypted and never given out: those that prove webhooks, and keys of the provider's API. */
export interface ConnectionSecretsTable {
  tenant_id: string;
  id: string;
  connection_id: string;
  purpose: "webhook" | "api_key";
  sealed: Buffer;
  last_four: string;
  created_at: Generated<Date>;
  created_by: string;
}

/** Owner: tenants/. Numbers whose calls belong to a tenant, in E.164. */
export interface PhoneNumbersTable {
  tenant_id: string;
  number: string;
  label: Generated<string>;
  created_at: Generated<Date>;
}

/** Owner: tenants/. Providers' agents whose calls belong to a tenant. */
export interface AgentsTable {
  tenant_id: string;
  provider: string;
  agent_id: string;
  name: Generated<string>;
  created_at: Generated<Date>;
}

/** Owner: tenants/. Which tenant a call of a shared connection belongs to: decided once, so that all its events stay together. */
export interface CallRoutesTable {
  tenant_id: string;
  connection_id: string;
  provider_call_id: string;
  created_at: Generated<Date>;
}

/** Owner: audit/. Every change, chained by hashes within its tenant; the payload can expire, the chain then still verifies. */
export interface AuditLogTable {
  tenant_id: string;
  seq: number;
  at: Date;
  actor: string;
  action: string;
  subject: string;
  payload: JSONColumnType<Record<string, unknown>> | null;
  payload_salt: Buffer | null;
  payload_hash: Buffer;
  previous_hash: Buffer;
  hash: Buffer;
}

/** Owner: audit/. What the guard saw: refused sign-ins, blocks, strange requests. */
export interface SecurityEventsTable {
  tenant_id: string;
  id: string;
  at: Date;
  kind: string;
  severity: "low" | "medium" | "high" | "critical";
  remote_address: string | null;
  detail: JSONColumnType<Record<string, unknown>>;
  resolved_at: Date | null;
  resolved_by: string | null;
}

export type EventStatus = "received" | "processed" | "ignored" | "dead";

/** Owner: ingest/. One row per accepted delivery, with its raw bytes; while it is `received` it is also the work item. */
export interface WebhookEventsTable {
  id: string;
  tenant_id: string;
  connection_id: string;
  provider: string;
  event_key: string;
  received_at: Date;
  is_verified: boolean;
  status: Generated<EventStatus>;
  attempts: Generated<number>;
  /** A worker may take the row from this instant on: a lease and a back-off in one. */
  claimable_at: Generated<Date>;
  event_type: string | null;
  processed_at: Date | null;
  reason_code: string | null;
  reason_message: string | null;
  findings: JSONColumnType<Array<{ code: string; path: string; message?: string }>> | null;
  /** The calls it speaks of. */
  call_ids: Generated<string[]>;
  content_type: string | null;
  url: string;
  body_bytes: number;
  /** Headers and body, encrypted; null when they are in the file store. */
  sealed: Buffer | null;
  file_ref: string | null;
  /** What a shared connection's event names, kept while its tenant is unknown. */
  dialled_number: string | null;
  dialled_agent: string | null;
  provider_call_id: string | null;
}

/** Owner: ingest/. Deliveries that did not prove their origin, kept for a while in case our secret was the wrong one. */
export interface RejectedDeliveriesTable {
  tenant_id: string;
  id: string;
  connection_id: string;
  provider: string;
  received_at: Date;
  reason: string;
  status: Generated<"rejected" | "accepted">;
  remote_address: string | null;
  url: string;
  body_bytes: number;
  sealed: Buffer;
}

/** Owner: calls/. One row per phone call, whichever provider carried it: the fold of its patches, never edited. */
export interface CallsTable {
  tenant_id: string;
  id: string;
  provider: string;
  provider_call_id: string;
  lifecycle: Generated<Lifecycle>;
  disposition: Disposition | null;
  status: Generated<CallStatus>;
  status_source: Generated<string>;
  end_reason: string | null;
  ended_by: EndedBy | null;
  failure_class: FailureClass | null;
  direction: Direction | null;
  channel: Channel | null;
  from_number: string | null;
  to_number: string | null;
  agent_id: string | null;
  agent_name: string | null;
  first_seen_at: Date;
  first_occurred_at: Date | null;
  last_event_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
  duration_ms: number | null;
  cost_micros: number | null;
  satisfaction_score: number | null;
  sentiment: string | null;
  summary: string | null;
  recording_url: string | null;
  captured_by: Generated<CaptureSource>;
  is_verified: Generated<boolean>;
  turn_count: Generated<number>;
  tool_call_count: Generated<number>;
  facts: JSONColumnType<CallFacts>;
  turns_digest: string | null;
  tools_digest: string | null;
  search_digest: string | null;
  /** When a call without an end is closed; null once it has one. */
  closes_at: Date | null;
  /** When the call was counted in `calls_total`; one telephone call is counted once, however many records it has. */
  counted_at: Date | null;
  updated_at: Generated<Date>;
}

/** Owner: calls/. What each event says about each call: the only source of `calls`. */
export interface CallPatchesTable {
  tenant_id: string;
  call_id: string;
  event_id: string;
  seq: number;
  kind: "event" | "deadline";
  event_key: string;
  event_type: string;
  is_verified: boolean;
  received_at: Date;
  patch: JSONColumnType<CallPatch>;
}

/** Owner: calls/. The transcript, one row per turn. */
export interface CallTurnsTable {
  tenant_id: string;
  call_id: string;
  seq: number;
  role: TurnRole;
  content: string;
  start_ms: number | null;
  end_ms: number | null;
  is_interrupted: Generated<boolean>;
}

/** Owner: calls/. */
export interface CallToolCallsTable {
  tenant_id: string;
  call_id: string;
  seq: number;
  tool_call_id: string;
  name: string;
  arguments: string | null;
  result: string | null;
  is_success: boolean | null;
  error: string | null;
  offset_ms: number | null;
  duration_ms: number | null;
}

/** Owner: calls/. Other names of a telephone call; records that share one are linked. */
export interface CallExternalIdsTable {
  tenant_id: string;
  kind: string;
  value: string;
  call_id: string;
}

/** Owner: calls/. The words of each finished call. */
export interface CallSearchTable {
  tenant_id: string;
  call_id: string;
  document: string;
}

/** Owner: calls/. What the live stream tells, in commit order; kept for an hour. */
export interface CallChangesTable {
  tenant_id: string;
  id: Generated<number>;
  call_id: string;
  kind: "started" | "updated" | "ended";
  at: Generated<Date>;
  /** The first turn that the change made, changed or removed; null where the transcript stayed. */
  turns_from: number | null;
  /** The same of the tool calls. */
  tools_from: number | null;
}

/** Owner: guard/. How much of a limit is used up, for limits that all replicas share. */
export interface RateWindowsTable {
  tenant_id: string;
  key: string;
  /** The second of the last slot, since 1970. */
  second: number;
  /** How many passed in each of the last 61 seconds, the present one last. */
  slots: number[];
}

/** Owner: guard/. Networks that are or were shut out, and those that never are. All belong to the installation. */
export interface AddressRulesTable {
  tenant_id: string;
  id: string;
  kind: "block" | "allow";
  /** CIDR notation. */
  network: string;
  reason: string;
  source: "guard" | "person";
  /** How often in a row the guard blocked the network; 0 for what a person set. */
  level: number;
  created_by: string;
  created_at: Date;
  expires_at: Date | null;
  lifted_at: Date | null;
  lifted_by: string | null;
}

/** Owner: capture/. Calls that are not over, and when to ask their provider about them. */
export interface CallChecksTable {
  tenant_id: string;
  call_id: string;
  next_check_at: Date;
  claimed_until: Date | null;
  failures: number;
  last_error: string | null;
}

/** Owner: capture/. How far a connection's calls were compared with its provider's list. */
export interface SweepsTable {
  tenant_id: string;
  connection_id: string;
  swept_until: Date | null;
  next_sweep_at: Date;
  claimed_until: Date | null;
  failures: number;
  last_error: string | null;
  last_sweep_at: Date | null;
  /** When whole days are counted again. */
  next_ledger_at: Generated<Date>;
  /** When the reading that is under way, else the last one, began. */
  started_at: Date | null;
  listed: Generated<number>;
  held: Generated<number>;
  missing: Generated<number>;
  kept: Generated<number>;
}

/** Owner: capture/. Imports of a provider's past calls, page by page. */
export interface ImportsTable {
  tenant_id: string;
  id: string;
  connection_id: string;
  from_at: Date;
  until_at: Date;
  status: "running" | "done" | "failed" | "cancelled";
  /** Where the provider's list goes on; null at its beginning. */
  cursor: string | null;
  listed: number;
  imported: number;
  known: number;
  failures: number;
  last_error: string | null;
  next_page_at: Date;
  claimed_until: Date | null;
  created_by: string;
  created_at: Date;
  finished_at: Date | null;
}

/** Owner: capture/. One day (UTC) of one connection: what its provider says, and what we hold of it and how it came. */
export interface CompletenessDaysTable {
  tenant_id: string;
  connection_id: string;
  day: Date;
  provider_count: number;
  by_webhook: number;
  by_poll: number;
  by_sweep: number;
  by_import: number;
  /** Ids of calls that the provider has and we do not, at most a hundred. */
  missing: string[];
  missing_count: number;
  reason: string | null;
  checked_at: Date;
}

/** Owner: outgoing/. Where a tenant has things handed on to: webhooks that we sign, and relays of what providers sent. */
export interface OutgoingTargetsTable {
  tenant_id: string;
  id: string;
  kind: "subscription" | "relay";
  url: string;
  name: string;
  /** Null: every type. */
  event_types: string[] | null;
  /** Null: calls of every agent. */
  agent_ids: string[] | null;
  /** Of a relay: whose deliveries it passes on. */
  connection_id: string | null;
  is_enabled: Generated<boolean>;
  disabled_at: Date | null;
  disabled_reason: "person" | "gone" | "failing" | null;
  /** The first failure since the last success: everything since then failed. */
  failing_since: Date | null;
  created_by: string;
  created_at: Date;
}

/** Owner: outgoing/. What signs a subscription's messages, encrypted; two during a rotation. */
export interface OutgoingSecretsTable {
  tenant_id: string;
  id: string;
  target_id: string;
  sealed: Buffer;
  created_by: string;
  created_at: Date;
}

/** Owner: outgoing/. One row per message to a target; while it is `pending` it is also the work item. */
export interface OutgoingDeliveriesTable {
  tenant_id: string;
  id: string;
  target_id: string;
  event_type: string;
  call_id: string | null;
  event_id: string | null;
  occurred_at: Date;
  created_at: Date;
  status: Generated<"pending" | "delivered" | "failed">;
  attempts: Generated<number>;
  queued_at: Date;
  /** A worker may take the row from this instant on: a lease and a back-off in one. */
  next_try_at: Date;
  last_tried_at: Date | null;
  last_status: number | null;
  last_error: string | null;
  last_duration_ms: number | null;
}

/** Owner: contacts/. One row per person who calls or is called. */
export interface ContactsTable {
  tenant_id: string;
  id: string;
  name: Generated<string>;
  email: Generated<string>;
  company: Generated<string>;
  language: Generated<string>;
  /** What the tenant wants to know beyond that, by names of its own. */
  custom: Generated<Record<string, unknown>>;
  tags: Generated<string[]>;
  /** Nobody is to call them; asked before every call that we place. */
  do_not_call: Generated<boolean>;
  do_not_call_reason: Generated<string>;
  /** Whether a person made it or wrote something down: it then stays without any call. */
  is_kept: Generated<boolean>;
  first_call_at: Date | null;
  last_call_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

/** Owner: contacts/. Whose a number is, in E.164; a contact may have several. */
export interface ContactNumbersTable {
  tenant_id: string;
  number: string;
  contact_id: string;
  created_at: Date;
}

/** Owner: contacts/. Each call with the number of its other party and when it was: made of the calls, as they change. */
export interface ContactCallsTable {
  tenant_id: string;
  call_id: string;
  number: string;
  at: Date;
}

/** Owner: contacts/. How far the calls that were there before contacts were are gone through. */
export interface ContactBackfillsTable {
  tenant_id: string;
  after_at: Generated<Date>;
  after_id: Generated<string>;
  until_at: Date;
  next_at: Date;
  claimed_until: Date | null;
  done_at: Date | null;
}

/** Owner: contacts/. What people wrote down about a contact. */
export interface ContactNotesTable {
  tenant_id: string;
  id: string;
  contact_id: string;
  content: string;
  author: string;
  created_at: Date;
  updated_at: Date;
}

/** Owner: contacts/. What is to be done for a contact, by when and by whom. */
export interface FollowUpsTable {
  tenant_id: string;
  id: string;
  contact_id: string;
  call_id: string | null;
  title: string;
  due_at: Date;
  /** The zone in which whoever set it thinks of the time it is due. */
  time_zone: string;
  priority: "low" | "normal" | "high" | "urgent";
  assignee_id: string | null;
  status: Generated<"open" | "done" | "cancelled">;
  outcome: Generated<string>;
  notes: Generated<string>;
  created_by: string;
  created_at: Date;
  updated_at: Date;
  closed_at: Date | null;
}

/** Owner: sideband/. One row per call to whose socket we listen; while it waits or is open it is also the work item. */
export interface SidebandSessionsTable {
  tenant_id: string;
  call_id: string;
  connection_id: string;
  provider_call_id: string;
  state: "waiting" | "open" | "done" | "failed";
  /** The claim of the process that has it in hand, and until when. */
  claimed_by: string | null;
  claimed_until: Date | null;
  created_at: Generated<Date>;
  /** When the socket was first open. */
  connected_at: Date | null;
  last_event_at: Date | null;
  closed_at: Date | null;
  close_code: number | null;
  close_reason: string | null;
  /** How often in a row it went as `error` says. */
  attempts: Generated<number>;
  next_try_at: Generated<Date>;
  error: string | null;
  model: string | null;
  transcription_model: string | null;
}

export type RecordingStatus = "pending" | "stored" | "failed" | "gone" | "refused" | "expired";

/** Owner: recordings/. One row per call with a recording: where it comes from, and what became of fetching it. While `due_at` is set it is a work item. */
export interface RecordingsTable {
  tenant_id: string;
  call_id: string;
  provider: string;
  /** The same for every signature of one link. */
  source_key: string;
  source_url: string | null;
  /** The event that holds the sound itself. */
  event_id: string | null;
  status: RecordingStatus;
  reason: string | null;
  attempts: Generated<number>;
  created_at: Date;
  due_at: Date | null;
  /** Who works on it; a change of the call takes it away. */
  lease: string | null;
  /** From then on no further try is made. */
  give_up_at: Date;
  /** The key of the file, encrypted: without the row the file is noise. */
  sealed_key: Buffer | null;
  file_ref: string | null;
  bytes: number | null;
  /** Of the recording as it was fetched, in hexadecimal. */
  sha256: string | null;
  content_type: string | null;
  stored_at: Date | null;
}

/** Owner: recordings/. What a tenant wants of its recordings. */
export interface RecordingSettingsTable {
  tenant_id: string;
  /** Null keeps them as long as their calls. */
  retention_days: number | null;
  updated_at: Date;
}

/** Owner: tools/. What agents may have done while they talk. */
export interface ToolsTable {
  tenant_id: string;
  id: string;
  /** As the model calls it. */
  name: string;
  description: string;
  kind: "built_in" | "http";
  built_in: string | null;
  /** What a built-in tool needs to know; each has a shape of its own. */
  settings: Generated<Record<string, unknown>>;
  /** JSON Schema of the arguments. */
  parameters: Record<string, unknown>;
  url: string | null;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | null;
  /** Sealed JSON of headers that go with each request. */
  sealed_headers: Buffer | null;
  /** Signs each request. */
  sealed_secret: Buffer | null;
  deadline_ms: Generated<number>;
  /** Whether asking twice does no harm: then it may be tried again. */
  is_idempotent: Generated<boolean>;
  /** How long the last good answer may stand in for a failed one; zero never. */
  keep_answer_sec: Generated<number>;
  /** What a caller hears instead of an answer, by language. */
  fallbacks: Generated<Record<string, string>>;
  is_enabled: Generated<boolean>;
  created_by: string;
  created_at: Date;
  updated_at: Date;
}

/** Owner: tools/. One row per use of a tool, with what the caller heard. */
export interface ToolUsesTable {
  tenant_id: string;
  id: string;
  connection_id: string;
  provider: string;
  call_id: string | null;
  /** The number of the person on the line, as far as it was told. */
  caller: string | null;
  /** The provider's id of this use. */
  asked_id: string | null;
  tool: string;
  tool_id: string | null;
  /** One use with an effect per key. */
  use_key: string | null;
  arguments: string | null;
  result: string | null;
  outcome: "running" | "answered" | "last_answer" | "fallback" | "refused";
  failure: string | null;
  attempts: Generated<number>;
  duration_ms: number | null;
  asked_at: Date;
}

/** Owner: tools/. Who takes calls to which number, and what the agent is told. */
export interface InboundRulesTable {
  tenant_id: string;
  id: string;
  /** In E.164; null is any of the tenant's. */
  number: string | null;
  /** Null is whichever provider asks. */
  provider: string | null;
  agent_id: string | null;
  forward_to: string | null;
  refuse_spoken: string | null;
  location_id: string | null;
  language: string | null;
  variables: Generated<Record<string, string>>;
  is_enabled: Generated<boolean>;
  created_by: string;
  created_at: Date;
  updated_at: Date;
}

/** Owner: business/. One row per place at which a tenant does business. */
export interface LocationsTable {
  tenant_id: string;
  id: string;
  name: string;
  address: Generated<string>;
  phone: Generated<string>;
  lat: number | null;
  lng: number | null;
  /** By whose clocks it opens and closes. */
  time_zone: string;
  /** A language tag; answers are given in it where nothing else is asked for. */
  language: string;
  /** ISO 4217; every price of the location is in it. */
  currency: string;
  /** Moves with every change of the catalogue, the texts or the location itself, so that whoever keeps a copy knows that it is old. */
  catalogue_version: Generated<number>;
  created_at: Date;
  updated_at: Date;
}

/** Owner: business/. When a location is open: one document, read and replaced as a whole. */
export interface LocationHoursTable {
  tenant_id: string;
  location_id: string;
  hours: Record<string, unknown>;
  /** Moves with every change; it is the ETag. */
  version: number;
  updated_at: Date;
}

/** What everything has that is listed below a location. */
interface LocationEntryColumns {
  tenant_id: string;
  id: string;
  location_id: string;
  /** The name of it in the system that it came from; unique in the location. */
  external_id: string | null;
  position: Generated<number>;
  created_at: Date;
  updated_at: Date;
}

/** Owner: business/. Where a location delivers, and on what terms; amounts in the smallest unit of its currency. */
export interface DeliveryZonesTable extends LocationEntryColumns {
  name: string;
  description: Generated<string>;
  is_active: Generated<boolean>;
  /** Of zones that overlap the highest is taken. */
  priority: Generated<number>;
  fee_minor: number | null;
  min_order_minor: number | null;
  free_from_minor: number | null;
  weekly: unknown;
  /** GeoJSON; null until somebody draws it. The columns below are made of it. */
  boundary: unknown;
  west: number | null;
  south: number | null;
  east: number | null;
  north: number | null;
  square_kilometres: number | null;
  label_lng: number | null;
  label_lat: number | null;
}

/** Owner: business/. What items of a catalogue are sorted into. */
export interface CatalogueCategoriesTable extends LocationEntryColumns {
  name: string;
  description: Generated<string>;
}

/** Owner: business/. What can or must be chosen with items, with its options. */
export interface CatalogueModifierGroupsTable extends LocationEntryColumns {
  name: string;
  description: Generated<string>;
  min_count: number;
  max_count: number | null;
  options: unknown;
}

/** Owner: business/. What a location sells. */
export interface CatalogueItemsTable extends LocationEntryColumns {
  category_id: string | null;
  name: string;
  description: Generated<string>;
  price_minor: number | null;
  variants: Generated<unknown>;
  is_available: Generated<boolean>;
  weekly: unknown;
  first_date: string | null;
  last_date: string | null;
  contains: Generated<string[]>;
  may_contain: Generated<string[]>;
  free_of: Generated<string[]>;
  diets: Generated<string[]>;
  image_ref: string | null;
  image_type: string | null;
  image_bytes: number | null;
}

/** Owner: business/. Which modifiers belong to which item. */
export interface CatalogueItemModifiersTable {
  tenant_id: string;
  location_id: string;
  item_id: string;
  group_id: string;
  position: number;
}

/** Owner: business/. Policies, and questions with their answers. */
export interface LocationTextsTable extends LocationEntryColumns {
  kind: "policy" | "faq";
  /** Of a question, the question. */
  title: string;
  content: string;
}

/** Owner: knowledge/. A set of documents that is searched as one; see the migration for what its version promises. */
export interface KnowledgeBasesTable {
  tenant_id: string;
  id: string;
  name: string;
  /** Of documents that name none. */
  language: Generated<string>;
  version: Generated<number>;
  changes_after: Generated<number>;
  /** Grows when answers that were kept are to be forgotten. */
  answers_version: Generated<number>;
  /** The location whose facts it is made of, and nothing else is in it; null for people's own. */
  location_id: string | null;
  created_at: Date;
  updated_at: Date;
}

export type DocumentStatus = "queued" | "processing" | "ready" | "failed";

/** Owner: knowledge/. One row per document. While `due_at` is set it is a work item. */
export interface KnowledgeDocumentsTable {
  tenant_id: string;
  id: string;
  base_id: string;
  external_id: string | null;
  identity: string;
  title: string;
  /** Words of the title, with a blank between. */
  title_tokens: Generated<string>;
  mime: string;
  file_name: string | null;
  source: "paste" | "upload" | "url" | "generated";
  url: string | null;
  category: string | null;
  tags: Generated<string[]>;
  tag_tokens: Generated<string>;
  /** Null is the base's. */
  language: string | null;
  valid_from: Date | null;
  valid_until: Date | null;
  content_hash: string | null;
  /** The content, encrypted, or the key of the file that `file_ref` names. */
  sealed: Buffer | null;
  file_ref: string | null;
  bytes: Generated<number>;
  status: DocumentStatus;
  problem_code: string | null;
  problem_detail: string | null;
  warnings: JSONColumnType<Array<{ code: string; detail: string }>, string | undefined, string>;
  /** Of what is under way, in percent. */
  progress: Generated<number>;
  chunk_count: Generated<number>;
  /** The content that its chunks are made of; another than `content_hash` while a new version waits or when it failed. */
  indexed_hash: string | null;
  parser_version: number | null;
  indexed_at: Date | null;
  is_fetch_due: Generated<boolean>;
  fetched_at: Date | null;
  attempts: Generated<number>;
  due_at: Date | null;
  /** Who works on it; a change of the document takes it away. */
  lease: string | null;
  created_at: Date;
  updated_at: Date;
}

/** Owner: knowledge/. One row per chunk: what is searched and found. */
export interface KnowledgeChunksTable {
  tenant_id: string;
  id: string;
  base_id: string;
  document_id: string;
  place: number;
  page: number | null;
  heading_path: Generated<string[]>;
  question: string | null;
  text: string;
  heading_tokens: Generated<string>;
  question_tokens: Generated<string>;
  text_tokens: Generated<string>;
  language: string;
  content_hash: string;
  changed_version: number;
}

/** Owner: knowledge/. One row per base and embedding model: how far its vectors are, and a work item while they are not all there. */
export interface KnowledgeVectorSetsTable {
  tenant_id: string;
  base_id: string;
  model: string;
  dimensions: number;
  is_active: boolean;
  version: Generated<number>;
  units_version: Generated<number>;
  tokens: Generated<number>;
  untold_answers: Generated<number>;
  mirror: string | null;
  mirrored_version: Generated<number>;
  mirrored_units_version: Generated<number>;
  failures: Generated<number>;
  last_error: string | null;
  next_try_at: Date;
  claim: string | null;
  claimed_until: Date | null;
}

/** Owner: knowledge/. One row per chunk and embedding model: its vector, packed; without one when the service refuses the text. */
export interface KnowledgeVectorsTable {
  tenant_id: string;
  base_id: string;
  chunk_id: string;
  model: string;
  dimensions: number;
  content_hash: string;
  version: number;
  code: Buffer | null;
  scale: number | null;
}

/** Owner: knowledge/. Questions by which a base is judged. */
export interface KnowledgeQuestionSetsTable {
  tenant_id: string;
  id: string;
  base_id: string;
  name: string;
  created_at: Date;
  updated_at: Date;
}

/** Owner: knowledge/. One row per question of a set, with what is expected. */
export interface KnowledgeQuestionsTable {
  tenant_id: string;
  id: string;
  set_id: string;
  place: number;
  query: string;
  history: Generated<string[]>;
  expected_document: string | null;
  expected_passage: string | null;
  expects_nothing: boolean;
  note: string | null;
}

/** Owner: knowledge/. One row per asking of a whole set. While `due_at` is set it is a work item. */
export interface KnowledgeQuestionRunsTable {
  tenant_id: string;
  id: string;
  set_id: string;
  status: "queued" | "running" | "done" | "failed";
  total: number;
  answered: Generated<number>;
  version_before: number | null;
  version_after: number | null;
  model: string | null;
  figures: JSONColumnType<Record<string, number | null>> | null;
  problem_code: string | null;
  problem_detail: string | null;
  attempts: Generated<number>;
  due_at: Date | null;
  lease: string | null;
  created_by: string;
  created_at: Date;
  finished_at: Date | null;
}

/** Owner: knowledge/. One row per question of a run, as it was asked and answered. */
export interface KnowledgeQuestionAnswersTable {
  tenant_id: string;
  run_id: string;
  place: number;
  question_id: string;
  query: string;
  history: string[];
  expected_document: string | null;
  expected_passage: string | null;
  expects_nothing: boolean;
  is_found: boolean | null;
  confidence: number | null;
  rank: number | null;
  is_right: boolean | null;
  is_degraded: boolean | null;
  has_meaning: boolean | null;
  items: JSONColumnType<unknown[]> | null;
}

/** Owner: knowledge/. Which chunks changed with which version of their base; old rows go. */
export interface KnowledgeChangesTable {
  tenant_id: string;
  base_id: string;
  version: number;
  chunk_id: string;
  is_removed: boolean;
  at: Date;
}

/** Owner: knowledge/. What a tenant wants of its knowledge bases. */
export interface KnowledgeSettingsTable {
  tenant_id: string;
  /** Of bases that name none themselves. */
  language: string;
  updated_at: Date;
}

/** Owner: memory/. What is searched as one: all that was said with a subject, or in one session without one. */
export interface MemScopesTable {
  tenant_id: string;
  id: string;
  subject_id: string | null;
  language: Generated<string>;
  version: Generated<number>;
  changes_after: Generated<number>;
  created_at: Date;
}

/** Owner: memory/. One row per conversation that is remembered. */
export interface MemSessionsTable {
  tenant_id: string;
  id: string;
  scope_id: string;
  subject_id: string | null;
  agent_id: string | null;
  message_count: Generated<number>;
  sitting: Generated<number>;
  last_message_at: Date | null;
  created_at: Date;
}

/** Owner: memory/. One row per message: what is searched and found. Never changed. */
export interface MemMessagesTable {
  tenant_id: string;
  id: string;
  session_id: string;
  scope_id: string;
  version: number;
  seq: number;
  sitting: number;
  role: "system" | "developer" | "user" | "assistant" | "tool";
  name: string | null;
  content: string;
  attachments: Generated<Array<{ text: string }>>;
  external_id: string | null;
  name_tokens: string;
  text_tokens: string;
  created_at: Date;
}

/** Owner: memory/. One row per session that was forgotten, by the digest of its id. */
export interface MemTombstonesTable {
  tenant_id: string;
  session_digest: string;
  erased_at: Date;
}

export interface Tables {
  knowledge_settings: KnowledgeSettingsTable;
  tenants: TenantsTable;
  connections: ConnectionsTable;
  api_keys: ApiKeysTable;
  sessions: SessionsTable;
  users: UsersTable;
  invitations: InvitationsTable;
  identities: IdentitiesTable;
  connection_secrets: ConnectionSecretsTable;
  phone_numbers: PhoneNumbersTable;
  agents: AgentsTable;
  call_routes: CallRoutesTable;
  audit_log: AuditLogTable;
  security_events: SecurityEventsTable;
  rate_windows: RateWindowsTable;
  address_rules: AddressRulesTable;
  call_checks: CallChecksTable;
  sweeps: SweepsTable;
  imports: ImportsTable;
  completeness_days: CompletenessDaysTable;
  sideband_sessions: SidebandSessionsTable;
  webhook_events: WebhookEventsTable;
  rejected_deliveries: RejectedDeliveriesTable;
  calls: CallsTable;
  call_patches: CallPatchesTable;
  call_turns: CallTurnsTable;
  call_tool_calls: CallToolCallsTable;
  call_external_ids: CallExternalIdsTable;
  call_search: CallSearchTable;
  call_changes: CallChangesTable;
  outgoing_targets: OutgoingTargetsTable;
  outgoing_secrets: OutgoingSecretsTable;
  outgoing_deliveries: OutgoingDeliveriesTable;
  contacts: ContactsTable;
  contact_numbers: ContactNumbersTable;
  contact_calls: ContactCallsTable;
  contact_backfills: ContactBackfillsTable;
  contact_notes: ContactNotesTable;
  follow_ups: FollowUpsTable;
  tools: ToolsTable;
  tool_uses: ToolUsesTable;
  inbound_rules: InboundRulesTable;
  recordings: RecordingsTable;
  recording_settings: RecordingSettingsTable;
  locations: LocationsTable;
  location_hours: LocationHoursTable;
  delivery_zones: DeliveryZonesTable;
  catalogue_categories: CatalogueCategoriesTable;
  catalogue_modifier_groups: CatalogueModifierGroupsTable;
  catalogue_items: CatalogueItemsTable;
  catalogue_item_modifiers: CatalogueItemModifiersTable;
  location_texts: LocationTextsTable;
  location_knowledge: LocationKnowledgeTable;
  knowledge_bases: KnowledgeBasesTable;
  knowledge_documents: KnowledgeDocumentsTable;
  knowledge_chunks: KnowledgeChunksTable;
  knowledge_changes: KnowledgeChangesTable;
  knowledge_vector_sets: KnowledgeVectorSetsTable;
  knowledge_vectors: KnowledgeVectorsTable;
  knowledge_question_sets: KnowledgeQuestionSetsTable;
  knowledge_questions: KnowledgeQuestionsTable;
  knowledge_question_runs: KnowledgeQuestionRunsTable;
  knowledge_question_answers: KnowledgeQuestionAnswersTable;
  knowledge_large_bases: KnowledgeLargeBasesTable;
  knowledge_large_units: KnowledgeLargeUnitsTable;
  knowledge_large_words: KnowledgeLargeWordsTable;
  knowledge_large_grams: KnowledgeLargeGramsTable;
  mem_scopes: MemScopesTable;
  mem_sessions: MemSessionsTable;
  mem_messages: MemMessagesTable;
  mem_tombstones: MemTombstonesTable;
  mem_settings: MemSettingsTable;
  mem_agent_settings: MemAgentSettingsTable;
  mem_jobs: MemJobsTable;
}
