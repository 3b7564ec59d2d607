import { SOCKET_PORT } from "./socket-folder.ts";

/**
 * How our PostgreSQL runs: small when idle, and quick at durable inserts on two cores.
 *
 * Given to the process at every start rather than written to its file, so that they follow the
 * version of the server and not the age of the folder.
 */
const defaults: Record<string, string> = {
  shared_buffers: "64MB",
  effective_cache_size: "512MB",
  work_mem: "8MB",
  maintenance_work_mem: "64MB",
  max_connections: "60",
  huge_pages: "off",
  jit: "off",
  random_page_cost: "1.1",
  timezone: "UTC",
  // Plain reads: on two cores helper processes cost more memory and switches than they win, and
  // parallel queries want more /dev/shm than a container has.
  io_method: "sync",
  max_parallel_workers_per_gather: "0",
  max_parallel_maintenance_workers: "0",
  max_logical_replication_workers: "0",
  max_wal_senders: "0",
  // Room for bursts of inserts between checkpoints; crash recovery replays at most this much.
  wal_buffers: "16MB",
  wal_compression: "pglz",
  max_wal_size: "1GB",
  min_wal_size: "160MB",
  checkpoint_timeout: "15min",
  autovacuum_max_workers: "2",
  autovacuum_naptime: "30s",
};

/** Promises to our callers, which no setting may weaken. */
const fixed: Record<string, string> = {
  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",
  unix_socket_permissions: "0700",
  // Callers' data never reaches a log: no statements, no details, no contexts.
  logging_collector: "off",
  log_destination: "stderr",
  log_line_prefix: "%b|%e|",
  log_min_messages: "warning",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_statement: "none",
  log_min_duration_statement: "-1",
  log_parameter_max_length: "0",
  log_parameter_max_length_on_error: "0",
  log_autovacuum_min_duration: "-1",
  log_checkpoints: "off",
  log_timezone: "UTC",
  lc_messages: "C",
};

/** For a folder that nobody needs after its run: nothing waits for the disk. */
const disposable: Record<string, string> = {
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "off",
};

/** The arguments that say where to listen and how to run. `overrides` may change what is tuning. */
export function serverArguments(
  address: { socketFolder: string } | { port: number },
  overrides: Record<string, string>,
  isDisposable: boolean,
): string[] {
  const listen: Record<string, string> =
    "port" in address
      ? { listen_addresses: "127.0.0.1", port: String(address.port) }
      : {
          listen_addresses: "",
          unix_socket_directories: address.socketFolder,
          port: String(SOCKET_PORT),
        };
  const settings = {
    ...defaults,
    ...overrides,
    ...fixed,
    ...(isDisposable ? disposable : {}),
    ...listen,
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
