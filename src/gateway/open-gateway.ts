import type { Outgoing } from "../guard/index.ts";
import type { App } from "../http/index.ts";
import { createLastKnown } from "../lib/last-known.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type ChatClient, createChatClient, echoModel, tracedChat } from "../llm/index.ts";
import type { Turns } from "../memory/index.ts";
import { listAgents, type ModelAgent, modelUseRoutes } from "../model-use/index.ts";
import type { Logger, Metrics, Tracing } from "../observe/index.ts";
import type { Database } from "../store/index.ts";
import { chatRoutes } from "./chat.routes.ts";
import { createConverseService } from "./converse.service.ts";
import { gatewayRoutes } from "./gateway.routes.ts";
import { measureConverse } from "./measure-converse.ts";

/** What of the configuration says which model answers. */
export interface ModelSettings {
  readonly LLM_BASE_URL?: string | undefined;
  readonly LLM_API_KEY?: string | undefined;
  readonly LLM_MODEL: string;
  readonly LLM_MODEL_MAP: readonly string[];
  readonly LLM_FALLBACK_BASE_URL?: string | undefined;
  readonly LLM_FALLBACK_API_KEY?: string | undefined;
  readonly LLM_FALLBACK_MODEL?: string | undefined;
  readonly OPENAI_BASE_URL?: string | undefined;
  readonly OPENAI_API_KEY?: string | undefined;
}

const knownAgents = { entriesMax: 1_000, keptMs: 15 * 60_000, waitMs: 3_000 };

/** Opens the paths under which clients of OpenAI's format find a model. */
export async function openGateway(
  app: App,
  needs: {
    settings: ModelSettings;
    db: Database;
    send: Outgoing["streamFromOperator"];
    turns: Turns;
    patience?: Parameters<typeof createConverseService>[0]["patience"];
    now: () => number;
    metrics: Metrics;
    tracing: Tracing;
    log: Logger;
  },
): Promise<void> {
  const { settings, db, send, turns, patience, now, metrics, log } = needs;
  const model = tracedChat(configuredModel(settings, send) ?? echoModel(), needs.tracing);
  modelUseRoutes(app, { db, models: model.models, now });
  // An agent goes on by its name while the database does not answer.
  const known = createLastKnown<ModelAgent[]>({ ...knownAgents, now });
  const agentsOf = (scope: TenantScope) => known.read(scope.tenantId, () => listAgents(db, scope));
  const converse = measureConverse(
    createConverseService({ model, turns, agentsOf, patience }),
    metrics,
  );
  await gatewayRoutes(app, { converse, now, log });
  chatRoutes(app, { converse, now, log });
}

/** The model that the settings name; null without one. */
export function configuredModel(
  settings: ModelSettings,
  send: Outgoing["streamFromOperator"],
): ChatClient | null {
  const { LLM_BASE_URL, LLM_FALLBACK_BASE_URL, LLM_FALLBACK_MODEL, LLM_MODEL } = settings;
  // A key of OpenAI's is for OpenAI alone.
  const isNamed = LLM_BASE_URL !== undefined;
  const key = settings.LLM_API_KEY ?? (isNamed ? undefined : settings.OPENAI_API_KEY);
  if (!isNamed && key === undefined) return null;
  const models = new Map(
    [`${LLM_MODEL}=${LLM_MODEL}`, ...settings.LLM_MODEL_MAP].map((pair) => {
      const [name = "", ...rest] = pair.split("=");
      return [name.trim(), rest.join("=").trim()] as const;
    }),
  );
  const upstream = (name: string) => models.get(name) ?? name;
  const first = {
    ...{ key, send, modelOf: upstream },
    baseUrl: LLM_BASE_URL ?? settings.OPENAI_BASE_URL ?? "https://api.openai.com/v1",
  };
  if (LLM_FALLBACK_BASE_URL === undefined) {
    return createChatClient({ endpoints: [first], models: [...models.keys()] });
  }
  const second = {
    ...{ send, baseUrl: LLM_FALLBACK_BASE_URL, key: settings.LLM_FALLBACK_API_KEY },
    modelOf: (name: string) => LLM_FALLBACK_MODEL ?? upstream(name),
  };
  return createChatClient({ endpoints: [first, second], models: [...models.keys()] });
}
