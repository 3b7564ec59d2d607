// A server that does nothing but answer: what the load generator reaches against it, it can ask of a real one.
import { createServer } from "node:http";

const server = createServer((request, response) => {
  request.resume().on("end", () => {
    response.writeHead(200, { "content-type": "application/json", "content-length": 17 });
    response.end('{"received":true}');
  });
});
server.listen({ host: "127.0.0.1", port: 0, backlog: 4096 }, () => {
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  process.send?.({ port });
});
process.once("SIGTERM", () => process.exit(0));
