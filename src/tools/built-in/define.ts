import { z } from "zod";
import type { BuiltInTool, ToolAnswer, ToolUse } from "../tool.ts";

/** Models fill in what they have nothing for. */
const blank = (value: unknown) => (value === "" || value === null ? undefined : value);

/** A built-in tool by the zod schemas of its arguments and settings; both have become what they say when it is run. */
export function defineBuiltIn<A extends z.ZodObject, S extends z.ZodObject>(
  tool: Omit<BuiltInTool, "parameters" | "settings" | "faultsOf" | "run"> & {
    arguments: A;
    settings: S;
    run(
      use: ToolUse,
      given: z.output<A>,
      settings: z.output<S>,
      signal: AbortSignal,
    ): Promise<ToolAnswer>;
  },
): BuiltInTool {
  const { arguments: Arguments, settings: Settings, run, ...rest } = tool;
  return {
    ...rest,
    parameters: jsonSchemaOf(Arguments),
    settings: jsonSchemaOf(Settings),
    faultsOf: (settings) =>
      (Settings.safeParse(settings).error?.issues ?? []).map(({ path, message }) => ({
        ...{ path: path.join("."), message },
      })),
    run(use, signal) {
      const filled = Object.entries(use.arguments).map(([name, value]) => [name, blank(value)]);
      const given = Arguments.parse(Object.fromEntries(filled));
      return run(use, given, Settings.parse(use.tool.settings), signal);
    },
  };
}

/** As models and our check of arguments read it. */
function jsonSchemaOf(schema: z.ZodObject): Readonly<Record<string, unknown>> {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { target: "draft-7", io: "input" });
  return plain;
}
