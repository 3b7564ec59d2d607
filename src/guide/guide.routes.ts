import { readFile } from "node:fs/promises";
import type { FastifyReply } from "fastify";
import { z } from "zod";
import type { App } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import { guidePage, resultsPage, styleAddress } from "./guide-page.ts";
import { type GuidePages, readPages, typeOfFile } from "./read-pages.ts";
import { guideAddress } from "./render-page.ts";
import { openGuideSearch } from "./search-guide.ts";
import { style } from "./style.ts";

/** Pages of the guide run nothing and load nothing but their own style and pictures. */
const pagePolicy =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/**
 * The guide: the folder of documents as pages, for whoever reaches the server, with a search that needs no script.
 *
 * Everything is read at the first question and kept: the documents belong to the release.
 */
export function guideRoutes(app: App, { docsFolder }: { docsFolder: string }): void {
  const config = { access: "public", area: "documents" } as const;
  const read = once(() => readPages(docsFolder));
  const openSearch = once(async () => openGuideSearch(await read()));
  const query = z.object({ q: z.string().max(200).optional() });
  app.get(
    guideAddress,
    { config, schema: { hide: true, querystring: query } },
    async (request, reply) => {
      const guide = await read();
      const asked = request.query.q?.trim() ?? "";
      if (asked === "") return sendPage(reply, guide, guideAddress);
      const find = await openSearch();
      return sendHtml(reply, resultsPage(guide, asked, find(asked)));
    },
  );
  app.get(styleAddress, { config, schema: { hide: true } }, async (_request, reply) =>
    reply.type("text/css; charset=utf-8").header("cache-control", "no-cache").send(style),
  );
  const params = z.object({ "*": z.string() });
  app.get(
    `${guideAddress}/*`,
    { config, schema: { hide: true, params } },
    async (request, reply) => {
      const guide = await read();
      const address = `${guideAddress}/${request.params["*"]}`.replace(/\/$/, "");
      const file = guide.files.get(address);
      if (file === undefined) return sendPage(reply, guide, address);
      return reply.type(typeOfFile(file)).send(await readFile(file));
    },
  );
}

function sendPage(reply: FastifyReply, guide: GuidePages, address: string) {
  const page = guide.pages.get(address);
  if (page === undefined) throw new ProblemError("not-found", "No such page of the guide.");
  return sendHtml(reply, guidePage(guide, page));
}

function sendHtml(reply: FastifyReply, html: string) {
  return reply
    .header("content-security-policy", pagePolicy)
    .header("cache-control", "no-cache")
    .type("text/html; charset=utf-8")
    .send(html);
}

/** Does something at the first call only; what failed is tried again at the next. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
