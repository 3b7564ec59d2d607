import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import Fastify, { type FastifyRequest, type RouteOptions } from "fastify";
import {
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from "fastify-type-provider-zod";
import { isAllowed } from "../lib/permissions.ts";
import { ProblemError } from "../lib/problems.ts";
import { isEqualConstantTime } from "../lib/signature.ts";
import type { Logger, Metrics } from "../observe/index.ts";
import { admit, watchUnknownSenders } from "./admission.ts";
import { createProblemHandler } from "./problem-handler.ts";
import type { App, Gatekeeper, RequestAccess, RouteAccess } from "./types.ts";

export const sessionCookie = "voicelens_session";

export interface HttpNeeds {
  log: Logger;
  metrics: Metrics;
  /** Addresses and ranges of our own proxies. */
  trustedProxies: readonly string[];
  /** Finds who a key or session token belongs to. */
  authenticate: (token: string) => Promise<RequestAccess | null>;
  /** Keeps blocked addresses and floods out. */
  gate: Gatekeeper;
  /** Opens routes with access `operator` from other machines; without it only loopback may use them. */
  operatorToken: string | undefined;
}

/** A request that takes longer than this to arrive is cut off: headers and body together. */
const requestTimeoutMs = 30_000;
const keepAliveTimeoutMs = 65_000;

/** Makes the server with everything that holds for all routes: ids, access, problems, headers, metrics. */
export async function createHttpServer(needs: HttpNeeds): Promise<App> {
  const app: App = Fastify({
    logger: false,
    trustProxy: needs.trustedProxies.length > 0 ? [...needs.trustedProxies] : false,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    forceCloseConnections: "idle",
    routerOptions: { maxParamLength: 500 },
    genReqId: (request) => requestIdOf(request.headers["x-request-id"]),
    serverFactory: (handler, options) =>
      createServer(
        { ...options, headersTimeout: requestTimeoutMs, connectionsCheckingInterval: 5_000 },
        handler,
      ),
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(createProblemHandler(needs.log));
  app.setNotFoundHandler((request) => {
    throw new ProblemError("not-found", `${request.method} leads nowhere here.`);
  });
  app.decorateRequest("access", null);
  await app.register(cookie);
  await app.register(helmet, { contentSecurityPolicy, strictTransportSecurity: false });
  refuseUndeclaredAccess(app);
  checkAccess(app, needs);
  watchUnknownSenders(app, needs.gate);
  measure(app, needs);
  return app;
}

/** Everything the dashboard needs comes from us. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    baseUri: ["'none'"],
    connectSrc: ["'self'"],
    fontSrc: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    imgSrc: ["'self'", "data:"],
    mediaSrc: ["'self'", "https:"],
    objectSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
  },
};

/** What browsers may do on our pages beside what every page may. */
const extraHeaders = {
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};

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

function checkAccess(app: App, needs: HttpNeeds): void {
  const find = (request: FastifyRequest, access: RouteAccess) =>
    authenticate(request, access, needs);
  // The public hot path is kept free of promises: a webhook passes a dozen hooks.
  app.addHook("onRequest", (request, reply, done) => {
    reply.header("x-request-id", request.id);
    const { access, area, isSecret } = request.routeOptions.config;
    if (area !== "webhook") reply.headers(extraHeaders);
    if (request.protocol === "https") reply.header("strict-transport-security", "max-age=31536000");
    if (isSecret === true || access === "tenant") reply.header("cache-control", "no-store");
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
  request.access = token === undefined ? null : await needs.authenticate(token);
  if (request.access === null) {
    throw new ProblemError("unauthorized", "Send an API key as bearer token, or sign in.");
  }
  refuseForeignOrigin(request.method, request.headers.origin, request.host);
  refuseWithoutPermission(request, request.access);
}

/** Whoever is limited to some agents sees their calls and nothing else: raw events and settings know no agents. */
function refuseWithoutPermission(request: FastifyRequest, access: RequestAccess): void {
  const { needs } = request.routeOptions.config;
  if (needs === undefined || needs === "any") return;
  const isBeyondAgents = access.scope.agentIds !== undefined && !agentScoped.has(needs);
  if (isAllowed(access, needs) && !isBeyondAgents) return;
  throw new ProblemError("forbidden", `This needs the permission ${needs}.`);
}

const agentScoped: ReadonlySet<string> = new Set(["calls:read", "tenants:read"]);

/** The key or session token that a request came with: a header before a cookie. */
export function tokenOf(request: FastifyRequest): string | undefined {
  return bearerOf(request.headers.authorization) ?? request.cookies[sessionCookie];
}

/** PostgreSQL holds no text with NUL: nothing has such a name, and nothing can be found by it. */
function refuseNul(url: string): void {
  if (!/%00/.test(url)) return;
  if (/^[^?]*%00/.test(url)) throw new ProblemError("not-found", "Nothing has this name.");
  throw new ProblemError("invalid-request", "The query holds a NUL character.");
}

/** A browser tells which site makes it send a changing request; one from elsewhere is not the user's wish. */
function refuseForeignOrigin(method: string, origin: string | undefined, host: string): void {
  if (method === "GET" || method === "HEAD" || origin === undefined) return;
  if (URL.canParse(origin) && new URL(origin).host === host) return;
  throw new ProblemError("forbidden", "Requests from another site are refused.");
}

/** Whether the request comes from this machine, not through a proxy, or carries the operator's token. */
export function isOperator(
  request: Pick<FastifyRequest, "headers" | "ip">,
  needs: Pick<HttpNeeds, "operatorToken" | "trustedProxies">,
): boolean {
  const { ip } = request;
  const token = bearerOf(request.headers.authorization);
  if (token !== undefined && needs.operatorToken !== undefined) {
    return isEqualConstantTime(token, needs.operatorToken);
  }
  return (
    token === undefined &&
    /^(?:::1|(?:::ffff:)?127\.)/.test(ip) &&
    needs.trustedProxies.length === 0
  );
}

/** The token of an `Authorization: Bearer` header. */
export function bearerOf(header: string | undefined): string | undefined {
  return /^Bearer ([\x21-\x7e]{1,512})$/i.exec(header ?? "")?.[1];
}

function measure(app: App, { metrics }: HttpNeeds): void {
  app.server.on("connection", (socket) => {
    metrics.activeConnections.inc();
    socket.once("close", () => metrics.activeConnections.dec());
  });
  app.addHook("onResponse", (request, reply, done) => {
    const area = request.routeOptions.config.area ?? "other";
    metrics.httpRequests.inc({ area, status: `${Math.floor(reply.statusCode / 100)}xx` });
    metrics.httpSeconds.observe({ area }, reply.elapsedTime / 1000);
    done();
  });
}
