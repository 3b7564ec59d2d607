import type { ModelUse } from "../../lib/call.ts";
import { usdToMicros } from "../../lib/money.ts";
import { cutText } from "../../lib/text.ts";
import type { Fields } from "../fields.ts";

const modelsMax = 50;
const kinds = ["input", "input_cache_read", "input_cache_write", "output_total"] as const;

/** The models that `charging` names; of those for speech it tells no price. */
export function readModels(charging: Fields): ModelUse[] | null {
  const speech: Array<[ModelUse["role"], string | null]> = [
    ["STT", charging.object("asr_usage").text("asr_model")],
    ["TTS", charging.object("tts_usage").text("primary_tts_model")],
  ];
  const spoken = speech.flatMap(([role, model]) =>
    model === null ? [] : [{ role, model: cutText(model, 200) }],
  );
  const models = [...languageModels(charging), ...spoken];
  return models.length > 0 ? models : null;
}

/** `irreversible_generation` is what was used up and `initiated_generation` what was begun; older records hold the models directly. */
function languageModels(charging: Fields): ModelUse[] {
  const usage = charging.object("llm_usage");
  const used = modelsIn(usage.object("irreversible_generation"), "model_usage");
  if (used.length > 0) return used;
  const isNested = usage.has("irreversible_generation") || usage.has("initiated_generation");
  return isNested
    ? modelsIn(usage.object("initiated_generation"), "model_usage")
    : modelsIn(charging, "llm_usage");
}

function modelsIn(parent: Fields, name: string): ModelUse[] {
  const models = Object.keys(parent.json(name) ?? {}).slice(0, modelsMax);
  const usage = parent.object(name);
  return models.map((model) => {
    const parts = kinds.map((kind) => usage.object(model).object(kind));
    return {
      role: "LLM",
      model: cutText(model, 200),
      tokens: sum(parts.map((part) => part.number("tokens"))),
      micros: sum(parts.map((part) => usdToMicros(part.number("price")))),
    };
  });
}

/** Null when nothing was told, or more than can be true. */
function sum(amounts: ReadonlyArray<number | null>): number | null {
  const told = amounts.filter((amount) => amount !== null);
  const total = told.reduce((a, b) => a + b, 0);
  return told.length > 0 && Number.isSafeInteger(total) ? total : null;
}
