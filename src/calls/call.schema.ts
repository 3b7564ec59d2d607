import { z } from "zod";
import {
  callStatuses,
  captureSources,
  channels,
  costComponents,
  directions,
  dispositions,
  endedByValues,
  failureClasses,
  lifecycles,
  reviewStates,
  turnRoles,
} from "../lib/call.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { InstantQuery } from "../store/index.ts";

const instant = z.string().meta({ format: "date-time" });
const Json = z.record(z.string(), z.unknown());

const CostPart = z.object({
  component: z.enum(costComponents),
  product: z.string().nullable(),
  cost_usd: z.string(),
});

/** A call as lists show it. */
export const CallSummary = z
  .object({
    id: z.string(),
    tenant_id: z.string(),
    provider: z.string(),
    provider_call_id: z.string(),
    lifecycle: z.enum(lifecycles),
    disposition: z.enum(dispositions).nullable().describe("Null while the call is live."),
    status: z.enum(callStatuses),
    end_reason: z.string().nullable().describe("The provider's own word."),
    ended_by: z.enum(endedByValues).nullable(),
    failure_class: z.enum(failureClasses).nullable(),
    direction: z.enum(directions).nullable(),
    channel: z.enum(channels).nullable(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    agent_id: z.string().nullable(),
    agent_name: z.string().nullable(),
    first_seen_at: instant,
    started_at: instant.nullable().describe("Null when the call never connected."),
    ended_at: instant.nullable(),
    duration_ms: z.number().int().nullable(),
    duration_sec: z.number().int().nullable(),
    cost_usd: z.string().nullable().describe("Exact decimal; null when unknown."),
    user_satisfaction_score: z.number().nullable().describe("0 to 1."),
    sentiment: z.string().nullable(),
    summary: z.string().nullable(),
    recording_url: z.string().nullable(),
    captured_by: z.enum(captureSources),
    is_verified: z
      .boolean()
      .describe("Whether every event of the call proved its origin by a signature or secret."),
    linked_calls: z
      .array(z.string())
      .describe(
        "Other records of the same telephone call, as a carrier or another provider saw it.",
      ),
    turn_count: z.number().int(),
    tool_call_count: z.number().int(),
    review_state: z.enum(reviewStates).describe("How far people are with looking at it."),
    labels: z.array(z.string()),
    updated_at: instant,
  })
  .meta({ id: "CallSummary" });
export type CallSummary = z.infer<typeof CallSummary>;

const ToolCallView = z
  .object({
    id: z.string(),
    name: z.string(),
    arguments: z.string().nullable(),
    result: z.string().nullable(),
    is_success: z.boolean().nullable(),
    error: z.string().nullable(),
    offset_ms: z.number().int().nullable(),
    duration_ms: z.number().int().nullable(),
  })
  .meta({ id: "ToolCall" });

/** What a call should have cost by the tenant's own prices. */
export const CallEstimate = z
  .object({
    state: z
      .enum(["priced", "no_price", "quantity_unknown", "several_currencies"])
      .describe("Why there is no total, where there is none."),
    currency: z.string().nullable(),
    total: z.string().nullable().describe("Exact decimal, without the markup."),
    parts: z.array(
      z.object({
        price_id: z.string(),
        component: z.enum(costComponents),
        unit: z.string(),
        quantity: z
          .number()
          .nullable()
          .describe("Seconds as they are charged, calls, characters or tokens; null: not told."),
        currency: z.string(),
        amount: z.string().nullable(),
      }),
    ),
    drift: z
      .object({
        amount_usd: z.string().describe("How much more the provider reported than was estimated."),
        percent: z.string().nullable().describe("Of the estimate; two decimals."),
      })
      .nullable()
      .describe("Null where one of them is not known, or the estimate is not in US dollars."),
  })
  .meta({ id: "CallEstimate" });
export type CallEstimate = z.infer<typeof CallEstimate>;

/** Reads what calls should have cost, by their ids; one that lasts has none. */
export type EstimateReader = (
  scope: TenantScope,
  ids: readonly string[],
) => Promise<ReadonlyMap<string, CallEstimate>>;

/** Everything known of one call, transcript and raw events apart. */
export const Call = CallSummary.extend({
  status_source: z.enum([
    "provider_evaluation",
    "task_completion",
    "end_reason",
    "deadline",
    "none",
  ]),
  satisfaction_source: z.string().nullable(),
  cost_breakdown: z.array(CostPart),
  estimate: CallEstimate.nullable().describe("Null while the call lasts."),
  contact_id: z.string().nullable(),
  session_id: z.string().nullable(),
  log_url: z.string().nullable(),
  tool_calls: z.array(ToolCallView),
  models: z.array(z.object({ role: z.string(), model: z.string(), tokens: z.number().nullable() })),
  latency: Json.describe("Milliseconds by stage, where the provider reports them."),
  criteria: z.array(
    z.object({
      id: z.string(),
      is_met: z.boolean(),
      score: z.number().nullable(),
      evidence: z.string().nullable(),
    }),
  ),
  metrics: Json,
  analysis: Json.nullable(),
  metadata: Json.nullable(),
}).meta({ id: "Call" });
export type Call = z.infer<typeof Call>;

export const TurnView = z
  .object({
    seq: z.number().int(),
    role: z.enum(turnRoles),
    content: z.string(),
    start_ms: z.number().int().nullable(),
    end_ms: z.number().int().nullable(),
    is_interrupted: z.boolean(),
  })
  .meta({ id: "Turn" });
export type TurnView = z.infer<typeof TurnView>;

/** What the live stream tells of a call: the call as it is now, with what is new of its transcript and tool calls. */
export const LiveCall = CallSummary.extend({
  turns_from: z
    .number()
    .int()
    .nullable()
    .describe(
      "The place from which the transcript is other than before: forget the turns from there on and append `turns_added`. Null when it stayed.",
    ),
  turns_added: z.array(TurnView),
  tool_calls_from: z.number().int().nullable().describe("The same of the tool calls."),
  tool_calls_added: z
    .array(ToolCallView)
    .describe("One that runs has neither a result nor an error yet."),
  is_cut: z
    .boolean()
    .describe("More is new than one event carries: load the call and its transcript."),
}).meta({ id: "LiveCall" });
export type LiveCall = z.infer<typeof LiveCall>;

/** The alert that something happened to; it is read as `GET /api/v1/alerts/{id}` shows it. */
export const LiveAlert = z.object({ id: z.string() }).meta({ id: "LiveAlert" });
export type LiveAlert = z.infer<typeof LiveAlert>;

/** Which calls somebody follows; left out, all of the tenant that they may see. */
export const LiveFilter = z.object({
  call_id: z.string().max(100).optional(),
  agent: z.string().max(255).optional(),
  provider: z.string().max(100).optional(),
});
export type LiveFilter = z.infer<typeof LiveFilter>;

/** One line of a call's history: an event as received, a tool call, or something that happened within the call. */
export const TimelineLine = z
  .object({
    at: instant.nullable(),
    offset_ms: z.number().int().nullable(),
    kind: z.enum(["event", "tool_call", "entry"]),
    type: z.string().describe("Event type, tool name, or kind of entry."),
    label: z.string(),
    webhook_event_id: z.string().nullable(),
    lifecycle: z.enum(lifecycles).nullable(),
  })
  .meta({ id: "TimelineLine" });

/** Where a member of a call's record comes from. */
export const CallOrigin = z
  .object({
    field: z
      .string()
      .describe("A fact as the record names it, or `turns`, `toolCalls`, `timeline`."),
    value: z.unknown().describe("Of a list how many entries it has."),
    is_as_told: z
      .boolean()
      .describe(
        "One event told exactly this; otherwise it was worked out, or put together of several.",
      ),
    told_by: z.array(
      z.object({
        event_id: z.string(),
        event_type: z.string(),
        equal_at: z
          .array(z.string())
          .describe(
            "Where the event as received holds an equal value; a hint, for mappings keep no paths.",
          ),
      }),
    ),
  })
  .meta({ id: "CallOrigin" });
export type CallOrigin = z.infer<typeof CallOrigin>;

const csv = <T extends string>(values: readonly [T, ...T[]]) =>
  z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .pipe(z.array(z.enum(values)).min(1))
    .describe(`One of, or several with commas: ${values.join(", ")}`);

/** A blank where `+` was meant (an unescaped plus in a query) is a `+`. */
const phoneFilter = z.string().transform((text) => text.replace(/^ /, "+"));

export const CallFilters = z.object({
  provider: z.string().optional(),
  status: csv(callStatuses).optional(),
  lifecycle: csv(lifecycles).optional(),
  disposition: csv(dispositions).optional(),
  direction: z.enum(directions).optional(),
  agent: z.string().optional(),
  from: phoneFilter.optional(),
  to: phoneFilter.optional(),
  q: z
    .string()
    .max(200)
    .optional()
    .describe("Words to find in transcript, summary, numbers, ids and end reason."),
  review: csv(reviewStates).optional(),
  label: z.string().max(40).optional(),
  started_after: InstantQuery.optional(),
  started_before: InstantQuery.optional(),
});
export type CallFilters = z.infer<typeof CallFilters>;
