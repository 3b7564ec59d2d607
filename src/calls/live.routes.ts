import type { ServerResponse } from "node:http";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { type App, requireAccess } from "../http/index.ts";
import { LiveAlert, LiveCall, LiveFilter } from "./call.schema.ts";
import { toBlocks } from "./live-events.ts";
import { createFollower, type Outlet } from "./live-follower.ts";
import { drained, heartbeatMsUsual, type LiveNeeds, lingerMs } from "./live-needs.ts";

/** What is asked to go on after; anything else than an id of ours is one that is not known. */
export function resumeIdOf(given: string | undefined): number | undefined {
  if (given === undefined || given === "") return undefined;
  return /^\d{1,15}$/.test(given) ? Number(given) : Number.MAX_SAFE_INTEGER;
}

/** The live stream as server-sent events. */
export function liveRoutes(app: App, needs: LiveNeeds): void {
  const { isStillAllowed, heartbeatMs = heartbeatMsUsual } = needs;
  const open = new Set<() => void>();
  // Streams never end by themselves, and closing waits for every answer.
  app.addHook("preClose", async () => {
    for (const end of open) end();
  });
  app.get(
    "/api/v1/live",
    {
      config: { access: "tenant", needs: "calls:read" },
      schema: {
        tags: ["Live"],
        operationId: "streamCalls",
        summary: "Follow calls and alerts as server-sent events; resumes by Last-Event-ID",
        description:
          "Events `call.started`, `call.updated` and `call.ended`, each with a LiveCall; `alert.opened`, `alert.escalated`, `alert.acknowledged`, `alert.assigned`, `alert.noted` and `alert.resolved`, each with the id of the alert, for who may read alerts and follows all calls; `reset` when what was missed is not known any more (load anew what you show); `dropped` before a reader that is too slow is let go (come back with the last id).",
        headers: z.object({ "last-event-id": z.string().optional() }),
        querystring: LiveFilter.extend({
          last_event_id: z
            .string()
            .optional()
            .describe("For clients that cannot set the header, which goes before it."),
        }),
        response: {
          200: {
            description: "The stream; the schema is that of each event's data.",
            content: { "text/event-stream": { schema: z.union([LiveCall, LiveAlert]) } },
          },
        },
      },
    },
    (request, reply) => {
      const { last_event_id: asked, ...filter } = request.query;
      reply.hijack();
      const { raw } = reply;
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) raw.setHeader(name, value);
      }
      raw.writeHead(200, {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
        // A stream that ended must not keep a server from closing that waits for its connections.
        connection: "close",
      });
      raw.write(": connected\n\n");
      const follower = createFollower(needs, requireAccess(request), outletOf(raw));
      const end = () => {
        follower.stop();
        raw.end();
      };
      open.add(end);
      const heartbeat = setInterval(() => {
        follower.beat();
        endUnlessAllowed(request, isStillAllowed, end);
      }, heartbeatMs);
      raw.on("close", () => {
        clearInterval(heartbeat);
        follower.stop();
        open.delete(end);
      });
      follower.follow(filter, resumeIdOf(request.headers["last-event-id"] ?? asked));
    },
  );
}

/** A stream must not outlive the session: who was shut out is not told any more. */
export function endUnlessAllowed(
  request: FastifyRequest,
  isStillAllowed: LiveNeeds["isStillAllowed"],
  end: () => void,
): void {
  isStillAllowed(request)
    .catch(() => true)
    .then((isAllowed) => isAllowed || end())
    .catch(() => undefined);
}

function outletOf(raw: ServerResponse): Outlet {
  return {
    send: (events) => raw.write(toBlocks(events)),
    // A block without data moves the id that a browser resumes from, and is no event.
    mark: (position) => raw.write(`id: ${position}\n\n`),
    reset: (position) => raw.write(`id: ${position}\nevent: reset\ndata: {}\n\n`),
    waitingBytes: () => raw.writableLength,
    drained: () => drained(raw),
    drop() {
      raw.end('event: dropped\ndata: {"reason":"too slow"}\n\n');
      const timer = setTimeout(() => raw.destroy(), lingerMs);
      raw.on("close", () => clearTimeout(timer));
    },
    end: () => raw.end(),
  };
}
