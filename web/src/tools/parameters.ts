import { parseJson } from "../lib/parse-json.ts";
import { t } from "../lib/text.ts";

/** The kinds of arguments that the form knows; everything else is written as JSON Schema. */
export const argumentKinds = {
  text: t("Text"),
  integer: t("Whole number"),
  number: t("Number"),
  boolean: t("Yes or no"),
  date: t("Day"),
  choice: t("One of"),
} as const;
export type ArgumentKind = keyof typeof argumentKinds;

/** One argument as a row of the form. */
export interface Argument {
  key: string;
  name: string;
  kind: ArgumentKind;
  description: string;
  /** Of a choice, with commas between. */
  choices: string;
  isRequired: boolean;
}

export type ParametersDraft =
  | { mode: "form"; rows: readonly Argument[] }
  | { mode: "json"; text: string };

type Schema = Record<string, unknown>;

export const emptyParameters: ParametersDraft = { mode: "form", rows: [] };

export const newArgument = (): Argument => ({
  key: crypto.randomUUID(),
  name: "",
  kind: "text",
  description: "",
  choices: "",
  isRequired: true,
});

/** The JSON Schema of what was written, or why it is none. The server checks it wholly; this is what one can see at once. */
export function toSchema(draft: ParametersDraft): { schema: Schema } | { fault: string } {
  if (draft.mode === "form") return rowsToSchema(draft.rows);
  const value = parseJson(draft.text);
  if (value === undefined)
    return { fault: t("The parameters are no JSON: {whyNot}", { whyNot: whyNot(draft.text) }) };
  if (!isObject(value)) return { fault: t("The parameters must be a JSON object.") };
  if (value.type !== "object") return { fault: t('The parameters must have "type": "object".') };
  const { properties = {}, required = [] } = value;
  if (!isObject(properties)) return { fault: t('"properties" must be an object.') };
  if (!isListOfNames(required)) return { fault: t('"required" must be a list of names.') };
  const lost = required.find((name) => !Object.hasOwn(properties, name));
  if (lost !== undefined)
    return { fault: t('"{lost}" is required, but is no property.', { lost }) };
  return { schema: value };
}

/** A schema as rows, where the form can show all of it; else as JSON. */
export function toDraft(schema: Schema): ParametersDraft {
  return toRows(schema) ?? { mode: "json", text: JSON.stringify(schema, null, 2) };
}

/** The same in the other way of writing it; null where the form cannot show it. */
export function switchMode(draft: ParametersDraft): ParametersDraft | null {
  const read = toSchema(draft);
  if ("fault" in read) {
    return draft.mode === "form" ? { mode: "json", text: JSON.stringify(blank, null, 2) } : null;
  }
  if (draft.mode === "form") return { mode: "json", text: JSON.stringify(read.schema, null, 2) };
  return toRows(read.schema);
}

const blank = { type: "object", properties: {}, required: [] };

function rowsToSchema(rows: readonly Argument[]): { schema: Schema } | { fault: string } {
  const properties: Record<string, Schema> = {};
  for (const row of rows) {
    const name = row.name.trim();
    if (name === "") return { fault: t("An argument has no name.") };
    if (Object.hasOwn(properties, name))
      return { fault: t('Two arguments are called "{name}".', { name }) };
    const choices = choicesOf(row);
    if (row.kind === "choice" && choices.length === 0) {
      return { fault: t('Write down what can be chosen for "{name}".', { name }) };
    }
    const description = row.description.trim();
    properties[name] = {
      ...typeOf(row.kind, choices),
      ...(description === "" ? {} : { description }),
    };
  }
  const required = rows.filter(({ isRequired }) => isRequired).map(({ name }) => name.trim());
  return { schema: { type: "object", properties, required } };
}

function typeOf(kind: ArgumentKind, choices: readonly string[]): Schema {
  switch (kind) {
    case "text":
      return { type: "string" };
    case "date":
      return { type: "string", format: "date" };
    case "choice":
      return { type: "string", enum: choices };
    default:
      return { type: kind };
  }
}

function choicesOf({ choices }: Argument): string[] {
  return [...new Set(choices.split(",").map((one) => one.trim()))].filter((one) => one !== "");
}

const shownMembers = new Set(["type", "properties", "required"]);

function toRows(schema: Schema): ParametersDraft | null {
  const { properties = {}, required = [] } = schema;
  if (Object.keys(schema).some((name) => !shownMembers.has(name))) return null;
  if (!isObject(properties) || !isListOfNames(required)) return null;
  const rows: Argument[] = [];
  for (const [name, property] of Object.entries(properties)) {
    if (!isObject(property)) return null;
    const row = toRow(property);
    if (row === null) return null;
    rows.push({ ...newArgument(), ...row, name, isRequired: required.includes(name) });
  }
  return { mode: "form", rows };
}

function toRow(property: Schema): Pick<Argument, "kind" | "description" | "choices"> | null {
  const { type, description = "", enum: choices, format, ...more } = property;
  if (Object.keys(more).length > 0 || typeof description !== "string") return null;
  if (choices !== undefined) {
    if (type !== "string" || format !== undefined || !isListOfNames(choices)) return null;
    if (choices.some((choice) => choice.includes(","))) return null;
    return { kind: "choice", description, choices: choices.join(", ") };
  }
  if (type === "string" && format === "date") return { kind: "date", description, choices: "" };
  if (format !== undefined) return null;
  if (type === "string") return { kind: "text", description, choices: "" };
  if (type !== "integer" && type !== "number" && type !== "boolean") return null;
  return { kind: type, description, choices: "" };
}

function isObject(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isListOfNames(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

function whyNot(text: string): string {
  try {
    JSON.parse(text);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : t("it cannot be read");
  }
}
