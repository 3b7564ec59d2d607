// What answering a tool costs at the least: a route that reads the body, compares the secret and writes an answer that it has at hand.
import { timingSafeEqual } from "node:crypto";
import Fastify from "fastify";
import { serveUntilTold } from "./lib/receiver.js";

const secret = Buffer.from(process.env.BENCH_SECRET ?? "");

const app = Fastify({ logger: false });
app.post("/webhook/vapi", async (request, reply) => {
  const shown = Buffer.from(String(request.headers["x-vapi-secret"] ?? ""));
  if (shown.length !== secret.length || !timingSafeEqual(shown, secret)) {
    return reply.code(401).send({ error: "secret" });
  }
  const { message } = /** @type {{ message: { toolCallList: { id: string }[] } }} */ (request.body);
  const results = message.toolCallList.map(({ id }) => ({ toolCallId: id, result: "Until ten." }));
  return { results };
});

await serveUntilTold(app, async () => undefined);
