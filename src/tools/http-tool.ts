import type { Outgoing, SecretBox } from "../guard/index.ts";
import { uuidV7 } from "../lib/ids.ts";
import { isObject } from "../lib/json.ts";
import { ProblemError } from "../lib/problems.ts";
import { signMessage } from "../lib/standard-webhooks.ts";
import type { Breakers } from "./breaker.ts";
import { type RunTool, type ToolAnswer, ToolFailure, type ToolUse } from "./tool.ts";
import { openHeaders, toolSecretContext } from "./tool-secrets.ts";

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

function orDeadline<T>(signal: AbortSignal, task: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new ToolFailure("deadline"));
    if (signal.aborted) late();
    signal.addEventListener("abort", late, { once: true });
    task.then(resolve, reject).finally(() => signal.removeEventListener("abort", late));
  });
}

async function ask(
  { box, outgoing, now }: { box: SecretBox; outgoing: Outgoing; now: () => number },
  use: ToolUse,
  signal: AbortSignal,
): Promise<ToolAnswer> {
  const { tool, scope } = use;
  const place = { tenant_id: scope.tenantId, id: tool.id };
  if (tool.url === null || tool.method === null || tool.sealed_secret === null) {
    throw new ToolFailure("not-configured");
  }
  const secret = box.open(tool.sealed_secret, toolSecretContext(place)).toString();
  const hasBody = tool.method !== "GET" && tool.method !== "DELETE";
  const body = hasBody ? JSON.stringify(bodyOf(use)) : "";
  const id = use.key ?? uuidV7(now());
  const headers = {
    accept: "application/json, text/plain",
    ...openHeaders(box, { ...place, sealed_headers: tool.sealed_headers }),
    ...(hasBody ? { "content-type": "application/json" } : {}),
    "idempotency-key": id,
    ...signMessage([secret], { id, at: now(), body }),
  };
  const url = hasBody ? tool.url : withArguments(tool.url, use.arguments);
  const answer = await outgoing
    .toStranger(url, { method: tool.method, headers, body: hasBody ? body : null, signal })
    .catch((error: unknown) => {
      if (signal.aborted) throw new ToolFailure("deadline");
      if (error instanceof ProblemError) {
        throw new ToolFailure(error.code === "outbound-refused" ? "refused" : "unreachable");
      }
      throw error;
    });
  if (answer.status >= 500 || answer.status === 429) throw new ToolFailure("server-error");
  if (!answer.ok) throw new ToolFailure("refused");
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

function withArguments(address: string, given: Readonly<Record<string, unknown>>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(given)) {
    url.searchParams.set(name, typeof value === "object" ? JSON.stringify(value) : String(value));
  }
  return url.href;
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
