import { z } from "zod";
import { type App, page, requireAccess, requireAgency } from "../../http/index.ts";
import { PageQuery, readCursor, toPage } from "../../store/index.ts";
import type { ErasureService } from "./erasure.service.ts";
import type { ErasureRow } from "./erasure.store.ts";
import type { Reapplied } from "./reapply-erasures.ts";

const tags = ["Retention"];
const path = "/api/v1/erasures";
const reading = { access: "tenant", needs: "audit:read" } as const;
const instant = z.string().meta({ format: "date-time" });
const Rows = z.record(z.string(), z.number().int());
const Erasure = z
  .object({
    id: z.string(),
    kind: z.enum(["caller", "tenant"]),
    status: z
      .enum(["running", "done", "remains"])
      .describe("remains: it is done, and the number is still named in what others said or wrote."),
    subject_hash: z.string().describe("A keyed hash of whom it is about: of nobody else's key."),
    ...{ requested_by: z.string(), requested_at: instant, finished_at: instant.nullable() },
    rooms_done: z.number().int(),
    found: Rows.describe("Rows of every table that named them before, by table."),
    removed: Rows.describe("Rows that were removed, by part of the product."),
    remaining: Rows.describe("Rows of every table that name them still, by table."),
  })
  .meta({ id: "Erasure" });
const Wish = z.union([
  z.object({ number: z.string().max(100) }).describe("A caller, with everything of theirs."),
  z.object({ tenant_id: z.string().max(100) }).describe("A client of the installation, for good."),
]);

interface Needs {
  erasures: ErasureService;
  reapply: () => Promise<Reapplied>;
}

/** Erasing a caller or a tenant, with a proof that names nobody. */
export function erasureRoutes(app: App, { erasures, reapply }: Needs): void {
  app.get(
    path,
    {
      config: reading,
      schema: {
        ...{ tags, operationId: "listErasures", response: { 200: page(Erasure) } },
        summary: "List erasures, the newest first",
        querystring: PageQuery,
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const before = readCursor(cursor, { at: z.iso.datetime({ offset: true }), id: z.string() });
      const rows = await erasures.list(requireAccess(request).scope, { limit, before });
      const found = toPage(rows, limit, ({ requested_at, id }) => ({
        ...{ at: requested_at.toISOString(), id },
      }));
      return { data: found.rows.map(toView), next_cursor: found.nextCursor };
    },
  );
  app.get(
    `${path}/:erasureId`,
    {
      config: reading,
      schema: {
        ...{ tags, operationId: "getErasure", response: { 200: Erasure } },
        summary: "Read how far an erasure is, and then its proof",
        params: z.object({ erasureId: z.string().max(100) }),
      },
    },
    async (request) =>
      toView(await erasures.get(requireAccess(request).scope, request.params.erasureId)),
  );
  app.post(
    path,
    {
      config: { access: "tenant", needs: "members:write" },
      schema: {
        ...{ tags, operationId: "eraseSubject", response: { 202: Erasure } },
        summary: "Erase a caller, or a client of the installation, from everywhere and for good",
        body: Wish,
      },
    },
    async (request, reply) => {
      const access = requireAccess(request);
      const { body } = request;
      const row =
        "number" in body
          ? await erasures.ofCaller(access, body.number)
          : await erasures.ofTenant(access, body.tenant_id);
      return reply.code(202).send(toView(row));
    },
  );
  app.post(
    "/api/v1/admin/erasures/reapply",
    {
      config: { access: "tenant", needs: "tenants:write", isOpenReadOnly: true },
      schema: {
        ...{ tags, operationId: "reapplyErasures" },
        summary: "Erase again whoever is on the list outside a database that was put back",
        response: { 202: z.object({ missing: z.number().int(), found: z.number().int() }) },
      },
    },
    async (request, reply) => {
      requireAgency(requireAccess(request));
      return reply.code(202).send(await reapply());
    },
  );
}

function toView(row: ErasureRow): z.infer<typeof Erasure> {
  const { tenant_id: _, subject: __, rounds: ___, lease: ____, ...rest } = row;
  const isClean = Object.keys(row.remaining).length === 0;
  const isOver = row.finished_at !== null;
  return {
    ...rest,
    status: !isOver ? "running" : isClean ? "done" : "remains",
    requested_at: row.requested_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
  };
}
