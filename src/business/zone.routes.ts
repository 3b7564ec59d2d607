import { z } from "zod";
import { type App, requireAccess, requireTenant } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import { entryRoutes, reading, tags, writing } from "./entry.routes.ts";
import type { BusinessLookups } from "./lookups.ts";
import {
  BoundaryBody,
  BoundaryFeature,
  DeliveryAnswer,
  DeliveryQuestion,
  NewZone,
  Zone,
  ZoneChange,
} from "./zone.schema.ts";
import type { ZoneService } from "./zone.service.ts";

const params = z.object({ locationId: z.string(), zoneId: z.string() });

/** Where a location delivers. */
export function zoneRoutes(
  app: App,
  { zones, lookups }: { zones: ZoneService; lookups: BusinessLookups },
): void {
  entryRoutes(app, {
    path: "zones",
    idName: "zoneId",
    names: ["DeliveryZone", "DeliveryZones"],
    words: ["a delivery zone", "delivery zones"],
    view: Zone,
    created: NewZone,
    changed: ZoneChange,
    service: zones,
  });
  boundaryRoutes(app, zones);
  app.post(
    "/api/v1/locations/:locationId/zones/check",
    {
      config: reading,
      schema: {
        tags,
        operationId: "checkDelivery",
        summary: "Ask whether a location delivers to a place or an address, and on what terms",
        params: z.object({ locationId: z.string() }),
        ...{ body: DeliveryQuestion, response: { 200: DeliveryAnswer } },
      },
    },
    (request) => {
      const { at, ...asked } = request.body;
      if (asked.place === undefined && asked.address === undefined) {
        throw new ProblemError("invalid-request", "Give a place or an address.");
      }
      return lookups.checkDelivery(requireTenant(request), request.params.locationId, {
        ...asked,
        at: at === undefined ? undefined : Date.parse(at),
      });
    },
  );
}

function boundaryRoutes(app: App, zones: ZoneService): void {
  const url = "/api/v1/locations/:locationId/zones/:zoneId/boundary";
  app.get(
    url,
    {
      config: reading,
      schema: {
        tags,
        operationId: "getZoneBoundary",
        summary: "Read a zone's boundary as a GeoJSON Feature",
        params,
        response: { 200: BoundaryFeature },
      },
    },
    async (request, reply) => {
      const feature = await zones.boundary(requireTenant(request), request.params);
      return reply.send(feature as unknown as z.infer<typeof BoundaryFeature>);
    },
  );
  app.put(
    url,
    {
      config: writing,
      schema: {
        tags,
        operationId: "replaceZoneBoundary",
        summary: "Draw a zone's boundary, instead of the one it has",
        ...{ params, body: BoundaryBody, response: { 200: Zone } },
      },
    },
    (request) => zones.draw(requireAccess(request), request.params, request.body),
  );
  app.delete(
    url,
    {
      config: writing,
      schema: {
        tags,
        operationId: "removeZoneBoundary",
        summary: "Take a zone's boundary away; whether it is delivered there is unknown then",
        params,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await zones.clear(requireAccess(request), request.params);
      return reply.code(204).send(null);
    },
  );
}
