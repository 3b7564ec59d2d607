import { Ajv, type ValidateFunction } from "ajv";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenantAtOnce } from "../store/index.ts";
import type { Settings } from "./fresh.ts";
import { listTools } from "./tool.store.ts";
import type { Tool } from "./tool.ts";

/** A tool with the check of its arguments. */
export interface ReadyTool {
  tool: Tool;
  /** Why the arguments do not fit, for the model; null when they do. */
  faultOf(given: Record<string, unknown>): string | null;
}

/** The tools of every tenant, kept in memory: each question during a call asks for them. */
export interface Toolbox {
  find(scope: TenantScope, name: string): Promise<ReadyTool | undefined>;
  /** All that are enabled, by name. */
  list(scope: TenantScope): Promise<readonly Tool[]>;
}

export function createToolbox({ db, settings }: { db: Database; settings: Settings }): Toolbox {
  const read = settings.keep(async (tenantId) => {
    const scope = { tenantId };
    const tools = await inTenantAtOnce(db, scope, (trx) => listTools(trx, scope));
    return new Map(
      tools.filter((tool) => tool.is_enabled).map((tool) => [tool.name, makeReady(tool)]),
    );
  });
  return {
    find: async ({ tenantId }, name) => (await read(tenantId)).get(name),
    list: async ({ tenantId }) => [...(await read(tenantId)).values()].map(({ tool }) => tool),
  };
}

const checks = new Map<string, ValidateFunction | null>();
const checksMax = 5_000;
/** Formats are said differently by everybody: they are not checked, here as little as when a tool is made. */
const ajv = new Ajv({
  ...{ strict: false, validateFormats: false },
  ...{ coerceTypes: true, useDefaults: true, allErrors: true },
});

/** Compiling takes milliseconds, so a schema is compiled once, whoever has it. */
function checkOf(parameters: unknown): ValidateFunction | null {
  const text = JSON.stringify(parameters);
  const known = checks.get(text);
  if (known !== undefined) return known;
  let check: ValidateFunction | null = null;
  try {
    check = ajv.compile(JSON.parse(text) as object);
  } catch {
    // It was valid when it was saved; a schema that cannot be compiled any more checks nothing.
  }
  if (checks.size >= checksMax) checks.clear();
  checks.set(text, check);
  return check;
}

/**
 * Leaves out what was left empty. Some agents have to say something for every parameter: what does not fit then is meant as nothing, unless the tool needs it.
 */
function dropBlanks(given: Record<string, unknown>, parameters: unknown): boolean {
  const { required = [] } = parameters as { required?: unknown[] };
  const blank = Object.keys(given).filter(
    (name) => !required.includes(name) && (given[name] === "" || given[name] === null),
  );
  for (const name of blank) delete given[name];
  return blank.length > 0;
}

function makeReady(tool: Tool): ReadyTool {
  return {
    tool,
    faultOf(given) {
      const check = checkOf(tool.parameters);
      if (check === null || check(given)) return null;
      if (dropBlanks(given, tool.parameters) && check(given)) return null;
      const faults = (check.errors ?? []).slice(0, 3).map(({ instancePath, message, params }) => {
        const place = instancePath.slice(1).replaceAll("/", ".") || "arguments";
        const allowed = (params as { allowedValues?: unknown[] }).allowedValues;
        return `${place} ${message}${allowed === undefined ? "" : `: ${allowed.join(", ")}`}`;
      });
      return `The arguments do not fit: ${faults.join("; ")}.`;
    },
  };
}
