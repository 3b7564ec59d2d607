import { z } from "zod";
import { type App, requireAccess, requireTenant } from "../http/index.ts";
import { permissions, userRoles } from "../lib/permissions.ts";
import type { AccessService } from "./access.ts";
import type { createApiKeyService } from "./api-keys.ts";
import type { createMemberService } from "./members.ts";
import { setSessionCookie } from "./session.routes.ts";

const instant = z.string().meta({ format: "date-time" });
const tags = ["Members"];
const reading = { access: "tenant", needs: "members:read" } as const;
const writing = { access: "tenant", needs: "members:write" } as const;
const ids = z.array(z.string().max(255)).max(1000);
const role = z.enum(userRoles);
const User = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role,
    client_ids: ids.nullable().describe("The clients they may act for; null is all."),
    agent_ids: ids.nullable().describe("The agents whose calls they see; null is all."),
    has_totp: z.boolean(),
    is_disabled: z.boolean(),
    last_sign_in_at: instant.nullable(),
    created_at: instant,
  })
  .meta({ id: "User" });
const Invitation = z
  .object({
    id: z.string(),
    email: z.string(),
    role,
    client_ids: ids.nullable(),
    agent_ids: ids.nullable(),
    expires_at: instant,
  })
  .meta({ id: "Invitation" });
const ApiKey = z
  .object({
    id: z.string(),
    tenant_id: z.string(),
    name: z.string(),
    role,
    scopes: z.array(z.string()).nullable().describe("Null: everything that the role may."),
    agent_ids: ids.nullable(),
    last_four: z.string(),
    created_at: instant,
    expires_at: instant.nullable(),
  })
  .meta({ id: "ApiKey" });

interface Needs {
  access: AccessService;
  members: ReturnType<typeof createMemberService>;
  apiKeys: ReturnType<typeof createApiKeyService>;
  baseUrl: () => string;
  isSecure: boolean;
}

/** The people and keys of a tenant. */
export function memberRoutes(app: App, needs: Needs): void {
  userRoutes(app, needs);
  invitationRoutes(app, needs);
  apiKeyRoutes(app, needs);
}

function userRoutes(app: App, { members }: Needs): void {
  app.get(
    "/api/v1/users",
    {
      config: reading,
      schema: {
        tags,
        operationId: "listUsers",
        summary: "List the people of the tenant",
        response: { 200: z.object({ data: z.array(User) }) },
      },
    },
    async (request) => ({ data: (await members.listUsers(requireTenant(request))).map(toUser) }),
  );
  app.patch(
    "/api/v1/users/:userId",
    {
      config: writing,
      schema: {
        tags,
        operationId: "changeUser",
        summary: "Change what somebody may do; whoever is disabled is signed out",
        params: z.object({ userId: z.string().max(100) }),
        body: z.object({
          role: role.optional(),
          client_ids: ids.nullable().optional(),
          agent_ids: ids.nullable().optional(),
          is_disabled: z.boolean().optional(),
        }),
        response: { 200: User },
      },
    },
    async (request) => {
      const { body } = request;
      const reach = {
        ...(body.role === undefined ? {} : { role: body.role }),
        ...(body.client_ids === undefined ? {} : { clientIds: body.client_ids }),
        ...(body.agent_ids === undefined ? {} : { agentIds: body.agent_ids }),
      };
      const change = { reach, isDisabled: body.is_disabled };
      return toUser(
        await members.changeUser(requireAccess(request), request.params.userId, change),
      );
    },
  );
  app.delete(
    "/api/v1/users/:userId",
    {
      config: writing,
      schema: {
        tags,
        operationId: "removeUser",
        summary: "Remove somebody",
        params: z.object({ userId: z.string().max(100) }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await members.removeUser(requireAccess(request), request.params.userId);
      return reply.code(204).send(null);
    },
  );
}

function invitationRoutes(app: App, needs: Needs): void {
  const { members, access } = needs;
  app.get(
    "/api/v1/invitations",
    {
      config: reading,
      schema: {
        tags,
        operationId: "listInvitations",
        summary: "List who was asked to join and has not yet",
        response: { 200: z.object({ data: z.array(Invitation) }) },
      },
    },
    async (request) => ({
      data: (await members.listInvitations(requireTenant(request))).map(toInvitation),
    }),
  );
  app.post(
    "/api/v1/invitations",
    {
      config: { ...writing, isSecret: true },
      schema: {
        tags,
        operationId: "invite",
        summary: "Ask somebody to join; the first owner is invited with the owner key",
        body: z.object({
          email: z.email().max(254),
          role: role.default("viewer"),
          client_ids: ids.nullable().default(null),
          agent_ids: ids.nullable().default(null),
        }),
        response: {
          201: Invitation.extend({
            url: z
              .string()
              .describe("Where to join, good once within seven days. Shown this once."),
            token: z.string(),
          }),
        },
      },
    },
    async (request, reply) => {
      const { email, role: given, client_ids, agent_ids } = request.body;
      const reach = { role: given, clientIds: client_ids, agentIds: agent_ids };
      const invitation = await members.invite(requireAccess(request), email, reach);
      return reply.code(201).send({
        ...toInvitation(invitation),
        token: invitation.token,
        url: `${needs.baseUrl()}/join?token=${invitation.token}`,
      });
    },
  );
  app.delete(
    "/api/v1/invitations/:invitationId",
    {
      config: writing,
      schema: {
        tags,
        operationId: "revokeInvitation",
        summary: "Take an invitation back",
        params: z.object({ invitationId: z.string().max(100) }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await members.revokeInvitation(requireAccess(request), request.params.invitationId);
      return reply.code(204).send(null);
    },
  );
  app.post(
    "/api/v1/invitations/accept",
    {
      config: { access: "public", rateClass: "sign_in" },
      schema: {
        tags,
        operationId: "acceptInvitation",
        summary: "Join with an invitation's token, and be signed in",
        body: z.object({
          token: z.string().max(200),
          name: z.string().trim().min(1).max(100),
          password: z.string().min(1).max(1024),
        }),
        response: { 201: z.object({ user_id: z.string() }) },
      },
    },
    async (request, reply) => {
      const { scope, userId } = await members.acceptInvitation(request.body);
      const userAgent = request.headers["user-agent"];
      const session = await access.openUserSession(scope, userId, userAgent);
      setSessionCookie(request, reply, session, needs.isSecure);
      return reply.code(201).send({ user_id: userId });
    },
  );
}

function apiKeyRoutes(app: App, { apiKeys }: Needs): void {
  app.get(
    "/api/v1/api-keys",
    {
      config: reading,
      schema: {
        tags,
        operationId: "listApiKeys",
        summary: "List the keys of the tenant",
        response: { 200: z.object({ data: z.array(ApiKey) }) },
      },
    },
    async (request) => ({ data: (await apiKeys.list(requireTenant(request))).map(toApiKey) }),
  );
  app.post(
    "/api/v1/api-keys",
    {
      config: { ...writing, isSecret: true },
      schema: {
        tags,
        operationId: "createApiKey",
        summary: "Make a key; it is shown this once",
        body: z.object({
          tenant_id: z.string().max(100).optional().describe("A client; left out, one's own."),
          name: z.string().trim().min(1).max(100),
          role: role.default("viewer"),
          scopes: z.array(z.enum(permissions)).nullable().default(null),
          agent_ids: ids.nullable().default(null),
          expires_at: z.iso.datetime({ offset: true }).nullable().default(null),
        }),
        response: { 201: ApiKey.extend({ key: z.string() }) },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const made = await apiKeys.create(requireAccess(request), {
        tenantId: body.tenant_id,
        name: body.name,
        role: body.role,
        scopes: body.scopes,
        agentIds: body.agent_ids,
        expiresAt: body.expires_at === null ? null : new Date(body.expires_at),
      });
      return reply.code(201).send({ ...toApiKey(made), key: made.key });
    },
  );
  app.delete(
    "/api/v1/api-keys/:keyId",
    {
      config: writing,
      schema: {
        tags,
        operationId: "revokeApiKey",
        summary: "Revoke a key; sessions opened with it end",
        params: z.object({ keyId: z.string().max(100) }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await apiKeys.revoke(requireAccess(request), request.params.keyId);
      return reply.code(204).send(null);
    },
  );
}

type UserRow = Awaited<ReturnType<Needs["members"]["listUsers"]>>[number];

function toUser(row: UserRow): z.infer<typeof User> {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    client_ids: row.client_ids,
    agent_ids: row.agent_ids,
    has_totp: row.totp_step !== null,
    is_disabled: row.disabled_at !== null,
    last_sign_in_at: row.last_sign_in_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  };
}

function toInvitation(row: {
  id: string;
  email: string;
  role: UserRow["role"];
  client_ids: string[] | null;
  agent_ids: string[] | null;
  expires_at: Date;
}): z.infer<typeof Invitation> {
  const { id, email, role: given, client_ids, agent_ids } = row;
  return {
    id,
    email,
    role: given,
    client_ids,
    agent_ids,
    expires_at: row.expires_at.toISOString(),
  };
}

function toApiKey(row: {
  id: string;
  tenant_id: string;
  name: string;
  role: UserRow["role"];
  scopes: string[] | null;
  agent_ids: string[] | null;
  last_four: string;
  created_at: Date;
  expires_at: Date | null;
}): z.infer<typeof ApiKey> {
  return {
    id: row.id,
    tenant_id: row.tenant_id,
    name: row.name,
    role: row.role,
    scopes: row.scopes,
    agent_ids: row.agent_ids,
    last_four: row.last_four,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at?.toISOString() ?? null,
  };
}
