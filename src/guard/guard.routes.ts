import { z } from "zod";
import { recordAudit } from "../audit/index.ts";
import { type App, page, type RequestAccess, requireAccess, requireAgency } from "../http/index.ts";
import { newId } from "../lib/ids.ts";
import { type ProblemCode, ProblemError } from "../lib/problems.ts";
import {
  type Database,
  InstantQuery,
  inTenant,
  PageQuery,
  readCursor,
  toPage,
} from "../store/index.ts";
import {
  type AddressRule,
  type AddressRuleKind,
  insertRule,
  liftRule,
  listRules,
} from "./address-rule.store.ts";
import { type AddressRules, addressScope, doesCover } from "./address-rules.ts";
import { readNetwork } from "./addresses.ts";

const instant = z.string().meta({ format: "date-time" });
const common = {
  id: z.string(),
  network: z.string().describe("CIDR notation."),
  reason: z.string(),
  created_by: z.string(),
  created_at: instant,
  expires_at: instant.nullable().describe("Null: until it is lifted."),
};
const Block = z
  .object({
    ...common,
    source: z.enum(["guard", "person"]),
    level: z
      .number()
      .int()
      .describe(
        "How often in a row the guard blocked it: 1, 5, then 15 minutes; 0 for a person's.",
      ),
    lifted_at: instant.nullable(),
    lifted_by: z.string().nullable(),
  })
  .meta({ id: "Block" });
const AllowedAddress = z.object(common).meta({ id: "AllowedAddress" });
const NewRule = z.object({
  network: z.string().max(50).describe("An IPv4 or IPv6 address, or a CIDR range."),
  reason: z.string().trim().min(1).max(200),
  expires_at: InstantQuery.nullable().default(null),
});
const tags = ["Guard"];
const reading = { access: "tenant", needs: "guard:read" } as const;
const writing = { access: "tenant", needs: "guard:write" } as const;

interface Needs {
  db: Database;
  rules: AddressRules;
  now: () => number;
}

/** Which addresses are shut out and which never are. They belong to the installation, so only its own people see and change them. */
export function guardRoutes(app: App, needs: Needs): void {
  blockRoutes(app, needs);
  allowedRoutes(app, needs);
}

function blockRoutes(app: App, needs: Needs): void {
  app.get(
    "/api/v1/admin/blocks",
    {
      config: reading,
      schema: {
        tags,
        operationId: "listBlocks",
        summary: "List blocked addresses, the newest first",
        querystring: PageQuery.extend({
          state: z.enum(["active", "all"]).default("active").describe("`all`: also what ended."),
        }),
        response: { 200: page(Block) },
      },
    },
    async (request) => {
      const { state, ...query } = request.query;
      const activeAt = state === "active" ? new Date(needs.now()) : null;
      const found = await list(needs, requireAccess(request), {
        kind: "block",
        activeAt,
        ...query,
      });
      return { data: found.rows.map(toBlock), next_cursor: found.nextCursor };
    },
  );
  app.post(
    "/api/v1/admin/blocks",
    {
      config: writing,
      schema: {
        tags,
        operationId: "blockAddress",
        summary: "Shut an address or range out; verified webhooks still come in",
        body: NewRule,
        response: { 201: Block },
      },
    },
    async (request, reply) => {
      const access = requireAccess(request);
      const { network } = request.body;
      if (doesCover(readNetwork(network) ?? "", request.ip)) {
        throw new ProblemError(
          "invalid-request",
          "That would shut you out: it is your own address.",
        );
      }
      return reply.code(201).send(toBlock(await add(needs, access, "block", request.body)));
    },
  );
  app.delete(
    "/api/v1/admin/blocks/:blockId",
    {
      config: writing,
      schema: {
        tags,
        operationId: "liftBlock",
        summary: "End a block",
        params: z.object({ blockId: z.string().max(100) }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { blockId: id } = request.params;
      await lift(needs, requireAccess(request), { id, kind: "block" }, "block-not-found");
      return reply.code(204).send(null);
    },
  );
}

function allowedRoutes(app: App, needs: Needs): void {
  app.get(
    "/api/v1/admin/allowed-addresses",
    {
      config: reading,
      schema: {
        tags,
        operationId: "listAllowedAddresses",
        summary: "List addresses that are never blocked, the newest first",
        querystring: PageQuery,
        response: { 200: page(AllowedAddress) },
      },
    },
    async (request) => {
      const activeAt = new Date(needs.now());
      const query = { kind: "allow", activeAt, ...request.query } as const;
      const found = await list(needs, requireAccess(request), query);
      return { data: found.rows.map(toAllowed), next_cursor: found.nextCursor };
    },
  );
  app.post(
    "/api/v1/admin/allowed-addresses",
    {
      config: writing,
      schema: {
        tags,
        operationId: "allowAddress",
        summary: "Never block an address or range; limits still hold for it",
        body: NewRule,
        response: { 201: AllowedAddress },
      },
    },
    async (request, reply) => {
      const rule = await add(needs, requireAccess(request), "allow", request.body);
      return reply.code(201).send(toAllowed(rule));
    },
  );
  app.delete(
    "/api/v1/admin/allowed-addresses/:allowedAddressId",
    {
      config: writing,
      schema: {
        tags,
        operationId: "removeAllowedAddress",
        summary: "Take an address off the list of those that are never blocked",
        params: z.object({ allowedAddressId: z.string().max(100) }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const rule = { id: request.params.allowedAddressId, kind: "allow" } as const;
      await lift(needs, requireAccess(request), rule, "allowed-address-not-found");
      return reply.code(204).send(null);
    },
  );
}

async function list(
  { db }: Needs,
  access: RequestAccess,
  query: {
    kind: AddressRuleKind;
    activeAt: Date | null;
    limit: number;
    cursor?: string | undefined;
  },
) {
  requireAgency(access);
  const place = readCursor(query.cursor, { at: z.iso.datetime(), id: z.string() });
  const rows = await listRules(db, addressScope, { ...query, before: place });
  return toPage(rows, query.limit, (row) => ({ at: row.created_at.toISOString(), id: row.id }));
}

async function add(
  { db, rules, now }: Needs,
  access: RequestAccess,
  kind: AddressRuleKind,
  given: z.output<typeof NewRule>,
): Promise<AddressRule> {
  requireAgency(access);
  const network = readNetwork(given.network);
  if (network === null) {
    throw new ProblemError("invalid-request", "The network is no address and no CIDR range.");
  }
  const expires_at = given.expires_at === null ? null : new Date(given.expires_at);
  if (expires_at !== null && expires_at.getTime() <= now()) {
    throw new ProblemError("invalid-request", "The end lies in the past.");
  }
  const rule = await inTenant(db, addressScope, async (trx) => {
    const { reason } = given;
    const id = newId(kind === "block" ? "blk" : "alw");
    const by = { source: "person", created_by: access.actor } as const;
    const row = { id, kind, network, reason, level: 0, expires_at, ...by };
    const written = await insertRule(trx, addressScope, row, new Date(now()));
    await recordAudit(trx, addressScope, {
      actor: access.actor,
      action: kind === "block" ? "address.blocked" : "address.allowed",
      subject: id,
      payload: { network, reason, expires_at: given.expires_at },
    });
    return written;
  });
  rules.add(rule);
  return rule;
}

async function lift(
  { db, rules }: Needs,
  access: RequestAccess,
  rule: { id: string; kind: AddressRuleKind },
  notFound: ProblemCode,
): Promise<void> {
  requireAgency(access);
  await inTenant(db, addressScope, async (trx) => {
    const lifted = await liftRule(trx, addressScope, rule, access.actor);
    if (lifted === undefined) throw new ProblemError(notFound, "It may have been lifted already.");
    await recordAudit(trx, addressScope, {
      actor: access.actor,
      action: rule.kind === "block" ? "address.unblocked" : "address.disallowed",
      subject: rule.id,
    });
  });
  rules.remove(rule.id);
}

function toAllowed(rule: AddressRule) {
  const { id, network, reason, created_by } = rule;
  return {
    ...{ id, network, reason, created_by },
    created_at: rule.created_at.toISOString(),
    expires_at: rule.expires_at?.toISOString() ?? null,
  };
}

function toBlock(rule: AddressRule) {
  const { source, level, lifted_by } = rule;
  const lifted_at = rule.lifted_at?.toISOString() ?? null;
  return { ...toAllowed(rule), source, level, lifted_by, lifted_at };
}
