import { z } from "zod";
import { type App, sessionCookie } from "../http/index.ts";
import { userRoles } from "../lib/permissions.ts";
import { ProblemError } from "../lib/problems.ts";
import type { AccessService } from "./access.ts";

const Session = z
  .object({
    tenant: z.object({ id: z.string(), name: z.string() }),
    role: z.enum(userRoles),
  })
  .meta({ id: "Session" });
const tags = ["Session"];

/** Signing in with an API key; browsers and EventSource then send a cookie. */
export function sessionRoutes(
  app: App,
  { access, isSecure }: { access: AccessService; isSecure: boolean },
): void {
  app.post(
    "/api/v1/session",
    {
      config: { access: "public" },
      schema: {
        tags,
        operationId: "openSession",
        summary: "Sign in with an API key",
        body: z.object({ key: z.string().min(1).max(512) }),
        response: { 200: Session },
      },
    },
    async (request, reply) => {
      const session = await access.openSession(request.body.key);
      reply.setCookie(sessionCookie, session.token, {
        path: "/",
        httpOnly: true,
        sameSite: "strict",
        secure: isSecure || request.protocol === "https",
        expires: session.expiresAt,
      });
      const { scope, tenantName, role } = session.access;
      return { tenant: { id: scope.tenantId, name: tenantName }, role };
    },
  );
  app.get(
    "/api/v1/session",
    {
      config: { access: "tenant", needs: "any" },
      schema: {
        tags,
        operationId: "getSession",
        summary: "Who is signed in",
        response: { 200: Session },
      },
    },
    async ({ access: who }) => {
      if (who === null) throw new ProblemError("unauthorized", "Nobody is signed in.");
      return { tenant: { id: who.scope.tenantId, name: who.tenantName }, role: who.role };
    },
  );
  app.delete(
    "/api/v1/session",
    {
      config: { access: "tenant", needs: "any" },
      schema: {
        tags,
        operationId: "closeSession",
        summary: "Sign out",
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const token = request.cookies[sessionCookie];
      if (token !== undefined && request.access !== null) {
        await access.closeSession(request.access.scope, token);
      }
      reply.clearCookie(sessionCookie, { path: "/" });
      return reply.code(204).send(null);
    },
  );
  app.post(
    "/api/v1/owner-key/reset",
    {
      config: { access: "tenant", needs: "any" },
      schema: {
        tags,
        operationId: "resetOwnerKey",
        summary: "Replace the owner key; only for commands on the server's own machine",
        response: { 200: z.object({ key: z.string().describe("Shown this once.") }) },
      },
    },
    async ({ access: who }) => {
      // Whoever only has the key must not be able to lock the others out with it.
      if (who?.actor !== "command") {
        throw new ProblemError("forbidden", "Run `voicelens keys reset-owner` on the server.");
      }
      return { key: await access.resetOwner() };
    },
  );
}
