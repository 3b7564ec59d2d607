import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { type App, type RequestAccess, requireAccess, sessionCookie } from "../http/index.ts";
import { isAllowed, permissions, userRoles } from "../lib/permissions.ts";
import { ProblemError } from "../lib/problems.ts";
import { type Database, inTenant } from "../store/index.ts";
import type { AccessService, SessionOwner } from "./access.ts";
import { BrandView } from "./brand.routes.ts";
import { readBrand } from "./brand.ts";
import type { createSignIn } from "./sign-in.ts";
import type { createTenantService } from "./tenants.ts";
import { readTimeZone } from "./time-zone.ts";

const Session = z
  .object({
    tenant: z.object({
      id: z.string(),
      name: z.string(),
      time_zone: z.string().describe("Whose clock counts for its days and hours."),
      brand: BrandView,
    }),
    home_tenant_id: z.string().describe("Another than the tenant's while acting for a client."),
    role: z.enum(userRoles),
    permissions: z.array(z.enum(permissions)),
    actor: z.string(),
    name: z.string(),
    is_person: z.boolean().describe("False for a session that was opened with a key."),
  })
  .meta({ id: "Session" });
const instant = z.string().meta({ format: "date-time" });
const OpenSession = z
  .object({
    id: z.string(),
    is_current: z.boolean(),
    user_id: z.string().nullable(),
    api_key_id: z.string().nullable(),
    user_agent: z.string().nullable(),
    created_at: instant,
    expires_at: instant,
  })
  .meta({ id: "OpenSession" });
const OwnQuery = z.object({
  own: z
    .stringbool()
    .default(false)
    .describe("Only one's own, also while acting for a client, whose people are meant otherwise."),
});
const tags = ["Session"];
const signedIn = { access: "tenant", needs: "any" } as const;

/** Puts a session into the browser: scripts cannot read it, and no other site's request carries it. */
export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  session: { token: string; expiresAt: Date },
  isSecure: boolean,
): void {
  reply.setCookie(sessionCookie, session.token, {
    path: "/",
    httpOnly: true,
    sameSite: "strict",
    secure: isSecure || request.protocol === "https",
    expires: session.expiresAt,
  });
}

/** Signing in, out, and on to a client; browsers and EventSource then send a cookie. */
export function sessionRoutes(
  app: App,
  needs: {
    db: Database;
    access: AccessService;
    signIn: ReturnType<typeof createSignIn>;
    tenants: ReturnType<typeof createTenantService>;
    isSecure: boolean;
  },
): void {
  const { db, access, isSecure } = needs;
  app.post(
    "/api/v1/session",
    {
      config: { access: "public", rateClass: "sign_in", isOpenReadOnly: true },
      schema: {
        tags,
        operationId: "openSession",
        summary: "Sign in with an address and a password, or with an API key",
        body: z.union([
          z.object({ key: z.string().min(1).max(512) }),
          z.object({
            email: z.string().min(1).max(254),
            password: z.string().min(1).max(1024),
            totp_code: z.string().max(20).optional(),
          }),
        ]),
        response: { 200: Session },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const userAgent = request.headers["user-agent"];
      if ("key" in body) {
        const session = await access.openSession(body.key, userAgent);
        setSessionCookie(request, reply, session, isSecure);
        return toSession(db, session.access);
      }
      const { email, password, totp_code: totpCode } = body;
      const who = await needs.signIn.signIn({ email, password, totpCode }, request.ip);
      const session = await access.openUserSession(who.scope, who.userId, userAgent);
      setSessionCookie(request, reply, session, isSecure);
      return toSession(db, await mustAuthenticate(access, session.token));
    },
  );
  app.get(
    "/api/v1/session",
    {
      config: signedIn,
      schema: {
        tags,
        operationId: "getSession",
        summary: "Who is signed in, and what they may do",
        response: { 200: Session },
      },
    },
    (request) => toSession(db, requireAccess(request)),
  );
  app.put(
    "/api/v1/session/tenant",
    {
      config: { ...signedIn, isOpenReadOnly: true },
      schema: {
        tags,
        operationId: "switchTenant",
        summary: "Act for a client of the installation; null for one's own tenant again",
        body: z.object({ tenant_id: z.string().max(100).nullable() }),
        response: { 200: Session },
      },
    },
    async (request) => {
      const who = requireAccess(request);
      await needs.tenants.switchTo(who, request.body.tenant_id);
      return toSession(db, await mustAuthenticate(access, request.cookies[sessionCookie] ?? ""));
    },
  );
  app.delete(
    "/api/v1/session",
    {
      config: { ...signedIn, isOpenReadOnly: true },
      schema: {
        tags,
        operationId: "closeSession",
        summary: "Sign out",
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const token = request.cookies[sessionCookie];
      const { homeTenantId } = requireAccess(request);
      if (token !== undefined) await access.closeSession({ tenantId: homeTenantId }, token);
      reply.clearCookie(sessionCookie, { path: "/" });
      return reply.code(204).send(null);
    },
  );
  app.get(
    "/api/v1/sessions",
    {
      config: signedIn,
      schema: {
        tags,
        operationId: "listSessions",
        summary: "List open sessions: one's own, or with members:read everybody's of the tenant",
        querystring: OwnQuery,
        response: { 200: z.object({ data: z.array(OpenSession) }) },
      },
    },
    async (request) => {
      const who = requireAccess(request);
      const [scope, owner] = visibleSessions(who, "members:read", request.query.own);
      const rows = await access.listSessions(scope, owner);
      return {
        data: rows.map((row) => ({
          ...row,
          is_current: row.id === who.sessionId,
          created_at: row.created_at.toISOString(),
          expires_at: row.expires_at.toISOString(),
        })),
      };
    },
  );
  app.delete(
    "/api/v1/sessions/:sessionId",
    {
      config: signedIn,
      schema: {
        tags,
        operationId: "revokeSession",
        summary: "End a session: one's own, or with members:write anybody's of the tenant",
        params: z.object({ sessionId: z.string().max(100) }),
        querystring: OwnQuery,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const who = requireAccess(request);
      const [scope, owner] = visibleSessions(who, "members:write", request.query.own);
      await access.revokeSession(scope, who.actor, request.params.sessionId, owner);
      return reply.code(204).send(null);
    },
  );
  app.delete(
    "/api/v1/sessions",
    {
      config: signedIn,
      schema: {
        tags,
        operationId: "revokeOtherSessions",
        summary: "Sign out everywhere else: end every session of one's own but this one",
        response: { 200: z.object({ ended: z.number().int() }) },
      },
    },
    async (request) => {
      const who = requireAccess(request);
      const home = { tenantId: who.homeTenantId };
      return {
        ended: await access.revokeOtherSessions(home, who.actor, ownerOf(who), who.sessionId),
      };
    },
  );
  app.post(
    "/api/v1/owner-key/reset",
    {
      config: { ...signedIn, isSecret: true },
      schema: {
        tags,
        operationId: "resetOwnerKey",
        summary: "Replace the owner key; only for commands on the server's own machine",
        response: { 200: z.object({ key: z.string().describe("Shown this once.") }) },
      },
    },
    async (request) => {
      // Whoever only has the key must not be able to lock the others out with it.
      if (requireAccess(request).actor !== "command") {
        throw new ProblemError("forbidden", "Run `voicelens keys reset-owner` on the server.");
      }
      return { key: await access.resetOwner() };
    },
  );
}

/** Whose sessions somebody may see or end: with the permission everybody's of the tenant acted for, else one's own. */
function visibleSessions(
  who: RequestAccess,
  permission: "members:read" | "members:write",
  isOwnOnly: boolean,
): [{ tenantId: string }, SessionOwner | null] {
  if (!isOwnOnly && who.scope.agentIds === undefined && isAllowed(who, permission)) {
    return [{ tenantId: who.scope.tenantId }, null];
  }
  return [{ tenantId: who.homeTenantId }, ownerOf(who)];
}

function ownerOf({ userId, apiKeyId }: RequestAccess): SessionOwner {
  return userId === null ? { api_key_id: apiKeyId ?? "" } : { user_id: userId };
}

async function mustAuthenticate(access: AccessService, token: string): Promise<RequestAccess> {
  const who = await access.authenticate(token);
  if (who === null) throw new ProblemError("unauthorized", "The session opens nothing.");
  return who;
}

async function toSession(db: Database, who: RequestAccess): Promise<z.infer<typeof Session>> {
  const { scope } = who;
  const [{ timeZone }, brand] = await inTenant(
    db,
    scope,
    async (trx) => [await readTimeZone(trx, scope), await readBrand(trx, scope)] as const,
  );
  return {
    tenant: { id: scope.tenantId, name: who.tenantName, time_zone: timeZone, brand },
    home_tenant_id: who.homeTenantId,
    role: who.role,
    permissions: permissions.filter((permission) => isAllowed(who, permission)),
    actor: who.actor,
    name: who.actorName,
    is_person: who.userId !== null,
  };
}
