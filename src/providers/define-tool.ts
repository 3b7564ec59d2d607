/** A tool as our side knows it, to be told to a provider's agent. */
export interface ToolToDefine {
  name: string;
  description: string;
  /** JSON Schema of the arguments: an object. */
  parameters: Readonly<Record<string, unknown>>;
  /** Where the connection receives webhooks, with its id. */
  connectionUrl: string;
}

/** A tool as a provider takes it, and where its agent sends what is asked. */
export interface ToolDefinition {
  url: string;
  definition: Readonly<Record<string, unknown>>;
}

/** Stands where the connection's secret goes: no definition holds a secret, so that it can be shown, copied and kept. */
export const secretPlaceholder = "<the secret of this connection>";

/** The path of its own that a tool has, for providers whose requests do not name the tool. */
export const ownUrl = ({ connectionUrl, name }: ToolToDefine) =>
  `${connectionUrl}/tools/${encodeURIComponent(name)}`;

/** The properties of a JSON Schema of an object. */
export function propertiesOf(schema: Readonly<Record<string, unknown>>) {
  return (schema.properties ?? {}) as Record<string, Readonly<Record<string, unknown>>>;
}

/** The names that a JSON Schema of an object requires. */
export function requiredOf({ required }: Readonly<Record<string, unknown>>): readonly string[] {
  return Array.isArray(required) ? (required as string[]) : [];
}
