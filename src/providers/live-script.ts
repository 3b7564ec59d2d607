import { isObject } from "../lib/json.ts";
import { signRetell } from "./retell/retell.verify.ts";
import { secretHeader } from "./shared-secret.ts";

/** An invented call in which something is asked. */
export interface AskedCall {
  /** The provider's id of the call, and of the one use of a tool in it. */
  id: string;
  useId: string;
  from: string;
  to: string;
  tool: string;
  arguments: Readonly<Record<string, unknown>>;
}

/** One request of a provider that waits for its answer. */
export interface LiveRequest {
  /** Below the connection's own URL; empty for that URL itself. */
  path: string;
  headers: Readonly<Record<string, string>>;
  body: Readonly<Record<string, unknown>>;
}

/** How a provider asks during a call, and proves it. For trying out a set-up. */
export interface LiveScript {
  /** Who takes the call; left out where the provider does not ask. */
  inbound?(call: AskedCall, at: number): LiveRequest;
  tool(call: AskedCall, at: number): LiveRequest;
  sign(body: string, at: number, secret: string): Record<string, string>;
}

const bySecretHeader: LiveScript["sign"] = (_body, _at, secret) => ({ [secretHeader]: secret });
const toolPath = ({ tool }: AskedCall) => `/tools/${encodeURIComponent(tool)}`;

const vapi: LiveScript = {
  inbound: (call, at) => vapiMessage(call, at, "assistant-request", {}),
  tool: (call, at) =>
    vapiMessage(call, at, "tool-calls", {
      toolCallList: [
        {
          id: call.useId,
          type: "function",
          function: { name: call.tool, arguments: call.arguments },
        },
      ],
    }),
  sign: (_body, _at, secret) => ({ "x-vapi-secret": secret }),
};

function vapiMessage(
  { id, from, to }: AskedCall,
  timestamp: number,
  type: string,
  members: object,
): LiveRequest {
  const parties = { customer: { number: from }, phoneNumber: { number: to } };
  const call = { id, type: "inboundPhoneCall", ...parties };
  const message = { timestamp, type, ...members, call, ...parties };
  return { path: "", headers: {}, body: { message } };
}

const retell: LiveScript = {
  inbound: ({ from, to }, at) => ({
    path: "/inbound",
    headers: {},
    body: {
      event: "call_inbound",
      call_inbound: { from_number: from, to_number: to },
      event_timestamp: at,
    },
  }),
  tool: ({ id, from, to, tool, arguments: args }, at) => ({
    path: "",
    headers: {},
    body: {
      name: tool,
      call: {
        call_id: id,
        call_type: "phone_call",
        call_status: "ongoing",
        direction: "inbound",
        from_number: from,
        to_number: to,
        start_timestamp: at,
      },
      args,
    },
  }),
  sign: (body, at, secret) => ({ "x-retell-signature": signRetell(body, at, secret) }),
};

const elevenlabs: LiveScript = {
  inbound: ({ id, from, to }) => ({
    path: "/inbound",
    headers: {},
    body: { caller_id: from, called_number: to, conversation_id: id },
  }),
  tool: (call) => ({
    path: toolPath(call),
    headers: {
      "x-conversation-id": call.id,
      "x-caller-id": call.from,
      "x-called-number": call.to,
    },
    body: call.arguments,
  }),
  sign: bySecretHeader,
};

const assistable: LiveScript = {
  tool: (call) => {
    const details = { from: call.from, to: call.to, direction: "inbound" };
    return {
      path: toolPath(call),
      headers: {},
      body: {
        args: call.arguments,
        meta_data: details,
        metadata: details,
        call: { call_id: call.id },
      },
    };
  },
  sign: bySecretHeader,
};

const bland: LiveScript = {
  tool: (call) => ({
    path: toolPath(call),
    headers: {},
    body: { call_id: call.id, from: call.from, to: call.to, args: call.arguments },
  }),
  sign: bySecretHeader,
};

/** By provider key: those whose agents use tools by webhook. */
export const liveScripts: ReadonlyMap<string, LiveScript> = new Map(
  Object.entries({ vapi, retell, elevenlabs, assistable, bland }),
);

/** What the model would read of a tool's answer, and whether it is an apology. Null where the answer is none. */
export function readToolAnswer(answer: unknown): { text: string; isError: boolean } | null {
  if (!isObject(answer)) return null;
  const [first] = Array.isArray(answer.results) ? (answer.results as unknown[]) : [answer];
  if (!isObject(first)) return null;
  if (typeof first.error === "string") return { text: first.error, isError: true };
  return { text: spokenOf(first), isError: false };
}

function spokenOf(result: Record<string, unknown>): string {
  const text = [result.result, result.text, result.message].find(
    (each) => typeof each === "string",
  );
  if (typeof text !== "string") return JSON.stringify(result);
  try {
    // Vapi takes text only, so an object comes as its JSON.
    const inner: unknown = JSON.parse(text);
    return isObject(inner) ? spokenOf(inner) : text;
  } catch {
    return text;
  }
}
