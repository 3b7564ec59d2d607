import { randomUUID } from "node:crypto";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { assemble, type Remembered } from "../assemble.ts";
import { type Warning, warningText } from "../echo/warning.ts";
import type { Degraded, Turn } from "../turn.ts";
import type { Opened } from "./begin-turn.ts";
import type { Counting } from "./counting.ts";

/** A level at which what is remembered is left out as well: it may be what the model clings to. */
const bareLevel = 3;

/** A turn with its prompt. */
export function turnFrom(
  scope: TenantScope,
  opened: Opened,
  of: { remembered: Remembered[]; degraded: Degraded[]; counting: Counting },
): Turn {
  const { counter } = of.counting;
  const { prompt: limit, memory } = opened.budget;
  const parts = { ...opened.parts, remembered: of.remembered };
  const prompt = assemble(parts, { limit, memory, counter });
  if (prompt === undefined) throw new Error("a window that was planned does not fit");
  const degraded = counter.exact ? of.degraded : [...of.degraded, "tokenizer" as const];
  return {
    ...{ ...bareTurn(scope, opened), ...prompt, relief: opened.relief, degraded },
    warned(warning: Warning) {
      const isBare = warning.kind === "echo" && warning.level >= bareLevel;
      const remembered = isBare ? [] : of.remembered;
      const again = { ...parts, remembered, warning: warningText(warning) };
      return assemble(again, { limit, memory, counter })?.messages ?? null;
    },
  };
}

/** A turn without a prompt: enough to give it back. */
export function bareTurn(scope: TenantScope, { place, epoch, lease, repetition }: Opened): Turn {
  const byBlock = {
    ...{ system: 0, tools: 0, pinned: 0, marker: 0, memory: 0, window: 0, warning: 0, framing: 0 },
  };
  return {
    ...{ id: randomUUID(), scope, sessionId: place.sessionId, epoch, lease, messages: [] },
    ...{ tokens: { total: 0, byBlock }, injected: [], degraded: [], repetition },
    warned: () => null,
  };
}
