import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Permission, Role } from "../lib/permissions.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";

/** The typed server: schemas give types, validation and documentation. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** Who may call a route. Every route declares it; the server refuses to start otherwise. */
export type RouteAccess = "public" | "tenant" | "operator";

/** Who is asking, as found by authentication. */
export interface RequestAccess {
  scope: TenantScope;
  tenantName: string;
  /** The tenant that the user or key belongs to; another than the scope's when an agency acts for a client. */
  homeTenantId: string;
  role: Role;
  /** What a key is limited to; null is everything the role may. */
  scopes: readonly Permission[] | null;
  /** The clients an agency's user may act for; null is all. */
  clientIds: readonly string[] | null;
  /** Who it is: `user:usr_…`, `key:key_…`, or `command` for commands on the server's own machine. */
  actor: string;
  actorName: string;
  userId: string | null;
  apiKeyId: string | null;
  sessionId: string | null;
}

/** The state of a limit after a request was counted. */
export interface Limited {
  isAllowed: boolean;
  remaining: number;
  resetSec: number;
  limit: { perMinute: number; burst: number };
}

/** What somebody did who proved to be nobody. */
export interface UnknownSender {
  address: string;
  url: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  status: number;
  isSignIn: boolean;
}

/** Who may come in and how often; the guard's, so that the server knows nothing of rules and counters. */
export interface Gatekeeper {
  /** @throws ProblemError `address-blocked`. */
  refuseBlocked(address: string): void;
  /** @throws ProblemError `too-many-requests` for an address that tried too many wrong keys. */
  refuseGuessing(address: string): void;
  /** Counts a wrong key. */
  countGuess(address: string): void;
  limitAddress(rateClass: "public" | "sign_in", address: string): Promise<Limited>;
  limitActor(scope: TenantScope, actor: string): Promise<Limited>;
  /** Looks at an answered request; never throws, and nobody waits for it. */
  judge(sender: UnknownSender): void;
}

declare module "fastify" {
  interface FastifyContextConfig {
    access?: RouteAccess;
    /** What a caller needs on a route with access `tenant`; `any` is for everybody who is signed in. */
    needs?: Permission | "any";
    /** The answer holds a secret: it is neither kept by anybody on the way nor compressed. */
    isSecret?: boolean;
    /** The limit for whoever is not signed in; left out, that of the public. */
    rateClass?: "sign_in";
    /** What the route is counted under in metrics: a small closed set. */
    area?: string;
    /**
     * Whether it works while the installation is read-only; left out, what needs a permission to read does. True though it changes something: somebody comes or goes by it, or the
     * installation's own people switch it.
     */
    isOpenReadOnly?: boolean;
    /** It has us begin something with others, which waits while the installation is in maintenance. */
    startsOutbound?: boolean;
    /** What it belongs to can be switched off. */
    feature?: string;
  }
  interface FastifyRequest {
    access: RequestAccess | null;
  }
}

/** The tenant for whom the request acts. Only routes with access `tenant` may ask. */
export function requireTenant(request: FastifyRequest): TenantScope {
  return requireAccess(request).scope;
}

/** Who is asking. Only routes with access `tenant` may ask. */
export function requireAccess(request: FastifyRequest): RequestAccess {
  if (request.access === null) throw new ProblemError("unauthorized", "An API key is needed.");
  return request.access;
}

/** The answer of every list. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({
    data: z.array(item),
    next_cursor: z
      .string()
      .nullable()
      .describe("Give it as `cursor` for the next page; null on the last."),
  });
}
