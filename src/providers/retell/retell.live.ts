import { isObject } from "../../lib/json.ts";
import { tidyPhone } from "../../lib/phone.ts";
import { bareToolAsk, plainResult } from "../bare-tool.ts";
import { type Fields, fieldsOf } from "../fields.ts";
import type { AskingCall, InboundDecision, LiveAsk, LiveContext, LiveSide } from "../live-ask.ts";
import { defineRetellTool } from "./retell.define.ts";

/** Retell waits two minutes for a function by its defaults, but a caller does not; and 10 s to learn who takes a call. */
export const retellLive: LiveSide = {
  toolDeadlineMs: 20_000,
  inboundDeadlineMs: 10_000,
  mayAsk,
  read,
  defineTool: defineRetellTool,
  defining:
    "Add each to `general_tools` of the agent's LLM by `PATCH /update-retell-llm`, or make a custom function with the same fields. Retell signs the requests with the account's API key.",
};

const headBytes = 300;
const argumentsMark = Buffer.from('"args"');

/** Events begin with their name; custom functions have arguments instead, or are nothing but arguments. */
function mayAsk(body: Buffer): boolean {
  const head = body.toString("latin1", 0, headBytes);
  return head.includes("call_inbound") || !head.includes('"event"') || body.includes(argumentsMark);
}

/** A request without `event` is a custom function, whose answer the model reads. */
function read(body: unknown, context: LiveContext): LiveAsk | undefined {
  if (!isObject(body)) return undefined;
  const fields = fieldsOf(body, "", []);
  const event = fields.text("event");
  // What comes to the path for inbound calls asks for nothing else, whatever it leaves out.
  if (event === "call_inbound" || (event === null && context.isInbound)) {
    return { kind: "inbound", call: callOf(fields.object("call_inbound")), write: writeInbound };
  }
  if (event !== null) return undefined;
  if (!fields.has("call")) return bareToolAsk(body, context) ?? unnamed(body);
  const call = callOf(fields.object("call"));
  const name = fields.text("name") ?? context.tool ?? "unknown";
  // Whether it is tried again is set at Retell, and nothing but call, name and arguments is equal then.
  const tools = [{ id: null, name, arguments: fields.raw("args") }];
  return { kind: "tools", call, tools, write: ([result]) => result && plainResult(result) };
}

/** A function that names nothing is answered all the same, so that the agent does not wait for it. */
function unnamed(body: Record<string, unknown>): LiveAsk {
  const call = { id: null, from: null, to: null, direction: null, agentId: null };
  const tools = [{ id: null, name: "unknown", arguments: body }];
  return { kind: "tools", call, tools, write: ([result]) => result && plainResult(result) };
}

function callOf(call: Fields): AskingCall {
  const direction = call.text("direction");
  return {
    id: call.text("call_id"),
    from: tidyPhone(call.text("from_number")),
    to: tidyPhone(call.text("to_number")),
    direction: direction === "inbound" || direction === "outbound" ? direction : null,
    agentId: call.text("agent_id"),
  };
}

/** Every member is optional; an empty object keeps the number's own settings. */
function writeInbound(decision: InboundDecision): unknown {
  if (decision.kind === "refuse") return { call_inbound: { reject: true } };
  // Retell cannot be told another number here: the call goes on with the number's own agent.
  if (decision.kind === "forward") return { call_inbound: {} };
  const { agentId, variables, metadata } = decision;
  return {
    call_inbound: {
      ...(agentId === null ? {} : { override_agent_id: agentId }),
      ...(Object.keys(variables).length > 0 ? { dynamic_variables: variables } : {}),
      ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
    },
  };
}
