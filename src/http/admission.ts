import type { FastifyReply, FastifyRequest } from "fastify";
import { ProblemError } from "../lib/problems.ts";
import type { App, Gatekeeper, Limited, RouteAccess } from "./types.ts";

/** Finds who is asking and puts it into the request. @throws ProblemError when it is nobody, or may not. */
export type Authenticate = (request: FastifyRequest, access: RouteAccess) => Promise<void>;

/** Lets a request in: not from a blocked address, by whoever may, and not too often. Webhooks and probes do not come this way. */
export async function admit(
  request: FastifyRequest,
  reply: FastifyReply,
  { gate, authenticate }: { gate: Gatekeeper; authenticate: Authenticate },
): Promise<void> {
  const { access, rateClass = "public" } = request.routeOptions.config;
  gate.refuseBlocked(request.ip);
  if (access === undefined || access === "public") {
    return tell(reply, rateClass, await gate.limitAddress(rateClass, request.ip));
  }
  gate.refuseGuessing(request.ip);
  try {
    await authenticate(request, access);
  } catch (error) {
    if (error instanceof ProblemError && error.code === "unauthorized") gate.countGuess(request.ip);
    throw error;
  }
  const who = request.access;
  if (who === null || who.actor === "command") return;
  tell(reply, "api", await gate.limitActor(who.scope, who.actor));
}

/**
 * Tells the state of the limit, as the IETF's RateLimit draft has it and in the three headers of its older versions, which most clients read.
 * @throws ProblemError `too-many-requests`.
 */
function tell(reply: FastifyReply, name: string, limited: Limited): void {
  const { isAllowed, remaining, resetSec, limit } = limited;
  reply.headers({
    "ratelimit-policy": `"${name}";q=${limit.perMinute};w=60`,
    ratelimit: `"${name}";r=${remaining};t=${resetSec}`,
    "ratelimit-limit": limit.perMinute,
    "ratelimit-remaining": remaining,
    "ratelimit-reset": resetSec,
  });
  if (isAllowed) return;
  throw new ProblemError("too-many-requests", "Wait, and try again.", { retryAfterSec: resetSec });
}

const looksHostile: ReadonlySet<number> = new Set([404, 429]);

/** Has the guard look at what unknown senders did. Of webhooks only what led nowhere: a wrong signature may be a secret that was changed at the provider. */
export function watchUnknownSenders(app: App, gate: Gatekeeper): void {
  app.addHook("onResponse", (request, reply, done) => {
    const { area, rateClass } = request.routeOptions.config;
    const { statusCode: status } = reply;
    const isOfInterest = area === "webhook" ? looksHostile.has(status) : area !== "health";
    if (request.access === null && isOfInterest) {
      const { ip: address, url, headers } = request;
      gate.judge({ address, url, headers, status, isSignIn: rateClass === "sign_in" });
    }
    done();
  });
}
