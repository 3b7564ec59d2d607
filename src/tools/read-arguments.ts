import { isObject } from "../lib/json.ts";

/** What came as arguments cannot be used. The message is for the model, which may ask the caller again. */
export class ArgumentsError extends Error {
  override readonly name = "ArgumentsError";
}

const charactersMax = 20_000;

/**
 * Arguments as an object. Models and platforms write them as an object, as JSON text, as JSON text within JSON text, or leave them out.
 *
 * @throws ArgumentsError
 */
export function readArguments(given: unknown): Record<string, unknown> {
  let value = given;
  for (let depth = 0; typeof value === "string" && depth < 2; depth++) {
    const text = value.trim();
    if (text === "") return {};
    if (text.length > charactersMax) throw new ArgumentsError("The arguments are too long.");
    value = parse(text);
  }
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw new ArgumentsError("The arguments are not an object.");
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ArgumentsError("The arguments are not JSON.");
  }
}
