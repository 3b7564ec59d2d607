import cors, { type FastifyCorsOptions } from "@fastify/cors";
import type { FastifyRequest } from "fastify";
import type { App } from "./types.ts";

const asked = {
  methods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
  allowedHeaders: ["authorization", "content-type", "last-event-id", "x-request-id"],
  exposedHeaders: ["retry-after", "x-request-id"],
  maxAge: 600,
};

/**
 * Answers browsers that ask for a page of another origin. Without an origin listed, nothing of it exists.
 *
 * An origin is compared whole. `*` lets any page ask, but never with a cookie.
 */
export async function allowCrossOrigin(app: App, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return;
  app.addHook("onRoute", (route) => {
    // Providers are no browsers: their deliveries are taken with any Origin or none, and answered without these headers.
    if (route.config?.area === "webhook") Object.assign(route.config, { cors: false });
    if (route.method === "OPTIONS" && route.url === "*") {
      route.config = { ...route.config, access: "public" };
    }
  });
  const optionsFor = (request: FastifyRequest): FastifyCorsOptions => {
    const { origin } = request.headers;
    if (/^\/(?:webhook|vcp)\//.test(request.url)) return { origin: false };
    if (origins.includes("*")) return { ...asked, origin: "*" };
    if (origin === undefined || !origins.includes(origin)) return { origin: false };
    return { ...asked, origin, credentials: true };
  };
  await app.register(cors, {
    delegator: (request: FastifyRequest, done) => done(null, optionsFor(request)),
  });
}
