import { Counter, Gauge, Histogram, type Registry } from "prom-client";

const tokens = [64, 256, 1_024, 2_048, 4_096, 8_192, 16_384, 32_768, 65_536, 131_072];
const shares = [0.1, 0.25, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
const items = [0, 1, 2, 4, 8, 16, 32];
/** Close to each other where the goal is, 10 ms. */
const windowSeconds = [
  ...[0.002, 0.003, 0.004, 0.005, 0.006, 0.007, 0.008, 0.009, 0.01, 0.0125, 0.015, 0.02],
  ...[0.025, 0.03, 0.05, 0.1, 0.25, 1],
];
const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.4, 1];
const jobSeconds = [0.005, 0.025, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 100];

/** What is measured of conversations that go through the model endpoint. No label says which or whose. */
export function memoryMetrics(registry: Registry) {
  const registers = [registry];
  const counter = <T extends string>(name: string, help: string, labelNames: readonly T[]) =>
    new Counter({ name, help, labelNames: [...labelNames], registers });
  const gauge = <T extends string>(name: string, help: string, labelNames: readonly T[]) =>
    new Gauge({ name, help, labelNames: [...labelNames], registers });
  const histogram = <T extends string>(
    name: string,
    help: string,
    of: { labels: readonly T[]; buckets: number[] },
  ) => new Histogram({ name, help, labelNames: [...of.labels], buckets: of.buckets, registers });
  return {
    memoryPromptTokens: histogram(
      "memory_prompt_tokens",
      "Tokens of prompts by block: system, tools, pinned, marker, memory, window, warning, framing.",
      { labels: ["block"], buckets: tokens },
    ),
    memoryPressure: histogram(
      "memory_pressure_ratio",
      "How full prompts are, as a share of what they may take.",
      { labels: [], buckets: shares },
    ),
    memoryReliefs: counter(
      "memory_relief_total",
      "Windows that were relieved; noop: nothing could leave as a whole, so something was shortened.",
      ["reason", "noop"],
    ),
    memoryWindowSeconds: histogram(
      "memory_window_seconds",
      "How long it takes to write down what is new in a request and to make room for it, before anything is looked for.",
      { labels: [], buckets: windowSeconds },
    ),
    memoryRetrievalSeconds: histogram(
      "memory_retrieval_seconds",
      "How long it takes to find what is remembered, by channel: lexical, semantic.",
      { labels: ["channel"], buckets: seconds },
    ),
    memoryRetrievalTimeouts: counter(
      "memory_retrieval_timeouts_total",
      "Searches of memory that had to do without a channel: semantic.",
      ["channel"],
    ),
    memoryItemsInjected: histogram(
      "memory_items_injected",
      "How many things that were said before a prompt has, by kind: lexical, semantic, neighbour.",
      { labels: ["kind"], buckets: items },
    ),
    memoryDegraded: counter(
      "memory_degraded_total",
      "Turns that had less than they could, by what was missing: store, limits (they were judged by what was known last), retrieval, embedder, tokenizer.",
      ["reason"],
    ),
    memorySpooled: counter(
      "memory_spooled_turns_total",
      "Turns that the store could not take, by what became of them: kept (on the disk, until it can), full (there was no more room), written, refused.",
      ["outcome"],
    ),
    memoryOverflows: counter(
      "memory_budget_overflow_total",
      "Prompts larger than they may be: 0, or there is a fault.",
      [],
    ),
    memoryEchoes: counter(
      "memory_echo_total",
      "Answers that repeated an earlier one or were empty, by how often the model was asked once more, and whether it then said something else: resolved, given.",
      ["level", "outcome"],
    ),
    memoryLoops: counter(
      "memory_loop_detected_total",
      "Turns that began when the conversation went in circles.",
      [],
    ),
    memoryJobs: gauge(
      "memory_jobs",
      "The memory's work in the background, by status: pending, running, dead.",
      ["status"],
    ),
    memoryJobSeconds: histogram(
      "memory_job_seconds",
      "How long a step of it takes, done or failed, by kind: call, past_calls, digest, embed.",
      { labels: ["kind"], buckets: jobSeconds },
    ),
    memoryJobFailures: counter(
      "memory_job_failures_total",
      "Steps of it that failed and are tried again, or were the last in vain, by kind.",
      ["kind"],
    ),
    memoryOldestPending: gauge(
      "memory_oldest_pending_seconds",
      "Since when the oldest of it could have been begun.",
      [],
    ),
  };
}
