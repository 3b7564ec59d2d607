import { microsToUsd } from "../lib/money.ts";
import type { Call, CallSummary, TurnView } from "./call.schema.ts";
import type { CallRow } from "./call.store.ts";

/** A row as lists and the live stream show it. */
export function toSummary(row: CallRow): CallSummary {
  return {
    id: row.id,
    tenant_id: row.tenant_id,
    provider: row.provider,
    provider_call_id: row.provider_call_id,
    lifecycle: row.lifecycle,
    disposition: row.disposition,
    status: row.status,
    end_reason: row.end_reason,
    ended_by: row.ended_by,
    failure_class: row.failure_class,
    direction: row.direction,
    channel: row.channel,
    from: row.from_number,
    to: row.to_number,
    agent_id: row.agent_id,
    agent_name: row.agent_name,
    first_seen_at: row.first_seen_at.toISOString(),
    started_at: row.started_at?.toISOString() ?? null,
    ended_at: row.ended_at?.toISOString() ?? null,
    duration_ms: row.duration_ms,
    duration_sec: row.duration_ms === null ? null : Math.floor(row.duration_ms / 1000 + 0.5),
    cost_usd: row.cost_micros === null ? null : microsToUsd(row.cost_micros),
    user_satisfaction_score: row.satisfaction_score,
    sentiment: row.sentiment,
    summary: row.summary,
    recording_url: row.recording_url,
    captured_by: row.captured_by,
    is_verified: row.is_verified,
    linked_calls: row.linked_calls,
    turn_count: row.turn_count,
    tool_call_count: row.tool_call_count,
    review_state: row.review?.state ?? "none",
    labels: row.review?.labels ?? [],
    updated_at: row.updated_at.toISOString(),
  };
}

export interface ToolCallRow {
  tool_call_id: string;
  name: string;
  arguments: string | null;
  result: string | null;
  is_success: boolean | null;
  error: string | null;
  offset_ms: number | null;
  duration_ms: number | null;
}

/** A row of a tool call as the API shows it. */
export function toToolCall(tool: ToolCallRow): Call["tool_calls"][number] {
  return {
    id: tool.tool_call_id,
    name: tool.name,
    arguments: tool.arguments,
    result: tool.result,
    is_success: tool.is_success,
    error: tool.error,
    offset_ms: tool.offset_ms,
    duration_ms: tool.duration_ms,
  };
}

/** A row with everything beside transcript and events. */
export function toCall(
  row: CallRow,
  tools: readonly ToolCallRow[],
  estimate: Call["estimate"],
): Call {
  const { facts } = row;
  return {
    ...toSummary(row),
    status_source: row.status_source as Call["status_source"],
    satisfaction_source: facts.satisfactionSource ?? null,
    cost_breakdown: (facts.costItems ?? []).map(({ component, product, micros }) => ({
      component,
      product,
      cost_usd: microsToUsd(micros),
    })),
    estimate,
    contact_id: facts.contactId ?? null,
    session_id: facts.sessionId ?? null,
    log_url: facts.logUrl ?? null,
    tool_calls: tools.map(toToolCall),
    models: (facts.models ?? []).map(({ role, model, tokens }) => ({
      role,
      model,
      tokens: tokens ?? null,
    })),
    latency: facts.latency ?? {},
    criteria: (facts.criteria ?? []).map(({ id, isMet, score, evidence }) => ({
      id,
      is_met: isMet,
      score: score ?? null,
      evidence: evidence ?? null,
    })),
    metrics: facts.metrics ?? {},
    analysis: facts.analysis ?? null,
    metadata: facts.metadata ?? null,
  };
}

/** A row of the transcript as everybody sees it. */
export function toTurn(row: TurnView): TurnView {
  const { seq, role, content, start_ms, end_ms, is_interrupted } = row;
  return { seq, role, content, start_ms, end_ms, is_interrupted };
}
