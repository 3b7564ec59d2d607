import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyReply, FastifyRequest } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import { type ProblemCode, ProblemError, problems } from "../lib/problems.ts";
import { serveDashboard } from "./dashboard.ts";
import { apiPagePolicy } from "./security-headers.ts";
import type { App } from "./types.ts";

interface Needs {
  version: string;
  /** Folder of the built dashboard. */
  webFolder: string;
  /** Folder with `problems/<code>.md`. */
  docsFolder: string;
  vcpSchema: object;
}

const open = { access: "public", area: "documents" } as const;

/** Collects the routes registered after it into the OpenAPI document, beside the requests that we send. */
export async function collectOpenApi(
  app: App,
  version: string,
  webhooks: Record<
    string,
    { post: { summary: string; responses: Record<string, { description: string }> } }
  >,
): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "VoiceLens",
        version,
        description:
          "One record per call, whichever provider carried it. Errors are RFC 9457 problem documents.",
      },
      components: {
        securitySchemes: { bearer: { type: "http", scheme: "bearer" } },
      },
      security: [{ bearer: [] }],
      webhooks,
    },
    transform: (input) => {
      const { schema, url } = jsonSchemaTransform(input);
      const { needs } = input.route.config ?? {};
      return { schema: { ...schema, ...(needs && { "x-permission": needs }) }, url };
    },
    transformObject: jsonSchemaTransformObject,
  });
}

/** What people read: the API's documents, problem pages, and the dashboard. */
export async function documentRoutes(root: App, needs: Needs): Promise<void> {
  const hidden = { config: open, schema: { hide: true } };
  root.get("/openapi.json", hidden, async (_request, reply) => reply.send(root.swagger()));
  root.get("/vcp-0.5.schema.json", hidden, async (_request, reply) =>
    reply.type("application/schema+json").send(JSON.stringify(needs.vcpSchema)),
  );
  root.get("/problems/:code", hidden, async (request, reply) => {
    const { code } = request.params as { code: string };
    if (!Object.hasOwn(problems, code)) throw new ProblemError("not-found", "No such problem.");
    const text = await readFile(
      join(needs.docsFolder, "problems", `${code as ProblemCode}.md`),
      "utf8",
    );
    return reply.type("text/markdown; charset=utf-8").send(text);
  });
  let sendPage: ((reply: FastifyReply) => FastifyReply) | undefined;
  await root.register(async (app) => {
    app.addHook("onRoute", (route) => {
      route.config = { ...route.config, ...open };
      route.schema = { ...route.schema, hide: true };
    });
    await app.register(swaggerUi, { routePrefix: "/docs", staticCSP: apiPagePolicy });
    if (existsSync(needs.webFolder)) {
      sendPage = await serveDashboard(app, needs.webFolder, dashboardAddresses);
    }
  });
  root.setNotFoundHandler((request, reply) => {
    if (sendPage && isTyped(request)) return sendPage(reply.code(404));
    throw new ProblemError("not-found", `${request.method} leads nowhere here.`);
  });
}

/** Where programs ask, whatever they say they accept. */
const ofPrograms = /^\/(?:api|webhooks?|vcp|v1|docs|problems|recordings|metrics)(?:[/?]|$)/;

/** Whether somebody opened the address in a browser: the page tells them better than a problem document that it leads nowhere. */
function isTyped({ method, url, headers }: FastifyRequest): boolean {
  return method === "GET" && /\btext\/html\b/.test(headers.accept ?? "") && !ofPrograms.test(url);
}

/** The addresses that the dashboard's page shows something under. */
const dashboardAddresses = [
  "/",
  "/calls/*",
  "/shared/*",
  "/overview",
  "/live",
  "/start",
  "/analytics",
  "/contacts",
  "/contacts/*",
  "/alerts",
  "/follow-ups",
  "/knowledge",
  "/knowledge/*",
  "/memory",
  "/memory/*",
  "/model-use",
  "/prices",
  "/statements",
  "/events",
  "/setup",
  "/doctor",
  "/quarantine",
  "/completeness",
  "/team",
  "/keys",
  "/data",
  "/clients",
  "/numbers",
  "/tools",
  "/business",
  "/outgoing",
  "/security",
  "/operations",
  "/audit",
  "/account",
  "/join",
  "/sign-in",
];
