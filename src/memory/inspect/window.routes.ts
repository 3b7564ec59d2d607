import { z } from "zod";
import { type App, requireAccess, requireTenant } from "../../http/index.ts";
import { SessionId } from "../memory.schema.ts";
import { Stats, StatsOf } from "./stats.schema.ts";
import { Pinned, PinnedChange, Reset, ResetDone, Window } from "./window.schema.ts";
import type { WindowService } from "./window.service.ts";

const tags = ["Memory"];
const reading = { access: "tenant", needs: "memory:read" } as const;
const writing = { access: "tenant", needs: "memory:write" } as const;
const params = z.object({ memorySessionId: SessionId });
const one = "/api/v1/memory/sessions/:memorySessionId";

/** What a model sees of a session. */
export function memoryWindowRoutes(app: App, { windows }: { windows: WindowService }): void {
  app.get(
    `${one}/window`,
    {
      config: reading,
      schema: {
        ...{ tags, params, operationId: "getMemoryWindow", response: { 200: Window } },
        summary: "Read what a model sees of a session, what left it, and what was put in last",
      },
    },
    (request) => windows.window(requireTenant(request), request.params.memorySessionId),
  );
  app.get(
    `${one}/pinned`,
    {
      config: reading,
      schema: {
        ...{ tags, params, operationId: "getMemoryPinned", response: { 200: Pinned } },
        summary: "Read what stays in a session's prompt whatever leaves its window",
      },
    },
    (request) => windows.pinned(requireTenant(request), request.params.memorySessionId),
  );
  app.patch(
    `${one}/pinned`,
    {
      config: writing,
      schema: {
        ...{ tags, params, operationId: "changeMemoryPinned" },
        summary: "Say what stays in a session's prompt whatever leaves its window",
        ...{ body: PinnedChange, response: { 200: Pinned } },
      },
    },
    (request) => {
      const { memorySessionId } = request.params;
      return windows.pin(requireAccess(request), memorySessionId, request.body.entries);
    },
  );
  app.get(
    "/stats",
    {
      config: reading,
      schema: {
        ...{ tags, operationId: "getMemoryStats", querystring: StatsOf, response: { 200: Stats } },
        summary: "Read how full windows are, what is in memory and what is done with it",
      },
    },
    (request) => windows.stats(requireTenant(request), request.query.session_id),
  );
  app.post(
    "/reset",
    {
      config: writing,
      schema: {
        ...{ tags, operationId: "resetMemory", body: Reset, response: { 200: ResetDone } },
        summary: "Empty the window of a session, or forget the session or its subject",
      },
    },
    (request) => windows.reset(requireAccess(request), request.body),
  );
}
