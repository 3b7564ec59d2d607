import { Ajv } from "ajv";
import { sql } from "kysely";
import { recordAudit } from "../audit/index.ts";
import type { Outgoing, SecretBox } from "../guard/index.ts";
import type { RequestAccess } from "../http/index.ts";
import { newId } from "../lib/ids.ts";
import { ProblemError } from "../lib/problems.ts";
import { newSecret } from "../lib/standard-webhooks.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../store/index.ts";
import type { NewTool, ToolChange } from "./tool.schema.ts";
import { deleteTool, findTool, insertTool, listTools, updateTool } from "./tool.store.ts";
import type { BuiltInTool, SettingFault, Tool } from "./tool.ts";
import { openHeaders, toolSecretContext } from "./tool-secrets.ts";

export type ToolService = ReturnType<typeof createToolService>;

const toolsMax = 100;
const uniqueViolation = "23505";
/** What we say ourselves. */
const ownHeaders =
  /^(?:host|content-length|content-type|connection|transfer-encoding|webhook-.*|idempotency-key)$/i;

/** The tools that a tenant gives its agents. Every change is audited, without headers and addresses: they may hold secrets. */
export function createToolService(needs: {
  db: Database;
  outgoing: Outgoing;
  box: SecretBox;
  builtIns: ReadonlyMap<string, BuiltInTool>;
  isCircuitOpen: (scope: TenantScope, toolId: string) => boolean;
  now: () => number;
}) {
  const { db, box, builtIns } = needs;
  const audit = (trx: Trx, { scope, actor }: RequestAccess, action: string, subject: string) =>
    recordAudit(trx, scope, { actor, action, subject });
  const view = (scope: TenantScope, tool: Tool) => {
    const { sealed_headers, sealed_secret: _, ...shown } = tool;
    return {
      ...shown,
      header_names: Object.keys(
        openHeaders(box, { tenant_id: scope.tenantId, id: tool.id, sealed_headers }),
      ),
      is_circuit_open: needs.isCircuitOpen(scope, tool.id),
      created_at: tool.created_at.toISOString(),
      updated_at: tool.updated_at.toISOString(),
    };
  };
  const seal = (scope: TenantScope, id: string, text: string) =>
    box.seal(Buffer.from(text), toolSecretContext({ tenant_id: scope.tenantId, id }));
  const mustFind = async (trx: Trx, scope: TenantScope, id: string) => {
    const tool = await findTool(trx, scope, id);
    if (tool === undefined)
      throw new ProblemError("tool-not-found", "The tenant has no such tool.");
    return tool;
  };
  const refuseSettings = async (
    builtIn: BuiltInTool,
    settings: Readonly<Record<string, unknown>>,
  ) => {
    refuseFaults(builtIn.faultsOf(settings));
    if (builtIn.asksServer) await needs.outgoing.refuseStranger(String(settings.url));
  };
  /** Before the transaction: names are looked up for it. */
  const refuseChange = async (scope: TenantScope, id: string, settings: object) => {
    const tool = await inTenant(db, scope, (trx) => mustFind(trx, scope, id));
    const builtIn = builtIns.get(tool.built_in ?? "");
    if (builtIn !== undefined) await refuseSettings(builtIn, { ...settings });
  };

  return {
    list: (scope: TenantScope) =>
      inTenant(db, scope, async (trx) =>
        (await listTools(trx, scope)).map((tool) => view(scope, tool)),
      ),
    get: (scope: TenantScope, id: string) =>
      inTenant(db, scope, async (trx) => view(scope, await mustFind(trx, scope, id))),
    listBuiltIns: () =>
      [...builtIns.values()].map(({ hasEffect, asksServer, ...shown }) => {
        const { id, title, description, parameters, settings } = shown;
        return {
          ...{ id, title, description, parameters, settings },
          ...{ has_effect: hasEffect, asks_server: asksServer },
        };
      }),

    /** Makes a tool. The secret that signs its requests is told this once; built-in tools that ask no server have none. */
    async create(access: RequestAccess, given: NewTool) {
      const { scope, actor } = access;
      const id = newId("tol");
      const at = new Date(needs.now());
      const made = {
        id,
        created_by: actor,
        created_at: at,
        updated_at: at,
      };
      const asksServer = given.kind === "http" || builtIns.get(given.built_in)?.asksServer === true;
      const secret = asksServer ? newSecret() : null;
      const row = await (async () => {
        if (given.kind === "built_in") {
          const builtIn = builtIns.get(given.built_in);
          if (builtIn === undefined) throw unknownBuiltIn(given.built_in);
          await refuseSettings(builtIn, given.settings);
          const { name = builtIn.id, description = builtIn.description } = given;
          const sealed = secret === null ? {} : { sealed_secret: seal(scope, id, secret) };
          const { parameters } = builtIn;
          return { ...given, ...made, ...sealed, name, description, parameters };
        }
        refuseSchema(given.parameters);
        refuseHeaders(given.headers);
        await needs.outgoing.refuseStranger(given.url);
        const { headers, ...rest } = given;
        const sealedHeaders = seal(scope, id, JSON.stringify(headers));
        return {
          ...{ ...rest, ...made },
          sealed_headers: sealedHeaders,
          sealed_secret: seal(scope, id, secret ?? ""),
        };
      })();
      return orExists(() =>
        inTenant(db, scope, async (trx) => {
          await refuseFurther(trx, scope);
          await insertTool(trx, scope, row);
          await audit(trx, access, "tool.created", id);
          return { ...view(scope, await mustFind(trx, scope, id)), secret };
        }),
      );
    },

    async change(access: RequestAccess, id: string, change: ToolChange) {
      const { scope } = access;
      if (change.parameters !== undefined) refuseSchema(change.parameters);
      if (change.headers !== undefined) refuseHeaders(change.headers);
      if (change.url !== undefined) await needs.outgoing.refuseStranger(change.url);
      if (change.settings !== undefined) await refuseChange(scope, id, change.settings);
      return orExists(() =>
        inTenant(db, scope, async (trx) => {
          const tool = await mustFind(trx, scope, id);
          refuseForeignMembers(tool, change);
          const { headers, ...rest } = change;
          const given = Object.fromEntries(Object.entries(rest).filter(([, v]) => v !== undefined));
          await updateTool(trx, scope, id, {
            ...given,
            ...(headers === undefined
              ? {}
              : { sealed_headers: seal(scope, id, JSON.stringify(headers)) }),
            updated_at: new Date(needs.now()),
          });
          await audit(trx, access, "tool.changed", id);
          return view(scope, await mustFind(trx, scope, id));
        }),
      );
    },

    /** Gives a tool a new secret; the one before no longer signs. It is told this once. */
    renewSecret: (access: RequestAccess, id: string) =>
      inTenant(db, access.scope, async (trx) => {
        const tool = await mustFind(trx, access.scope, id);
        if (tool.sealed_secret === null) {
          throw new ProblemError("tool-invalid", "A tool that asks no server has no secret.");
        }
        const secret = newSecret();
        await updateTool(trx, access.scope, id, {
          sealed_secret: seal(access.scope, id, secret),
          updated_at: new Date(needs.now()),
        });
        await audit(trx, access, "tool.secret_renewed", id);
        return { secret };
      }),

    remove: (access: RequestAccess, id: string): Promise<void> =>
      inTenant(db, access.scope, async (trx) => {
        await mustFind(trx, access.scope, id);
        await deleteTool(trx, access.scope, id);
        await audit(trx, access, "tool.removed", id);
      }),
  };
}

function unknownBuiltIn(name: string): ProblemError {
  return new ProblemError("tool-invalid", `There is no built-in tool ${JSON.stringify(name)}.`);
}

async function refuseFurther(trx: Trx, scope: TenantScope): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`tools/${scope.tenantId}`}, 0))`.execute(
    trx,
  );
  if ((await listTools(trx, scope)).length < toolsMax) return;
  throw new ProblemError("too-many-tools", `A tenant has ${toolsMax} at most.`);
}

/** Members that the kind of tool does not have. */
function refuseForeignMembers(tool: Tool, change: ToolChange): void {
  const foreign =
    tool.kind === "http"
      ? (["settings"] as const)
      : (["parameters", "url", "method", "headers", "is_idempotent", "keep_answer_sec"] as const);
  const found = foreign.filter((name) => change[name] !== undefined);
  if (found.length === 0) return;
  throw new ProblemError("tool-invalid", `A tool of this kind has no ${found.join(", ")}.`);
}

/** @throws ProblemError `tool-invalid` unless it is a JSON Schema of an object. */
function refuseSchema(parameters: Readonly<Record<string, unknown>>): void {
  if (parameters.type !== "object") {
    throw new ProblemError("tool-invalid", 'Its parameters must be of type "object".');
  }
  if (JSON.stringify(parameters).length > 20_000) {
    throw new ProblemError("tool-invalid", "Its parameters are longer than a model reads.");
  }
  try {
    new Ajv({ strict: false, validateFormats: false }).compile(parameters);
  } catch (error) {
    throw new ProblemError("tool-invalid", "Its parameters are no JSON Schema.", {
      extra: { reason: error instanceof Error ? error.message.slice(0, 300) : "" },
    });
  }
}

/** @throws ProblemError `tool-invalid` naming each setting that cannot be used. */
function refuseFaults(faults: readonly SettingFault[]): void {
  const errors = faults.map(({ path, message }) => ({
    path: path === "" ? "settings" : `settings.${path}`,
    message,
  }));
  const [first] = errors;
  if (first === undefined) return;
  const detail = `Its settings do not fit. ${first.path}: ${first.message}.`;
  throw new ProblemError("tool-invalid", detail, { extra: { errors } });
}

function refuseHeaders(headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    if (ownHeaders.test(name)) {
      throw new ProblemError("tool-invalid", `The header ${name} is ours to set.`);
    }
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      throw new ProblemError("tool-invalid", `The header ${name} cannot be sent.`);
    }
  }
}

async function orExists<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ((error as { code?: string }).code !== uniqueViolation) throw error;
    throw new ProblemError("tool-exists", "Agents would not know which of the two is meant.");
  }
}
