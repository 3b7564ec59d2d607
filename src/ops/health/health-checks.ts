import { freeBytesMin } from "../disk.ts";
import type { ProbeResult } from "./database-probe.ts";
import type { HealthCheck, HealthStatus } from "./health.schema.ts";
import type { SupplierState } from "./supplier-watch.ts";

/** What is known of this process without asking anybody. */
export interface Inside {
  isDiskFull: boolean;
  diskFreeBytes: number | null;
  /** Webhooks are told to come again, because folding does not keep up. */
  isBacklogFull: boolean;
  isOverloaded: boolean;
  queueOldestSeconds: number;
  /** How much of what this process may use it uses, 0 to 1. */
  memoryShare: number;
}

const queueOldSeconds = 60;
const memoryShareHigh = 0.9;
const diskFreeLow = freeBytesMin * 2;

/**
 * Judges whether webhooks are taken in and turns answered. Only if one of them fails are we unhealthy; whatever else is wrong, and whoever outside is down, makes us
 * degraded: a new process would be no better off.
 */
export function judge(of: {
  ingest: ProbeResult;
  queries: ProbeResult;
  inside: Inside;
  suppliers: readonly SupplierState[];
  /** Why a replica is not read from. */
  replicaFault: string | null;
}): { status: HealthStatus; checks: HealthCheck[] } {
  const { ingest, queries, inside } = of;
  const down = of.suppliers.filter(({ status }) => status === "down").map(({ name }) => name);
  const checks = [
    failing("ingest", [
      [ingest === null, "The database does not take webhooks."],
      [inside.isDiskFull, "The disk is full."],
      [inside.isBacklogFull, "Too many events wait to be folded."],
      [inside.isOverloaded, "The process falls behind what it is asked."],
    ]),
    failing("turns", [[queries === null, "The database does not answer."]]),
    worrying("queue", inside.queueOldestSeconds > queueOldSeconds, "Events wait to be folded."),
    worrying("disk", isLow(inside.diskFreeBytes), "The disk is almost full."),
    worrying("memory", inside.memoryShare > memoryShareHigh, "Memory is almost used up."),
    worrying("replica", of.replicaFault !== null, `The replica is not read. ${of.replicaFault}`),
    worrying("suppliers", down.length > 0, `No answer: ${down.join(", ")}.`),
  ];
  return { status: worstOf(checks.map(({ status }) => status)), checks };
}

function isLow(freeBytes: number | null): boolean {
  return freeBytes !== null && freeBytes < diskFreeLow;
}

function failing(
  name: HealthCheck["name"],
  faults: ReadonlyArray<readonly [boolean, string]>,
): HealthCheck {
  const found = faults.filter(([isSo]) => isSo).map(([, message]) => message);
  return found.length === 0
    ? { name, status: "healthy", message: null }
    : { name, status: "unhealthy", message: found.join(" ") };
}

function worrying(name: HealthCheck["name"], isSo: boolean, message: string): HealthCheck {
  return { name, status: isSo ? "degraded" : "healthy", message: isSo ? message : null };
}

function worstOf(statuses: readonly HealthStatus[]): HealthStatus {
  if (statuses.includes("unhealthy")) return "unhealthy";
  return statuses.includes("degraded") ? "degraded" : "healthy";
}
