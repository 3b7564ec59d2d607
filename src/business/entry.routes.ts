import type { RawBuilder } from "kysely";
import { z } from "zod";
import { type App, page, requireAccess, requireTenant } from "../http/index.ts";
import { PageQuery, readCursor, toPage } from "../store/index.ts";
import type { EntryService } from "./entry.service.ts";

export const tags = ["Business"];
export const reading = { access: "tenant", needs: "business:read" } as const;
export const writing = { access: "tenant", needs: "business:write" } as const;

interface Shown {
  id: string;
  position: number;
}

/** What the routes of one kind of thing that is listed below a location are called and take. */
interface EntryRoutes<
  View extends Shown,
  New,
  Change,
  Filters extends z.ZodRawShape = Record<never, never>,
> {
  /** The part of the path behind the location. */
  path: string;
  /** The name of its id in paths. */
  idName: string;
  /** For operation ids: `Zone`, `Zones`. */
  names: readonly [one: string, many: string];
  /** For summaries: "a delivery zone", "delivery zones". */
  words: readonly [one: string, many: string];
  view: z.ZodType<View>;
  created: z.ZodType<New>;
  changed: z.ZodType<Change>;
  filters?: z.ZodObject<Filters>;
  conditions?: (filters: z.infer<z.ZodObject<Filters>>) => readonly RawBuilder<unknown>[];
  service: EntryService<Change, View>;
}

const locationParams = z.object({ locationId: z.string() });

/** Lists, reads, makes, changes and removes one kind of thing of a location. */
export function entryRoutes<
  View extends Shown,
  New extends Change,
  Change,
  Filters extends z.ZodRawShape = Record<never, never>,
>(app: App, routes: EntryRoutes<View, New, Change, Filters>): void {
  const { idName, words, names, service } = routes;
  const list = `/api/v1/locations/:locationId/${routes.path}`;
  const params = z.object({ locationId: z.string(), [idName]: z.string() });
  // What is generic is taken for unknown below; the schemas themselves check what comes and goes.
  const view: z.ZodType = routes.view;
  const created: z.ZodType = routes.created;
  const changed: z.ZodType = routes.changed;
  const response = { 200: view };
  const query = PageQuery.extend(routes.filters?.shape ?? {});
  const place = (given: unknown) => {
    const { locationId = "", [idName]: id = "" } = given as Record<string, string>;
    return { locationId, id };
  };
  const schema = (operationId: string, summary: string) => ({ tags, operationId, summary });
  app.get(
    list,
    {
      config: reading,
      schema: {
        ...schema(`list${names[1]}`, `List a location's ${words[1]}`),
        ...{ params: locationParams, querystring: query },
        response: { 200: page(view) },
      },
    },
    async (request) => {
      const { limit, cursor, ...filters } = PageQuery.loose().parse(request.query);
      const at = readCursor(cursor, { position: z.string().regex(/^-?\d{1,9}$/), id: z.string() });
      const rows = await service.list(requireTenant(request), place(request.params).locationId, {
        page: { limit, cursor: at && { ...at, position: Number(at.position) } },
        conditions: routes.conditions?.(filters as z.infer<z.ZodObject<Filters>>) ?? [],
      });
      const found = toPage(rows, limit, (row) => ({ position: String(row.position), id: row.id }));
      return { data: found.rows, next_cursor: found.nextCursor };
    },
  );
  app.get(
    `${list}/:${idName}`,
    {
      config: reading,
      schema: { ...schema(`get${names[0]}`, `Read ${words[0]}`), params, response },
    },
    (request) => {
      const { locationId, id } = place(request.params);
      return service.get(requireTenant(request), locationId, id);
    },
  );
  app.post(
    list,
    {
      config: writing,
      schema: {
        ...schema(`create${names[0]}`, `Make ${words[0]}`),
        ...{ params: locationParams, body: created },
        response: { 201: view },
      },
    },
    async (request, reply) => {
      const { locationId } = place(request.params);
      const made = await service.create(requireAccess(request), locationId, request.body as New);
      return reply.code(201).send(made);
    },
  );
  app.patch(
    `${list}/:${idName}`,
    {
      config: writing,
      schema: {
        ...schema(`change${names[0]}`, `Change ${words[0]}; what is left out stays`),
        ...{ params, body: changed, response },
      },
    },
    (request) => {
      const { locationId, id } = place(request.params);
      return service.change(requireAccess(request), locationId, id, request.body as Change);
    },
  );
  app.delete(
    `${list}/:${idName}`,
    {
      config: writing,
      schema: {
        ...schema(`remove${names[0]}`, `Remove ${words[0]}`),
        ...{ params, response: { 204: z.null() } },
      },
    },
    async (request, reply) => {
      const { locationId, id } = place(request.params);
      await service.remove(requireAccess(request), locationId, id);
      return reply.code(204).send(null);
    },
  );
}
