// Receives the webhooks that an installation sends, and remembers each message by its id.
import { createServer } from "node:http";

export async function startOutgoingReceiver() {
  /** @type {Map<string, { times: number, about: string }>} */
  const messages = new Map();
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { type, data } = JSON.parse(Buffer.concat(chunks).toString());
    const id = request.headers["webhook-id"];
    const times = (messages.get(id)?.times ?? 0) + 1;
    messages.set(id, { times, about: `${type} ${data.call.provider_call_id}` });
    response.writeHead(204).end();
  });
  server.on("clientError", (_error, socket) => socket.destroy());
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/hook`,
    messages,
    close() {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}
