import type { ToolDefinition, ToolToDefine } from "../define-tool.ts";

/** The body of Vapi's `POST /tool`, or a member of an assistant's `model.tools`. Its request names the tool, so all share one URL. */
export function defineVapiTool(tool: ToolToDefine): ToolDefinition {
  const { name, description, parameters, connectionUrl: url } = tool;
  const credentialId = "<the id of the credential that holds the secret of this connection>";
  return {
    url,
    definition: {
      type: "function",
      async: false,
      function: { name, description, parameters },
      server: { url, timeoutSeconds: 20, credentialId },
    },
  };
}
