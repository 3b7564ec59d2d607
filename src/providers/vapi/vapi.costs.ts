import type {
  CostComponent,
  CostItem,
  LatencyByStage,
  ModelRole,
  ModelUse,
} from "../../lib/call.ts";
import { isObject } from "../../lib/json.ts";
import { usdToMicros } from "../../lib/money.ts";
import type { Fields } from "../fields.ts";

/** What a call cost and which models it used. */
export interface Costs {
  costMicros: number | null;
  costItems: CostItem[] | null;
  models: ModelUse[] | null;
}

interface CostKind {
  component: CostComponent;
  /** The member that names the model, where there is one. */
  source?: "transcriber" | "model" | "voice";
  role?: ModelRole;
}

const kinds: ReadonlyMap<string, CostKind> = new Map<string, CostKind>([
  ["transport", { component: "transport" }],
  ["transcriber", { component: "stt", source: "transcriber", role: "STT" }],
  ["model", { component: "llm", source: "model", role: "LLM" }],
  ["voice", { component: "tts", source: "voice", role: "TTS" }],
  ["vapi", { component: "platform" }],
  ["voicemail-detection", { component: "voicemail_detection", source: "model" }],
  ["analysis", { component: "analysis", source: "model" }],
  ["knowledge-base", { component: "knowledge", source: "model" }],
]);

const breakdown: ReadonlyArray<readonly [string, CostComponent]> = [
  ["transport", "transport"],
  ["stt", "stt"],
  ["llm", "llm"],
  ["tts", "tts"],
  ["vapi", "platform"],
  ["chat", "other"],
  ["voicemailDetectionCost", "voicemail_detection"],
  ["knowledgeBaseCost", "knowledge"],
];

/** Reads `cost`, `costs` (else `costBreakdown`), all in US dollars, and the models that the costs and the assistant name. */
export function readCosts(message: Fields): Costs {
  const summary = message.object("costBreakdown");
  const costs = message.objects("costs");
  const costItems = costs.length > 0 ? readItems(costs) : readBreakdown(summary);
  const used = costs.flatMap(readModel);
  const known = new Set(used.map(({ role }) => role));
  const models = [...used, ...readAssistantModels(message).filter(({ role }) => !known.has(role))];
  return {
    costMicros: usdToMicros(message.number("cost") ?? summary.number("total")),
    costItems: costItems.length > 0 ? costItems : null,
    models: models.length > 0 ? models : null,
  };
}

/** The models that the assistant is set to use. Nothing else of the assistant is taken: it holds prompts and secrets. */
export function readAssistantModels(message: Fields): ModelUse[] {
  const assistant = message.object("assistant");
  const sources = [
    ["transcriber", "STT"],
    ["model", "LLM"],
    ["voice", "TTS"],
  ] as const;
  return sources.flatMap(([source, role]) => {
    const model = isObject(assistant.raw(source)) ? nameModel(assistant.object(source)) : null;
    return model === null ? [] : [{ role, model }];
  });
}

function readItems(costs: Fields[]): CostItem[] {
  const items: CostItem[] = [];
  for (const cost of costs) {
    const type = cost.text("type") ?? "";
    const micros = usdToMicros(cost.number("cost"));
    if (micros === null) continue;
    const kind = kinds.get(type);
    if (!kind) cost.note("unknown-value", "type");
    items.push({ component: kind?.component ?? "other", product: nameProduct(cost, kind), micros });
  }
  return items;
}

function nameProduct(cost: Fields, kind: CostKind | undefined): string | null {
  const model = kind?.source ? nameModel(cost.object(kind.source)) : null;
  return model ?? cost.text("provider") ?? cost.text("analysisType") ?? cost.text("type");
}

function readBreakdown(summary: Fields): CostItem[] {
  return breakdown.flatMap(([member, component]) => {
    const micros = usdToMicros(summary.number(member));
    return micros === null || micros === 0 ? [] : [{ component, product: null, micros }];
  });
}

function readModel(cost: Fields): ModelUse[] {
  const kind = kinds.get(cost.text("type") ?? "");
  if (!kind?.role || !kind.source) return [];
  const model = nameModel(cost.object(kind.source));
  if (model === null) return [];
  const read = cost.number("promptTokens");
  const written = cost.number("completionTokens");
  const tokens = read === null && written === null ? null : (read ?? 0) + (written ?? 0);
  return [{ role: kind.role, model, tokens, micros: usdToMicros(cost.number("cost")) }];
}

/** How many characters voices spoke; null where one does not tell, or none spoke. */
export function readCharacters(message: Fields): number | null {
  const voices = message.objects("costs").filter((cost) => cost.text("type") === "voice");
  const told = voices.flatMap((cost) => cost.number("characters") ?? []);
  if (told.length === 0 || told.length < voices.length) return null;
  return told.reduce((sum, count) => sum + count, 0);
}

/** `provider/model`; a voice is named by its id. */
function nameModel(source: Fields): string | null {
  const name = source.text("model") ?? source.text("voiceId");
  const provider = source.text("provider");
  if (name === null || provider === null) return name ?? provider;
  return `${provider}/${name}`;
}

const stages: ReadonlyArray<readonly [theirs: string, ours: string]> = [
  ["turnLatencyAverage", "e2e"],
  ["transcriberLatencyAverage", "stt"],
  ["endpointingLatencyAverage", "endpointing"],
  ["modelLatencyAverage", "llm"],
  ["voiceLatencyAverage", "tts"],
];

/** Reads the averages of `artifact.performanceMetrics`, milliseconds; null when none is there. */
export function readLatency(performance: Fields): LatencyByStage | null {
  const byStage: LatencyByStage = {};
  for (const [theirs, ours] of stages) {
    const mean = performance.number(theirs);
    if (mean !== null) byStage[ours] = { mean };
  }
  return Object.keys(byStage).length > 0 ? byStage : null;
}
