import { parentPort } from "node:worker_threads";
import { createPartsBuilder, type PartsBuilder } from "../lexical/parts.ts";
import type { BuildAnswer, BuildTask } from "./build-messages.ts";

const builders = new Map<number, PartsBuilder>();

parentPort?.on("message", (task: BuildTask) => {
  const { build } = task;
  const builder = builders.get(build) ?? createPartsBuilder();
  builders.set(build, builder);
  if ("units" in task) {
    builder.add(task.units);
    return answer({ build, parts: null });
  }
  builders.delete(build);
  if ("isLast" in task) answer({ build, parts: builder.finish() });
});

/** The large arrays change hands without being copied. */
function answer(message: BuildAnswer): void {
  const { parts } = message;
  const handedOver =
    parts === null
      ? []
      : [parts.offsets, parts.slots, parts.counts, parts.grams.offsets, parts.grams.words].map(
          ({ buffer }) => buffer,
        );
  parentPort?.postMessage(message, handedOver);
}
