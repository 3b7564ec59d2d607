import { isObject } from "../../lib/json.ts";
import { tidyPhone } from "../../lib/phone.ts";
import { bareToolAsk } from "../bare-tool.ts";
import { fieldsOf } from "../fields.ts";
import type { InboundDecision, LiveAsk, LiveContext, LiveSide } from "../live-ask.ts";
import { defineElevenLabsTool } from "./elevenlabs.define.ts";
import { eventTypeOf } from "./elevenlabs.kind.ts";

/** ElevenLabs waits 20 s for tools by its defaults. How long it waits at the start of a call is not published; the caller hears it ring. */
export const elevenlabsLive: LiveSide = {
  toolDeadlineMs: 20_000,
  inboundDeadlineMs: 2_000,
  read,
  defineTool: defineElevenLabsTool,
  defining:
    "Send each to `POST /v1/convai/tools`, then choose it in the agent. Keep the secret of this connection as a secret of the workspace and name its id. The system variables are there for calls by telephone.",
};

function read(body: unknown, context: LiveContext): LiveAsk | undefined {
  if (!isObject(body)) return undefined;
  if (context.tool !== null) return bareToolAsk(body, context);
  const eventType = context.isInbound ? "conversation_initiation" : eventTypeOf(body);
  if (eventType === "conversation_initiation") return inboundAsk(body);
  if (eventType !== "tool_request") return undefined;
  return bareToolAsk(body, context) ?? bareToolAsk(body, { ...context, tool: "unknown" });
}

function inboundAsk(body: Record<string, unknown>): LiveAsk {
  const fields = fieldsOf(body, "", []);
  return {
    kind: "inbound",
    call: {
      id: fields.text("conversation_id"),
      from: tidyPhone(fields.text("caller_id")),
      to: tidyPhone(fields.text("called_number")),
      direction: "inbound",
      agentId: fields.text("agent_id"),
    },
    write: writeInbound,
  };
}

/** The agent is chosen already, and the call cannot be refused or forwarded here: only what the agent knows can be told. */
function writeInbound(decision: InboundDecision): unknown {
  const variables = decision.kind === "accept" ? decision.variables : {};
  return { type: "conversation_initiation_client_data", dynamic_variables: variables };
}
