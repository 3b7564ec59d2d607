import {
  ownUrl,
  propertiesOf,
  requiredOf,
  secretPlaceholder,
  type ToolDefinition,
  type ToolToDefine,
} from "../define-tool.ts";
import { secretHeader } from "../shared-secret.ts";

/** Bland keeps these words of a name for itself. */
const reserved =
  /(?<![a-z])(?:input|speak|transfer|switch|wait|finish|press|button|say|pause|record|play|dial|hang)(?![a-z])/gi;

/** The body of Bland's `POST /v1/tools`. Names with words that Bland keeps for itself become neutral ones; the path says which tool is meant. */
export function defineBlandTool(tool: ToolToDefine): ToolDefinition {
  const { name, description, parameters } = tool;
  const url = ownUrl(tool);
  const properties = propertiesOf(parameters);
  const args = Object.keys(properties).map((member) => [member, `{{input.${member}}}`]);
  return {
    url,
    definition: {
      name: name.replace(reserved, "ask"),
      ...{ description, url, method: "POST", timeout: 10_000 },
      headers: { [secretHeader]: secretPlaceholder },
      body: {
        ...{ call_id: "{{call_id}}", from: "{{from}}", to: "{{to}}" },
        args: Object.fromEntries(args),
      },
      input_schema: { type: "object", properties, required: requiredOf(parameters) },
      response: { answer: "$.result", apology: "$.error" },
    },
  };
}
