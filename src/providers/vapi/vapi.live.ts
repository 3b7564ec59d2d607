import { isObject } from "../../lib/json.ts";
import { tidyPhone } from "../../lib/phone.ts";
import { bareToolAsk } from "../bare-tool.ts";
import { type Fields, fieldsOf } from "../fields.ts";
import type {
  AskingCall,
  InboundDecision,
  LiveAsk,
  LiveContext,
  LiveSide,
  ToolResult,
} from "../live-ask.ts";
import { defineVapiTool } from "./vapi.define.ts";
import { readRequestedTools } from "./vapi.tools.ts";

/** Occurs in every message that wants an answer. */
const askingMarks = [
  ...["-request", "tool-calls", "function-call", "campaign.predial"],
  ...["toolCall", "functionCall"],
] as const;

/** Vapi reads an answer only with status 200; it waits 20 s for tools and 7.5 s, end to end, to learn who takes a call. */
export const vapiLive: LiveSide = {
  toolDeadlineMs: 20_000,
  inboundDeadlineMs: 7_500,
  mayAsk: (body) => askingMarks.some((mark) => body.includes(mark)),
  read,
  defineTool: defineVapiTool,
  defining:
    "Send each to `POST /tool`, or make a tool of type Function with the same fields. Make a credential in Vapi with the secret of this connection and name its id.",
};

function read(body: unknown, context: LiveContext): LiveAsk | undefined {
  if (!isObject(body)) return undefined;
  const root = fieldsOf(body, "", []);
  // Some senders leave the envelope out.
  const message = root.has("message") ? root.object("message") : root;
  const call = callOf(message);
  switch (typeOf(message)) {
    case "tool-calls":
      return toolsAsk(message, call, context);
    case "function-call":
      return legacyAsk(message, call, context);
    case "assistant-request":
      return { kind: "inbound", call, write: writeInbound };
    case "transfer-destination-request":
    case "handoff-destination-request":
      return {
        kind: "transfer",
        call,
        write: ({ number, spoken }) =>
          number === null
            ? { error: spoken }
            : { destination: { ...destinationOf(number), message: spoken } },
      };
    case "knowledge-base-request":
      return {
        kind: "knowledge",
        call,
        turns: turnsOf(message),
        write: (documents) => ({ documents }),
      };
    case "campaign.predial":
      return { kind: "gate", call, write: (eligible) => ({ eligible }) };
    case null:
      return context.tool === null ? undefined : bareToolAsk(body, context);
    default:
      return undefined;
  }
}

/** Vapi tells SIP addresses from numbers. */
function destinationOf(number: string) {
  return /^sips?:/.test(number) ? { type: "sip", sipUri: number } : { type: "number", number };
}

function typeOf(message: Fields): string | null {
  const type = message.text("type");
  if (type !== null && type !== "function") return type;
  if (message.has("functionCall")) return "function-call";
  const lists = ["toolCallList", "toolCalls", "toolWithToolCallList"];
  return lists.some((name) => message.has(name)) ? "tool-calls" : null;
}

function callOf(message: Fields): AskingCall {
  const call = message.object("call");
  const isOutbound = call.text("type") === "outboundPhoneCall";
  const customer = numberOf(call, "customer") ?? numberOf(message, "customer");
  const ours = numberOf(message, "phoneNumber") ?? numberOf(call, "phoneNumber");
  return {
    id: call.text("id"),
    from: isOutbound ? ours : customer,
    to: isOutbound ? customer : ours,
    direction: call.has("type") ? (isOutbound ? "outbound" : "inbound") : null,
    agentId: call.text("assistantId") ?? message.object("assistant").text("id"),
  };
}

/** A number comes as text or as an object. */
function numberOf(fields: Fields, name: string): string | null {
  const value = fields.raw(name);
  return tidyPhone(typeof value === "string" ? value : fieldsOf(value, name, []).text("number"));
}

function toolsAsk(message: Fields, call: AskingCall, { tool }: LiveContext): LiveAsk {
  const tools = readRequestedTools(message).map((asked) => ({
    ...asked,
    name: asked.name === "unknown" && tool !== null ? tool : asked.name,
  }));
  return {
    kind: "tools",
    call,
    tools,
    write: (results) => ({
      results: tools.flatMap(({ id, name }, place) => {
        const result = results[place];
        if (result === undefined) return [];
        return [{ ...(id === null ? {} : { toolCallId: id }), name, ...textOf(result) }];
      }),
    }),
  };
}

/** The older shape has one function without an id. */
function legacyAsk(message: Fields, call: AskingCall, { tool }: LiveContext): LiveAsk {
  const tools = readRequestedTools(message)
    .slice(0, 1)
    .map((asked) => ({
      ...asked,
      name: asked.name === "unknown" ? (tool ?? asked.name) : asked.name,
    }));
  return {
    kind: "tools",
    call,
    tools,
    write: ([result]) => ({ result: result === undefined ? "" : oneLine(result.text) }),
  };
}

function textOf(result: ToolResult): { error: string } | { result: string } {
  if (result.isError) return { error: oneLine(result.text) };
  return { result: oneLine(result.data === undefined ? result.text : JSON.stringify(result.data)) };
}

/** A line break makes Vapi drop the result. */
function oneLine(text: string): string {
  return text.replace(/[\s\u0085\u2028\u2029]+/g, " ").trim();
}

function writeInbound(decision: InboundDecision): unknown {
  if (decision.kind === "refuse") return { error: decision.spoken };
  if (decision.kind === "forward") {
    return { destination: { type: "number", number: decision.number } };
  }
  const { agentId, variables, metadata } = decision;
  // Without an assistant Vapi has nothing to take the call with: it is answered like a refusal.
  if (agentId === null) return { error: nobody };
  const overrides = {
    ...(isFilled(variables) ? { variableValues: variables } : {}),
    ...(isFilled(metadata) ? { metadata } : {}),
  };
  return {
    assistantId: agentId,
    ...(isFilled(overrides) ? { assistantOverrides: overrides } : {}),
  };
}

const nobody = "Sorry, nobody can take this call right now. Please try again later.";
const isFilled = (members: object) => Object.keys(members).length > 0;

/** What the caller said so far. */
function turnsOf(message: Fields): string[] {
  return message
    .objects("messages")
    .filter((entry) => entry.text("role") === "user")
    .flatMap((entry) => entry.text("content") ?? entry.text("message") ?? []);
}
