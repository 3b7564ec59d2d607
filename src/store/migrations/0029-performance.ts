/** As `durationBoundsMs` in observe/, which a test compares. */
const boundsMs = [1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000];
const classes = boundsMs.length + 1;
const summed = `array[${Array.from({ length: classes }, (_, i) => `sum(histogram[${i + 1}])`).join(", ")}]::bigint[]`;

/** How fast requests were answered and what the processes needed for it, by minute: figures of the installation, not of any tenant. */
export const performance = {
  name: "0029-performance",
  sql: /* sql */ `
create table request_metrics (
  minute timestamptz not null,
  /* Which process answered. */
  process text not null,
  /* Method and pattern of the route, as it is declared. */
  route text not null,
  requests integer not null,
  /* Answered with 500 or more: ours. */
  errors integer not null,
  /* Answered with 400 to 499: the caller's. */
  client_errors integer not null,
  total_ms double precision not null,
  longest_ms double precision not null,
  /* How many took up to ${boundsMs.join(", ")} milliseconds, each without those before it, and longer. */
  histogram integer[] not null check (cardinality(histogram) = ${classes}),
  primary key (minute, process, route)
);

create table system_metrics (
  minute timestamptz not null,
  process text not null,
  rss_bytes bigint not null,
  heap_bytes bigint not null,
  /* Of one core, since the minute before. */
  cpu_share double precision not null,
  /* The longest that the event loop was held up since then. */
  event_loop_delay_ms double precision not null,
  connections integer not null,
  pool_active integer not null,
  pool_max integer not null,
  pool_waiting integer not null,
  queue_depth integer not null,
  queue_oldest_seconds double precision not null,
  /* Since the minute before. */
  cache_hits integer not null,
  cache_misses integer not null,
  primary key (minute, process)
);

/* Only work of the installation writes and reads them: no tenant's transaction, and not the door of webhooks. */
grant select, insert, update, delete on request_metrics, system_metrics to voicelens_worker;

/* From when on the last hours are; refuses a number that makes no sense. */
create function performance_since(hours integer) returns timestamptz
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if hours is null or hours < 1 or hours > 8760 then
    raise exception 'hours must be between 1 and 8760' using errcode = '22023';
  end if;
  return now() - make_interval(hours => hours);
end $$;

/* The duration below which a share q of the counted requests stays, by straight lines within the classes; null where none was counted. */
create function performance_quantile(counts bigint[], q double precision, longest double precision)
returns double precision language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
declare
  bounds constant double precision[] := '{${boundsMs.join(",")}}';
  total bigint := (select sum(c) from unnest(counts) c);
  rank double precision := q * total;
  seen bigint := 0;
  low double precision := 0;
  high double precision;
begin
  if coalesce(total, 0) = 0 then return null; end if;
  for i in 1..cardinality(counts) loop
    high := least(coalesce(bounds[i], longest), longest);
    if counts[i] > 0 and seen + counts[i] >= rank then
      return round((low + greatest(high - low, 0) * (rank - seen) / counts[i])::numeric, 1);
    end if;
    seen := seen + counts[i];
    low := high;
  end loop;
  return longest;
end $$;

/* A ratio as people read it; null where there is nothing to divide by, which is not 0. */
create function performance_ratio(part double precision, whole double precision, digits integer)
returns double precision language sql immutable set search_path = pg_catalog, pg_temp as $$
  select round((part / nullif(whole, 0))::numeric, digits)::double precision
$$;

/* How the last hours were, in one object. */
create function get_performance_metrics(hours integer default 24) returns jsonb
language sql stable set search_path = public, pg_temp as $$
  with asked as (
    select coalesce(sum(requests), 0) as requests, coalesce(sum(errors), 0) as errors,
      coalesce(sum(client_errors), 0) as client_errors, sum(total_ms) as total_ms, max(longest_ms) as longest,
      min(minute) as first, ${summed} as counts
    from request_metrics where minute >= (select performance_since(hours))
  ), looked as (
    select sum(cache_hits) as hits, sum(cache_hits + cache_misses) as lookups, max(rss_bytes) as rss,
      max(event_loop_delay_ms) as delay, max(cpu_share) as cpu, max(pool_waiting) as waiting,
      max(queue_oldest_seconds) as oldest
    from system_metrics where minute >= (select performance_since(hours))
  )
  select jsonb_build_object(
    'hours', hours,
    'total_requests', requests,
    'error_requests', errors,
    'client_error_requests', client_errors,
    'error_rate', performance_ratio(errors, requests, 4),
    'avg_response_time_ms', performance_ratio(total_ms, requests, 1),
    'p50_response_time_ms', performance_quantile(counts, 0.5, longest),
    'p95_response_time_ms', performance_quantile(counts, 0.95, longest),
    'p99_response_time_ms', performance_quantile(counts, 0.99, longest),
    'max_response_time_ms', round(longest::numeric, 1),
    'requests_per_minute',
      performance_ratio(requests, ceil(greatest(extract(epoch from now() - first), 1) / 60), 2),
    'cache_hit_rate', performance_ratio(hits, lookups, 4),
    'max_memory_bytes', rss,
    'max_cpu_share', round(cpu::numeric, 3),
    'max_event_loop_delay_ms', round(delay::numeric, 1),
    'max_pool_waiting', waiting,
    'max_queue_oldest_seconds', round(oldest::numeric, 1)
  ) from asked, looked
$$;

/* What made the last hours slow: at most twenty of each kind, the heaviest first. */
create function get_performance_bottlenecks(hours integer default 24) returns jsonb
language sql stable set search_path = public, pg_temp as $$
  with by_hour as (
    select date_trunc('hour', minute, 'UTC') as hour, route, sum(requests) as requests, sum(errors) as errors,
      sum(total_ms) as total_ms, max(longest_ms) as longest, ${summed} as histogram
    from request_metrics where minute >= (select performance_since(hours)) group by 1, 2
  ), by_route as (
    select route, sum(requests) as requests, sum(errors) as errors, sum(total_ms) as total_ms,
      max(longest) as longest, ${summed} as counts
    from by_hour group by 1
  ), system_hours as (
    select date_trunc('hour', minute, 'UTC') as hour, sum(cache_hits) as hits, sum(cache_misses) as misses,
      max(pool_waiting) as waiting, max(event_loop_delay_ms) as delay, max(queue_oldest_seconds) as oldest
    from system_metrics where minute >= (select performance_since(hours)) group by 1
  )
  select jsonb_build_object(
    'hours', hours,
    'slow_endpoints', coalesce((select jsonb_agg(to_jsonb(s)) from (
      select route, requests, errors, performance_ratio(errors, requests, 4) as error_rate,
        performance_ratio(total_ms, requests, 1) as avg_ms, performance_quantile(counts, 0.95, longest) as p95_ms,
        round(longest::numeric, 1) as max_ms
      from by_route where total_ms > 200 * requests or errors > 0 order by total_ms desc, route limit 20) s), '[]'),
    'error_patterns', coalesce((select jsonb_agg(to_jsonb(e)) from (
      select hour, route, requests, errors, performance_ratio(errors, requests, 4) as error_rate
      from by_hour where errors > 0 order by errors desc, hour desc, route limit 20) e), '[]'),
    'cache_miss_patterns', coalesce((select jsonb_agg(to_jsonb(c)) from (
      select hour, hits, misses, performance_ratio(misses, hits + misses, 4) as miss_rate
      from system_hours where hits + misses >= 20 and misses > hits order by misses desc, hour desc limit 20) c), '[]'),
    'saturation', coalesce((select jsonb_agg(to_jsonb(p)) from (
      select hour, waiting as pool_waiting, round(delay::numeric, 1) as event_loop_delay_ms,
        round(oldest::numeric, 1) as queue_oldest_seconds
      from system_hours where waiting > 0 or delay > 500 or oldest > 60 order by hour desc limit 20) p), '[]')
  )
$$;

/* Forgets what is older than so many days, of which there is at least one: nobody wipes out what just happened. Returns how many rows went. */
create function cleanup_performance_data(days integer) returns bigint
language plpgsql volatile set search_path = public, pg_temp as $$
declare gone bigint; more bigint;
begin
  if days is null or days < 1 or days > 3650 then
    raise exception 'days must be between 1 and 3650' using errcode = '22023';
  end if;
  delete from request_metrics where minute < now() - make_interval(days => days);
  get diagnostics gone = row_count;
  delete from system_metrics where minute < now() - make_interval(days => days);
  get diagnostics more = row_count;
  return gone + more;
end $$;

revoke all on function performance_since(integer), performance_quantile(bigint[], double precision, double precision),
  performance_ratio(double precision, double precision, integer), get_performance_metrics(integer),
  get_performance_bottlenecks(integer), cleanup_performance_data(integer) from public;
grant execute on function performance_since(integer), performance_quantile(bigint[], double precision, double precision),
  performance_ratio(double precision, double precision, integer), get_performance_metrics(integer),
  get_performance_bottlenecks(integer), cleanup_performance_data(integer) to voicelens_worker;

/* Hour by hour, as far back as there is something. */
create view performance_summary with (security_invoker = true) as
select hour, total_requests, error_requests, performance_ratio(total_ms, total_requests, 1) as avg_response_time_ms,
  performance_quantile(counts, 0.95, longest) as p95_response_time_ms,
  performance_ratio(hits, lookups, 4) as cache_hit_rate
from (
  select date_trunc('hour', minute, 'UTC') as hour, sum(requests) as total_requests, sum(errors) as error_requests,
    sum(total_ms) as total_ms, max(longest_ms) as longest, ${summed} as counts
  from request_metrics group by 1
) r left join (
  select date_trunc('hour', minute, 'UTC') as hour, sum(cache_hits) as hits, sum(cache_hits + cache_misses) as lookups
  from system_metrics group by 1
) s using (hour);
grant select on performance_summary to voicelens_worker;
`,
} as const;
