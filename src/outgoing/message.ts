import { z } from "zod";
import { Call, TurnView } from "../calls/index.ts";

/** What a subscription can be told of a call. */
export const callEventTypes = [
  "call.started",
  "call.ended",
  "call.analyzed",
  "transcript.ready",
  "recording.ready",
] as const;
export type CallEventType = (typeof callEventTypes)[number];

/** What a subscription can be told of an alert. */
export const alertEventTypes = ["alert.opened", "alert.resolved"] as const;
export type AlertEventType = (typeof alertEventTypes)[number];
export type EventType = CallEventType | AlertEventType;

/** What only somebody who asks for a test is sent. */
export const testEventType = "webhook.test";

const timestamp = z
  .string()
  .meta({ format: "date-time" })
  .describe("When it happened. When the message was sent is in the header `webhook-timestamp`.");
const OfCall = z.object({ call: Call.describe("The call as it is when the message is sent.") });

const instant = z.string().meta({ format: "date-time" });

/** An alert as it is told outside. */
export const OutgoingAlert = z.object({
  id: z.string(),
  rule_id: z.string(),
  rule_name: z.string(),
  metric: z.string(),
  subject: z.string().describe("`all`, or its kind and id: `number:+12125550100`."),
  subject_name: z.string().describe("What people call it; empty for `all`."),
  priority: z.enum(["P1", "P2", "P3", "P4"]),
  status: z.enum(["open", "acknowledged", "assigned", "resolved"]),
  description: z.string().describe("What was found, in one sentence."),
  value: z.number(),
  sample: z
    .number()
    .nullable()
    .describe("Out of how many; for silence and anomaly, how many are usual."),
  comparison: z.enum(["above", "below"]),
  threshold: z.number(),
  bad_since: instant,
  opened_at: instant,
  resolved_at: instant.nullable(),
});
export type OutgoingAlert = z.infer<typeof OutgoingAlert>;

/** The body of what we send, as the specification of Standard Webhooks lays it out. */
export const OutgoingMessage = z
  .discriminatedUnion("type", [
    z.object({
      type: z.enum(["call.started", "call.ended", "call.analyzed", "recording.ready"]),
      timestamp,
      data: OfCall,
    }),
    z.object({
      type: z.literal("transcript.ready"),
      timestamp,
      data: OfCall.extend({ transcript: z.array(TurnView) }),
    }),
    z.object({
      type: z.enum(alertEventTypes),
      timestamp,
      data: z.object({ alert: OutgoingAlert.describe("The alert as it is at sending.") }),
    }),
    z.object({
      type: z.literal(testEventType),
      timestamp,
      data: z.object({ message: z.string() }),
    }),
  ])
  .meta({ id: "OutgoingMessage" });
export type OutgoingMessage = z.infer<typeof OutgoingMessage>;

const header = (name: string, description: string) =>
  ({ name, in: "header", required: true, description, schema: { type: "string" } }) as const;

/** What we send, for the OpenAPI document. */
export const outgoingWebhooks = {
  outgoingMessage: {
    post: {
      tags: ["Outgoing"],
      operationId: "outgoingMessage",
      summary: "What a webhook subscription is sent",
      description:
        "By the specification of Standard Webhooks. Each message is sent at least once, in no promised order; the same message has the same id on every try. Any 2xx is a success, 410 disables the subscription, everything else is tried again.",
      parameters: [
        header("webhook-id", "The message id: what came before may be dropped."),
        header("webhook-timestamp", "Of this try, in seconds since 1970."),
        header(
          "webhook-signature",
          "One `v1,` signature for each live secret, with blanks between.",
        ),
      ],
      requestBody: {
        required: true,
        content: {
          "application/json": { schema: { $ref: "#/components/schemas/OutgoingMessage" } },
        },
      },
      responses: { "2XX": { description: "It was received." } },
      security: [],
    },
  },
};
