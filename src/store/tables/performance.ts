/** Owner: ops/. Requests of a minute by route and process, of the whole installation. */
export interface RequestMetricsTable {
  minute: Date;
  process: string;
  route: string;
  requests: number;
  errors: number;
  client_errors: number;
  total_ms: number;
  longest_ms: number;
  histogram: number[];
}

/** Owner: ops/. What a process needed, once a minute. */
export interface SystemMetricsTable {
  minute: Date;
  process: string;
  rss_bytes: number;
  heap_bytes: number;
  cpu_share: number;
  event_loop_delay_ms: number;
  connections: number;
  pool_active: number;
  pool_max: number;
  pool_waiting: number;
  queue_depth: number;
  queue_oldest_seconds: number;
  cache_hits: number;
  cache_misses: number;
}
