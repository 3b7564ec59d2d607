import type { Outgoing, SecretBox } from "../guard/index.ts";
import { isObject } from "../lib/json.ts";
import type { Breakers } from "./breaker.ts";
import { orDeadline, sendSigned, withArguments } from "./signed-request.ts";
import { type RunTool, type ToolAnswer, ToolFailure, type ToolUse } from "./tool.ts";
import { openHeaders } from "./tool-secrets.ts";

/** Longer is no answer for somebody on the line. */
const answerBytesMax = 64 * 1024;

/**
 * Asks the server of a tenant. The request is signed as Standard Webhooks lays it out and carries a key that is equal when the same is asked again, so that the server can keep from
 * doing it twice. Redirects are not followed, and only machines on the open internet are asked.
 */
export function createHttpRunner(needs: {
  box: SecretBox;
  outgoing: Outgoing;
  breakers: Breakers;
  now: () => number;
}): RunTool {
  return (use, signal) =>
    needs.breakers.run(`${use.scope.tenantId}/${use.tool.id}`, () =>
      // The runner's own deadline speaks of the server too, so that it opens the circuit.
      orDeadline(signal, ask(needs, use, signal)),
    );
}

async function ask(
  needs: { box: SecretBox; outgoing: Outgoing; now: () => number },
  use: ToolUse,
  signal: AbortSignal,
): Promise<ToolAnswer> {
  const { tool, scope } = use;
  if (tool.url === null || tool.method === null) throw new ToolFailure("not-configured");
  const hasBody = tool.method !== "GET" && tool.method !== "DELETE";
  const { sealed_headers } = tool;
  const place = { tenant_id: scope.tenantId, id: tool.id };
  const answer = await sendSigned(needs, use, {
    url: hasBody ? tool.url : withArguments(tool.url, use.arguments),
    method: tool.method,
    headers: openHeaders(needs.box, { ...place, sealed_headers }),
    body: hasBody ? bodyOf(use) : null,
    signal,
  });
  return readAnswer(answer.headers.get("content-type") ?? "", await answer.text());
}

function bodyOf(use: ToolUse) {
  const { id, from, to, agentId } = use.call;
  return {
    tool: use.tool.name,
    arguments: use.arguments,
    idempotency_key: use.key,
    call: {
      id: use.callId,
      provider: use.provider,
      provider_call_id: id,
      from,
      to,
      agent_id: agentId,
    },
  };
}

/** JSON goes on as an object; what says itself in words (`result`, `text`, `message`) is what the model reads. */
function readAnswer(type: string, text: string): ToolAnswer {
  if (Buffer.byteLength(text) > answerBytesMax || /html/i.test(type)) {
    throw new ToolFailure("unreadable-answer");
  }
  const value = parse(text);
  if (value === undefined) {
    if (/json/i.test(type) || text.trim() === "") throw new ToolFailure("unreadable-answer");
    return { text: text.trim() };
  }
  if (typeof value === "string") return { text: value };
  if (!isObject(value)) return { text: JSON.stringify(value) };
  const words = [value.result, value.text, value.message].find(
    (member): member is string => typeof member === "string" && member !== "",
  );
  return { text: words ?? JSON.stringify(value), data: value };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
