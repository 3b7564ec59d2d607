import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { chatMetrics } from "./chat-metrics.ts";
import { memoryMetrics } from "./memory-metrics.ts";
import { createRequestTimes } from "./request-times.ts";

/** Every metric of the server. Labels are small closed sets: provider keys, outcomes, status classes. */
export type Metrics = ReturnType<typeof createMetrics>;

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics(now: () => number = Date.now) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  // Their names say that they only grow, and they do not; the same without `_total` are there by kind.
  for (const of of ["handles", "requests", "resources"]) {
    registry.removeSingleMetric(`nodejs_active_${of}_total`);
  }
  const registers = [registry];
  const counter = <T extends string>(name: string, help: string, labelNames: readonly T[]) =>
    new Counter({ name, help, labelNames: [...labelNames], registers });
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers });
  /** A gauge that shows nothing until somebody knows: 0 would be an answer. */
  const unknown = (name: string, help: string) => {
    const made = gauge(name, help);
    made.remove();
    return made;
  };
  const histogram = <T extends string>(name: string, help: string, labelNames: readonly T[]) =>
    new Histogram({ name, help, labelNames: [...labelNames], registers, buckets: seconds });
  return {
    registry,
    requestTimes: createRequestTimes(now),
    webhookRequests: counter(
      "voicelens_webhook_requests_total",
      "Webhook requests by provider and what became of them: accepted, rejected, unknown_connection, too_large, invalid, limited, overloaded, failed; answered_not_stored is a live request whose storing failed after its answer.",
      ["provider", "status"],
    ),
    webhookSeconds: histogram(
      "voicelens_webhook_processing_seconds",
      "From the last byte of a webhook to its answer.",
      ["provider"],
    ),
    activeConnections: gauge("voicelens_active_connections", "Open HTTP connections."),
    httpRequests: counter("http_requests_total", "HTTP requests by route group and status class.", [
      "area",
      "status",
    ]),
    httpSeconds: histogram("http_request_duration_seconds", "Duration of HTTP requests.", ["area"]),
    callsTotal: counter(
      "calls_total",
      "Telephone calls, counted once when first over; outcome is the VCP status.",
      ["direction", "outcome", "provider"],
    ),
    recordings: counter(
      "voicelens_recordings_total",
      "Recordings by provider and what became of them: stored, gone, failed, refused, removed.",
      ["provider", "outcome"],
    ),
    toolSeconds: histogram(
      "tool_call_seconds",
      "From the question of an agent to the answer of a tool, by what the caller heard: answered, last_answer, fallback, refused.",
      ["outcome"],
    ),
    knowledgeDocuments: counter(
      "voicelens_knowledge_documents_total",
      "Documents worked on, by what became of it: ready, failed, retry.",
      ["outcome"],
    ),
    knowledgeSeconds: histogram(
      "voicelens_knowledge_processing_seconds",
      "From taking up a document to its chunks being found.",
      [],
    ),
    knowledgeQueueDepth: gauge(
      "voicelens_knowledge_queue_depth",
      "Documents that are not worked on to the end yet.",
    ),
    searchIndexBytes: gauge(
      "search_index_bytes",
      "Memory of the indexes of words, which SEARCH_MEMORY_MB bounds.",
    ),
    cacheHits: counter(
      "cache_hits_total",
      "Answers that were kept and given again, by cache: knowledge_search.",
      ["cache"],
    ),
    cacheMisses: counter(
      "cache_misses_total",
      "Answers that were looked for in a cache and not there, by cache.",
      ["cache"],
    ),
    callsActive: gauge("calls_active", "Calls without an end yet."),
    queueDepth: gauge("queue_depth", "Accepted events not yet folded into calls."),
    queueOldestSeconds: gauge("queue_oldest_seconds", "Age of the oldest of them."),
    callsRecovered: counter(
      "calls_recovered_total",
      "Calls that webhooks did not bring, fetched from the provider.",
      ["provider"],
    ),
    deadLetters: gauge(
      "dead_letters",
      "Events that could not be understood and wait for somebody.",
    ),
    quarantined: counter(
      "voicelens_quarantined_events_total",
      "Events of shared connections whose tenant is not known.",
      ["provider"],
    ),
    quarantineDepth: gauge(
      "voicelens_quarantined_events",
      "Events that wait for a number or agent to be given to a tenant.",
    ),
    eventsProjected: counter(
      "voicelens_events_projected_total",
      "Events folded, by provider and result: processed, ignored, dead.",
      ["provider", "result"],
    ),
    unknownFields: counter(
      "voicelens_unknown_fields_total",
      "Members of payloads that the mapping does not know.",
      ["provider"],
    ),
    signatureAlarms: counter(
      "voicelens_signature_alarms_total",
      "First refused delivery after verified ones: a secret was probably changed at the provider.",
      ["provider"],
    ),
    alertMessages: counter(
      "voicelens_alert_messages_total",
      "Messages about alerts by channel (webhook, email) and what became of a try: delivered, retry, failed.",
      ["channel", "outcome"],
    ),
    rateLimited: counter(
      "rate_limited_total",
      "Requests over a limit, by class: sign_in, public, unauthenticated, api, unverified, webhooks, embeddings, chat, outbound_calls.",
      ["class"],
    ),
    rateStoreFailures: counter(
      "rate_limit_store_failures_total",
      "Requests that Redis should have counted and did not, by class: counted by the process alone.",
      ["class"],
    ),
    blocked: counter("blocked_total", "Requests from blocked addresses.", []),
    suspiciousRequests: counter(
      "suspicious_requests_total",
      "Requests of unknown senders that look hostile by path, query or headers.",
      [],
    ),
    liveReaders: gauge("live_readers", "Open streams of live calls."),
    liveReadersDropped: counter(
      "live_readers_dropped_total",
      "Streams of live calls that ended because their reader was too slow.",
      [],
    ),
    outgoingDeliveries: counter(
      "outgoing_deliveries_total",
      "Tries to hand something on, by kind (subscription, relay) and what became of them: delivered, retry, failed.",
      ["kind", "outcome"],
    ),
    sidebandSessions: gauge(
      "voicelens_sideband_sessions",
      "Sockets of OpenAI calls that this process listens to.",
    ),
    sidebandReconnects: counter(
      "voicelens_sideband_reconnects_total",
      "Sockets of calls that were opened again: after a restart, or after they broke off.",
      [],
    ),
    embeddingJobs: counter(
      "embedding_jobs_total",
      "Batches of chunks for the embedding model, by what became of them: embedded, partly_refused, failed.",
      ["outcome"],
    ),
    phoneAssignments: counter(
      "phone_assignment_total",
      "Numbers that were given to tenants, by what became of it: assigned, taken (it belongs to a tenant already), failed.",
      ["outcome"],
    ),
    backupAge: unknown(
      "backup_age_seconds",
      "Age of the newest backup that was read back and found whole.",
    ),
    restoreDrillSuccess: unknown(
      "restore_drill_success",
      "Whether the last trial of restoring a backup went well: 1, or 0.",
    ),
    ...memoryMetrics(registry),
    ...chatMetrics(registry),
    databaseActive: gauge("database_connections_active", "Database connections in use."),
    databaseMax: gauge("database_connections_max", "Database connections at most."),
    databaseWaiting: gauge("database_connections_waiting", "Queries waiting for a connection."),
    databaseReads: counter(
      "database_reads_total",
      "Reads that a replica may serve where DATABASE_READ_URL names one, by who did: replica, primary.",
      ["source"],
    ),
    replicaLag: unknown(
      "database_replica_lag_seconds",
      "For how long the replica has lacked something; absent while that is not known.",
    ),
  };
}
