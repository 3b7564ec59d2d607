import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a model may do in place of saying the text that is set. */
export type ModelFault =
  | { status: number; body?: string }
  | "never answer"
  | "hang after the first word"
  | "break off after the first word"
  | "garbage"
  | "garbage after the first word";

interface ToolCall {
  id: string;
  name: string;
  arguments: string;
}

export interface ModelServer extends AsyncDisposable {
  /** To be used as LLM_BASE_URL. */
  readonly url: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into requests of any shape
  readonly requests: Array<{ key: string; body: any }>;
  /** What it says; or which tools it calls, when there are some. */
  text: string;
  toolCalls: readonly ToolCall[];
  /** What it says that it used; null: it does not tell. */
  usage: object | null;
  /** What happens to the next requests, one each; then all is well. */
  faults: ModelFault[];
  /** Requests whose caller left before the end. */
  left: number;
}

/** A local server that speaks as OpenAI documents `POST /chat/completions`, in pieces and whole. */
export async function startModelServer(): Promise<ModelServer> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    response.on("close", () => {
      if (!response.writableFinished) state.left++;
    });
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      // Somebody looks whether we are there.
      if (request.method === "GET") return response.writeHead(404).end();
      const body = JSON.parse(Buffer.concat(parts).toString());
      state.requests.push({ key: request.headers.authorization ?? "", body });
      answer(state, body, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const state: ModelServer = {
    url: `http://127.0.0.1:${port}/v1`,
    requests: [],
    text: "Good morning, how can I help?",
    toolCalls: [],
    usage: { prompt_tokens: 21, completion_tokens: 7, total_tokens: 28 },
    faults: [],
    left: 0,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return state;
}

function answer(
  state: ModelServer,
  body: { stream?: boolean; model: string },
  response: ServerResponse,
): void {
  const fault = state.faults.shift();
  if (fault === "never answer") return;
  if (typeof fault === "object") {
    response.writeHead(fault.status).end(fault.body ?? "{}");
    return;
  }
  if (fault === "garbage") {
    response.end(body.stream ? "data: <html>\n\n" : "<html>");
    return;
  }
  const base = { id: "up-1", created: 1, model: body.model };
  const calls = state.toolCalls.map(({ id, name, arguments: given }) => ({
    id,
    type: "function",
    function: { name, arguments: given },
  }));
  const finish_reason = calls.length > 0 ? "tool_calls" : "stop";
  if (body.stream !== true) {
    const message =
      calls.length > 0
        ? { role: "assistant", content: null, tool_calls: calls }
        : { role: "assistant", content: state.text };
    const choices = [{ index: 0, message, finish_reason }];
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({ ...base, object: "chat.completion", choices, usage: state.usage }),
    );
    return;
  }
  response.setHeader("content-type", "text/event-stream");
  const say = (choices: object[], more: object = {}) => {
    const chunk = { ...base, object: "chat.completion.chunk", choices, ...more };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  };
  const piece = (delta: object) => say([{ index: 0, delta, finish_reason: null }]);
  piece({ role: "assistant", content: "" });
  if (calls.length > 0) {
    for (const [index, call] of calls.entries()) {
      piece({ tool_calls: [{ index, ...call, function: { ...call.function, arguments: "" } }] });
      for (const half of call.function.arguments.match(/.{1,5}/gs) ?? []) {
        piece({ tool_calls: [{ index, function: { arguments: half } }] });
      }
    }
  } else {
    const words = state.text.match(/\S+\s*/g) ?? [];
    for (const [place, content] of words.entries()) {
      piece({ content });
      if (place > 0) continue;
      if (fault === "hang after the first word") return;
      if (fault === "break off after the first word") {
        // In a later turn, so that the first word has left.
        response.write(": \n\n", () => response.destroy());
        return;
      }
      if (fault === "garbage after the first word") response.write("data: {broken\n\n");
    }
  }
  say([{ index: 0, delta: {}, finish_reason }]);
  say([], { usage: state.usage });
  response.end("data: [DONE]\n\n");
}
