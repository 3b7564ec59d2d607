import type { ToolDefinition, ToolToDefine } from "../define-tool.ts";

/** A member of `general_tools` of a Retell LLM. Its request names the tool and is signed with the account's key. */
export function defineRetellTool(tool: ToolToDefine): ToolDefinition {
  const { name, description, parameters, connectionUrl: url } = tool;
  return {
    url,
    definition: {
      ...{ type: "custom", name, description, url, method: "POST", parameters },
      // Retell's own patience is two minutes; nobody on the line has it.
      timeout_ms: 20_000,
      // Our side tries again where that does no harm.
      max_retry: 0,
      args_at_root: false,
      speak_during_execution: false,
      speak_after_execution: true,
    },
  };
}
