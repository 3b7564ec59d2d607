import { z } from "zod";
import { Call, TurnView } from "../calls/index.ts";
import { BrandView } from "../tenants/index.ts";

const instant = z.string().meta({ format: "date-time" });

/** What of a call can be shown beside its bare facts. */
const shareParts = ["transcript", "recording", "cost"] as const;
const Parts = z
  .array(z.enum(shareParts))
  .describe("What is shown beside when, how long and between whom the call was.");

const daysMax = 90;

/** A link as whoever may share sees it. What it opens by is told once, when it is made. */
export const Share = z
  .object({
    id: z.string(),
    call_id: z.string(),
    parts: Parts,
    is_masked: z.boolean(),
    created_by: z.string(),
    created_by_name: z.string().nullable(),
    created_at: instant,
    expires_at: instant,
    last_opened_at: instant.nullable().describe("Noted once an hour at most."),
  })
  .meta({ id: "CallShare" });
export type Share = z.infer<typeof Share>;

export const NewShare = z
  .object({
    parts: Parts.default(["transcript"]),
    is_masked: z
      .boolean()
      .default(false)
      .describe(
        "Takes e-mail addresses and numbers of four digits or more out of all text, and tells two digits of the telephone numbers. Names, and numbers that are spelled out, stay.",
      ),
    days: z.number().int().min(1).max(daysMax).default(7).describe("For how long it opens."),
  })
  .refine(({ parts, is_masked }) => !(is_masked && parts.includes("recording")), {
    message: "A recording cannot be masked: share one of them.",
    path: ["is_masked"],
  });
export type NewShare = z.infer<typeof NewShare>;

export const MadeShare = Share.extend({
  url: z.string().describe("Shows the call to whoever has it; told this once."),
}).meta({ id: "MadeCallShare" });

/** A call as whoever has the link sees it: nothing beside what was shared. */
export const SharedCall = z
  .object({
    call: Call.pick({
      direction: true,
      channel: true,
      from: true,
      to: true,
      agent_name: true,
      lifecycle: true,
      disposition: true,
      started_at: true,
      ended_at: true,
      duration_ms: true,
    }),
    summary: z.string().nullable().describe("Null without the transcript."),
    transcript: z.array(TurnView).nullable().describe("Null where it is not shared."),
    recording: z
      .object({ is_there: z.boolean(), bytes: z.number().int().nullable() })
      .nullable()
      .describe("Null where it is not shared."),
    cost: Call.pick({ cost_usd: true, cost_breakdown: true })
      .nullable()
      .describe("Null where it is not shared."),
    is_masked: z.boolean(),
    expires_at: instant,
    brand: BrandView.describe("How the tenant that shared it looks."),
  })
  .meta({ id: "SharedCall" });
export type SharedCall = z.infer<typeof SharedCall>;
