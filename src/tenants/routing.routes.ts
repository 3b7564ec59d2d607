import { z } from "zod";
import { type App, requireAccess, requireAgency } from "../http/index.ts";
import { dialledForms } from "../lib/phone.ts";
import { ProblemError } from "../lib/problems.ts";
import type { VoiceProvider } from "../providers/index.ts";
import type { Database } from "../store/index.ts";
import { namedTenant } from "./clients.ts";
import type { createRoutingService } from "./routing.ts";

const tags = ["Routing"];
const reading = { access: "tenant", needs: "connections:read" } as const;
const writing = { access: "tenant", needs: "connections:write" } as const;
const tenantId = z.string().max(100).optional().describe("A client; left out, one's own tenant.");
const PhoneNumber = z
  .object({ tenant_id: z.string(), number: z.string(), label: z.string() })
  .meta({ id: "PhoneNumber" });
const Agent = z
  .object({
    tenant_id: z.string(),
    provider: z.string(),
    agent_id: z.string(),
    name: z.string(),
  })
  .meta({ id: "Agent" });
const taken = z.object({ replayed: z.number().int().describe("Events called out of quarantine.") });

/** Which tenant a dialled number or an agent belongs to. Changing that moves calls, so only the agency may. */
export function routingRoutes(
  app: App,
  needs: {
    db: Database;
    routing: ReturnType<typeof createRoutingService>;
    findProvider: (key: string) => VoiceProvider | undefined;
    /** Has what waited for it in quarantine routed. Returns how many events. */
    onMapped: (of: {
      number?: string;
      agent?: { provider: string; id: string };
    }) => Promise<number>;
  },
): void {
  const { db, routing } = needs;
  app.get(
    "/api/v1/phone-numbers",
    {
      config: reading,
      schema: {
        tags,
        operationId: "listPhoneNumbers",
        summary: "List the numbers whose calls are a tenant's",
        querystring: z.object({ tenant_id: tenantId }),
        response: { 200: z.object({ data: z.array(PhoneNumber) }) },
      },
    },
    async (request) => {
      const scope = await namedTenant(db, requireAccess(request), request.query.tenant_id);
      return { data: await routing.listNumbers(scope) };
    },
  );
  app.post(
    "/api/v1/phone-numbers",
    {
      config: writing,
      schema: {
        tags,
        operationId: "addPhoneNumber",
        summary: "Give a number to a tenant; what waited for it in quarantine follows",
        body: z.object({
          tenant_id: tenantId,
          number: z.string().max(40),
          label: z.string().max(100).default(""),
        }),
        response: { 201: PhoneNumber.extend(taken.shape) },
      },
    },
    async (request, reply) => {
      const access = requireAccess(request);
      requireAgency(access);
      const number = readNumber(request.body.number);
      const scope = await namedTenant(db, access, request.body.tenant_id);
      const row = await routing.addNumber(scope, access.actor, number, request.body.label);
      return reply.code(201).send({ ...row, replayed: await needs.onMapped({ number }) });
    },
  );
  app.delete(
    "/api/v1/phone-numbers/:number",
    {
      config: writing,
      schema: {
        tags,
        operationId: "removePhoneNumber",
        summary: "Take a number away; calls that began stay where they are",
        params: z.object({ number: z.string().max(40) }),
        querystring: z.object({ tenant_id: tenantId }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const access = requireAccess(request);
      requireAgency(access);
      const scope = await namedTenant(db, access, request.query.tenant_id);
      await routing.removeNumber(scope, access.actor, readNumber(request.params.number));
      return reply.code(204).send(null);
    },
  );
  app.get(
    "/api/v1/agents",
    {
      config: reading,
      schema: {
        tags,
        operationId: "listAgents",
        summary: "List the agents whose calls are a tenant's",
        querystring: z.object({ tenant_id: tenantId }),
        response: { 200: z.object({ data: z.array(Agent) }) },
      },
    },
    async (request) => {
      const scope = await namedTenant(db, requireAccess(request), request.query.tenant_id);
      return { data: await routing.listAgents(scope) };
    },
  );
  app.post(
    "/api/v1/agents",
    {
      config: writing,
      schema: {
        tags,
        operationId: "addAgent",
        summary: "Give a provider's agent to a tenant; what waited for it in quarantine follows",
        body: z.object({
          tenant_id: tenantId,
          provider: z.string().max(50),
          agent_id: z.string().min(1).max(255),
          name: z.string().max(100).default(""),
        }),
        response: { 201: Agent.extend(taken.shape) },
      },
    },
    async (request, reply) => {
      const access = requireAccess(request);
      requireAgency(access);
      const provider = providerOf(needs, request.body.provider);
      const { agent_id: id, name } = request.body;
      const scope = await namedTenant(db, access, request.body.tenant_id);
      const row = await routing.addAgent(scope, access.actor, { provider, agentId: id, name });
      const replayed = await needs.onMapped({ agent: { provider, id } });
      return reply.code(201).send({ ...row, replayed });
    },
  );
  app.delete(
    "/api/v1/agents/:provider/:agentId",
    {
      config: writing,
      schema: {
        tags,
        operationId: "removeAgent",
        summary: "Take an agent away; calls that began stay where they are",
        params: z.object({ provider: z.string().max(50), agentId: z.string().max(255) }),
        querystring: z.object({ tenant_id: tenantId }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const access = requireAccess(request);
      requireAgency(access);
      const provider = providerOf(needs, request.params.provider);
      const scope = await namedTenant(db, access, request.query.tenant_id);
      await routing.removeAgent(scope, access.actor, provider, request.params.agentId);
      return reply.code(204).send(null);
    },
  );
}

function readNumber(text: string): string {
  const [number] = dialledForms(text);
  if (number !== undefined) return number;
  throw new ProblemError("invalid-request", "Write the number with its country: +12125550147.");
}

function providerOf(
  { findProvider }: { findProvider: (key: string) => VoiceProvider | undefined },
  key: string,
): string {
  const provider = findProvider(key);
  if (provider !== undefined) return provider.id;
  throw new ProblemError("provider-not-found", "Choose one of the listed providers.");
}
