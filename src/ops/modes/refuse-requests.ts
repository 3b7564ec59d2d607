import type { FastifyRequest } from "fastify";
import type { App } from "../../http/index.ts";
import { ProblemError } from "../../lib/problems.ts";
import type { Feature } from "./features.ts";
import type { Switches } from "./switches.ts";

/** Whoever tries again by themselves should not do it every second. */
const retryAfterSec = 30;

/**
 * Refuses what may not be done at present: writing while the installation is read-only, beginning something with others in maintenance, and what features give that are
 * off. Only for routes that are added after it.
 */
export function refuseRequests(app: App, switches: Switches): void {
  app.addHook("onRequest", (request, _reply, done) => {
    done(refusalOf(request, switches));
  });
}

function refusalOf(request: FastifyRequest, switches: Switches): ProblemError | undefined {
  const { area, startsOutbound, feature } = request.routeOptions.config;
  // Providers do not ask again for ever: what they send is taken in whatever is switched.
  if (area === "webhook") return undefined;
  if (switches.find("read_only") !== undefined && isWriting(request)) {
    return new ProblemError("read-only", "Nothing can be changed at present.", { retryAfterSec });
  }
  if (switches.find("maintenance") !== undefined && startsOutbound === true) {
    const detail = "Nothing new is begun with providers at present.";
    return new ProblemError("maintenance", detail, { retryAfterSec });
  }
  if (feature !== undefined && switches.find(feature as Feature) !== undefined) {
    const detail = `${feature} is switched off at present.`;
    return new ProblemError("feature-disabled", detail, { retryAfterSec });
  }
  return undefined;
}

/** Questions that need a body are asked by POST, with a permission to read. What a model is asked is said in a conversation: a caller waits for the answer. */
function isWriting({ method, routeOptions }: FastifyRequest): boolean {
  if (method === "GET" || method === "HEAD" || method === "OPTIONS") return false;
  const { area, needs, isOpenReadOnly } = routeOptions.config;
  return area !== "model" && !(isOpenReadOnly ?? needs?.endsWith(":read") === true);
}
