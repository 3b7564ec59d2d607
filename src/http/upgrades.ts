import { type IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { TLSSocket } from "node:tls";
import type { FastifyReply, FastifyRequest } from "fastify";
import { type WebSocket, WebSocketServer } from "ws";
import { ProblemError } from "../lib/problems.ts";
import type { App } from "./types.ts";

export type { WebSocket };

/** What a client of a WebSocket may do to us. */
export interface WebSocketRules {
  /** A longer message ends the connection (1009). */
  messageBytesMax: number;
}

const asking = new WeakMap<IncomingMessage, { socket: Duplex; head: Buffer }>();

/**
 * Lets requests that ask for a WebSocket go the way of every other request, so that access, limits and blocks hold for them as well; a route takes one with {@link upgrade}.
 *
 * Once somebody listens, Node takes every request that names any protocol out of HTTP, with its body unread. Many clients offer HTTP/2 in this way, senders of webhooks
 * among them: those are given back to HTTP.
 */
export function acceptUpgrades(app: App): void {
  app.server.on("upgrade", (request, socket, head) => {
    // Whoever goes away meanwhile must not end the process.
    socket.on("error", () => socket.destroy());
    if (!isWebSocket(request)) return giveBack(app, request, socket as Socket, head);
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(socket as Socket);
    response.on("finish", () => {
      response.detachSocket(socket as Socket);
      socket.end();
    });
    asking.set(request, { socket, head });
    app.routing(request, response);
  });
}

function isWebSocket({ method, headers }: IncomingMessage): boolean {
  return method === "GET" && headers.upgrade?.toLowerCase() === "websocket";
}

const offers = new Set(["upgrade", "http2-settings"]);

/** Gives a connection back as if nothing but HTTP had been asked for. Node documents that connections may be handed to a server in this way. */
function giveBack(app: App, request: IncomingMessage, socket: Socket, head: Buffer): void {
  const lines = [`${request.method} ${request.url} HTTP/${request.httpVersion}`];
  for (let place = 0; place < request.rawHeaders.length; place += 2) {
    const name = request.rawHeaders[place] ?? "";
    const value = request.rawHeaders[place + 1] ?? "";
    const kept = name.toLowerCase() === "connection" ? withoutOffers(value) : value;
    if (!offers.has(name.toLowerCase()) && kept !== "") lines.push(`${name}: ${kept}`);
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), head]));
  app.server.emit(socket instanceof TLSSocket ? "secureConnection" : "connection", socket);
}

function withoutOffers(connection: string): string {
  const kept = connection.split(",").filter((part) => !offers.has(part.trim().toLowerCase()));
  return kept.join(",").trim();
}

/** Opens the WebSocket that the request asks for. @throws ProblemError `upgrade-required` when it asks for none. */
export async function upgrade(
  request: FastifyRequest,
  reply: FastifyReply,
  { messageBytesMax }: WebSocketRules,
): Promise<WebSocket> {
  const asked = asking.get(request.raw);
  if (asked === undefined) {
    reply.header("upgrade", "websocket").header("connection", "upgrade");
    throw new ProblemError("upgrade-required", "Open this path with a WebSocket client.");
  }
  asking.delete(request.raw);
  reply.hijack();
  reply.raw.removeAllListeners("finish");
  reply.raw.detachSocket(asked.socket as Socket);
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: messageBytesMax,
  });
  return new Promise((resolve) => {
    server.handleUpgrade(request.raw, asked.socket, asked.head, resolve);
  });
}
