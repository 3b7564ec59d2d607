import { isObject } from "../../lib/json.ts";
import { tidyPhone } from "../../lib/phone.ts";
import { plainResult } from "../bare-tool.ts";
import { fieldsOf } from "../fields.ts";
import type { LiveAsk, LiveContext, LiveSide } from "../live-ask.ts";
import { defineAssistableTool } from "./assistable.define.ts";

/** The whole trip of a tool may take 10 s. The start of a call cannot be answered. */
export const assistableLive: LiveSide = {
  toolDeadlineMs: 10_000,
  inboundDeadlineMs: 10_000,
  mayAsk: (body) => body.includes('"args"'),
  read,
  defineTool: defineAssistableTool,
  defining:
    "Make a custom tool with these fields. Parameters are entered one by one; the header belongs to the advanced settings.",
};

/** A tool request asks for something during a call. A call result has `args` and `metadata` too, but tells its id outside. */
export function isToolRequest(body: unknown): body is Record<string, unknown> {
  if (!isObject(body) || Object.hasOwn(body, "call_id") || Object.hasOwn(body, "event")) {
    return false;
  }
  return isObject(body.meta_data) || isObject(body.call);
}

/** The platform names its own id of the tool; the tool's name here comes by the path or a header. */
function read(body: unknown, { headers, tool }: LiveContext): LiveAsk | undefined {
  if (!isToolRequest(body)) return undefined;
  const fields = fieldsOf(body, "", []);
  const details = fields.object(fields.has("meta_data") ? "meta_data" : "metadata");
  const direction = details.text("direction")?.toLowerCase() ?? null;
  const name = tool ?? headers["x-tool-name"] ?? details.text("tool_id") ?? "unknown";
  return {
    kind: "tools",
    call: {
      id: fields.object("call").text("call_id") ?? headers.call_control_id ?? null,
      from: tidyPhone(details.text("from")),
      to: tidyPhone(details.text("to")),
      direction: direction === "inbound" || direction === "outbound" ? direction : null,
      agentId: details.text("assistant_id") ?? headers.assistant_id ?? null,
    },
    // Attempts after a server error repeat the request, and nothing but call, tool and arguments is equal then.
    tools: [{ id: null, name, arguments: fields.raw("args") }],
    write: ([result]) => result && plainResult(result),
  };
}
