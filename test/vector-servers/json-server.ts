import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export type VectorServerFault =
  | { status: number; headers?: Record<string, string> }
  | "never answer"
  | "garbage";

export interface VectorServer extends AsyncDisposable {
  readonly url: string;
  /** What happens to the next requests, one each; then all is well. */
  faults: VectorServerFault[];
  /** Every request, as `METHOD /path`. */
  readonly requests: string[];
}

export interface JsonRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of any shape
  body: any;
}

/** A local server that answers JSON, and fails when told to. */
export async function startJsonServer(
  answer: (request: JsonRequest) => readonly [status: number, body: unknown],
): Promise<VectorServer> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const path = url.split("?")[0] ?? "";
      state.requests.push(`${method} ${path}`);
      const fault = state.faults.shift();
      if (fault === "never answer") return;
      if (fault === "garbage") {
        response.end('{"neither":"here nor there"}');
        return;
      }
      if (fault !== undefined) {
        response.writeHead(fault.status, fault.headers).end("{}");
        return;
      }
      const text = Buffer.concat(parts).toString();
      const body = text === "" ? null : JSON.parse(text);
      const [status, said] = answer({ method, path, headers, body });
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(said));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const state: VectorServer = {
    url: `http://127.0.0.1:${port}`,
    faults: [],
    requests: [],
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return state;
}

/** The cosine of the angle between two vectors. */
export function cosine(one: readonly number[], other: readonly number[]): number {
  const product = one.reduce((sum, number, place) => sum + number * (other[place] ?? 0), 0);
  return product / (Math.hypot(...one) * Math.hypot(...other));
}
