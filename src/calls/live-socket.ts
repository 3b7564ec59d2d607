import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { type App, requireAccess, upgrade, type WebSocket } from "../http/index.ts";
import { LiveFilter } from "./call.schema.ts";
import { endUnlessAllowed, resumeIdOf } from "./live.routes.ts";
import { createFollower, type Outlet } from "./live-follower.ts";
import { drained, heartbeatMsUsual, type LiveNeeds, lingerMs } from "./live-needs.ts";

/** Why we close. 1009 (a message that is too long) and 1002 (no WebSocket frame) are said by the protocol itself. */
const closing = {
  restart: [1012, "restarting: come back with last_event_id"],
  failed: [1013, "come back with last_event_id"],
  dropped: [1013, "dropped, too slow: come back with last_event_id"],
  malformed: [4400, "send subscribe messages only"],
  shutOut: [4401, "the key or session that opened this no longer does"],
  tooMany: [4429, "too many messages"],
} as const;

const messageBytesMax = 4 * 1024;
/** Messages and pings of a client: it subscribes, and that is all. */
const messagesPerMinuteMax = 60;

const Subscribe = z.object({
  type: z.literal("subscribe"),
  filter: LiveFilter.default({}),
  last_event_id: z.union([z.string(), z.number()]).optional(),
});

/** The live stream as a WebSocket. */
export function liveSocketRoutes(app: App, needs: LiveNeeds): void {
  const open = new Set<WebSocket>();
  app.addHook("preClose", async () => {
    await Promise.all([...open].map((socket) => close(socket, "restart")));
  });
  app.get(
    "/ws",
    {
      config: { access: "tenant", needs: "calls:read" },
      schema: {
        tags: ["Live"],
        operationId: "followCalls",
        summary: "Follow calls and alerts over a WebSocket; resumes by last_event_id",
        description:
          'Messages are JSON: `{"id","type","call"}` and `{"id","type","alert"}` with the types, calls and alerts of `GET /api/v1/live`; `{"type":"position","id"}` as heartbeat; `{"type":"reset","id"}` when what was missed is not known any more. A client may send `{"type":"subscribe","filter":{},"last_event_id":"…"}`. Close codes: 1012 restart, 1013 too slow or come again, 4400 malformed, 4401 shut out, 4429 too many messages.',
        querystring: LiveFilter.extend({ last_event_id: z.string().optional() }),
        response: { 101: z.null().describe("The connection is a WebSocket from here on.") },
      },
    },
    async (request, reply) => {
      const { last_event_id: asked, ...filter } = request.query;
      const socket = await upgrade(request, reply, { messageBytesMax });
      open.add(socket);
      socket.on("close", () => open.delete(socket));
      serve(socket, request, needs, { filter, after: resumeIdOf(asked) });
    },
  );
}

function serve(
  socket: WebSocket,
  request: FastifyRequest,
  needs: LiveNeeds,
  first: { filter: LiveFilter; after: number | undefined },
): void {
  const { isStillAllowed, heartbeatMs = heartbeatMsUsual } = needs;
  const follower = createFollower(needs, requireAccess(request), outletOf(socket, request));
  let isAlive = true;
  let heard = 0;
  const count = () => {
    heard += 1;
    if (heard === messagesPerMinuteMax + 1) void close(socket, "tooMany");
    return heard <= messagesPerMinuteMax;
  };
  const minute = setInterval(() => {
    heard = 0;
  }, 60_000);
  const heartbeat = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
    follower.beat();
    endUnlessAllowed(request, isStillAllowed, () => void close(socket, "shutOut"));
  }, heartbeatMs);
  socket.on("pong", () => {
    isAlive = true;
  });
  socket.on("ping", count);
  socket.on("message", (bytes, isBinary) => {
    if (!count()) return;
    const wish = isBinary ? undefined : readWish(String(bytes));
    if (wish === undefined) return void close(socket, "malformed");
    const { filter, last_event_id: after } = wish;
    follower.follow(filter, after === undefined ? undefined : resumeIdOf(String(after)));
  });
  // What is no frame, or too long, is answered by the protocol, and the socket closed.
  socket.on("error", () => undefined);
  socket.on("close", () => {
    clearInterval(minute);
    clearInterval(heartbeat);
    follower.stop();
  });
  follower.follow(first.filter, first.after);
}

function readWish(text: string): z.infer<typeof Subscribe> | undefined {
  try {
    return Subscribe.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Says why, and does not wait for whoever does not listen. */
function close(socket: WebSocket, why: keyof typeof closing): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState === socket.CLOSED) return resolve();
    const timer = setTimeout(() => socket.terminate(), lingerMs);
    socket.once("close", () => {
      clearTimeout(timer);
      resolve();
    });
    const [code, reason] = closing[why];
    socket.close(code, reason);
  });
}

function outletOf(socket: WebSocket, { raw: { socket: wire } }: FastifyRequest): Outlet {
  const sendJson = (message: object) => socket.send(JSON.stringify(message));
  return {
    send(events) {
      wire.cork();
      for (const { message } of events) socket.send(message, { binary: false });
      wire.uncork();
    },
    mark: (id) => sendJson({ type: "position", id }),
    reset: (id) => sendJson({ type: "reset", id }),
    waitingBytes: () => socket.bufferedAmount,
    drained: () => drained(wire),
    drop: () => void close(socket, "dropped"),
    end: () => void close(socket, "failed"),
  };
}
