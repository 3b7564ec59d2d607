import { noTracing, type Tracing } from "./tracing.ts";

/** Traces to an endpoint that speaks OTLP over HTTP; what that takes is loaded only then. */
export async function openTracing(options: {
  endpoint: string | undefined;
  version: string;
}): Promise<Tracing> {
  const { endpoint, version } = options;
  if (endpoint === undefined) return noTracing;
  const { createOtlpTracing } = await import("./otlp-tracing.ts");
  return createOtlpTracing({ endpoint, version });
}
