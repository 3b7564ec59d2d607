import { z } from "zod";
import { type App, page, requireAccess, requireTenant } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import { PageQuery, readCursor, toPage } from "../store/index.ts";
import { reading, tags, writing } from "./entry.routes.ts";
import { HoursAnswer, HoursDocument, HoursQuestion, ShownHours } from "./hours.schema.ts";
import type { HoursService } from "./hours.service.ts";
import { Location, LocationChange, NewLocation } from "./location.schema.ts";
import { type LocationService, toLocation } from "./location.service.ts";
import type { BusinessLookups } from "./lookups.ts";

const params = z.object({ locationId: z.string() });

interface Needs {
  locations: LocationService;
  hours: HoursService;
  lookups: BusinessLookups;
}

/** Places at which a tenant does business, and when they are open. */
export function locationRoutes(app: App, { locations, hours, lookups }: Needs): void {
  app.get(
    "/api/v1/locations",
    {
      config: reading,
      schema: {
        tags,
        operationId: "listLocations",
        summary: "List locations by name",
        querystring: PageQuery,
        response: { 200: page(Location) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const place = readCursor(cursor, { name: z.string(), id: z.string() });
      const rows = await locations.list(requireTenant(request), { limit, cursor: place });
      const found = toPage(rows, limit, ({ name, id }) => ({ name, id }));
      return { data: found.rows.map(toLocation), next_cursor: found.nextCursor };
    },
  );
  app.post(
    "/api/v1/locations",
    {
      config: writing,
      schema: {
        tags,
        operationId: "createLocation",
        summary: "Make a location",
        body: NewLocation,
        response: { 201: Location },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await locations.create(requireAccess(request), request.body)),
  );
  app.get(
    "/api/v1/locations/:locationId",
    {
      config: reading,
      schema: {
        tags,
        operationId: "getLocation",
        summary: "Read a location",
        params,
        response: { 200: Location },
      },
    },
    (request) => locations.get(requireTenant(request), request.params.locationId),
  );
  app.patch(
    "/api/v1/locations/:locationId",
    {
      config: writing,
      schema: {
        tags,
        operationId: "changeLocation",
        summary: "Change a location; what is left out stays",
        ...{ params, body: LocationChange, response: { 200: Location } },
      },
    },
    (request) => locations.change(requireAccess(request), request.params.locationId, request.body),
  );
  app.delete(
    "/api/v1/locations/:locationId",
    {
      config: writing,
      schema: {
        tags,
        operationId: "removeLocation",
        summary: "Remove a location with its hours, zones, catalogue, policies and questions",
        params,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await locations.remove(requireAccess(request), request.params.locationId);
      return reply.code(204).send(null);
    },
  );
  hoursRoutes(app, { hours, lookups });
}

function hoursRoutes(app: App, { hours, lookups }: Pick<Needs, "hours" | "lookups">): void {
  app.get(
    "/api/v1/locations/:locationId/hours",
    {
      config: reading,
      schema: {
        tags,
        operationId: "getHours",
        summary: "Read when a location is open, with the ETag that replacing it may name",
        params,
        response: { 200: ShownHours },
      },
    },
    async (request, reply) => {
      const shown = await hours.get(requireTenant(request), request.params.locationId);
      return reply.header("etag", `"${shown.version}"`).send(shown);
    },
  );
  app.put(
    "/api/v1/locations/:locationId/hours",
    {
      config: writing,
      schema: {
        tags,
        operationId: "replaceHours",
        summary: "Replace all hours at once; If-Match refuses when somebody changed them meanwhile",
        ...{ params, body: HoursDocument, response: { 200: ShownHours } },
      },
    },
    async (request, reply) => {
      const version = versionOf(request.headers["if-match"]);
      const given = { hours: request.body, version };
      const access = requireAccess(request);
      const shown = await hours.replace(access, request.params.locationId, given);
      return reply.header("etag", `"${shown.version}"`).send(shown);
    },
  );
  app.get(
    "/api/v1/locations/:locationId/hours/now",
    {
      config: reading,
      schema: {
        tags,
        operationId: "askHours",
        summary: "Ask whether a location is open, and when that changes",
        ...{ params, querystring: HoursQuestion, response: { 200: HoursAnswer } },
      },
    },
    (request) => {
      const { at, ...asked } = request.query;
      return lookups.answerHours(requireTenant(request), request.params.locationId, {
        ...asked,
        at: at === undefined ? undefined : Date.parse(at),
      });
    },
  );
}

/** The version that an If-Match header names; null for any, or no header. @throws ProblemError `version-changed` for what is no version of ours. */
function versionOf(header: string | undefined): number | null {
  if (header === undefined || header.trim() === "*") return null;
  const [, version] = /^"(\d{1,9})"$/.exec(header.trim()) ?? [];
  if (version !== undefined) return Number(version);
  throw new ProblemError("version-changed", "If-Match names no version that we gave.");
}
