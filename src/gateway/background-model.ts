import type { Outgoing } from "../guard/index.ts";
import type { AskModel } from "../memory/index.ts";
import { createGathering } from "./gathering.ts";
import { meter } from "./meter.ts";
import { configuredModel, type ModelSettings } from "./open-gateway.ts";

const totalMs = 30_000;

/** The model for work in the background: the one that answers when none is named. Null without one: an echo has nothing to say about a text. */
export function openBackgroundModel(
  settings: ModelSettings,
  send: Outgoing["streamFromOperator"],
): AskModel | null {
  const model = configuredModel(settings, send);
  if (model === null) return null;
  return async ({ messages, tokensMax, signal }) => {
    const metered = meter(model);
    const request = { model: model.models[0], messages, max_tokens: tokensMax };
    const completion = await metered.complete(request, { signal, wordMs: totalMs, totalMs });
    const gathering = createGathering();
    gathering.add(completion);
    return { text: gathering.answer()?.content ?? "", spent: metered.spent() };
  };
}
