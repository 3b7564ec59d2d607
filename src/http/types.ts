import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
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
  role: "owner" | "operator";
}

declare module "fastify" {
  interface FastifyContextConfig {
    access?: RouteAccess;
    /** What the route is counted under in metrics: a small closed set. */
    area?: string;
  }
  interface FastifyRequest {
    access: RequestAccess | null;
  }
}

/** The tenant for whom the request acts. Only routes with access `tenant` may ask. */
export function requireTenant(request: FastifyRequest): TenantScope {
  if (request.access === null) throw new ProblemError("unauthorized", "An API key is needed.");
  return request.access.scope;
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
