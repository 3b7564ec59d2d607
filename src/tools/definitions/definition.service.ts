import { listCategoryNames, listLocationNames } from "../../business/index.ts";
import { ProblemError } from "../../lib/problems.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { VoiceProvider } from "../../providers/index.ts";
import { type Database, inTenant } from "../../store/index.ts";
import { listConnections } from "../../tenants/index.ts";
import { listTools } from "../tool.store.ts";
import type { Tool } from "../tool.ts";
import type { DefinitionQuery, ToolDefinitions } from "./definition.schema.ts";
import { type SuitedTool, suitTool, type TenantNames } from "./suit-tool.ts";

export interface DefinitionNeeds {
  db: Database;
  findProvider: (key: string) => VoiceProvider | undefined;
  baseUrl: () => string;
}

/** The enabled tools of a tenant as one of its connections takes them, to be copied into the provider's settings. */
export async function defineTools(
  needs: DefinitionNeeds,
  scope: TenantScope,
  asked: DefinitionQuery,
): Promise<ToolDefinitions> {
  const provider = needs.findProvider(asked.provider);
  const live = provider?.live;
  if (provider === undefined || live === undefined) {
    throw new ProblemError("provider-not-found", "Its agents use no tools by webhook.");
  }
  const connection = await findConnection(needs.db, scope, { ...asked, provider: provider.id });
  const connectionUrl = `${needs.baseUrl()}/webhook/${provider.id}/${connection.id}`;
  const tools = await inTenant(needs.db, scope, (trx) => listTools(trx, scope));
  const suited = await suit(needs.db, scope, {
    tools: tools.filter((tool) => tool.is_enabled),
    isShared: connection.is_shared,
  });
  const data = suited.map(({ id, ...tool }) => ({
    ...{ tool_id: id, name: tool.name },
    ...live.defineTool({ ...tool, connectionUrl }),
  }));
  return { provider: provider.id, connection_id: connection.id, how: live.defining, data };
}

async function findConnection(db: Database, scope: TenantScope, asked: DefinitionQuery) {
  const all = (await listConnections(db, scope)).filter((one) => one.provider === asked.provider);
  const found =
    asked.connection === undefined
      ? (all.find((one) => one.is_default) ?? all[0])
      : all.find((one) => one.id === asked.connection);
  if (found !== undefined) return found;
  throw new ProblemError("connection-not-found", "The tenant has no such connection.");
}

/** An agent that tenants share is told nothing of one of them. */
async function suit(
  db: Database,
  scope: TenantScope,
  { tools, isShared }: { tools: readonly Tool[]; isShared: boolean },
): Promise<Array<SuitedTool & { id: string }>> {
  if (isShared)
    return tools.map(({ id, name, description, parameters }) => ({
      id,
      name,
      description,
      parameters,
    }));
  const names: TenantNames = {
    locations: await listLocationNames(db, scope),
    categoriesOf: (locationId) => listCategoryNames(db, scope, locationId),
  };
  return Promise.all(
    tools.map(async (tool) => ({ id: tool.id, ...(await suitTool(tool, names)) })),
  );
}
