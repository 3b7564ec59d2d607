import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface SentSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  status: { code?: number; message?: string };
  attributes: Record<string, string | number | boolean>;
  events: unknown[];
}

export interface Collector extends AsyncDisposable {
  /** To be used as OTEL_EXPORTER_OTLP_ENDPOINT. */
  readonly url: string;
  readonly spans: SentSpan[];
  /** Everything that was sent, as text. */
  readonly sent: string[];
  /** What it answers. */
  status: number;
}

interface Value {
  stringValue?: string;
  intValue?: number | string;
  doubleValue?: number;
  boolValue?: boolean;
}
type Attribute = { key: string; value: Value };
interface Request {
  resourceSpans: Array<{
    scopeSpans: Array<{
      spans: Array<Omit<SentSpan, "attributes"> & { attributes: Attribute[] }>;
    }>;
  }>;
}

/** A local server that takes traces as OTLP/JSON, at the path that the protocol names. */
export async function startCollector(): Promise<Collector> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const text = Buffer.concat(parts).toString();
      if (request.method === "POST" && request.url === "/v1/traces") take(state, text);
      response.writeHead(state.status, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const state: Collector = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans: [],
    sent: [],
    status: 200,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return state;
}

function take(state: Collector, text: string): void {
  state.sent.push(text);
  for (const { scopeSpans } of (JSON.parse(text) as Request).resourceSpans) {
    for (const span of scopeSpans.flatMap(({ spans }) => spans)) {
      const attributes = Object.fromEntries(
        span.attributes.map(({ key, value }) => [key, plain(value)]),
      );
      state.spans.push({ ...span, attributes });
    }
  }
}

function plain({ stringValue, intValue, doubleValue, boolValue }: Value) {
  if (intValue !== undefined) return Number(intValue);
  return stringValue ?? doubleValue ?? boolValue ?? "";
}
