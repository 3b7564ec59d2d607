import type { Fields } from "../fields.ts";

/** Dollars for a million tokens, which is micro-dollars for one. */
interface Rates {
  input: number;
  cached: number;
  output: number;
}
interface ModelPrices {
  text: Rates;
  audio: Rates;
  image: Rates;
}

const large: ModelPrices = {
  text: { input: 4, cached: 0.4, output: 16 },
  audio: { input: 32, cached: 0.4, output: 64 },
  image: { input: 5, cached: 0.5, output: 0 },
};
const small: ModelPrices = {
  text: { input: 0.6, cached: 0.06, output: 2.4 },
  audio: { input: 10, cached: 0.3, output: 20 },
  image: { input: 0.8, cached: 0.08, output: 0 },
};

/** List prices by model, see the folder's README for their source and date. */
const prices: ReadonlyMap<string, ModelPrices> = new Map([
  ["gpt-realtime", large],
  ["gpt-realtime-1.5", large],
  ["gpt-realtime-2", { ...large, text: { ...large.text, output: 24 } }],
  ["gpt-realtime-mini", small],
  ["gpt-realtime-2.1-mini", small],
]);

const transcriptionPrices: ReadonlyMap<string, { input: number; output: number }> = new Map([
  ["gpt-4o-mini-transcribe", { input: 1.25, output: 5 }],
  ["gpt-4o-transcribe", { input: 2.5, output: 10 }],
]);
const whisperMicrosPerSecond = 100;

/** A dated snapshot costs what its model costs. */
function modelOf(model: string): string {
  return model.replace(/-\d{4}-\d{2}-\d{2}$/, "");
}

/**
 * What an answer cost by its `usage`, in micro-dollars. Null where the model's price is not known, or the usage does not say how many tokens of each kind there were: a
 * guess would be taken for a bill.
 */
export function answerMicros(model: string | null, usage: Fields): number | null {
  const price = prices.get(modelOf(model ?? ""));
  if (price === undefined) return null;
  const input = usage.object("input_token_details");
  const cached = input.object("cached_tokens_details");
  const output = usage.object("output_token_details");
  const isWhole =
    adds(usage.number("input_tokens"), input) &&
    adds(usage.number("output_tokens"), output) &&
    adds(input.number("cached_tokens") ?? 0, cached);
  if (!isWhole) return null;
  const micros = kinds.reduce((sum, kind) => {
    const name = `${kind}_tokens`;
    const fromCache = cached.number(name) ?? 0;
    const fresh = (input.number(name) ?? 0) - fromCache;
    const rates = price[kind];
    const made = output.number(name) ?? 0;
    return sum + fresh * rates.input + fromCache * rates.cached + made * rates.output;
  }, 0);
  return Math.round(micros);
}

const kinds = ["text", "audio", "image"] as const;

function adds(total: number | null, details: Fields): boolean {
  const sum = kinds.reduce((all, kind) => all + (details.number(`${kind}_tokens`) ?? 0), 0);
  return total === sum;
}

/** What writing down the caller's words cost, in micro-dollars. Null where it is not known. */
export function transcriptionMicros(model: string | null, usage: Fields): number | null {
  const name = modelOf(model ?? "");
  const seconds = usage.number("seconds");
  if (name === "whisper-1") {
    return seconds === null ? null : Math.round(seconds * whisperMicrosPerSecond);
  }
  const price = transcriptionPrices.get(name);
  const input = usage.number("input_tokens");
  const output = usage.number("output_tokens");
  if (price === undefined || input === null || output === null) return null;
  return Math.round(input * price.input + output * price.output);
}
