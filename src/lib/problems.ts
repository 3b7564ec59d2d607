/** Every failure a caller can meet, in one place. The key is the stable name: never rename one. Each has a page in `docs/problems/`. */
export const problems = {
  "invalid-request": { status: 400, title: "The request does not match the schema" },
  "invalid-json": { status: 400, title: "The body is not valid JSON" },
  unauthorized: { status: 401, title: "A valid API key or session is needed" },
  "signature-invalid": { status: 401, title: "The delivery did not prove where it comes from" },
  forbidden: { status: 403, title: "This key may not do that" },
  "sign-in-refused": {
    status: 403,
    title: "Signing in through the identity provider did not work",
  },
  "not-found": { status: 404, title: "Nothing is here" },
  "call-not-found": { status: 404, title: "No such call" },
  "contact-not-found": { status: 404, title: "No such contact" },
  "note-not-found": { status: 404, title: "No such note" },
  "follow-up-not-found": { status: 404, title: "No such follow-up" },
  "contact-exists": { status: 409, title: "The number belongs to another contact" },
  "location-not-found": { status: 404, title: "No such location" },
  "zone-not-found": { status: 404, title: "No such delivery zone" },
  "category-not-found": { status: 404, title: "No such category" },
  "item-not-found": { status: 404, title: "No such item" },
  "modifier-group-not-found": { status: 404, title: "No such group of modifiers" },
  "text-not-found": { status: 404, title: "No such policy or question" },
  "name-taken": { status: 409, title: "Something else has this name already" },
  "currency-in-use": { status: 409, title: "Prices are stated in the present currency" },
  "limit-reached": { status: 409, title: "No more of these fit" },
  "version-changed": { status: 412, title: "Somebody else changed it meanwhile" },
  "hours-invalid": { status: 422, title: "The hours contradict themselves" },
  "boundary-invalid": { status: 422, title: "The boundary cannot be used" },
  "diet-contradictory": { status: 422, title: "An allergen is stated in two ways" },
  "currency-unknown": { status: 422, title: "This currency is not in use" },
  "knowledge-base-not-found": { status: 404, title: "No such knowledge base" },
  "knowledge-not-ready": { status: 503, title: "The knowledge base is still being read" },
  "knowledge-base-exists": { status: 409, title: "The name belongs to another knowledge base" },
  "document-not-found": { status: 404, title: "No such document" },
  "document-source-differs": { status: 409, title: "The document does not come from there" },
  "document-too-large": { status: 413, title: "The document is larger than we take" },
  "document-url-unreachable": { status: 422, title: "The document's URL gave no document" },
  "document-interrupted": { status: 422, title: "Reading the document was broken off each time" },
  "memory-session-not-found": { status: 404, title: "No such session in memory" },
  "memory-subject-differs": { status: 409, title: "The session belongs to another subject" },
  "memory-erased": { status: 410, title: "The session was forgotten" },
  "memory-not-ready": { status: 503, title: "The memory is still being read" },
  "recording-link-invalid": { status: 403, title: "This link to a recording is not valid" },
  "recording-not-found": { status: 404, title: "The recording is not kept" },
  "range-not-satisfiable": { status: 416, title: "The part that was asked for is beyond the end" },
  "event-not-found": { status: 404, title: "No such webhook event" },
  "provider-not-found": { status: 404, title: "No such provider" },
  "connection-not-found": { status: 404, title: "No such connection" },
  "fix-not-found": { status: 404, title: "No such fix, or no longer" },
  "subscription-not-found": { status: 404, title: "No such webhook subscription" },
  "relay-not-found": { status: 404, title: "No such relay" },
  "delivery-not-found": { status: 404, title: "No such outgoing delivery" },
  "tool-not-found": { status: 404, title: "No such tool" },
  "tool-exists": { status: 409, title: "Another tool has this name" },
  "tool-invalid": { status: 422, title: "The tool cannot be used like this" },
  "too-many-tools": { status: 409, title: "No more tools fit" },
  "user-not-found": { status: 404, title: "No such user" },
  "invitation-not-found": { status: 404, title: "No such invitation, or it has run out" },
  "key-not-found": { status: 404, title: "No such API key" },
  "session-not-found": { status: 404, title: "No such session" },
  "request-timeout": { status: 408, title: "The request did not arrive in time" },
  "address-taken": { status: 409, title: "The e-mail address has an account already" },
  "slug-taken": { status: 409, title: "The short name is taken" },
  "last-owner": { status: 409, title: "A tenant needs an owner" },
  "password-too-weak": { status: 422, title: "The password is guessed too easily" },
  "tenant-not-found": { status: 404, title: "No such tenant" },
  "number-taken": { status: 409, title: "The number belongs to a tenant already" },
  "agent-taken": { status: 409, title: "The agent belongs to a tenant already" },
  "too-many-secrets": { status: 409, title: "Two secrets live already" },
  "last-secret": { status: 409, title: "A webhook subscription needs a secret" },
  "target-disabled": { status: 409, title: "Nothing is sent there at present" },
  "too-many-targets": { status: 409, title: "No more webhook subscriptions and relays fit" },
  "default-connection": { status: 409, title: "A default connection cannot be removed" },
  "cannot-move": { status: 409, title: "The database cannot be moved now" },
  "body-too-large": { status: 413, title: "The body is larger than this path accepts" },
  "unsupported-media-type": { status: 415, title: "This content type is not accepted here" },
  "outbound-refused": { status: 422, title: "This URL is not one that we ask" },
  "invalid-vcp": { status: 422, title: "The message is not valid VCP" },
  "upgrade-required": { status: 426, title: "This path speaks WebSocket" },
  "too-many-requests": { status: 429, title: "Too many requests" },
  "address-blocked": { status: 403, title: "This address is blocked" },
  "import-not-found": { status: 404, title: "No such import" },
  "no-provider-key": { status: 409, title: "The provider cannot be asked without a key" },
  "block-not-found": { status: 404, title: "No such block, or it has ended" },
  "allowed-address-not-found": { status: 404, title: "No such allowed address, or it has ended" },
  "outbound-failed": { status: 502, title: "The other side gave no whole answer" },
  "headers-too-large": { status: 431, title: "The headers are larger than we read" },
  overloaded: { status: 503, title: "More is coming in than can be stored right now" },
  "database-unavailable": { status: 503, title: "The database does not answer right now" },
  "database-timeout": { status: 503, title: "The database took too long" },
  "not-stored": { status: 503, title: "The delivery could not be stored" },
  "storage-full": { status: 503, title: "The disk is almost full" },
  "document-empty": { status: 422, title: "The document is empty" },
  "document-without-text": { status: 422, title: "The document holds no text" },
  "document-encrypted": { status: 422, title: "The document is protected by a password" },
  "document-damaged": { status: 422, title: "The document cannot be read" },
  "document-too-complex": { status: 422, title: "The document asks for more than we give to one" },
  "document-type-unsupported": { status: 415, title: "Documents of this type are not read" },
  "document-type-mismatch": {
    status: 422,
    title: "The document is not of the type it is said to be",
  },
  unexpected: { status: 500, title: "Something went wrong on our side" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

/** A failure we understand. `detail` is for the caller; what is only for the log goes into `cause`. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly code: ProblemCode;
  /** Members added to the problem document. */
  readonly extra: Readonly<Record<string, unknown>>;
  /** Whole seconds after which another try makes sense. */
  readonly retryAfterSec: number | undefined;

  constructor(
    code: ProblemCode,
    detail: string,
    options: { cause?: unknown; extra?: Record<string, unknown>; retryAfterSec?: number } = {},
  ) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.extra = options.extra ?? {};
    this.retryAfterSec = options.retryAfterSec;
  }
}
