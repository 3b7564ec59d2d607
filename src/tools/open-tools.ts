import type { BusinessLookups } from "../business/index.ts";
import type { Message } from "../contacts/index.ts";
import type { Outgoing, SecretBox } from "../guard/index.ts";
import type { App } from "../http/index.ts";
import type { AnswerLive } from "../ingest/index.ts";
import type { KnowledgeSearch } from "../knowledge/index.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Logger, Metrics, Tracing } from "../observe/index.ts";
import type { VoiceProvider } from "../providers/index.ts";
import type { Database, Notices } from "../store/index.ts";
import { createLiveAnswerer, defaultTransfer } from "./answer-live.ts";
import { createBreakers } from "./breaker.ts";
import { createBuiltIns } from "./built-in/built-ins.ts";
import { findPieces } from "./built-in/knowledge-search.ts";
import { openPlaces } from "./built-in/open-places.ts";
import { decideByTool } from "./built-in/transfer.ts";
import { toolDefinitionRoutes } from "./definitions/definition.routes.ts";
import { openSettings } from "./fresh.ts";
import { createHttpRunner } from "./http-tool.ts";
import { createInboundDecider } from "./inbound/decide-inbound.ts";
import { inboundRuleRoutes } from "./inbound/rule.routes.ts";
import { createInboundRuleService } from "./inbound/rule.service.ts";
import { openRulebook } from "./inbound/rulebook.ts";
import { createLastAnswers } from "./last-answers.ts";
import { createToolRunner } from "./run-tools.ts";
import { sealedTools } from "./sealed-tools.ts";
import { toolRoutes, toolUseRoutes } from "./tool.routes.ts";
import { createToolService } from "./tool.service.ts";
import { createToolbox } from "./toolbox.ts";
import { tracedTool } from "./traced-tool.ts";
import { createUseService } from "./use.service.ts";
import { createUseLog } from "./use-log.ts";

export interface ToolNeeds {
  db: Database;
  /** Seals the secrets of tools. */
  box: SecretBox;
  outgoing: Outgoing;
  lookups: BusinessLookups;
  search: KnowledgeSearch;
  takeMessage: (scope: TenantScope, message: Message) => Promise<unknown>;
  /** How a caller is called; empty where nobody knows. */
  nameOf: (scope: TenantScope, number: string) => Promise<string>;
  findProvider: (key: string) => VoiceProvider | undefined;
  /** Who takes a provider's inbound calls where nothing else is known; undefined leaves it to the provider. */
  defaultAgentOf: (provider: string) => string | undefined;
  requireCall: Parameters<typeof createUseService>[0]["requireCall"];
  baseUrl: () => string;
  /** Tells whose settings changed. */
  notices: Notices;
  now: () => number;
  metrics: Metrics;
  tracing: Tracing;
  log: Logger;
}

/** All about what agents ask for while they talk, made once. */
export interface Tools {
  answerLive: AnswerLive;
  routes(app: App): void;
  sealed: ReturnType<typeof sealedTools>;
  /** Writes down what was used and is not written down yet. */
  drain(): Promise<void>;
}

/** Opens the room: the answers given during calls, and the paths. */
export function openTools(needs: ToolNeeds): Tools {
  const { db, box, outgoing, lookups, search, findProvider, defaultAgentOf, now } = needs;
  const { metrics, log } = needs;
  const settings = openSettings({ notices: needs.notices, now });
  const rulebook = openRulebook({ db, settings });
  const places = openPlaces({ db, rulebook, settings });
  const { nameOf } = needs;
  const inbound = createInboundDecider({
    ...{ rulebook, places, lookups, nameOf, defaultAgentOf, now },
  });
  const uses = createUseLog({ db, log });
  const toolbox = createToolbox({ db, settings });
  const breakers = createBreakers({ now });
  const asking = { box, outgoing, breakers, now };
  const runHttp = createHttpRunner(asking);
  const { takeMessage } = needs;
  const builtIns = createBuiltIns({ ...asking, lookups, places, takeMessage, search });
  const runTools = createToolRunner({
    ...{ db, toolbox, uses, metrics, log, now },
    runnerOf: ({ tool }) => {
      const runner =
        tool.kind === "http"
          ? { run: runHttp, hasEffect: !tool.is_idempotent }
          : builtIns.get(tool.built_in ?? "");
      return runner && { ...runner, run: tracedTool(runner.run, needs.tracing) };
    },
    lastAnswers: createLastAnswers({ now }),
  });
  const answerLive = createLiveAnswerer({
    ...{ db, runTools, defaultAgentOf, log, now },
    decideInbound: inbound.decide,
    decideTransfer: async (call) =>
      (await decideByTool({ lookups, places, list: toolbox.list }, call)) ?? defaultTransfer,
    findKnowledge: (use, turns) => findPieces({ search, places }, use, turns),
    languageOf: inbound.languageOf,
  });
  const isCircuitOpen = ({ tenantId }: TenantScope, toolId: string) =>
    breakers.isOpen(`${tenantId}/${toolId}`);
  return {
    answerLive,
    routes(app) {
      const tools = createToolService({ db, outgoing, box, builtIns, isCircuitOpen, now });
      toolRoutes(app, { tools });
      toolDefinitionRoutes(app, { db, findProvider, baseUrl: needs.baseUrl });
      inboundRuleRoutes(app, { rules: createInboundRuleService({ db, findProvider, now }) });
      toolUseRoutes(app, { uses: createUseService({ db, requireCall: needs.requireCall }) });
    },
    sealed: sealedTools({ box }),
    drain: () => uses.drain(),
  };
}
