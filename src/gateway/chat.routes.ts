import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { type App, requireTenant } from "../http/index.ts";
import { errorFields, type Logger } from "../observe/index.ts";
import { ChatMessageIn, ChatReply } from "./chat.schema.ts";
import { replyEvents, replyOf } from "./chat-reply.ts";
import type { Asked, ConverseService } from "./converse.service.ts";
import type { ChatRequest } from "./gateway.schema.ts";
import { createGathering } from "./gathering.ts";
import { identityOf } from "./identity.ts";
import { asEvents, one, signalOf, tell } from "./requests.ts";

/** The path of the guide's own clients, who send one message at a time and leave the history to us. */
export function chatRoutes(
  app: App,
  { converse, now, log }: { converse: ConverseService; now: () => number; log: Logger },
): void {
  app.post(
    "/chat",
    {
      config: { access: "tenant", needs: "memory:write", isSecret: true, area: "model" },
      schema: {
        ...{ tags: ["Model"], body: ChatMessageIn, response: { 200: ChatReply } },
        operationId: "chat",
        summary: "Say one thing in a conversation that we remember",
      },
      errorHandler(error, request, reply) {
        // Nobody is there to be told, and nothing failed.
        if (request.raw.destroyed && reply.raw.destroyed) return reply.hijack();
        throw error;
      },
    },
    async (request, reply) => {
      const asked: Asked = {
        scope: requireTenant(request),
        ...asking(request.body, one(request.headers["x-session-id"])),
        idempotencyKey: one(request.headers["idempotency-key"]),
        signal: signalOf(reply),
      };
      const { debug: isDebug } = request.body;
      if (!request.body.stream) {
        const whole = await converse.whole(asked);
        tell(reply, whole);
        const gathering = createGathering();
        gathering.add({ choices: whole.choices, usage: whole.usage });
        return replyOf(whole, gathering.answer(), { at: now(), isDebug });
      }
      const pieces = await converse.pieces(asked);
      tell(reply, pieces);
      const events = replyEvents(pieces, {
        ...{ now, instance: request.id, isDebug },
        onFailure(error) {
          if (asked.signal.aborted) return;
          log.warn({ request_id: request.id, ...errorFields(error) }, "an answer broke off");
        },
      });
      return asEvents(reply).send(Readable.from(events) as unknown as never);
    },
  );
}

/** The message as a request in OpenAI's format. One that names no conversation begins one. */
function asking(
  { message, use_rag, stream: _stream, debug: _debug, ...who }: ChatMessageIn,
  header: string | undefined,
) {
  const request: ChatRequest = { ...who, messages: [{ role: "user", content: message }] };
  const sessionHeader = identityOf(request, header).sessionId ?? `chat_${randomUUID()}`;
  return { request, sessionHeader, useMemory: use_rag };
}
