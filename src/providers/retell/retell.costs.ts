import type { CostComponent, CostItem, LatencyByStage, ModelUse } from "../../lib/call.ts";
import { usdToMicros } from "../../lib/money.ts";
import { cutText } from "../../lib/text.ts";
import type { Fields } from "../fields.ts";

/** What a call cost and which models it used. */
export interface Costs {
  costMicros: number | null;
  costItems: CostItem[] | null;
  models: ModelUse[] | null;
}

/** Retell's products have no published list; the first pattern that fits their name decides. */
const components: ReadonlyArray<readonly [RegExp, CostComponent]> = [
  [/tts/, "tts"],
  [/knowledge/, "knowledge"],
  [/analysis/, "analysis"],
  [/realtime|speech_to_speech|s2s/, "voice_to_voice"],
  [/gpt|claude|gemini|llm/, "llm"],
  [/telephony/, "telephony"],
  [/(?:^|_)(?:stt|asr)(?:_|$)|deepgram/, "stt"],
  [/^retell|voice_engine/, "platform"],
];

const roles: Partial<Record<CostComponent, ModelUse["role"]>> = {
  tts: "TTS",
  llm: "LLM",
  stt: "STT",
  voice_to_voice: "V2V",
};

/** Reads `call_cost`, which is in US cents, and `llm_token_usage`. */
export function readCosts(call: Fields): Costs {
  const cost = call.object("call_cost");
  const costItems: CostItem[] = [];
  for (const entry of cost.objects("product_costs")) {
    const micros = usdToMicros(entry.number("cost"), -2);
    if (micros === null) continue;
    const product = entry.text("product");
    const isTransferLeg = entry.flag("is_transfer_leg_cost") === true;
    costItems.push({ component: componentOf(product, isTransferLeg), product, micros });
  }
  const models = modelsOf(costItems, readTokens(call));
  return {
    costMicros: usdToMicros(cost.number("combined_cost"), -2),
    costItems: costItems.length > 0 ? costItems : null,
    models: models.length > 0 ? models : null,
  };
}

function componentOf(product: string | null, isTransferLeg: boolean): CostComponent {
  const name = cutText(product ?? "", 100)
    .toLowerCase()
    .replace(/[\s-]/g, "_");
  const found = components.find(([pattern]) => pattern.test(name))?.[1];
  return found ?? (isTransferLeg ? "telephony" : "other");
}

/** Tokens are told for the call as a whole, so they belong to a model only when there is one. */
function modelsOf(items: CostItem[], tokens: number | null): ModelUse[] {
  const models: ModelUse[] = [];
  for (const { component, product, micros } of items) {
    const role = roles[component];
    if (role && product !== null) models.push({ role, model: product, micros });
  }
  const brains = models.filter(({ role }) => role === "LLM");
  const [only] = brains;
  if (only && brains.length === 1 && tokens !== null) only.tokens = tokens;
  return models;
}

function readTokens(call: Fields): number | null {
  const usage = call.object("llm_token_usage");
  const average = usage.number("average");
  const requests = usage.number("num_requests");
  if (average === null || requests === null) return null;
  const tokens = Math.round(average * requests);
  return Number.isSafeInteger(tokens) && tokens >= 0 ? tokens : null;
}

const stages: ReadonlyArray<readonly [theirs: string, ours: string]> = [
  ["e2e", "e2e"],
  ["asr", "stt"],
  ["llm", "llm"],
  ["tts", "tts"],
  ["s2s", "s2s"],
  ["knowledge_base", "knowledge_base"],
  ["llm_websocket_network_rtt", "llm_websocket_network_rtt"],
];

/** Reads `latency`, which is in milliseconds; null when no stage was measured. */
export function readLatency(call: Fields): LatencyByStage | null {
  const latency = call.object("latency");
  const byStage: LatencyByStage = {};
  for (const [theirs, ours] of stages) {
    const measured = readStage(latency.object(theirs));
    if (Object.keys(measured).length > 0) byStage[ours] = measured;
  }
  return Object.keys(byStage).length > 0 ? byStage : null;
}

function readStage(stage: Fields): LatencyByStage[string] {
  const measured: LatencyByStage[string] = {};
  for (const name of ["p50", "p90", "p95", "p99"] as const) {
    const value = stage.number(name);
    if (value !== null) measured[name] = value;
  }
  const n = stage.number("num");
  return n === null ? measured : { ...measured, n };
}
