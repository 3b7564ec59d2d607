import { z } from "zod";
import { UseFigures } from "../../model-use/index.ts";
import { SessionId } from "../memory.schema.ts";

const count = z.number().int();

export const StatsOf = z.object({
  session_id: SessionId.optional().describe("Left out: of all the tenant's sessions."),
});

export const Stats = z
  .object({
    context: z
      .object({
        current_tokens: count,
        max_tokens: count,
        message_count: count,
        offload_count: count.describe("How often windows were relieved."),
        pressure_percentage: z.number(),
        pinned_header: z.record(z.string(), z.string()),
        pinned_version: count,
      })
      .describe("Without a session, tokens and pressure are those of the fullest window."),
    window: z
      .object({ start_seq: count, next_seq: count, tokens: count, budget: count })
      .nullable()
      .describe("Of the session that was asked for."),
    armed: z.boolean().nullable(),
    tokenizer: z
      .object({ name: z.string(), exact: z.boolean(), calibration: z.number().nullable() })
      .nullable()
      .describe("By which the session's last prompt was counted."),
    sessions: count,
    usage: UseFigures.describe("Without a session, of all the tenant's turns that are counted."),
    repetition: z
      .object({
        echoes: count.describe("Answers that repeated an earlier one, or were empty."),
        echoes_resolved: count.describe("Of those, how many were replaced by another answer."),
        loops: count.describe("Turns that began when the conversation went in circles."),
      })
      .describe("Of answers in conversations, since they began or were reset."),
    queue: z
      .object({
        current_size: count,
        max_size: count.nullable().describe("null: nothing is ever turned away."),
        enqueued_total: count,
        processed_total: count,
        dropped_total: count.describe("0: nothing is dropped."),
        pending: count,
      })
      .describe("The memory's work in the background. What was done is counted for a day."),
    worker: z.object({
      is_running: z.boolean(),
      is_paused: z.boolean(),
      processed_count: count,
      failed_count: count,
      recovered_count: count.describe("Done after it had failed."),
      success_rate: z.number().nullable().describe("null while there was nothing to do."),
      queue_length: count,
    }),
    vector_store: z
      .object({
        vectors_count: count,
        indexed_vectors_count: count,
        points_count: count,
        status: z.string(),
        optimizer_status: z.string(),
      })
      .describe(
        "Vectors of what was said. status: none, yellow while something waits for its vector, or green.",
      ),
    embedding: z
      .object({
        state: z.enum(["off", "working", "complete"]),
        model: z.string().nullable(),
        dimensions: count.nullable(),
        windows: count.describe("Each message with its neighbours is one."),
        embedded: count.describe("That have a vector of this model of what they say now."),
        waiting: count,
        refused: count.describe("Whose text the model's service does not take."),
      })
      .describe("How far vectors of the present model are; while embeddings are off, all is 0."),
    oldest_pending_age_s: z.number().nullable(),
    dead_jobs: count,
    chunks_by_status: z
      .record(z.string(), count)
      .describe("indexed: messages that are found. digested: parts that left a window."),
    facts_open: count.describe("0: facts are not drawn out of what was said."),
    states_by_status: z.record(z.string(), count).describe("Empty: states are not tracked."),
    effective_settings: z.record(z.string(), z.number()),
  })
  .meta({ id: "MemoryStats" });
export type Stats = z.infer<typeof Stats>;
