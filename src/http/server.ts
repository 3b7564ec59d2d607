import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import cookie from "@fastify/cookie";
import Fastify, { type FastifyRequest, type RouteOptions } from "fastify";
import {
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from "fastify-type-provider-zod";
import { isAllowed } from "../lib/permissions.ts";
import { ProblemError } from "../lib/problems.ts";
import { isEqualConstantTime } from "../lib/signature.ts";
import type { Logger, Metrics, Tracing } from "../observe/index.ts";
import { admit, watchUnknownSenders } from "./admission.ts";
import { compressAnswers } from "./compression.ts";
import {
  answerUnreadable,
  type ConnectionLimits,
  connectionLimits,
  createNodeServer,
  type KeyPair,
} from "./connections.ts";
import { allowCrossOrigin } from "./cors.ts";
import { createProblemHandler } from "./problem-handler.ts";
import { securityHeaders, strictTransportSecurity } from "./security-headers.ts";
import { isPatient } from "./slow-bodies.ts";
import type { App, Gatekeeper, RequestAccess, RouteAccess } from "./types.ts";
import { acceptUpgrades } from "./upgrades.ts";

export const sessionCookie = "voicelens_session";

export interface HttpNeeds {
  log: Logger;
  metrics: Metrics;
  tracing: Tracing;
  /** Addresses and ranges of our own proxies. */
  trustedProxies: readonly string[];
  /** Finds who a key or session token belongs to, for a route of an area. */
  authenticate: (token: string, area?: string) => Promise<RequestAccess | null>;
  /** Keeps blocked addresses and floods out. */
  gate: Gatekeeper;
  /** Opens routes with access `operator` from other machines; without it only loopback may use them. */
  operatorToken: string | undefined;
  /** Origins whose pages may use the API; see `CORS_ORIGINS`. */
  corsOrigins: readonly string[];
  /** With a certificate the server speaks https. */
  certificate?: KeyPair | undefined;
  /** Other limits than {@link connectionLimits}. */
  limits?: Partial<ConnectionLimits> | undefined;
}

/** Makes the server with everything that holds for all routes: ids, access, problems, headers, metrics. */
export async function createHttpServer(needs: HttpNeeds): Promise<App> {
  const answerProblem = createProblemHandler(needs.log);
  const app: App = Fastify({
    logger: false,
    trustProxy: needs.trustedProxies.length > 0 ? [...needs.trustedProxies] : false,
    forceCloseConnections: "idle",
    routerOptions: { maxParamLength: 500 },
    genReqId: (request) => requestIdOf(request.headers["x-request-id"]),
    serverFactory: (handler) =>
      createNodeServer(handler, { ...connectionLimits, ...needs.limits }, needs.certificate),
    clientErrorHandler: (error, socket) => {
      if (error.code === "ERR_HTTP_REQUEST_TIMEOUT" && isPatient(socket)) return;
      noteUnreadable(needs, answerUnreadable(error, socket));
    },
    frameworkErrors: (error, request, reply) => {
      reply.headers({ ...securityHeaders, "x-request-id": request.id });
      answerProblem(error, request, reply);
    },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerProblem);
  app.decorateRequest("access", null);
  await app.register(cookie);
  refuseUndeclaredAccess(app);
  setHeaders(app);
  // Before access is checked, so that a page elsewhere can read a refusal too.
  await allowCrossOrigin(app, needs.corsOrigins);
  checkAccess(app, needs);
  watchUnknownSenders(app, needs.gate);
  await compressAnswers(app);
  acceptUpgrades(app);
  measure(app, needs);
  if (needs.tracing.isOn) traceRequests(app, needs.tracing);
  return app;
}

function requestIdOf(given: string | string[] | undefined): string {
  return typeof given === "string" && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}

/** Deny by default: a server with a route that forgot to say who may call it does not start. */
function refuseUndeclaredAccess(app: App): void {
  const routes: RouteOptions[] = [];
  app.addHook("onRoute", (route) => {
    routes.push(route);
  });
  app.addHook("onReady", async () => {
    const open = routes.filter(({ config }) =>
      config?.access === "tenant" ? config.needs === undefined : config?.access === undefined,
    );
    if (open.length === 0) return;
    const names = open.map((route) => `${String(route.method)} ${route.url}`).join(", ");
    throw new Error(`Routes that do not say who may call them: ${names}`);
  });
}

function setHeaders(app: App): void {
  app.addHook("onRequest", (request, reply, done) => {
    reply.header("x-request-id", request.id);
    const { access, area, isSecret } = request.routeOptions.config;
    // No browser reads what a provider is answered.
    if (area !== "webhook") {
      reply.headers(securityHeaders);
      if (namesTwoHosts(request.raw.rawHeaders)) {
        return done(new ProblemError("invalid-request", "The request names two hosts."));
      }
    }
    if (request.protocol === "https") {
      reply.header("strict-transport-security", strictTransportSecurity);
    }
    if (isSecret === true || access === "tenant") reply.header("cache-control", "no-store");
    done();
  });
}

/** Whoever passed such a request on may have read the other name. Each header comes as its name and then its value. */
function namesTwoHosts(rawHeaders: readonly string[]): boolean {
  const isHost = (text: string, place: number) => place % 2 === 0 && /^host$/i.test(text);
  return rawHeaders.filter(isHost).length > 1;
}

function checkAccess(app: App, needs: HttpNeeds): void {
  const find = (request: FastifyRequest, access: RouteAccess) =>
    authenticate(request, access, needs);
  // The public hot path is kept free of promises: a webhook passes a dozen hooks.
  app.addHook("onRequest", (request, reply, done) => {
    const { access, area } = request.routeOptions.config;
    // Nothing limits a probe, and deliveries are judged by what they prove.
    if (access === "public" && (area === "webhook" || area === "health")) return done();
    admit(request, reply, { gate: needs.gate, authenticate: find }).then(() => done(), done);
  });
}

/** Finds who is asking, or refuses. */
async function authenticate(
  request: FastifyRequest,
  access: RouteAccess,
  needs: HttpNeeds,
): Promise<void> {
  refuseNul(request.url);
  if (access === "operator" && isOperator(request, needs)) return;
  const token = tokenOf(request);
  const { area } = request.routeOptions.config;
  request.access = token === undefined ? null : await needs.authenticate(token, area);
  if (request.access === null) {
    throw new ProblemError("unauthorized", "Send an API key as bearer token, or sign in.");
  }
  refuseForeignOrigin(request, needs.corsOrigins);
  refuseWithoutPermission(request, request.access);
}

/** Whoever is limited to some agents sees their calls and what agents look up, nothing else: raw events and settings know no agents. */
function refuseWithoutPermission(request: FastifyRequest, access: RequestAccess): void {
  const { needs } = request.routeOptions.config;
  if (needs === undefined || needs === "any") return;
  const isBeyondAgents = access.scope.agentIds !== undefined && !agentScoped.has(needs);
  if (isAllowed(access, needs) && !isBeyondAgents) return;
  throw new ProblemError("forbidden", `This needs the permission ${needs}.`);
}

const agentScoped: ReadonlySet<string> = new Set([
  "calls:read",
  "calls:write",
  "knowledge:read",
  "tenants:read",
]);

/** The key or session token that a request came with: a header before a cookie. */
export function tokenOf(request: FastifyRequest): string | undefined {
  return bearerOf(request.headers.authorization) ?? sessionOf(request);
}

/** A neighbouring site can add a cookie of the same name, and which comes first is its choice: two are as good as none. */
function sessionOf({ headers, cookies }: FastifyRequest): string | undefined {
  const isSession = (pair: string) => pair.trim().startsWith(`${sessionCookie}=`);
  const copies = (headers.cookie ?? "").split(";").filter(isSession).length;
  return copies > 1 ? undefined : cookies[sessionCookie];
}

/** PostgreSQL holds no text with NUL: nothing has such a name, and nothing can be found by it. */
function refuseNul(url: string): void {
  if (!/%00/.test(url)) return;
  if (/^[^?]*%00/.test(url)) throw new ProblemError("not-found", "Nothing has this name.");
  throw new ProblemError("invalid-request", "The query holds a NUL character.");
}

/**
 * A browser tells which site makes it send a changing request or open a WebSocket (which any page may, and read); one from elsewhere is not the user's wish, unless it is
 * listed.
 *
 * Where any origin may ask, only a key opens: a page does not get hold of one by accident, while a cookie travels by itself.
 */
function refuseForeignOrigin(request: FastifyRequest, listed: readonly string[]): void {
  const { method, headers, host } = request;
  const { origin, upgrade } = headers;
  const isRead = (method === "GET" || method === "HEAD") && upgrade === undefined;
  if (isRead || origin === undefined) return;
  if (URL.canParse(origin) && new URL(origin).host === host) return;
  const hasKey = bearerOf(headers.authorization) !== undefined;
  if (listed.includes(origin) || (listed.includes("*") && hasKey)) return;
  throw new ProblemError("forbidden", "Requests from another site are refused.");
}

/** Whether the request comes from this machine, not through a proxy, or carries the operator's token. */
export function isOperator(
  request: Pick<FastifyRequest, "headers" | "ip">,
  needs: Pick<HttpNeeds, "operatorToken" | "trustedProxies">,
): boolean {
  const { ip, headers } = request;
  const token = bearerOf(headers.authorization);
  if (token !== undefined && needs.operatorToken !== undefined) {
    return isEqualConstantTime(token, needs.operatorToken);
  }
  return (
    token === undefined &&
    /^(?:::1|(?:::ffff:)?127\.)/.test(ip) &&
    // A name that its owner points at this machine would let any page read what only this machine may.
    /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/i.test(headers.host ?? "") &&
    needs.trustedProxies.length === 0
  );
}

/** The token of an `Authorization: Bearer` header. */
export function bearerOf(header: string | undefined): string | undefined {
  return /^Bearer ([\x21-\x7e]{1,512})$/i.exec(header ?? "")?.[1];
}

function noteUnreadable(
  { log, metrics }: HttpNeeds,
  answered: ReturnType<typeof answerUnreadable>,
): void {
  if (answered === null) return;
  metrics.httpRequests.inc({ area: "other", status: "4xx" });
  const { requestId, problem } = answered;
  log.debug({ request_id: requestId, problem }, "a request could not be read");
}

function measure(app: App, { metrics }: HttpNeeds): void {
  const known = new WeakSet<Socket>();
  app.server.on("connection", (socket: Socket) => {
    // Given back after an upgrade that was not taken, it comes a second time.
    if (known.has(socket)) return;
    known.add(socket);
    metrics.activeConnections.inc();
    socket.once("close", () => metrics.activeConnections.dec());
  });
  app.addHook("onResponse", (request, reply, done) => {
    const { config } = request.routeOptions;
    const { statusCode, elapsedTime } = reply;
    const area = config.area ?? "other";
    metrics.httpRequests.inc({ area, status: `${Math.floor(statusCode / 100)}xx` });
    // A stream ends when its reader likes, which says nothing about us.
    if (!/^text\/event-stream/.test(String(reply.getHeader("content-type")))) {
      metrics.httpSeconds.observe({ area }, elapsedTime / 1000);
      metrics.requestTimes.note(routeOf(request), statusCode, elapsedTime);
    }
    done();
  });
}

/** What a request is counted as: files of the dashboard have a name of their own in every build, and are one. */
function routeOf({ method, routeOptions: { url } }: FastifyRequest): string {
  return url === undefined ? "other" : `${method} ${url.replace(/^\/assets\/.*/, "/assets/*")}`;
}

/** Webhooks have traces of their own, by their events, and of probes there would be too many. */
function traceRequests(app: App, tracing: Tracing): void {
  app.addHook("preHandler", (request, reply, done) => {
    const { area } = request.routeOptions.config;
    if (area === "webhook" || area === "health") return done();
    const route = request.routeOptions.url ?? "other";
    const attributes = { "http.request.method": request.method, "http.route": route };
    const span = tracing.begin({ name: `${request.method} ${route}`, kind: "server", attributes });
    reply.raw.once("close", () => {
      span.set({ "http.response.status_code": reply.statusCode });
      span.end(reply.statusCode >= 500 ? { code: String(reply.statusCode) } : undefined);
    });
    span.within(done);
  });
}
