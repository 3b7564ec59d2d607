import {
  ownUrl,
  propertiesOf,
  requiredOf,
  secretPlaceholder,
  type ToolDefinition,
  type ToolToDefine,
} from "../define-tool.ts";
import { secretHeader } from "../shared-secret.ts";

/**
 * What Assistable's form for a custom tool asks for. There every parameter that is declared has to be given, so those that may be left out say that they may be left empty.
 */
export function defineAssistableTool(tool: ToolToDefine): ToolDefinition {
  const { name, description, parameters } = tool;
  const url = ownUrl(tool);
  const required = requiredOf(parameters);
  const properties = Object.entries(propertiesOf(parameters)).map(([member, inner]) => {
    if (required.includes(member)) return [member, inner];
    const said = typeof inner.description === "string" ? `${inner.description} ` : "";
    return [member, { ...inner, description: `${said}Leave it empty when it is not known.` }];
  });
  return {
    url,
    definition: {
      ...{ name, description, url, method: "POST" },
      headers: { [secretHeader]: secretPlaceholder },
      parameters: { type: "object", properties: Object.fromEntries(properties), required },
    },
  };
}
