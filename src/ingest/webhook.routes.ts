import type { FastifyReply, FastifyRequest } from "fastify";
import { type App, bearerOf } from "../http/index.ts";
import { uuidV7 } from "../lib/ids.ts";
import { ProblemError } from "../lib/problems.ts";
import { errorFields, type Logger, type Metrics, type Tracing, traced } from "../observe/index.ts";
import type { Delivery, LiveAsk, VoiceProvider } from "../providers/index.ts";
import type { AccessService, Connection, ConnectionDirectory } from "../tenants/index.ts";
import type { AcceptService } from "./accept-delivery.ts";
import type { Arrival } from "./arrival.ts";
import { tooMuch } from "./doorkeeper.ts";
import type { AnswerLive } from "./live-question.ts";
import { parseBody } from "./parse-body.ts";
import { postedErrors } from "./vcp-ingest.ts";

interface Needs {
  accept: AcceptService;
  access: AccessService;
  connections: ConnectionDirectory;
  providers: readonly VoiceProvider[];
  findProvider: (key: string) => VoiceProvider | undefined;
  answerLive: AnswerLive;
  publicUrl: string | undefined;
  bodyBytesMax: number | undefined;
  findEventId: (connection: Connection, eventKey: string) => Promise<string | undefined>;
  isOverloaded: () => boolean;
  /** Whether the connection's tenant has used up what it may deliver for now. */
  isSpent: (connection: Connection) => boolean;
  metrics: Metrics;
  tracing: Tracing;
  log: Logger;
  now: () => number;
}

/** Where providers deliver. Bodies reach us as exact bytes, whatever they claim to be. */
export async function webhookRoutes(root: App, needs: Needs): Promise<void> {
  await root.register(async (app: App) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) =>
      done(null, body),
    );
    countOutcomes(app, needs);
    shedLoad(app, needs);
    tolerateAnyContentType(app);
    for (const provider of needs.providers) addProvider(app, needs, provider);
    const schema = { hide: true };
    const config = { access: "public", area: "webhook" } as const;
    app.post("/webhook/:provider", { config, schema }, unknownProvider);
    app.post("/webhook/:provider/:connection", { config, schema }, unknownProvider);
  });
}

/** More than this at once would only wait for each other. */
const underWayMax = 2_000;

/** Refuses before the body is read: what cannot be stored soon must not cost what the rest needs. */
function shedLoad(app: App, needs: Needs): void {
  const { isOverloaded } = needs;
  let underWay = 0;
  app.addHook("onRequest", (request, reply, done) => {
    const connection = namedConnection(needs, request);
    if (connection !== undefined && needs.isSpent(connection)) return done(tooMuch(1));
    if (underWay >= underWayMax || isOverloaded()) {
      const detail = "Please deliver this again in a moment.";
      return done(new ProblemError("overloaded", detail, { retryAfterSec: 2 }));
    }
    underWay++;
    reply.raw.once("close", () => {
      underWay--;
    });
    done();
  });
}

/** The connection that the path names, as far as it is known. */
function namedConnection(
  { connections }: Needs,
  { routeOptions, params }: FastifyRequest,
): Connection | undefined {
  const { provider } = routeOptions.config as { provider?: string };
  if (provider === undefined) return undefined;
  return connections.find(provider, (params as { connection?: string }).connection);
}

const mediaType = /^\s*[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(?:;|$)/;

/** A header that is no media type would be answered 415, and the call lost: the bytes are what counts, so it is set aside. */
function tolerateAnyContentType(app: App): void {
  app.addHook("onRequest", ({ headers }, _reply, done) => {
    const type = headers["content-type"];
    if (type !== undefined && !mediaType.test(type)) {
      headers["x-received-content-type"] = type;
      headers["content-type"] = "application/octet-stream";
    }
    done();
  });
}

function unknownProvider(): never {
  throw new ProblemError("provider-not-found", "The known ones are listed on the set-up page.");
}

function addProvider(app: App, needs: Needs, provider: VoiceProvider): void {
  const bodyLimit = needs.bodyBytesMax ?? provider.bodyBytesMax;
  const options = {
    bodyLimit,
    config: { access: "public", area: "webhook", provider: provider.id } as const,
    schema: {
      tags: ["Providers in"],
      summary: `Receive ${provider.name} webhooks; with a connection id for that connection`,
    },
  };
  const hidden = { ...options, schema: { hide: true } };
  const receive = (request: FastifyRequest, reply: FastifyReply) =>
    receiveWebhook(needs, provider, request, reply);
  if (provider.id === "vcp") {
    app.post("/vcp/ingest", options, (request, reply) =>
      receiveVcp(needs, provider, request, reply),
    );
    return;
  }
  for (const key of [provider.id, ...provider.aliases]) {
    app.post(`/webhook/${key}`, key === provider.id ? options : hidden, receive);
    app.post(`/webhook/${key}/:connection`, hidden, receive);
    if (provider.live === undefined) continue;
    app.post(`/webhook/${key}/:connection/tools/:tool`, hidden, receive);
    app.post(`/webhook/${key}/:connection/inbound`, hidden, receive);
  }
}

async function receiveWebhook(
  needs: Needs,
  provider: VoiceProvider,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const arrival = await arrivalOf(needs, provider, request);
  return asTrace(needs, arrival, () => takeIn(needs, arrival, request, reply));
}

/** The trace that its folding goes on with. */
function asTrace<T>(
  { tracing }: Needs,
  { eventId, provider, connection }: Arrival,
  work: () => Promise<T>,
): Promise<T> {
  if (!tracing.isOn) return work();
  const attributes = {
    "voicelens.provider": provider.id,
    "voicelens.connection.id": connection.id,
    "voicelens.event.id": eventId,
  };
  const name = `POST /webhook/${provider.id}`;
  return traced(tracing, { name, kind: "server", attributes, eventId }, work);
}

async function takeIn(
  needs: Needs,
  arrival: Arrival,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const { provider } = arrival;
  const isVerified = await needs.accept.prove(arrival).catch(asOurTrouble);
  const ask = readAsk(provider, arrival.delivery, request);
  const stored = needs.accept.store(arrival, isVerified).catch(asOurTrouble);
  if (ask !== undefined) {
    // Somebody is on the line, who does not wait for the disk.
    tellOfFailure(needs, provider, stored);
    const { connection, delivery } = arrival;
    const { receivedAt } = delivery;
    return reply.send(await needs.answerLive({ connection, provider, ask, receivedAt }));
  }
  await stored;
  // Twilio reads any text as instructions for the call.
  return provider.isCarrier ? reply.type("text/plain").send("") : reply.send({ received: true });
}

/** The caller has its answer, so the provider will not send this again: if storing fails, somebody must know. */
function tellOfFailure(
  { log, metrics }: Needs,
  provider: VoiceProvider,
  stored: Promise<unknown>,
): void {
  stored.catch((error: unknown) => {
    metrics.webhookRequests.inc({ provider: provider.id, status: "answered_not_stored" });
    log.error(
      { provider: provider.id, ...errorFields(error) },
      "a live request was answered but could not be stored",
    );
  });
}

async function receiveVcp(
  needs: Needs,
  provider: VoiceProvider,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const arrival = await arrivalOf(needs, provider, request);
  const token = bearerOf(request.headers.authorization);
  const access = token === undefined ? null : await needs.access.authenticate(token);
  const isTrusted = access !== null && access.scope.tenantId === arrival.connection.tenantId;
  const isVerified = await needs.accept.prove({ ...arrival, isTrusted }).catch(asOurTrouble);
  const { eventKey } = await asTrace(needs, arrival, () =>
    needs.accept.store(arrival, isVerified),
  ).catch(asOurTrouble);
  // A message that was posted before keeps the id it got then.
  const eventId = await needs.findEventId(arrival.connection, eventKey);
  const errors = postedErrors(arrival.delivery);
  if (errors.length === 0) return reply.send({ received: true, event_id: eventId });
  throw new ProblemError("invalid-vcp", "The message is stored, but no call was made of it.", {
    extra: { event_id: eventId, errors },
  });
}

async function arrivalOf(
  needs: Needs,
  provider: VoiceProvider,
  request: FastifyRequest,
): Promise<Arrival> {
  const { connection: connectionId } = request.params as { connection?: string };
  let connection = needs.connections.find(provider.id, connectionId);
  if (connection === undefined && (await needs.connections.refreshDoubtful())) {
    // It may have been made a moment ago, through another replica.
    connection = needs.connections.find(provider.id, connectionId);
  }
  if (connection === undefined) {
    throw new ProblemError("connection-not-found", `${provider.name} has no such connection here.`);
  }
  const delivery: Delivery = {
    method: request.method,
    url: request.url,
    publicUrls: publicUrlsOf(needs.publicUrl, request),
    headers: headersOf(request),
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    receivedAt: needs.now(),
  };
  const eventId = uuidV7(delivery.receivedAt);
  return { eventId, connection, provider, delivery, remoteAddress: request.ip };
}

function publicUrlsOf(publicUrl: string | undefined, request: FastifyRequest): string[] {
  if (publicUrl !== undefined) return [`${publicUrl.replace(/\/$/, "")}${request.url}`];
  return [`https://${request.host}${request.url}`, `http://${request.host}${request.url}`];
}

function headersOf(request: FastifyRequest): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return headers;
}

/** Whoever waits for an answer asks briefly. */
const askingBytesMax = 1024 * 1024;

/** What the provider waits for, if anything; a body that cannot be read waits for nothing. */
function readAsk(
  { live }: VoiceProvider,
  { body, headers, url }: Delivery,
  request: FastifyRequest,
): LiveAsk | undefined {
  if (live === undefined || body.length > askingBytesMax) return undefined;
  const { tool = null } = request.params as { tool?: string };
  const isInbound = /\/inbound(?:\?|$)/.test(url);
  // Whoever sends to a path of its own asks, whatever the body looks like.
  if (tool === null && !isInbound && live.mayAsk?.(body) === false) return undefined;
  try {
    return live.read(parseBody(body, headers).body, { headers, tool, isInbound });
  } catch {
    return undefined;
  }
}

/** Providers read a 4xx or 500 as final; our own trouble is always "try again". */
function asOurTrouble(error: unknown): never {
  if (error instanceof ProblemError) throw error;
  throw new ProblemError("not-stored", "Please deliver this again in a moment.", {
    cause: error,
    retryAfterSec: 5,
  });
}

function countOutcomes(app: App, { metrics }: Needs): void {
  app.addHook("onResponse", (request, reply, done) => {
    const { provider } = request.routeOptions.config as { provider?: string };
    if (provider !== undefined) {
      metrics.webhookRequests.inc({ provider, status: outcomeOf(reply.statusCode) });
      metrics.webhookSeconds.observe({ provider }, reply.elapsedTime / 1000);
    }
    done();
  });
}

function outcomeOf(status: number): string {
  if (status < 300) return "accepted";
  const names: Record<number, string> = {
    401: "rejected",
    404: "unknown_connection",
    413: "too_large",
    422: "invalid",
    429: "limited",
    503: "overloaded",
  };
  return names[status] ?? "failed";
}
