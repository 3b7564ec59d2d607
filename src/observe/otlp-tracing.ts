import { AsyncLocalStorage } from "node:async_hooks";
import {
  type Span as ApiSpan,
  type Context,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, RandomIdGenerator, TracerProvider } from "@opentelemetry/sdk-trace";
import type { Span, SpanStart, Tracing } from "./tracing.ts";

const kinds = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  consumer: SpanKind.CONSUMER,
} as const;

/**
 * Sends spans in batches by OTLP/HTTP. When nobody takes them, the newest are dropped: traces never hold up a call.
 *
 * Webhook and folding are apart in time, and often in different processes. So the trace of a webhook has the id of its event, and nothing needs to be handed on.
 */
export function createOtlpTracing(options: { endpoint: string; version: string }): Tracing {
  const url = `${options.endpoint.replace(/\/+$/, "")}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: 5_000 });
  const ids = createIds();
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      "service.name": "voicelens",
      "service.version": options.version,
    }),
    idGenerator: ids,
    spanProcessors: [
      new BatchSpanProcessor({
        exporter,
        maxQueueSize: 4_096,
        maxExportBatchSize: 512,
        scheduledDelayMillis: 2_000,
        exportTimeoutMillis: 5_000,
      }),
    ],
  });
  const tracer = provider.getTracer("voicelens", options.version);
  const underWay = new AsyncLocalStorage<Context>();

  const begin = ({ name, kind, attributes = {}, eventId }: SpanStart): Span => {
    const settings = { attributes, ...(kind === undefined ? {} : { kind: kinds[kind] }) };
    const parent = underWay.getStore() ?? ROOT_CONTEXT;
    const span =
      eventId === undefined
        ? tracer.startSpan(name, settings, parent)
        : ids.with(idsOf(eventId), () => tracer.startSpan(name, settings, ROOT_CONTEXT));
    const context = trace.setSpan(ROOT_CONTEXT, span);
    return {
      set: (more) => span.setAttributes(more),
      within: (work) => underWay.run(context, work),
      end: (error) => end(span, error),
    };
  };

  return {
    isOn: true,
    begin,
    addToEvent(eventId, { children = [], ...done }, from, until) {
      const remote = { ...idsOf(eventId), traceFlags: TraceFlags.SAMPLED, isRemote: true };
      const webhook = trace.setSpanContext(ROOT_CONTEXT, remote);
      const add = (
        { name, kind, attributes = {} }: Omit<SpanStart, "eventId">,
        within: Context,
      ) => {
        const settings = { attributes, startTime: from, ...(kind && { kind: kinds[kind] }) };
        const span = tracer.startSpan(name, settings, within);
        span.end(until);
        return trace.setSpan(ROOT_CONTEXT, span);
      };
      const event = add(done, webhook);
      for (const child of children) add(child, event);
    },
    logFields() {
      const context = underWay.getStore();
      const span = context && trace.getSpanContext(context);
      return span === undefined ? {} : { trace_id: span.traceId, span_id: span.spanId };
    },
    // An endpoint that does not answer holds up nobody's stopping for long.
    close: () => provider.shutdown().catch(() => undefined),
  };
}

/** What went wrong by its kind: messages may quote a caller's words. */
function end(span: ApiSpan, error: unknown): void {
  if (error !== undefined) {
    const { name, code } = Object(error) as { name?: unknown; code?: unknown };
    const kind = [code, name].find((text) => typeof text === "string") ?? "error";
    span.setAttribute("error.type", String(kind).slice(0, 100));
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}

interface Ids {
  traceId: string;
  spanId: string;
}

/** An event's id is a UUID, of as many bits as the id of a trace; its second half, which is random, names the first span. */
function idsOf(eventId: string): Ids {
  const traceId = eventId.replaceAll("-", "").toLowerCase();
  return { traceId, spanId: traceId.slice(16) };
}

/** Random ids, or those that are set while a span begins. */
function createIds() {
  const random = new RandomIdGenerator();
  let set: Ids | undefined;
  return {
    generateTraceId: () => set?.traceId ?? random.generateTraceId(),
    generateSpanId: () => set?.spanId ?? random.generateSpanId(),
    with<T>(ids: Ids, work: () => T): T {
      set = ids;
      try {
        return work();
      } finally {
        set = undefined;
      }
    },
  };
}
