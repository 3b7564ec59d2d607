import type { Outgoing, SecretBox } from "../guard/index.ts";
import { uuidV7 } from "../lib/ids.ts";
import { ProblemError } from "../lib/problems.ts";
import { signMessage } from "../lib/standard-webhooks.ts";
import { ToolFailure, type ToolUse } from "./tool.ts";
import { toolSecretContext } from "./tool-secrets.ts";

interface ToSend {
  url: string;
  method: string;
  headers: Readonly<Record<string, string>>;
  /** Sent as JSON; null sends none. */
  body: object | null;
  signal: AbortSignal;
}

/**
 * Sends a request to the server of a tenant, signed with the tool's secret as Standard Webhooks lays it out. Gives its answer when that is a success.
 *
 * @throws ToolFailure
 */
export async function sendSigned(
  { box, outgoing, now }: { box: SecretBox; outgoing: Outgoing; now: () => number },
  { tool, scope, key }: ToolUse,
  { url, method, headers, body, signal }: ToSend,
): Promise<Response> {
  if (tool.sealed_secret === null) throw new ToolFailure("not-configured");
  const place = { tenant_id: scope.tenantId, id: tool.id };
  const secret = box.open(tool.sealed_secret, toolSecretContext(place)).toString();
  const text = body === null ? "" : JSON.stringify(body);
  const id = key ?? uuidV7(now());
  const answer = await outgoing
    .toStranger(url, {
      method,
      headers: {
        accept: "application/json, text/plain",
        ...headers,
        ...(body === null ? {} : { "content-type": "application/json" }),
        "idempotency-key": id,
        ...signMessage([secret], { id, at: now(), body: text }),
      },
      body: body === null ? null : text,
      signal,
    })
    .catch((error: unknown) => {
      if (signal.aborted) throw new ToolFailure("deadline");
      if (error instanceof ProblemError) {
        throw new ToolFailure(error.code === "outbound-refused" ? "refused" : "unreachable");
      }
      throw error;
    });
  if (answer.status >= 500 || answer.status === 429) throw new ToolFailure("server-error");
  if (!answer.ok) throw new ToolFailure("refused");
  return answer;
}

/** The task, or a failure as soon as its time is over: then it speaks of the server too, and opens its circuit. */
export function orDeadline<T>(signal: AbortSignal, task: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new ToolFailure("deadline"));
    if (signal.aborted) late();
    signal.addEventListener("abort", late, { once: true });
    task.then(resolve, reject).finally(() => signal.removeEventListener("abort", late));
  });
}

/** An address with arguments in its query. */
export function withArguments(address: string, given: Readonly<Record<string, unknown>>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(given)) {
    url.searchParams.set(name, typeof value === "object" ? JSON.stringify(value) : String(value));
  }
  return url.href;
}
