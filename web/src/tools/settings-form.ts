/** Settings that have a field of their own, by their names. */
const known = {
  location_id: "location",
  destinations: "destinations",
  otherwise: "otherwise",
} as const;
type KnownName = (typeof known)[keyof typeof known];

/** One setting of a built-in tool, as its JSON Schema tells of it. */
export interface Setting {
  name: string;
  title: string;
  description: string;
  kind: "text" | "number" | "boolean" | "choice" | "lines" | "json" | KnownName;
  choices: readonly string[];
  isRequired: boolean;
  /** What holds where nothing is written. */
  fallback: unknown;
}

/** The settings of a JSON Schema, each as the simplest field that can hold it. */
export function settingsOf(schema: Readonly<Record<string, unknown>>): Setting[] {
  const { properties, required } = schema;
  if (!isObject(properties)) return [];
  const needed: readonly unknown[] = Array.isArray(required) ? required : [];
  return Object.entries(properties).map(([name, property]) => {
    const given = isObject(property) ? property : {};
    const choices = Array.isArray(given.enum) ? given.enum.filter(isText) : [];
    return {
      name,
      title: isText(given.title) ? given.title : humanName(name),
      description: isText(given.description) ? given.description : "",
      kind: name in known ? known[name as keyof typeof known] : kindOf(given, choices),
      choices,
      isRequired: needed.includes(name) && given.default === undefined,
      fallback: given.default,
    };
  });
}

/** A value as it is typed. */
export function toText(setting: Setting, value: unknown): string {
  if (value === undefined || value === null) return "";
  if (setting.kind === "lines") return Array.isArray(value) ? value.join("\n") : "";
  if (isJson(setting)) return JSON.stringify(value, null, 2);
  return String(value);
}

/** What was typed as a value; nothing typed is nothing said. @throws SyntaxError for JSON that is none. */
export function fromText(setting: Setting, text: string): unknown {
  const trimmed = text.trim();
  if (setting.kind === "boolean") return text === "true";
  if (trimmed === "") return undefined;
  if (isJson(setting)) return JSON.parse(trimmed);
  switch (setting.kind) {
    case "number":
      return Number(trimmed);
    case "lines":
      return trimmed
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== "");
    default:
      return trimmed;
  }
}

const isJson = ({ kind }: Setting) =>
  kind === "json" || kind === "destinations" || kind === "otherwise";

function kindOf(given: Record<string, unknown>, choices: readonly string[]): Setting["kind"] {
  if (choices.length > 0) return "choice";
  switch (given.type) {
    case "string":
      return "text";
    case "number":
    case "integer":
      return "number";
    case "boolean":
      return "boolean";
    case "array":
      return isObject(given.items) && given.items.type === "string" ? "lines" : "json";
    default:
      return "json";
  }
}

function humanName(name: string): string {
  const text = name.replace(/_/g, " ").replace(/\burl\b/g, "URL");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
