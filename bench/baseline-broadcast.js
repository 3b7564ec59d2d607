// The least that can be done: whatever is posted is at once written to every open WebSocket, and kept nowhere.
import { createServer } from "node:http";
import { WebSocketServer } from "ws";

/** As long as an event of the live stream. */
const padding = "x".repeat(1_300);
const answer = '{"received":true}';

const sockets = new Set();
const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const id = /"call_id":"([^"]+)"/.exec(Buffer.concat(chunks).toString("latin1"))?.[1];
    const message = Buffer.from(JSON.stringify({ provider_call_id: id, padding }));
    for (const socket of sockets) socket.send(message, { binary: false });
    response.setHeader("content-type", "application/json");
    response.end(answer);
  });
});
const upgrades = new WebSocketServer({ server, perMessageDeflate: false });
upgrades.on("connection", (socket) => {
  sockets.add(socket);
  socket.on("close", () => sockets.delete(socket));
  socket.on("error", () => undefined);
});
server.listen({ host: "127.0.0.1", port: 0, backlog: 4096 }, () => {
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  process.send?.({ port });
});
process.once("SIGTERM", () => process.exit(0));
