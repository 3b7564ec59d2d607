import compress from "@fastify/compress";
import type { App } from "./types.ts";

/** Shorter answers fit into a packet or two anyway. */
const bytesMin = 1024;

/** Text of any kind. Event streams are written past the framework, and pictures and fonts are compressed already. */
const compressible =
  /^text\/(?!event-stream)|[+/](?:json|xml|javascript)(?:;|$)|^application\/openmetrics-text/;

/**
 * Compresses what people and programs read, where they can take it.
 *
 * The length of a compressed answer tells something of its content to whoever can put words into it and watch it go by (BREACH). So answers that hold
 * a secret (`isSecret`) go as they are. The others hold what callers said, but a page of another site cannot make a browser fetch them: the session
 * cookie stays at home (`SameSite=strict`), and keys are not sent by browsers on their own.
 *
 * There are no ETags for the API: what a tenant reads is `no-store`, so a browser has nothing to compare.
 */
export async function compressAnswers(app: App): Promise<void> {
  app.addHook("onRoute", (route) => {
    const { area, isSecret } = route.config ?? {};
    // A webhook's answer is a few bytes, and its path is the hot one: it gets no hook at all.
    if (area === "webhook" || isSecret === true) route.compress = false;
  });
  await app.register(compress, {
    threshold: bytesMin,
    customTypes: compressible,
    encodings: ["br", "gzip"],
    globalDecompression: false,
  });
}
