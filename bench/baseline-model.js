// A model that begins to speak after a fixed time and goes on evenly, whatever it is asked: what is measured around it is not its own.
import { setTimeout as wait } from "node:timers/promises";
import Fastify from "fastify";
import { serveUntilTold } from "./lib/receiver.js";

/** By the name of the model. */
const firstWordMs = { steady: 100, instant: 0 };
const betweenWordsMs = 5;
const wordsPerAnswer = 30;

const app = Fastify({ logger: false, bodyLimit: 64 * 1024 * 1024 });
let answers = 0;

app.post("/v1/chat/completions", async (request, reply) => {
  const { model, stream } = /** @type {{ model: "steady" | "instant", stream?: boolean }} */ (
    request.body
  );
  const answer = ++answers;
  // For what is made in the background, which has nothing to wait for.
  if (stream !== true) return completion(model);
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { "content-type": "text/event-stream" });
  const say = (fields) =>
    raw.write(`data: ${JSON.stringify({ id: "c", created: 1, model, ...fields })}\n\n`);
  const piece = (delta, finish_reason = null) =>
    say({ choices: [{ index: 0, delta, finish_reason }] });
  if (firstWordMs[model] > 0) await wait(firstWordMs[model]);
  for (let at = 0; at < wordsPerAnswer && !raw.destroyed; at++) {
    // No two answers are alike: nothing is taken for a repetition.
    piece({ content: `w${answer}x${at} ` });
    if (model === "steady") await wait(betweenWordsMs);
  }
  piece({}, "stop");
  say({ choices: [], usage: { prompt_tokens: 100, completion_tokens: wordsPerAnswer } });
  raw.end("data: [DONE]\n\n");
});

function completion(model) {
  const message = { role: "assistant", content: "They asked whether there is a table." };
  const choices = [{ index: 0, message, finish_reason: "stop" }];
  const usage = { prompt_tokens: 100, completion_tokens: 10 };
  return { id: "c", object: "chat.completion", created: 1, model, choices, usage };
}

await serveUntilTold(app, async () => undefined);
