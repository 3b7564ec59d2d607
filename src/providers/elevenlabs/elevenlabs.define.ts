import {
  ownUrl,
  propertiesOf,
  requiredOf,
  type ToolDefinition,
  type ToolToDefine,
} from "../define-tool.ts";
import { secretHeader } from "../shared-secret.ts";

type Schema = Readonly<Record<string, unknown>>;

/** Beside the arguments, since ElevenLabs sends no envelope. */
const identity = [
  "system__conversation_id",
  "system__caller_id",
  "system__called_number",
  "system__agent_id",
];

/** The body of ElevenLabs' `POST /v1/convai/tools`. The arguments are a member of their own, so that none of them is taken for a number or an id of the call. */
export function defineElevenLabsTool(tool: ToolToDefine): ToolDefinition {
  const { name, description, parameters } = tool;
  const url = ownUrl(tool);
  const told = identity.map((variable) => [
    variable,
    { type: "string", dynamic_variable: variable },
  ]);
  const args = { ...plain(parameters, name), description: "What the tool needs to know." };
  return {
    url,
    definition: {
      tool_config: {
        ...{ type: "webhook", name, description, response_timeout_secs: 20 },
        api_schema: {
          url,
          method: "POST",
          request_headers: {
            [secretHeader]: {
              secret_id:
                "<the id of the workspace secret that holds the secret of this connection>",
            },
          },
          request_body_schema: {
            type: "object",
            required: ["args", ...identity],
            properties: { args, ...Object.fromEntries(told) },
          },
        },
      },
    },
  };
}

const literals: ReadonlySet<unknown> = new Set(["string", "number", "integer", "boolean"]);

/** What ElevenLabs knows of JSON Schema: types with descriptions, choices, lists and objects. Each has to be described. */
function plain(schema: Schema, name: string): Schema {
  const type = Array.isArray(schema.type)
    ? (schema.type as unknown[]).find((each) => each !== "null")
    : schema.type;
  const description = typeof schema.description === "string" ? schema.description : name;
  if (type === "object") {
    const properties = Object.entries(propertiesOf(schema)).map(([member, inner]) => [
      member,
      plain(inner, member),
    ]);
    const required = requiredOf(schema);
    return { type, description, required, properties: Object.fromEntries(properties) };
  }
  if (type === "array") return { type, description, items: plain(itemsOf(schema), name) };
  if (type === "string" && Array.isArray(schema.enum)) {
    return { type, description, enum: schema.enum as unknown[] };
  }
  return { type: literals.has(type) ? type : "string", description };
}

function itemsOf({ items }: Schema): Schema {
  return typeof items === "object" && items !== null ? (items as Schema) : { type: "string" };
}
