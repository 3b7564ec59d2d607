import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { type App, requireTenant } from "../http/index.ts";
import { errorFields, type Logger } from "../observe/index.ts";
import type { Asked, ConverseService } from "./converse.service.ts";
import { eventsOf } from "./events.ts";
import { ChatRequest, Completion, Models } from "./gateway.schema.ts";
import { createOpenAiErrors } from "./openai-errors.ts";
import { asEvents, metadataOf, one, signalOf, tell } from "./requests.ts";

const tags = ["Model"];
/** Long conversations with what tools gave back; a history of more is no prompt. */
const bodyBytesMax = 16 * 1024 * 1024;

/** What is said is nobody's on the way: compressing would also hold words back until there are enough. */
const answering = {
  access: "tenant",
  needs: "memory:write",
  isSecret: true,
  area: "model",
} as const;

/** The paths of OpenAI's format, with its errors. */
export async function gatewayRoutes(
  app: App,
  needs: { converse: ConverseService; now: () => number; log: Logger },
): Promise<void> {
  const { converse, now, log } = needs;
  await app.register(async (v1: App) => {
    v1.setErrorHandler(createOpenAiErrors(log));
    v1.get(
      "/v1/models",
      {
        config: { access: "tenant", needs: "memory:read", area: "model" },
        schema: {
          ...{ tags, operationId: "listModels", response: { 200: Models } },
          summary: "List the models that answer, and agents by their names, in OpenAI's format",
        },
      },
      async (request) => {
        const names = await converse.models(requireTenant(request));
        return { object: "list" as const, data: names.map(listed) };
      },
    );
    v1.post(
      "/v1/chat/completions",
      {
        bodyLimit: bodyBytesMax,
        config: answering,
        schema: {
          ...{ tags, body: ChatRequest, response: { 200: Completion } },
          operationId: "createChatCompletion",
          summary: "Let a model answer, in OpenAI's format, streamed or whole",
        },
      },
      async (request, reply) => {
        const asked: Asked = {
          scope: requireTenant(request),
          request: request.body,
          useMemory: true,
          sessionHeader: one(request.headers["x-session-id"]),
          idempotencyKey: one(request.headers["idempotency-key"]),
          signal: signalOf(reply),
        };
        const frame = { id: `chatcmpl-${randomUUID()}`, created: Math.floor(now() / 1000) };
        if (request.body.stream !== true) {
          const { choices, usage, ...told } = await converse.whole(asked);
          tell(reply, told);
          const metadata = metadataOf(told);
          const object = "chat.completion" as const;
          // A client may trip over null where it looks for numbers.
          const counted = usage === null ? {} : { usage };
          return {
            ...frame,
            object,
            model: told.model,
            choices: [...choices],
            ...counted,
            metadata,
          };
        }
        const pieces = await converse.pieces(asked);
        tell(reply, pieces);
        const isUsageWanted = request.body.stream_options?.include_usage === true;
        const events = eventsOf(pieces, frame, isUsageWanted, (error) => {
          if (asked.signal.aborted) return;
          log.warn({ request_id: request.id, ...errorFields(error) }, "an answer broke off");
        });
        return asEvents(reply).send(Readable.from(events) as unknown as never);
      },
    );
  });
}

function listed(id: string) {
  // Nobody knows when a model was made; clients only want a number that stays.
  return { id, object: "model" as const, created: 1_735_689_600, owned_by: "voicelens" };
}
