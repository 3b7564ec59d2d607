import { type Tracing, traced } from "../observe/index.ts";
import type { RunTool } from "./tool.ts";

/** The same tool, told as OpenTelemetry's conventions name it: which one and how long, never with what and for whom. */
export function tracedTool(run: RunTool, tracing: Tracing): RunTool {
  if (!tracing.isOn) return run;
  return (use, signal) => {
    const attributes = {
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": use.tool.name,
      "voicelens.tool.id": use.tool.id,
      ...(use.callId === null ? {} : { "voicelens.call.id": use.callId }),
    };
    const start = { name: `execute_tool ${use.tool.name}`, attributes };
    return traced(tracing, start, () => run(use, signal));
  };
}
