import { fieldsOf, isObject } from "../fields.ts";
import type { AnswerDefaults } from "../provider.ts";
import { readRequestedTools } from "./vapi.tools.ts";

const toolMissing = "This tool is not set up yet.";
const transferMissing = "Sorry, I cannot transfer this call at the moment.";

/** Occurs in the type of every message that wants an answer. */
export const answeredTypes = [
  "-request",
  "tool-calls",
  "function-call",
  "campaign.predial",
] as const;

/** The JSON for the messages whose answer Vapi uses, until tools and assistants are configured; undefined for all others. */
export function answerVapi(body: unknown, defaults: AnswerDefaults): unknown {
  if (!isObject(body)) return undefined;
  const message = fieldsOf(body, "", []).object("message");
  switch (message.text("type")) {
    case "assistant-request":
      return defaults.assistantId
        ? { assistantId: defaults.assistantId }
        : { error: "Sorry, nobody can take this call right now. Please try again later." };
    case "tool-calls":
      // Vapi reads the answer only with status 200, and the text must be one line.
      return {
        results: readRequestedTools(message).map(({ id, name }) => ({
          ...(id === null ? {} : { toolCallId: id }),
          name,
          error: toolMissing,
        })),
      };
    case "function-call":
      return { result: toolMissing };
    case "transfer-destination-request":
    case "handoff-destination-request":
      return { error: transferMissing };
    case "knowledge-base-request":
      return { documents: [] };
    case "campaign.predial":
      // The owner asked for a gate before every call: without a rule nobody is called.
      return { eligible: false };
    default:
      return undefined;
  }
}
