import type { Call, TurnView } from "../calls/index.ts";
import type { Brand } from "../tenants/index.ts";
import { maskNumber, maskPersonal } from "./mask.ts";
import type { SharedCall } from "./share.schema.ts";
import type { ShareRow } from "./share.store.ts";

interface Beside {
  turns: readonly TurnView[];
  /** Null where it cannot be heard. */
  recording: { bytes: number | null } | null;
  brand: Brand;
}

/** A call reduced to what was shared of it. */
export function toSharedCall(
  share: ShareRow,
  call: Call,
  { turns, recording, brand }: Beside,
): SharedCall {
  const { parts, is_masked: isMasked } = share;
  const text = (plain: string) => (isMasked ? maskPersonal(plain) : plain);
  const number = (plain: string | null) => (isMasked ? maskNumber(plain) : plain);
  const hasTranscript = parts.includes("transcript");
  const { direction, channel, agent_name, lifecycle, disposition } = call;
  const { started_at, ended_at, duration_ms, cost_usd, cost_breakdown } = call;
  return {
    call: {
      ...{ direction, channel, agent_name, lifecycle, disposition },
      ...{ started_at, ended_at, duration_ms },
      from: number(call.from),
      to: number(call.to),
    },
    summary: hasTranscript && call.summary !== null ? text(call.summary) : null,
    transcript: hasTranscript
      ? turns.map((turn) => ({ ...turn, content: text(turn.content) }))
      : null,
    recording: parts.includes("recording")
      ? { is_there: recording !== null, bytes: recording?.bytes ?? null }
      : null,
    cost: parts.includes("cost") ? { cost_usd, cost_breakdown } : null,
    is_masked: isMasked,
    expires_at: share.expires_at.toISOString(),
    brand,
  };
}
