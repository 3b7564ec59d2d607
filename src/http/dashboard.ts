import { readFileSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyReply } from "fastify";
import { dashboardPolicy, newNonce } from "./security-headers.ts";
import type { App } from "./types.ts";

/** The tags that the content policy lets in only with the nonce of the answer. */
const guardedTag = /<(?:script|style|link)(?=[\s>])/g;

/** Serves the built dashboard: its files, and its page under every address that the page itself knows. Returns what answers with the page elsewhere. */
export async function serveDashboard(
  app: App,
  folder: string,
  addresses: readonly string[],
): Promise<(reply: FastifyReply) => FastifyReply> {
  const page = readFileSync(join(folder, "index.html"), "utf8");
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    globIgnore: ["index.html"],
    // File names under assets/ carry their content's hash; the others must be asked for anew.
    setHeaders: (reply, path) => {
      const isHashed = path.includes("/assets/");
      reply.header("cache-control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  const send = (reply: FastifyReply) => sendPage(reply, page);
  for (const address of addresses) {
    app.get(address, (_request, reply) => send(reply));
  }
  return send;
}

/** Each answer has a nonce of its own, so it is kept nowhere and has no ETag. */
function sendPage(reply: FastifyReply, page: string) {
  const nonce = newNonce();
  return reply
    .header("content-security-policy", dashboardPolicy(nonce))
    .header("cache-control", "no-store")
    .header("x-robots-tag", "noindex, nofollow")
    .type("text/html; charset=utf-8")
    .send(page.replace(guardedTag, (tag) => `${tag} nonce="${nonce}"`));
}
