--
-- PostgreSQL database dump
--


-- Dumped from database version 15.20 (Debian 15.20-0+deb12u1)
-- Dumped by pg_dump version 15.20 (Debian 15.20-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: cleanup_performance_data(integer); Type: FUNCTION; Schema: public; Owner: release_owner
--

CREATE FUNCTION public.cleanup_performance_data(days integer) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'public', 'pg_temp'
    AS $$
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


ALTER FUNCTION public.cleanup_performance_data(days integer) OWNER TO release_owner;

--
-- Name: find_access(bytea, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: voicelens_worker
--

CREATE FUNCTION public.find_access(hash bytea, at timestamp with time zone) RETURNS TABLE(tenant_id text, tenant_name text, home_tenant_id text, api_key_id text, user_id text, session_id text, actor_name text, role text, scopes text[], client_ids text[], agent_ids text[])
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
  select t.tenant_id, t.name, k.tenant_id, k.id, null, s.id, k.name, k.role, k.scopes, null::text[], k.agent_ids
  from api_keys k
  left join sessions s on s.tenant_id = k.tenant_id and s.api_key_id = k.id and s.token_hash = hash and s.expires_at > at
  join tenants t on t.tenant_id = coalesce(s.acting_tenant_id, k.tenant_id)
  where k.revoked_at is null and (k.expires_at is null or k.expires_at > at) and t.disabled_at is null
    and (k.key_hash = hash or s.id is not null)
  union all
  select t.tenant_id, t.name, u.tenant_id, null, u.id, s.id, u.name, u.role, null, u.client_ids, u.agent_ids
  from sessions s join users u on u.tenant_id = s.tenant_id and u.id = s.user_id
  join tenants t on t.tenant_id = coalesce(s.acting_tenant_id, u.tenant_id)
  where s.token_hash = hash and s.expires_at > at and u.disabled_at is null and t.disabled_at is null
$$;


ALTER FUNCTION public.find_access(hash bytea, at timestamp with time zone) OWNER TO voicelens_worker;

--
-- Name: find_identity(text, text); Type: FUNCTION; Schema: public; Owner: voicelens_worker
--

CREATE FUNCTION public.find_identity(provider text, person text) RETURNS TABLE(tenant_id text, user_id text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
  select i.tenant_id, i.user_id from identities i where i.issuer = provider and i.subject = person
$$;


ALTER FUNCTION public.find_identity(provider text, person text) OWNER TO voicelens_worker;

--
-- Name: find_invitation(bytea, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: voicelens_worker
--

CREATE FUNCTION public.find_invitation(hash bytea, at timestamp with time zone) RETURNS TABLE(tenant_id text, id text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
  select i.tenant_id, i.id from invitations i where i.token_hash = hash and i.accepted_at is null and i.expires_at > at
$$;


ALTER FUNCTION public.find_invitation(hash bytea, at timestamp with time zone) OWNER TO voicelens_worker;

--
-- Name: find_invitations_by_email(text, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: voicelens_worker
--

CREATE FUNCTION public.find_invitations_by_email(address text, at timestamp with time zone) RETURNS TABLE(tenant_id text, id text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
  select i.tenant_id, i.id from invitations i where i.email = address and i.accepted_at is null and i.expires_at > at
$$;


ALTER FUNCTION public.find_invitations_by_email(address text, at timestamp with time zone) OWNER TO voicelens_worker;

--
-- Name: find_route(text, text, text, text[], text); Type: FUNCTION; Schema: public; Owner: voicelens_worker
--

CREATE FUNCTION public.find_route(connection text, provider_key text, call text, dialled text[], agent text) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
  select coalesce(
    (select r.tenant_id from call_routes r where r.connection_id = connection and r.provider_call_id = call),
    (select p.tenant_id from unnest(dialled) with ordinality as d (number, place) join phone_numbers p on p.number = d.number
      order by d.place limit 1),
    (select a.tenant_id from agents a where a.provider = provider_key and a.agent_id = agent))
$$;


ALTER FUNCTION public.find_route(connection text, provider_key text, call text, dialled text[], agent text) OWNER TO voicelens_worker;

--
-- Name: find_user_by_email(text); Type: FUNCTION; Schema: public; Owner: voicelens_worker
--

CREATE FUNCTION public.find_user_by_email(address text) RETURNS TABLE(tenant_id text, id text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
  select u.tenant_id, u.id from users u where u.email = address
$$;


ALTER FUNCTION public.find_user_by_email(address text) OWNER TO voicelens_worker;

--
-- Name: get_performance_bottlenecks(integer); Type: FUNCTION; Schema: public; Owner: release_owner
--

CREATE FUNCTION public.get_performance_bottlenecks(hours integer DEFAULT 24) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  with by_hour as (
    select date_trunc('hour', minute, 'UTC') as hour, route, sum(requests) as requests, sum(errors) as errors,
      sum(total_ms) as total_ms, max(longest_ms) as longest, array[sum(histogram[1]), sum(histogram[2]), sum(histogram[3]), sum(histogram[4]), sum(histogram[5]), sum(histogram[6]), sum(histogram[7]), sum(histogram[8]), sum(histogram[9]), sum(histogram[10]), sum(histogram[11]), sum(histogram[12]), sum(histogram[13]), sum(histogram[14])]::bigint[] as histogram
    from request_metrics where minute >= (select performance_since(hours)) group by 1, 2
  ), by_route as (
    select route, sum(requests) as requests, sum(errors) as errors, sum(total_ms) as total_ms,
      max(longest) as longest, array[sum(histogram[1]), sum(histogram[2]), sum(histogram[3]), sum(histogram[4]), sum(histogram[5]), sum(histogram[6]), sum(histogram[7]), sum(histogram[8]), sum(histogram[9]), sum(histogram[10]), sum(histogram[11]), sum(histogram[12]), sum(histogram[13]), sum(histogram[14])]::bigint[] as counts
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


ALTER FUNCTION public.get_performance_bottlenecks(hours integer) OWNER TO release_owner;

--
-- Name: get_performance_metrics(integer); Type: FUNCTION; Schema: public; Owner: release_owner
--

CREATE FUNCTION public.get_performance_metrics(hours integer DEFAULT 24) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $$
  with asked as (
    select coalesce(sum(requests), 0) as requests, coalesce(sum(errors), 0) as errors,
      coalesce(sum(client_errors), 0) as client_errors, sum(total_ms) as total_ms, max(longest_ms) as longest,
      min(minute) as first, array[sum(histogram[1]), sum(histogram[2]), sum(histogram[3]), sum(histogram[4]), sum(histogram[5]), sum(histogram[6]), sum(histogram[7]), sum(histogram[8]), sum(histogram[9]), sum(histogram[10]), sum(histogram[11]), sum(histogram[12]), sum(histogram[13]), sum(histogram[14])]::bigint[] as counts
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


ALTER FUNCTION public.get_performance_metrics(hours integer) OWNER TO release_owner;

--
-- Name: insert_webhook_events(uuid[], text[], text[], text[], text[], timestamp with time zone[], boolean[], text[], text[], integer[], text[], integer[], integer[], bytea); Type: FUNCTION; Schema: public; Owner: voicelens_ingest
--

CREATE FUNCTION public.insert_webhook_events(ids uuid[], tenant_ids text[], connection_ids text[], providers text[], event_keys text[], received timestamp with time zone[], verified boolean[], content_types text[], urls text[], sizes integer[], file_refs text[], starts integer[], lengths integer[], contents bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
begin
  insert into webhook_events (id, tenant_id, connection_id, provider, event_key, received_at, is_verified, content_type, url,
    body_bytes, file_ref, sealed)
  select e.id, e.tenant_id, e.connection_id, e.provider, e.event_key, e.received_at, e.is_verified, e.content_type, e.url,
    e.body_bytes, e.file_ref, case when e.file_ref is null then substring(contents from e.start for e.length) end
  from unnest(ids, tenant_ids, connection_ids, providers, event_keys, received, verified, content_types, urls, sizes, file_refs,
    starts, lengths) as e (id, tenant_id, connection_id, provider, event_key, received_at, is_verified, content_type, url,
    body_bytes, file_ref, start, length)
  on conflict do nothing;
end $$;


ALTER FUNCTION public.insert_webhook_events(ids uuid[], tenant_ids text[], connection_ids text[], providers text[], event_keys text[], received timestamp with time zone[], verified boolean[], content_types text[], urls text[], sizes integer[], file_refs text[], starts integer[], lengths integer[], contents bytea) OWNER TO voicelens_ingest;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: model_prices; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.model_prices (
    tenant_id text NOT NULL,
    id text NOT NULL,
    model text NOT NULL,
    valid_from date NOT NULL,
    input_micros bigint NOT NULL,
    cached_input_micros bigint,
    output_micros bigint NOT NULL,
    set_by text NOT NULL,
    set_at timestamp with time zone NOT NULL,
    CONSTRAINT model_prices_cached_input_micros_check CHECK ((cached_input_micros >= 0)),
    CONSTRAINT model_prices_input_micros_check CHECK ((input_micros >= 0)),
    CONSTRAINT model_prices_output_micros_check CHECK ((output_micros >= 0))
);

ALTER TABLE ONLY public.model_prices FORCE ROW LEVEL SECURITY;


ALTER TABLE public.model_prices OWNER TO release_owner;

--
-- Name: installation_model_prices(); Type: FUNCTION; Schema: public; Owner: voicelens_worker
--

CREATE FUNCTION public.installation_model_prices() RETURNS SETOF public.model_prices
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
  select * from model_prices where tenant_id = 'ten_default'
$$;


ALTER FUNCTION public.installation_model_prices() OWNER TO voicelens_worker;

--
-- Name: is_held(text, text, text, text); Type: FUNCTION; Schema: public; Owner: release_owner
--

CREATE FUNCTION public.is_held(of_tenant text, of_call text, of_number text, other_number text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  select exists (select from legal_holds h where h.tenant_id = of_tenant and h.released_at is null
    and (h.kind = 'tenant' or h.kind = 'call' and h.subject = of_call
      or h.kind = 'caller' and h.subject in (of_number, other_number)))
$$;


ALTER FUNCTION public.is_held(of_tenant text, of_call text, of_number text, other_number text) OWNER TO release_owner;

--
-- Name: performance_quantile(bigint[], double precision, double precision); Type: FUNCTION; Schema: public; Owner: release_owner
--

CREATE FUNCTION public.performance_quantile(counts bigint[], q double precision, longest double precision) RETURNS double precision
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  bounds constant double precision[] := '{1,2.5,5,10,25,50,100,250,500,1000,2500,5000,10000}';
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


ALTER FUNCTION public.performance_quantile(counts bigint[], q double precision, longest double precision) OWNER TO release_owner;

--
-- Name: performance_ratio(double precision, double precision, integer); Type: FUNCTION; Schema: public; Owner: release_owner
--

CREATE FUNCTION public.performance_ratio(part double precision, whole double precision, digits integer) RETURNS double precision
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select round((part / nullif(whole, 0))::numeric, digits)::double precision
$$;


ALTER FUNCTION public.performance_ratio(part double precision, whole double precision, digits integer) OWNER TO release_owner;

--
-- Name: performance_since(integer); Type: FUNCTION; Schema: public; Owner: release_owner
--

CREATE FUNCTION public.performance_since(hours integer) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if hours is null or hours < 1 or hours > 8760 then
    raise exception 'hours must be between 1 and 8760' using errcode = '22023';
  end if;
  return now() - make_interval(hours => hours);
end $$;


ALTER FUNCTION public.performance_since(hours integer) OWNER TO release_owner;

--
-- Name: search_calls(text); Type: FUNCTION; Schema: public; Owner: voicelens_worker
--

CREATE FUNCTION public.search_calls(query text) RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$
  select s.call_id from call_search s
  where s.tenant_id = current_setting('app.tenant_id', true)
    and s.document @@ websearch_to_tsquery('simple', query)
$$;


ALTER FUNCTION public.search_calls(query text) OWNER TO voicelens_worker;

--
-- Name: tell_live_settings(); Type: FUNCTION; Schema: public; Owner: release_owner
--

CREATE FUNCTION public.tell_live_settings() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog'
    AS $$
begin
  perform pg_notify('live_settings', coalesce(new.tenant_id, old.tenant_id));
  return null;
end $$;


ALTER FUNCTION public.tell_live_settings() OWNER TO release_owner;

--
-- Name: address_rules; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.address_rules (
    tenant_id text NOT NULL,
    id text NOT NULL,
    kind text NOT NULL,
    network cidr NOT NULL,
    reason text NOT NULL,
    source text NOT NULL,
    level smallint DEFAULT 0 NOT NULL,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    lifted_at timestamp with time zone,
    lifted_by text,
    CONSTRAINT address_rules_kind_check CHECK ((kind = ANY (ARRAY['block'::text, 'allow'::text]))),
    CONSTRAINT address_rules_source_check CHECK ((source = ANY (ARRAY['guard'::text, 'person'::text])))
);

ALTER TABLE ONLY public.address_rules FORCE ROW LEVEL SECURITY;


ALTER TABLE public.address_rules OWNER TO release_owner;

--
-- Name: agents; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.agents (
    tenant_id text NOT NULL,
    provider text NOT NULL,
    agent_id text NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.agents FORCE ROW LEVEL SECURITY;


ALTER TABLE public.agents OWNER TO release_owner;

--
-- Name: alert_entries; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.alert_entries (
    tenant_id text NOT NULL,
    id uuid NOT NULL,
    alert_id text NOT NULL,
    at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    kind text NOT NULL,
    text text DEFAULT ''::text NOT NULL,
    CONSTRAINT alert_entries_kind_check CHECK ((kind = ANY (ARRAY['opened'::text, 'escalated'::text, 'acknowledged'::text, 'assigned'::text, 'note'::text, 'resolved'::text])))
);

ALTER TABLE ONLY public.alert_entries FORCE ROW LEVEL SECURITY;


ALTER TABLE public.alert_entries OWNER TO release_owner;

--
-- Name: alert_looks; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.alert_looks (
    tenant_id text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    looked_at timestamp with time zone
);

ALTER TABLE ONLY public.alert_looks FORCE ROW LEVEL SECURITY;


ALTER TABLE public.alert_looks OWNER TO release_owner;

--
-- Name: alert_messages; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.alert_messages (
    tenant_id text NOT NULL,
    id text NOT NULL,
    alert_id text,
    kind text NOT NULL,
    channel text NOT NULL,
    recipient text DEFAULT ''::text NOT NULL,
    status text DEFAULT 'pending'::text NOT NULL,
    attempts smallint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    next_try_at timestamp with time zone NOT NULL,
    last_tried_at timestamp with time zone,
    last_error text,
    CONSTRAINT alert_messages_channel_check CHECK ((channel = ANY (ARRAY['webhook'::text, 'email'::text]))),
    CONSTRAINT alert_messages_kind_check CHECK ((kind = ANY (ARRAY['opened'::text, 'escalated'::text, 'resolved'::text, 'test'::text]))),
    CONSTRAINT alert_messages_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'delivered'::text, 'failed'::text])))
);

ALTER TABLE ONLY public.alert_messages FORCE ROW LEVEL SECURITY;


ALTER TABLE public.alert_messages OWNER TO release_owner;

--
-- Name: alert_processes; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.alert_processes (
    tenant_id text NOT NULL,
    process text NOT NULL,
    measured_at timestamp with time zone NOT NULL,
    figures jsonb NOT NULL
);

ALTER TABLE ONLY public.alert_processes FORCE ROW LEVEL SECURITY;


ALTER TABLE public.alert_processes OWNER TO release_owner;

--
-- Name: alert_rules; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.alert_rules (
    tenant_id text NOT NULL,
    id text NOT NULL,
    name text NOT NULL,
    metric text NOT NULL,
    comparison text NOT NULL,
    value double precision NOT NULL,
    minimum_sample integer NOT NULL,
    window_minutes integer NOT NULL,
    duration_minutes integer NOT NULL,
    priority text NOT NULL,
    is_enabled boolean NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT alert_rules_comparison_check CHECK ((comparison = ANY (ARRAY['above'::text, 'below'::text]))),
    CONSTRAINT alert_rules_duration_minutes_check CHECK ((duration_minutes >= 0)),
    CONSTRAINT alert_rules_minimum_sample_check CHECK ((minimum_sample >= 0)),
    CONSTRAINT alert_rules_priority_check CHECK ((priority = ANY (ARRAY['P1'::text, 'P2'::text, 'P3'::text, 'P4'::text]))),
    CONSTRAINT alert_rules_window_minutes_check CHECK ((window_minutes > 0))
);

ALTER TABLE ONLY public.alert_rules FORCE ROW LEVEL SECURITY;


ALTER TABLE public.alert_rules OWNER TO release_owner;

--
-- Name: alert_settings; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.alert_settings (
    tenant_id text NOT NULL,
    time_zone text DEFAULT 'UTC'::text NOT NULL,
    quiet_from text,
    quiet_until text,
    emails text[],
    escalation_emails text[] DEFAULT '{}'::text[] NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT alert_settings_check CHECK (((quiet_from IS NULL) = (quiet_until IS NULL)))
);

ALTER TABLE ONLY public.alert_settings FORCE ROW LEVEL SECURITY;


ALTER TABLE public.alert_settings OWNER TO release_owner;

--
-- Name: alerts; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.alerts (
    tenant_id text NOT NULL,
    id text NOT NULL,
    rule_id text NOT NULL,
    rule_name text NOT NULL,
    metric text NOT NULL,
    subject text NOT NULL,
    subject_name text NOT NULL,
    priority text NOT NULL,
    status text NOT NULL,
    is_live boolean DEFAULT true NOT NULL,
    comparison text NOT NULL,
    threshold double precision NOT NULL,
    value double precision NOT NULL,
    sample double precision,
    bad_since timestamp with time zone NOT NULL,
    well_since timestamp with time zone,
    opened_at timestamp with time zone,
    assignee_id text,
    resolved_at timestamp with time zone,
    resolved_by text,
    escalations smallint DEFAULT 0 NOT NULL,
    escalates_at timestamp with time zone,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT alerts_check CHECK (((status = 'pending'::text) = (opened_at IS NULL))),
    CONSTRAINT alerts_check1 CHECK (((status = 'resolved'::text) = (resolved_at IS NOT NULL))),
    CONSTRAINT alerts_priority_check CHECK ((priority = ANY (ARRAY['P1'::text, 'P2'::text, 'P3'::text, 'P4'::text]))),
    CONSTRAINT alerts_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'open'::text, 'acknowledged'::text, 'assigned'::text, 'resolved'::text])))
);

ALTER TABLE ONLY public.alerts FORCE ROW LEVEL SECURITY;


ALTER TABLE public.alerts OWNER TO release_owner;

--
-- Name: analytics_call_sums; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.analytics_call_sums (
    unit text NOT NULL,
    tenant_id text NOT NULL,
    bucket timestamp with time zone NOT NULL,
    provider text NOT NULL,
    agent_id text NOT NULL,
    number text NOT NULL,
    calls integer DEFAULT 0 NOT NULL,
    linked integer DEFAULT 0 NOT NULL,
    live integer DEFAULT 0 NOT NULL,
    answered integer DEFAULT 0 NOT NULL,
    unanswered integer DEFAULT 0 NOT NULL,
    transfers integer DEFAULT 0 NOT NULL,
    status_success integer DEFAULT 0 NOT NULL,
    status_failure integer DEFAULT 0 NOT NULL,
    status_partial integer DEFAULT 0 NOT NULL,
    status_timeout integer DEFAULT 0 NOT NULL,
    status_error integer DEFAULT 0 NOT NULL,
    status_unknown integer DEFAULT 0 NOT NULL,
    disposition_completed integer DEFAULT 0 NOT NULL,
    disposition_transferred integer DEFAULT 0 NOT NULL,
    disposition_voicemail integer DEFAULT 0 NOT NULL,
    disposition_no_answer integer DEFAULT 0 NOT NULL,
    disposition_busy integer DEFAULT 0 NOT NULL,
    disposition_declined integer DEFAULT 0 NOT NULL,
    disposition_canceled integer DEFAULT 0 NOT NULL,
    disposition_failed integer DEFAULT 0 NOT NULL,
    disposition_unknown integer DEFAULT 0 NOT NULL,
    duration_known integer DEFAULT 0 NOT NULL,
    duration_unknown integer DEFAULT 0 NOT NULL,
    duration_ms numeric DEFAULT 0 NOT NULL,
    cost_known integer DEFAULT 0 NOT NULL,
    cost_unknown integer DEFAULT 0 NOT NULL,
    cost_micros numeric DEFAULT 0 NOT NULL,
    satisfaction_calls integer DEFAULT 0 NOT NULL,
    satisfaction_micros numeric DEFAULT 0 NOT NULL,
    bin_0 integer DEFAULT 0 NOT NULL,
    bin_1 integer DEFAULT 0 NOT NULL,
    bin_2 integer DEFAULT 0 NOT NULL,
    bin_3 integer DEFAULT 0 NOT NULL,
    bin_4 integer DEFAULT 0 NOT NULL,
    bin_5 integer DEFAULT 0 NOT NULL,
    bin_6 integer DEFAULT 0 NOT NULL,
    bin_7 integer DEFAULT 0 NOT NULL,
    bin_8 integer DEFAULT 0 NOT NULL,
    bin_9 integer DEFAULT 0 NOT NULL,
    bin_10 integer DEFAULT 0 NOT NULL,
    bin_11 integer DEFAULT 0 NOT NULL,
    bin_12 integer DEFAULT 0 NOT NULL,
    bin_13 integer DEFAULT 0 NOT NULL,
    bin_14 integer DEFAULT 0 NOT NULL,
    bin_15 integer DEFAULT 0 NOT NULL,
    CONSTRAINT analytics_call_sums_unit_check CHECK ((unit = ANY (ARRAY['hour'::text, 'day'::text])))
);

ALTER TABLE ONLY public.analytics_call_sums FORCE ROW LEVEL SECURITY;


ALTER TABLE public.analytics_call_sums OWNER TO release_owner;

--
-- Name: analytics_cost_sums; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.analytics_cost_sums (
    unit text NOT NULL,
    tenant_id text NOT NULL,
    bucket timestamp with time zone NOT NULL,
    provider text NOT NULL,
    agent_id text NOT NULL,
    number text NOT NULL,
    currency text NOT NULL,
    component text NOT NULL,
    records integer DEFAULT 0 NOT NULL,
    micros numeric DEFAULT 0 NOT NULL,
    CONSTRAINT analytics_cost_sums_unit_check CHECK ((unit = ANY (ARRAY['hour'::text, 'day'::text])))
);

ALTER TABLE ONLY public.analytics_cost_sums FORCE ROW LEVEL SECURITY;


ALTER TABLE public.analytics_cost_sums OWNER TO release_owner;

--
-- Name: analytics_costs; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.analytics_costs (
    tenant_id text NOT NULL,
    bucket timestamp with time zone NOT NULL,
    provider text NOT NULL,
    agent_id text NOT NULL,
    number text NOT NULL,
    is_frozen boolean NOT NULL,
    currency text NOT NULL,
    component text NOT NULL,
    records integer DEFAULT 0 NOT NULL,
    micros numeric DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY public.analytics_costs FORCE ROW LEVEL SECURITY;


ALTER TABLE public.analytics_costs OWNER TO release_owner;

--
-- Name: analytics_latencies; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.analytics_latencies (
    tenant_id text NOT NULL,
    bucket timestamp with time zone NOT NULL,
    provider text NOT NULL,
    agent_id text NOT NULL,
    number text NOT NULL,
    is_frozen boolean NOT NULL,
    stage text NOT NULL,
    calls integer DEFAULT 0 NOT NULL,
    bin_0 integer DEFAULT 0 NOT NULL,
    bin_1 integer DEFAULT 0 NOT NULL,
    bin_2 integer DEFAULT 0 NOT NULL,
    bin_3 integer DEFAULT 0 NOT NULL,
    bin_4 integer DEFAULT 0 NOT NULL,
    bin_5 integer DEFAULT 0 NOT NULL,
    bin_6 integer DEFAULT 0 NOT NULL,
    bin_7 integer DEFAULT 0 NOT NULL,
    bin_8 integer DEFAULT 0 NOT NULL,
    bin_9 integer DEFAULT 0 NOT NULL,
    bin_10 integer DEFAULT 0 NOT NULL,
    bin_11 integer DEFAULT 0 NOT NULL,
    bin_12 integer DEFAULT 0 NOT NULL,
    bin_13 integer DEFAULT 0 NOT NULL,
    bin_14 integer DEFAULT 0 NOT NULL,
    bin_15 integer DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY public.analytics_latencies FORCE ROW LEVEL SECURITY;


ALTER TABLE public.analytics_latencies OWNER TO release_owner;

--
-- Name: analytics_latency_sums; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.analytics_latency_sums (
    unit text NOT NULL,
    tenant_id text NOT NULL,
    bucket timestamp with time zone NOT NULL,
    provider text NOT NULL,
    agent_id text NOT NULL,
    number text NOT NULL,
    stage text NOT NULL,
    calls integer DEFAULT 0 NOT NULL,
    bin_0 integer DEFAULT 0 NOT NULL,
    bin_1 integer DEFAULT 0 NOT NULL,
    bin_2 integer DEFAULT 0 NOT NULL,
    bin_3 integer DEFAULT 0 NOT NULL,
    bin_4 integer DEFAULT 0 NOT NULL,
    bin_5 integer DEFAULT 0 NOT NULL,
    bin_6 integer DEFAULT 0 NOT NULL,
    bin_7 integer DEFAULT 0 NOT NULL,
    bin_8 integer DEFAULT 0 NOT NULL,
    bin_9 integer DEFAULT 0 NOT NULL,
    bin_10 integer DEFAULT 0 NOT NULL,
    bin_11 integer DEFAULT 0 NOT NULL,
    bin_12 integer DEFAULT 0 NOT NULL,
    bin_13 integer DEFAULT 0 NOT NULL,
    bin_14 integer DEFAULT 0 NOT NULL,
    bin_15 integer DEFAULT 0 NOT NULL,
    CONSTRAINT analytics_latency_sums_unit_check CHECK ((unit = ANY (ARRAY['hour'::text, 'day'::text])))
);

ALTER TABLE ONLY public.analytics_latency_sums FORCE ROW LEVEL SECURITY;


ALTER TABLE public.analytics_latency_sums OWNER TO release_owner;

--
-- Name: analytics_marks; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.analytics_marks (
    tenant_id text NOT NULL,
    id bigint NOT NULL,
    bucket timestamp with time zone NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.analytics_marks FORCE ROW LEVEL SECURITY;


ALTER TABLE public.analytics_marks OWNER TO release_owner;

--
-- Name: analytics_marks_id_seq; Type: SEQUENCE; Schema: public; Owner: release_owner
--

ALTER TABLE public.analytics_marks ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.analytics_marks_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: analytics_recounts; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.analytics_recounts (
    tenant_id text NOT NULL,
    again_at timestamp with time zone
);

ALTER TABLE ONLY public.analytics_recounts FORCE ROW LEVEL SECURITY;


ALTER TABLE public.analytics_recounts OWNER TO release_owner;

--
-- Name: analytics_word_sums; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.analytics_word_sums (
    unit text NOT NULL,
    tenant_id text NOT NULL,
    bucket timestamp with time zone NOT NULL,
    provider text NOT NULL,
    agent_id text NOT NULL,
    number text NOT NULL,
    kind text NOT NULL,
    word text NOT NULL,
    calls integer DEFAULT 0 NOT NULL,
    score_micros numeric DEFAULT 0 NOT NULL,
    CONSTRAINT analytics_word_sums_unit_check CHECK ((unit = ANY (ARRAY['hour'::text, 'day'::text])))
);

ALTER TABLE ONLY public.analytics_word_sums FORCE ROW LEVEL SECURITY;


ALTER TABLE public.analytics_word_sums OWNER TO release_owner;

--
-- Name: analytics_words; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.analytics_words (
    tenant_id text NOT NULL,
    bucket timestamp with time zone NOT NULL,
    provider text NOT NULL,
    agent_id text NOT NULL,
    number text NOT NULL,
    is_frozen boolean NOT NULL,
    kind text NOT NULL,
    word text NOT NULL,
    calls integer DEFAULT 0 NOT NULL,
    score_micros numeric DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY public.analytics_words FORCE ROW LEVEL SECURITY;


ALTER TABLE public.analytics_words OWNER TO release_owner;

--
-- Name: api_keys; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.api_keys (
    tenant_id text NOT NULL,
    id text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    key_hash bytea NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    revoked_at timestamp with time zone,
    scopes text[],
    agent_ids text[],
    last_four text DEFAULT ''::text NOT NULL,
    created_by text,
    expires_at timestamp with time zone,
    CONSTRAINT api_keys_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'manager'::text, 'operator'::text, 'viewer'::text])))
);

ALTER TABLE ONLY public.api_keys FORCE ROW LEVEL SECURITY;


ALTER TABLE public.api_keys OWNER TO release_owner;

--
-- Name: audit_log; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.audit_log (
    tenant_id text NOT NULL,
    seq bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    subject text NOT NULL,
    payload jsonb,
    payload_salt bytea,
    payload_hash bytea NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL
);

ALTER TABLE ONLY public.audit_log FORCE ROW LEVEL SECURITY;


ALTER TABLE public.audit_log OWNER TO release_owner;

--
-- Name: backups; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.backups (
    id text NOT NULL,
    kind text NOT NULL,
    slot timestamp with time zone,
    place text NOT NULL,
    archive text,
    status text DEFAULT 'queued'::text NOT NULL,
    requested_by text NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    leased_until timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    step text,
    progress_done bigint DEFAULT 0 NOT NULL,
    progress_total bigint DEFAULT 0 NOT NULL,
    bytes bigint,
    counts jsonb,
    files bigint,
    sha256 text,
    error text,
    CONSTRAINT backups_kind_check CHECK ((kind = ANY (ARRAY['backup'::text, 'drill'::text]))),
    CONSTRAINT backups_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text])))
);


ALTER TABLE public.backups OWNER TO release_owner;

--
-- Name: call_changes; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.call_changes (
    id bigint NOT NULL,
    tenant_id text NOT NULL,
    call_id text NOT NULL,
    kind text NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    turns_from integer,
    tools_from integer,
    CONSTRAINT call_changes_kind_check CHECK ((kind = ANY (ARRAY['started'::text, 'updated'::text, 'ended'::text])))
);

ALTER TABLE ONLY public.call_changes FORCE ROW LEVEL SECURITY;


ALTER TABLE public.call_changes OWNER TO release_owner;

--
-- Name: call_changes_id_seq; Type: SEQUENCE; Schema: public; Owner: release_owner
--

ALTER TABLE public.call_changes ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.call_changes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: call_checks; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.call_checks (
    tenant_id text NOT NULL,
    call_id text NOT NULL,
    next_check_at timestamp with time zone NOT NULL,
    claimed_until timestamp with time zone,
    failures smallint DEFAULT 0 NOT NULL,
    last_error text
);

ALTER TABLE ONLY public.call_checks FORCE ROW LEVEL SECURITY;


ALTER TABLE public.call_checks OWNER TO release_owner;

--
-- Name: call_comments; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.call_comments (
    tenant_id text NOT NULL,
    id uuid NOT NULL,
    call_id text NOT NULL,
    content text NOT NULL,
    author text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.call_comments FORCE ROW LEVEL SECURITY;


ALTER TABLE public.call_comments OWNER TO release_owner;

--
-- Name: call_estimates; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.call_estimates (
    tenant_id text NOT NULL,
    call_id text NOT NULL,
    provider text NOT NULL,
    agent_id text NOT NULL,
    agent_name text,
    happened_at timestamp with time zone NOT NULL,
    duration_ms bigint,
    reported_micros bigint,
    state text NOT NULL,
    currency text,
    estimate_micros bigint,
    parts jsonb NOT NULL,
    is_frozen boolean DEFAULT false NOT NULL,
    CONSTRAINT call_estimates_check CHECK (((state = 'priced'::text) = (estimate_micros IS NOT NULL))),
    CONSTRAINT call_estimates_check1 CHECK (((state = 'priced'::text) = (currency IS NOT NULL))),
    CONSTRAINT call_estimates_state_check CHECK ((state = ANY (ARRAY['priced'::text, 'no_price'::text, 'quantity_unknown'::text, 'several_currencies'::text])))
);

ALTER TABLE ONLY public.call_estimates FORCE ROW LEVEL SECURITY;


ALTER TABLE public.call_estimates OWNER TO release_owner;

--
-- Name: call_external_ids; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.call_external_ids (
    tenant_id text NOT NULL,
    kind text NOT NULL,
    value text NOT NULL,
    call_id text NOT NULL
);

ALTER TABLE ONLY public.call_external_ids FORCE ROW LEVEL SECURITY;


ALTER TABLE public.call_external_ids OWNER TO release_owner;

--
-- Name: call_patches; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.call_patches (
    tenant_id text NOT NULL,
    call_id text NOT NULL,
    event_id uuid NOT NULL,
    seq smallint NOT NULL,
    kind text NOT NULL,
    event_key text NOT NULL,
    event_type text NOT NULL,
    is_verified boolean NOT NULL,
    received_at timestamp with time zone NOT NULL,
    patch json NOT NULL,
    CONSTRAINT call_patches_kind_check CHECK ((kind = ANY (ARRAY['event'::text, 'deadline'::text])))
);

ALTER TABLE ONLY public.call_patches FORCE ROW LEVEL SECURITY;


ALTER TABLE public.call_patches OWNER TO release_owner;

--
-- Name: call_prices; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.call_prices (
    tenant_id text NOT NULL,
    id text NOT NULL,
    provider text NOT NULL,
    agent_id text NOT NULL,
    component text NOT NULL,
    unit text NOT NULL,
    increment_seconds integer,
    currency text NOT NULL,
    micros bigint NOT NULL,
    valid_from date NOT NULL,
    valid_from_at timestamp with time zone NOT NULL,
    set_by text NOT NULL,
    set_at timestamp with time zone NOT NULL,
    CONSTRAINT call_prices_check CHECK (((unit = 'minute'::text) = (increment_seconds IS NOT NULL))),
    CONSTRAINT call_prices_increment_seconds_check CHECK ((increment_seconds > 0)),
    CONSTRAINT call_prices_micros_check CHECK ((micros >= 0)),
    CONSTRAINT call_prices_unit_check CHECK ((unit = ANY (ARRAY['minute'::text, 'call'::text, 'thousand_characters'::text, 'thousand_tokens'::text])))
);

ALTER TABLE ONLY public.call_prices FORCE ROW LEVEL SECURITY;


ALTER TABLE public.call_prices OWNER TO release_owner;

--
-- Name: call_reviews; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.call_reviews (
    tenant_id text NOT NULL,
    call_id text NOT NULL,
    state text NOT NULL,
    labels text[] DEFAULT '{}'::text[] NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT call_reviews_state_check CHECK ((state = ANY (ARRAY['none'::text, 'open'::text, 'problem'::text, 'reviewed'::text])))
);

ALTER TABLE ONLY public.call_reviews FORCE ROW LEVEL SECURITY;


ALTER TABLE public.call_reviews OWNER TO release_owner;

--
-- Name: call_routes; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.call_routes (
    tenant_id text NOT NULL,
    connection_id text NOT NULL,
    provider_call_id text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.call_routes FORCE ROW LEVEL SECURITY;


ALTER TABLE public.call_routes OWNER TO release_owner;

--
-- Name: call_search; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.call_search (
    tenant_id text NOT NULL,
    call_id text NOT NULL,
    document tsvector NOT NULL
);

ALTER TABLE ONLY public.call_search FORCE ROW LEVEL SECURITY;


ALTER TABLE public.call_search OWNER TO release_owner;

--
-- Name: call_tool_calls; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.call_tool_calls (
    tenant_id text NOT NULL,
    call_id text NOT NULL,
    seq integer NOT NULL,
    tool_call_id text NOT NULL,
    name text NOT NULL,
    arguments text,
    result text,
    is_success boolean,
    error text,
    offset_ms bigint,
    duration_ms bigint
);

ALTER TABLE ONLY public.call_tool_calls FORCE ROW LEVEL SECURITY;


ALTER TABLE public.call_tool_calls OWNER TO release_owner;

--
-- Name: call_turns; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.call_turns (
    tenant_id text NOT NULL,
    call_id text NOT NULL,
    seq integer NOT NULL,
    role text NOT NULL,
    content text NOT NULL,
    start_ms bigint,
    end_ms bigint,
    is_interrupted boolean DEFAULT false NOT NULL,
    CONSTRAINT call_turns_role_check CHECK ((role = ANY (ARRAY['agent'::text, 'user'::text, 'tool'::text, 'system'::text, 'other'::text])))
);

ALTER TABLE ONLY public.call_turns FORCE ROW LEVEL SECURITY;


ALTER TABLE public.call_turns OWNER TO release_owner;

--
-- Name: calls; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.calls (
    tenant_id text NOT NULL,
    id text NOT NULL,
    provider text NOT NULL,
    provider_call_id text NOT NULL,
    lifecycle text DEFAULT 'registered'::text NOT NULL,
    disposition text,
    status text DEFAULT 'unknown'::text NOT NULL,
    status_source text DEFAULT 'none'::text NOT NULL,
    end_reason text,
    ended_by text,
    failure_class text,
    direction text,
    channel text,
    from_number text,
    to_number text,
    agent_id text,
    agent_name text,
    first_seen_at timestamp with time zone NOT NULL,
    first_occurred_at timestamp with time zone,
    last_event_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    duration_ms bigint,
    cost_micros bigint,
    satisfaction_score double precision,
    sentiment text,
    summary text,
    recording_url text,
    captured_by text DEFAULT 'webhook'::text NOT NULL,
    is_verified boolean DEFAULT true NOT NULL,
    turn_count integer DEFAULT 0 NOT NULL,
    tool_call_count integer DEFAULT 0 NOT NULL,
    facts jsonb DEFAULT '{}'::jsonb NOT NULL,
    turns_digest text,
    tools_digest text,
    search_digest text,
    closes_at timestamp with time zone,
    counted_at timestamp with time zone,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT calls_check CHECK (((lifecycle <> 'failed'::text) OR (disposition = 'failed'::text))),
    CONSTRAINT calls_direction_check CHECK ((direction = ANY (ARRAY['inbound'::text, 'outbound'::text]))),
    CONSTRAINT calls_duration_ms_check CHECK ((duration_ms >= 0)),
    CONSTRAINT calls_lifecycle_check CHECK ((lifecycle = ANY (ARRAY['registered'::text, 'ringing'::text, 'in_progress'::text, 'ended'::text, 'failed'::text, 'analyzed'::text]))),
    CONSTRAINT calls_satisfaction_score_check CHECK (((satisfaction_score >= (0)::double precision) AND (satisfaction_score <= (1)::double precision))),
    CONSTRAINT calls_status_check CHECK ((status = ANY (ARRAY['success'::text, 'failure'::text, 'partial'::text, 'timeout'::text, 'error'::text, 'unknown'::text])))
)
WITH (fillfactor='85', autovacuum_vacuum_scale_factor='0.05');

ALTER TABLE ONLY public.calls FORCE ROW LEVEL SECURITY;


ALTER TABLE public.calls OWNER TO release_owner;

--
-- Name: catalogue_categories; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.catalogue_categories (
    tenant_id text NOT NULL,
    id text NOT NULL,
    location_id text NOT NULL,
    external_id text,
    name text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.catalogue_categories FORCE ROW LEVEL SECURITY;


ALTER TABLE public.catalogue_categories OWNER TO release_owner;

--
-- Name: catalogue_item_modifiers; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.catalogue_item_modifiers (
    tenant_id text NOT NULL,
    location_id text NOT NULL,
    item_id text NOT NULL,
    group_id text NOT NULL,
    "position" integer NOT NULL
);

ALTER TABLE ONLY public.catalogue_item_modifiers FORCE ROW LEVEL SECURITY;


ALTER TABLE public.catalogue_item_modifiers OWNER TO release_owner;

--
-- Name: catalogue_items; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.catalogue_items (
    tenant_id text NOT NULL,
    id text NOT NULL,
    location_id text NOT NULL,
    external_id text,
    category_id text,
    name text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    price_minor bigint,
    variants jsonb DEFAULT '[]'::jsonb NOT NULL,
    is_available boolean DEFAULT true NOT NULL,
    weekly jsonb,
    first_date text,
    last_date text,
    contains text[] DEFAULT '{}'::text[] NOT NULL,
    may_contain text[] DEFAULT '{}'::text[] NOT NULL,
    free_of text[] DEFAULT '{}'::text[] NOT NULL,
    diets text[] DEFAULT '{}'::text[] NOT NULL,
    image_ref text,
    image_type text,
    image_bytes integer,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT catalogue_items_check CHECK ((((image_ref IS NULL) = (image_type IS NULL)) AND ((image_ref IS NULL) = (image_bytes IS NULL))))
);

ALTER TABLE ONLY public.catalogue_items FORCE ROW LEVEL SECURITY;


ALTER TABLE public.catalogue_items OWNER TO release_owner;

--
-- Name: catalogue_modifier_groups; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.catalogue_modifier_groups (
    tenant_id text NOT NULL,
    id text NOT NULL,
    location_id text NOT NULL,
    external_id text,
    name text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    min_count integer NOT NULL,
    max_count integer,
    options jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.catalogue_modifier_groups FORCE ROW LEVEL SECURITY;


ALTER TABLE public.catalogue_modifier_groups OWNER TO release_owner;

--
-- Name: completeness_days; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.completeness_days (
    tenant_id text NOT NULL,
    connection_id text NOT NULL,
    day date NOT NULL,
    provider_count integer NOT NULL,
    by_webhook integer NOT NULL,
    by_poll integer NOT NULL,
    by_sweep integer NOT NULL,
    by_import integer NOT NULL,
    missing text[] NOT NULL,
    missing_count integer NOT NULL,
    reason text,
    checked_at timestamp with time zone NOT NULL,
    CONSTRAINT completeness_days_reason_check CHECK ((reason = ANY (ARRAY['webhook_off'::text, 'signature_failed'::text, 'not_delivered'::text, 'not_fetched'::text, 'unknown'::text])))
);

ALTER TABLE ONLY public.completeness_days FORCE ROW LEVEL SECURITY;


ALTER TABLE public.completeness_days OWNER TO release_owner;

--
-- Name: connection_secrets; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.connection_secrets (
    tenant_id text NOT NULL,
    id text NOT NULL,
    connection_id text NOT NULL,
    purpose text NOT NULL,
    sealed bytea NOT NULL,
    last_four text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by text NOT NULL,
    CONSTRAINT connection_secrets_purpose_check CHECK ((purpose = ANY (ARRAY['webhook'::text, 'api_key'::text])))
);

ALTER TABLE ONLY public.connection_secrets FORCE ROW LEVEL SECURITY;


ALTER TABLE public.connection_secrets OWNER TO release_owner;

--
-- Name: connections; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.connections (
    tenant_id text NOT NULL,
    id text NOT NULL,
    provider text NOT NULL,
    name text NOT NULL,
    is_default boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    scheme jsonb DEFAULT '{}'::jsonb NOT NULL,
    is_shared boolean DEFAULT false NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

ALTER TABLE ONLY public.connections FORCE ROW LEVEL SECURITY;


ALTER TABLE public.connections OWNER TO release_owner;

--
-- Name: contact_backfills; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.contact_backfills (
    tenant_id text NOT NULL,
    after_at timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    after_id text DEFAULT ''::text NOT NULL,
    until_at timestamp with time zone NOT NULL,
    next_at timestamp with time zone NOT NULL,
    claimed_until timestamp with time zone,
    done_at timestamp with time zone
);

ALTER TABLE ONLY public.contact_backfills FORCE ROW LEVEL SECURITY;


ALTER TABLE public.contact_backfills OWNER TO release_owner;

--
-- Name: contact_calls; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.contact_calls (
    tenant_id text NOT NULL,
    call_id text NOT NULL,
    number text NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.contact_calls FORCE ROW LEVEL SECURITY;


ALTER TABLE public.contact_calls OWNER TO release_owner;

--
-- Name: contact_notes; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.contact_notes (
    tenant_id text NOT NULL,
    id uuid NOT NULL,
    contact_id text NOT NULL,
    content text NOT NULL,
    author text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.contact_notes FORCE ROW LEVEL SECURITY;


ALTER TABLE public.contact_notes OWNER TO release_owner;

--
-- Name: contact_numbers; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.contact_numbers (
    tenant_id text NOT NULL,
    number text NOT NULL,
    contact_id text NOT NULL,
    created_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.contact_numbers FORCE ROW LEVEL SECURITY;


ALTER TABLE public.contact_numbers OWNER TO release_owner;

--
-- Name: contacts; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.contacts (
    tenant_id text NOT NULL,
    id text NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    email text DEFAULT ''::text NOT NULL,
    company text DEFAULT ''::text NOT NULL,
    language text DEFAULT ''::text NOT NULL,
    custom jsonb DEFAULT '{}'::jsonb NOT NULL,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    do_not_call boolean DEFAULT false NOT NULL,
    do_not_call_reason text DEFAULT ''::text NOT NULL,
    is_kept boolean DEFAULT false NOT NULL,
    first_call_at timestamp with time zone,
    last_call_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL
)
WITH (fillfactor='85');

ALTER TABLE ONLY public.contacts FORCE ROW LEVEL SECURITY;


ALTER TABLE public.contacts OWNER TO release_owner;

--
-- Name: delivery_zones; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.delivery_zones (
    tenant_id text NOT NULL,
    id text NOT NULL,
    location_id text NOT NULL,
    external_id text,
    name text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    fee_minor bigint,
    min_order_minor bigint,
    free_from_minor bigint,
    weekly jsonb,
    boundary jsonb,
    west double precision,
    south double precision,
    east double precision,
    north double precision,
    square_kilometres double precision,
    label_lng double precision,
    label_lat double precision,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.delivery_zones FORCE ROW LEVEL SECURITY;


ALTER TABLE public.delivery_zones OWNER TO release_owner;

--
-- Name: erasures; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.erasures (
    tenant_id text NOT NULL,
    id text NOT NULL,
    kind text NOT NULL,
    subject text,
    subject_hash text NOT NULL,
    requested_by text NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    found jsonb DEFAULT '{}'::jsonb NOT NULL,
    rooms_done integer DEFAULT 0 NOT NULL,
    removed jsonb DEFAULT '{}'::jsonb NOT NULL,
    remaining jsonb DEFAULT '{}'::jsonb NOT NULL,
    rounds integer DEFAULT 0 NOT NULL,
    finished_at timestamp with time zone,
    due_at timestamp with time zone,
    lease uuid,
    CONSTRAINT erasures_check CHECK (((finished_at IS NULL) = (subject IS NOT NULL))),
    CONSTRAINT erasures_kind_check CHECK ((kind = ANY (ARRAY['caller'::text, 'tenant'::text])))
);

ALTER TABLE ONLY public.erasures FORCE ROW LEVEL SECURITY;


ALTER TABLE public.erasures OWNER TO release_owner;

--
-- Name: estimate_recounts; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.estimate_recounts (
    tenant_id text NOT NULL,
    from_at timestamp with time zone DEFAULT '-infinity'::timestamp with time zone,
    after_id text DEFAULT ''::text NOT NULL,
    again_at timestamp with time zone,
    claimed_until timestamp with time zone
);

ALTER TABLE ONLY public.estimate_recounts FORCE ROW LEVEL SECURITY;


ALTER TABLE public.estimate_recounts OWNER TO release_owner;

--
-- Name: follow_ups; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.follow_ups (
    tenant_id text NOT NULL,
    id uuid NOT NULL,
    contact_id text NOT NULL,
    call_id text,
    title text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    time_zone text NOT NULL,
    priority text NOT NULL,
    assignee_id text,
    status text DEFAULT 'open'::text NOT NULL,
    outcome text DEFAULT ''::text NOT NULL,
    notes text DEFAULT ''::text NOT NULL,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    CONSTRAINT follow_ups_check CHECK (((status = 'open'::text) = (closed_at IS NULL))),
    CONSTRAINT follow_ups_priority_check CHECK ((priority = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text, 'urgent'::text]))),
    CONSTRAINT follow_ups_status_check CHECK ((status = ANY (ARRAY['open'::text, 'done'::text, 'cancelled'::text])))
);

ALTER TABLE ONLY public.follow_ups FORCE ROW LEVEL SECURITY;


ALTER TABLE public.follow_ups OWNER TO release_owner;

--
-- Name: identities; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.identities (
    tenant_id text NOT NULL,
    user_id text NOT NULL,
    issuer text NOT NULL,
    subject text NOT NULL,
    linked_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.identities FORCE ROW LEVEL SECURITY;


ALTER TABLE public.identities OWNER TO release_owner;

--
-- Name: imports; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.imports (
    tenant_id text NOT NULL,
    id text NOT NULL,
    connection_id text NOT NULL,
    from_at timestamp with time zone NOT NULL,
    until_at timestamp with time zone NOT NULL,
    status text DEFAULT 'running'::text NOT NULL,
    cursor text,
    listed integer DEFAULT 0 NOT NULL,
    imported integer DEFAULT 0 NOT NULL,
    known integer DEFAULT 0 NOT NULL,
    failures smallint DEFAULT 0 NOT NULL,
    last_error text,
    next_page_at timestamp with time zone NOT NULL,
    claimed_until timestamp with time zone,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT imports_status_check CHECK ((status = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
);

ALTER TABLE ONLY public.imports FORCE ROW LEVEL SECURITY;


ALTER TABLE public.imports OWNER TO release_owner;

--
-- Name: inbound_rules; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.inbound_rules (
    tenant_id text NOT NULL,
    id text NOT NULL,
    number text,
    provider text,
    agent_id text,
    forward_to text,
    refuse_spoken text,
    location_id text,
    language text,
    variables jsonb DEFAULT '{}'::jsonb NOT NULL,
    is_enabled boolean DEFAULT true NOT NULL,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT inbound_rules_check CHECK ((num_nonnulls(agent_id, forward_to, refuse_spoken) <= 1)),
    CONSTRAINT inbound_rules_check1 CHECK (((agent_id IS NULL) OR (provider IS NOT NULL))),
    CONSTRAINT inbound_rules_forward_to_check CHECK ((forward_to ~ '^\+[1-9][0-9]{5,14}$'::text)),
    CONSTRAINT inbound_rules_number_check CHECK ((number ~ '^\+[1-9][0-9]{5,14}$'::text))
);

ALTER TABLE ONLY public.inbound_rules FORCE ROW LEVEL SECURITY;


ALTER TABLE public.inbound_rules OWNER TO release_owner;

--
-- Name: invitations; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.invitations (
    tenant_id text NOT NULL,
    id text NOT NULL,
    email text NOT NULL,
    role text NOT NULL,
    client_ids text[],
    agent_ids text[],
    token_hash bytea NOT NULL,
    invited_by text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    CONSTRAINT invitations_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'manager'::text, 'operator'::text, 'viewer'::text])))
);

ALTER TABLE ONLY public.invitations FORCE ROW LEVEL SECURITY;


ALTER TABLE public.invitations OWNER TO release_owner;

--
-- Name: knowledge_bases; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.knowledge_bases (
    tenant_id text NOT NULL,
    id text NOT NULL,
    name text NOT NULL,
    language text DEFAULT 'en'::text NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    changes_after bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    answers_version bigint DEFAULT 0 NOT NULL,
    location_id text
);

ALTER TABLE ONLY public.knowledge_bases FORCE ROW LEVEL SECURITY;


ALTER TABLE public.knowledge_bases OWNER TO release_owner;

--
-- Name: knowledge_changes; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.knowledge_changes (
    tenant_id text NOT NULL,
    base_id text NOT NULL,
    version bigint NOT NULL,
    chunk_id text NOT NULL,
    is_removed boolean NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.knowledge_changes FORCE ROW LEVEL SECURITY;


ALTER TABLE public.knowledge_changes OWNER TO release_owner;

--
-- Name: knowledge_chunks; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.knowledge_chunks (
    tenant_id text NOT NULL,
    id text NOT NULL,
    base_id text NOT NULL,
    document_id text NOT NULL,
    place integer NOT NULL,
    page integer,
    heading_path text[] DEFAULT '{}'::text[] NOT NULL,
    question text,
    text text NOT NULL,
    heading_tokens text DEFAULT ''::text NOT NULL,
    question_tokens text DEFAULT ''::text NOT NULL,
    text_tokens text DEFAULT ''::text NOT NULL,
    language text NOT NULL,
    content_hash text NOT NULL,
    changed_version bigint NOT NULL
);

ALTER TABLE ONLY public.knowledge_chunks FORCE ROW LEVEL SECURITY;


ALTER TABLE public.knowledge_chunks OWNER TO release_owner;

--
-- Name: knowledge_documents; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.knowledge_documents (
    tenant_id text NOT NULL,
    id text NOT NULL,
    base_id text NOT NULL,
    external_id text,
    identity text NOT NULL,
    title text NOT NULL,
    title_tokens text DEFAULT ''::text NOT NULL,
    mime text NOT NULL,
    file_name text,
    source text NOT NULL,
    url text,
    category text,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    tag_tokens text DEFAULT ''::text NOT NULL,
    language text,
    valid_from timestamp with time zone,
    valid_until timestamp with time zone,
    content_hash text,
    sealed bytea,
    file_ref text,
    bytes bigint DEFAULT 0 NOT NULL,
    status text NOT NULL,
    problem_code text,
    problem_detail text,
    warnings jsonb DEFAULT '[]'::jsonb NOT NULL,
    progress smallint DEFAULT 0 NOT NULL,
    chunk_count integer DEFAULT 0 NOT NULL,
    indexed_hash text,
    parser_version integer,
    indexed_at timestamp with time zone,
    is_fetch_due boolean DEFAULT false NOT NULL,
    fetched_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    due_at timestamp with time zone,
    lease uuid,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT knowledge_documents_check CHECK (((source = 'url'::text) = (url IS NOT NULL))),
    CONSTRAINT knowledge_documents_check1 CHECK (((file_ref IS NULL) OR (sealed IS NOT NULL))),
    CONSTRAINT knowledge_documents_progress_check CHECK (((progress >= 0) AND (progress <= 100))),
    CONSTRAINT knowledge_documents_source_check CHECK ((source = ANY (ARRAY['paste'::text, 'upload'::text, 'url'::text, 'generated'::text]))),
    CONSTRAINT knowledge_documents_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'processing'::text, 'ready'::text, 'failed'::text])))
)
WITH (fillfactor='85');

ALTER TABLE ONLY public.knowledge_documents FORCE ROW LEVEL SECURITY;


ALTER TABLE public.knowledge_documents OWNER TO release_owner;

--
-- Name: knowledge_large_bases; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.knowledge_large_bases (
    tenant_id text NOT NULL,
    base_id text NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    filled_to text DEFAULT ''::text,
    units integer DEFAULT 0 NOT NULL,
    length bigint DEFAULT 0 NOT NULL,
    next_place integer DEFAULT 0 NOT NULL,
    claimed_until timestamp with time zone
);

ALTER TABLE ONLY public.knowledge_large_bases FORCE ROW LEVEL SECURITY;


ALTER TABLE public.knowledge_large_bases OWNER TO release_owner;

--
-- Name: knowledge_large_grams; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.knowledge_large_grams (
    tenant_id text NOT NULL,
    base_id text NOT NULL,
    gram text NOT NULL,
    word text NOT NULL
);

ALTER TABLE ONLY public.knowledge_large_grams FORCE ROW LEVEL SECURITY;


ALTER TABLE public.knowledge_large_grams OWNER TO release_owner;

--
-- Name: knowledge_large_units; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.knowledge_large_units (
    tenant_id text NOT NULL,
    base_id text NOT NULL,
    place integer NOT NULL,
    chunk_id text NOT NULL,
    length integer NOT NULL,
    category text,
    valid_from timestamp with time zone,
    valid_until timestamp with time zone,
    words text NOT NULL
);

ALTER TABLE ONLY public.knowledge_large_units FORCE ROW LEVEL SECURITY;


ALTER TABLE public.knowledge_large_units OWNER TO release_owner;

--
-- Name: knowledge_large_words; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.knowledge_large_words (
    tenant_id text NOT NULL,
    base_id text NOT NULL,
    word text NOT NULL,
    segment integer NOT NULL,
    places integer[] NOT NULL,
    holding integer GENERATED ALWAYS AS (cardinality(places)) STORED NOT NULL
);

ALTER TABLE ONLY public.knowledge_large_words FORCE ROW LEVEL SECURITY;


ALTER TABLE public.knowledge_large_words OWNER TO release_owner;

--
-- Name: knowledge_question_answers; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.knowledge_question_answers (
    tenant_id text NOT NULL,
    run_id text NOT NULL,
    place integer NOT NULL,
    question_id text NOT NULL,
    query text NOT NULL,
    history text[] NOT NULL,
    expected_document text,
    expected_passage text,
    expects_nothing boolean NOT NULL,
    is_found boolean,
    confidence double precision,
    rank smallint,
    is_right boolean,
    is_degraded boolean,
    has_meaning boolean,
    items jsonb
);

ALTER TABLE ONLY public.knowledge_question_answers FORCE ROW LEVEL SECURITY;


ALTER TABLE public.knowledge_question_answers OWNER TO release_owner;

--
-- Name: knowledge_question_runs; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.knowledge_question_runs (
    tenant_id text NOT NULL,
    id text NOT NULL,
    set_id text NOT NULL,
    status text NOT NULL,
    total integer NOT NULL,
    answered integer DEFAULT 0 NOT NULL,
    version_before bigint,
    version_after bigint,
    model text,
    figures jsonb,
    problem_code text,
    problem_detail text,
    attempts smallint DEFAULT 0 NOT NULL,
    due_at timestamp with time zone,
    lease uuid,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT knowledge_question_runs_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text])))
);

ALTER TABLE ONLY public.knowledge_question_runs FORCE ROW LEVEL SECURITY;


ALTER TABLE public.knowledge_question_runs OWNER TO release_owner;

--
-- Name: knowledge_question_sets; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.knowledge_question_sets (
    tenant_id text NOT NULL,
    id text NOT NULL,
    base_id text NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.knowledge_question_sets FORCE ROW LEVEL SECURITY;


ALTER TABLE public.knowledge_question_sets OWNER TO release_owner;

--
-- Name: knowledge_questions; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.knowledge_questions (
    tenant_id text NOT NULL,
    id text NOT NULL,
    set_id text NOT NULL,
    place integer NOT NULL,
    query text NOT NULL,
    history text[] DEFAULT '{}'::text[] NOT NULL,
    expected_document text,
    expected_passage text,
    expects_nothing boolean NOT NULL,
    note text,
    CONSTRAINT knowledge_questions_check CHECK ((expects_nothing = ((expected_document IS NULL) AND (expected_passage IS NULL))))
);

ALTER TABLE ONLY public.knowledge_questions FORCE ROW LEVEL SECURITY;


ALTER TABLE public.knowledge_questions OWNER TO release_owner;

--
-- Name: knowledge_settings; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.knowledge_settings (
    tenant_id text NOT NULL,
    language text NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.knowledge_settings FORCE ROW LEVEL SECURITY;


ALTER TABLE public.knowledge_settings OWNER TO release_owner;

--
-- Name: knowledge_vector_sets; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.knowledge_vector_sets (
    tenant_id text NOT NULL,
    base_id text NOT NULL,
    model text NOT NULL,
    dimensions integer NOT NULL,
    is_active boolean NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    units_version bigint DEFAULT '-1'::integer NOT NULL,
    tokens bigint DEFAULT 0 NOT NULL,
    untold_answers integer DEFAULT 0 NOT NULL,
    mirror text,
    mirrored_version bigint DEFAULT '-1'::integer NOT NULL,
    mirrored_units_version bigint DEFAULT '-1'::integer NOT NULL,
    failures smallint DEFAULT 0 NOT NULL,
    last_error text,
    next_try_at timestamp with time zone NOT NULL,
    claim uuid,
    claimed_until timestamp with time zone
)
WITH (fillfactor='85');

ALTER TABLE ONLY public.knowledge_vector_sets FORCE ROW LEVEL SECURITY;


ALTER TABLE public.knowledge_vector_sets OWNER TO release_owner;

--
-- Name: knowledge_vectors; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.knowledge_vectors (
    tenant_id text NOT NULL,
    base_id text NOT NULL,
    chunk_id text NOT NULL,
    model text NOT NULL,
    dimensions integer NOT NULL,
    content_hash text NOT NULL,
    version bigint NOT NULL,
    code bytea,
    scale real,
    CONSTRAINT knowledge_vectors_check CHECK (((code IS NULL) = (scale IS NULL)))
);

ALTER TABLE ONLY public.knowledge_vectors FORCE ROW LEVEL SECURITY;


ALTER TABLE public.knowledge_vectors OWNER TO release_owner;

--
-- Name: legal_holds; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.legal_holds (
    tenant_id text NOT NULL,
    id text NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    reason text NOT NULL,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    released_by text,
    released_at timestamp with time zone,
    CONSTRAINT legal_holds_check CHECK (((kind = 'tenant'::text) = (subject = ''::text))),
    CONSTRAINT legal_holds_check1 CHECK (((released_by IS NULL) = (released_at IS NULL))),
    CONSTRAINT legal_holds_kind_check CHECK ((kind = ANY (ARRAY['tenant'::text, 'caller'::text, 'call'::text])))
);

ALTER TABLE ONLY public.legal_holds FORCE ROW LEVEL SECURITY;


ALTER TABLE public.legal_holds OWNER TO release_owner;

--
-- Name: location_hours; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.location_hours (
    tenant_id text NOT NULL,
    location_id text NOT NULL,
    hours jsonb NOT NULL,
    version integer NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.location_hours FORCE ROW LEVEL SECURITY;


ALTER TABLE public.location_hours OWNER TO release_owner;

--
-- Name: location_knowledge; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.location_knowledge (
    tenant_id text NOT NULL,
    base_id text NOT NULL,
    location_id text,
    kept_version integer,
    kept_at timestamp with time zone,
    claimed_until timestamp with time zone
);

ALTER TABLE ONLY public.location_knowledge FORCE ROW LEVEL SECURITY;


ALTER TABLE public.location_knowledge OWNER TO release_owner;

--
-- Name: location_texts; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.location_texts (
    tenant_id text NOT NULL,
    id text NOT NULL,
    location_id text NOT NULL,
    external_id text,
    kind text NOT NULL,
    title text NOT NULL,
    content text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT location_texts_kind_check CHECK ((kind = ANY (ARRAY['policy'::text, 'faq'::text])))
);

ALTER TABLE ONLY public.location_texts FORCE ROW LEVEL SECURITY;


ALTER TABLE public.location_texts OWNER TO release_owner;

--
-- Name: locations; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.locations (
    tenant_id text NOT NULL,
    id text NOT NULL,
    name text NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    phone text DEFAULT ''::text NOT NULL,
    lat double precision,
    lng double precision,
    time_zone text NOT NULL,
    language text NOT NULL,
    currency text NOT NULL,
    catalogue_version integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT locations_check CHECK (((lat IS NULL) = (lng IS NULL)))
);

ALTER TABLE ONLY public.locations FORCE ROW LEVEL SECURITY;


ALTER TABLE public.locations OWNER TO release_owner;

--
-- Name: mem_agent_settings; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.mem_agent_settings (
    tenant_id text NOT NULL,
    agent_id text NOT NULL,
    remembers_calls boolean NOT NULL,
    decided_by text NOT NULL,
    decided_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.mem_agent_settings FORCE ROW LEVEL SECURITY;


ALTER TABLE public.mem_agent_settings OWNER TO release_owner;

--
-- Name: mem_digests; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.mem_digests (
    tenant_id text NOT NULL,
    session_id text NOT NULL,
    from_seq integer NOT NULL,
    to_seq integer NOT NULL,
    epoch integer NOT NULL,
    digest text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    model text
);

ALTER TABLE ONLY public.mem_digests FORCE ROW LEVEL SECURITY;


ALTER TABLE public.mem_digests OWNER TO release_owner;

--
-- Name: mem_entries; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.mem_entries (
    tenant_id text NOT NULL,
    session_id text NOT NULL,
    seq integer NOT NULL,
    epoch integer NOT NULL,
    role text NOT NULL,
    message jsonb NOT NULL,
    tokens integer NOT NULL,
    tokenizer text NOT NULL,
    is_superseded boolean DEFAULT false NOT NULL,
    spoken_text text,
    is_interrupted boolean DEFAULT false NOT NULL,
    message_id text,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT mem_entries_role_check CHECK ((role = ANY (ARRAY['user'::text, 'assistant'::text, 'tool'::text])))
);

ALTER TABLE ONLY public.mem_entries FORCE ROW LEVEL SECURITY;


ALTER TABLE public.mem_entries OWNER TO release_owner;

--
-- Name: mem_jobs; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.mem_jobs (
    tenant_id text NOT NULL,
    id text NOT NULL,
    session_id text,
    kind text NOT NULL,
    payload jsonb DEFAULT '{}'::jsonb NOT NULL,
    dedupe_key text NOT NULL,
    status text DEFAULT 'pending'::text NOT NULL,
    stage text DEFAULT ''::text NOT NULL,
    priority smallint DEFAULT 0 NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    due_at timestamp with time zone,
    lease uuid,
    last_error text,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT mem_jobs_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'running'::text, 'done'::text, 'dead'::text])))
);

ALTER TABLE ONLY public.mem_jobs FORCE ROW LEVEL SECURITY;


ALTER TABLE public.mem_jobs OWNER TO release_owner;

--
-- Name: mem_messages; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.mem_messages (
    tenant_id text NOT NULL,
    id text NOT NULL,
    session_id text NOT NULL,
    scope_id text NOT NULL,
    version bigint NOT NULL,
    seq integer NOT NULL,
    sitting integer NOT NULL,
    role text NOT NULL,
    name text,
    content text NOT NULL,
    attachments jsonb DEFAULT '[]'::jsonb NOT NULL,
    external_id text,
    name_tokens text NOT NULL,
    text_tokens text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT mem_messages_role_check CHECK ((role = ANY (ARRAY['system'::text, 'developer'::text, 'user'::text, 'assistant'::text, 'tool'::text])))
);

ALTER TABLE ONLY public.mem_messages FORCE ROW LEVEL SECURITY;


ALTER TABLE public.mem_messages OWNER TO release_owner;

--
-- Name: mem_scopes; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.mem_scopes (
    tenant_id text NOT NULL,
    id text NOT NULL,
    subject_id text,
    version bigint DEFAULT 0 NOT NULL,
    changes_after bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    language text DEFAULT 'en'::text NOT NULL,
    embedded_version bigint DEFAULT '-1'::integer NOT NULL,
    vectors_version bigint DEFAULT 0 NOT NULL,
    vectors_model text,
    vectors_dimensions integer
);

ALTER TABLE ONLY public.mem_scopes FORCE ROW LEVEL SECURITY;


ALTER TABLE public.mem_scopes OWNER TO release_owner;

--
-- Name: mem_sessions; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.mem_sessions (
    tenant_id text NOT NULL,
    id text NOT NULL,
    scope_id text NOT NULL,
    subject_id text,
    agent_id text,
    message_count integer DEFAULT 0 NOT NULL,
    sitting integer DEFAULT 0 NOT NULL,
    last_message_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.mem_sessions FORCE ROW LEVEL SECURITY;


ALTER TABLE public.mem_sessions OWNER TO release_owner;

--
-- Name: mem_settings; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.mem_settings (
    tenant_id text NOT NULL,
    remembers_calls boolean DEFAULT false NOT NULL,
    shares_across_agents boolean DEFAULT false NOT NULL,
    decided_by text NOT NULL,
    decided_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.mem_settings FORCE ROW LEVEL SECURITY;


ALTER TABLE public.mem_settings OWNER TO release_owner;

--
-- Name: mem_token_ratios; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.mem_token_ratios (
    model text NOT NULL,
    ratios real[] NOT NULL,
    updated_at timestamp with time zone NOT NULL
);


ALTER TABLE public.mem_token_ratios OWNER TO release_owner;

--
-- Name: mem_tombstones; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.mem_tombstones (
    tenant_id text NOT NULL,
    session_digest text NOT NULL,
    erased_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.mem_tombstones FORCE ROW LEVEL SECURITY;


ALTER TABLE public.mem_tombstones OWNER TO release_owner;

--
-- Name: mem_vectors; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.mem_vectors (
    tenant_id text NOT NULL,
    message_id text NOT NULL,
    model text NOT NULL,
    dimensions integer NOT NULL,
    scope_id text NOT NULL,
    last_seq integer NOT NULL,
    version bigint NOT NULL,
    code bytea,
    scale real,
    CONSTRAINT mem_vectors_check CHECK (((code IS NULL) = (scale IS NULL)))
);

ALTER TABLE ONLY public.mem_vectors FORCE ROW LEVEL SECURITY;


ALTER TABLE public.mem_vectors OWNER TO release_owner;

--
-- Name: mem_windows; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.mem_windows (
    tenant_id text NOT NULL,
    session_id text NOT NULL,
    epoch integer DEFAULT 0 NOT NULL,
    next_seq integer DEFAULT 0 NOT NULL,
    start_seq integer DEFAULT 0 NOT NULL,
    hidden jsonb DEFAULT '[]'::jsonb NOT NULL,
    cuts jsonb DEFAULT '[]'::jsonb NOT NULL,
    armed boolean DEFAULT true NOT NULL,
    last_relief_tokens integer DEFAULT 0 NOT NULL,
    window_tokens integer DEFAULT 0 NOT NULL,
    relief_count integer DEFAULT 0 NOT NULL,
    shed_messages integer DEFAULT 0 NOT NULL,
    shed_tokens integer DEFAULT 0 NOT NULL,
    instructions jsonb DEFAULT '[]'::jsonb NOT NULL,
    pinned jsonb DEFAULT '[]'::jsonb NOT NULL,
    pinned_version integer DEFAULT 0 NOT NULL,
    chain text,
    lease uuid,
    lease_until timestamp with time zone,
    request_key text,
    answered_key text,
    answer jsonb,
    last_prompt jsonb,
    updated_at timestamp with time zone NOT NULL,
    echoes integer DEFAULT 0 NOT NULL,
    echoes_resolved integer DEFAULT 0 NOT NULL,
    loops integer DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY public.mem_windows FORCE ROW LEVEL SECURITY;


ALTER TABLE public.mem_windows OWNER TO release_owner;

--
-- Name: model_settings; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.model_settings (
    tenant_id text NOT NULL,
    id text NOT NULL,
    agent_id text NOT NULL,
    slug text,
    model text,
    tokens_per_day bigint,
    tokens_per_month bigint,
    cost_micros_per_day bigint,
    cost_micros_per_month bigint,
    turns_per_minute integer,
    concurrent_turns integer,
    ends_calls boolean DEFAULT false NOT NULL,
    set_by text NOT NULL,
    set_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.model_settings FORCE ROW LEVEL SECURITY;


ALTER TABLE public.model_settings OWNER TO release_owner;

--
-- Name: model_turns; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.model_turns (
    tenant_id text NOT NULL,
    lease uuid NOT NULL,
    agent_id text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.model_turns FORCE ROW LEVEL SECURITY;


ALTER TABLE public.model_turns OWNER TO release_owner;

--
-- Name: model_use; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.model_use (
    tenant_id text NOT NULL,
    session_id text NOT NULL,
    model text NOT NULL,
    requests integer NOT NULL,
    input_tokens bigint NOT NULL,
    cached_input_tokens bigint NOT NULL,
    output_tokens bigint NOT NULL,
    cost_micros bigint NOT NULL,
    unpriced_requests integer NOT NULL,
    estimated_requests integer NOT NULL,
    fallback_requests integer NOT NULL,
    degraded_requests integer NOT NULL,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    embedding_requests integer DEFAULT 0 NOT NULL,
    embedding_tokens bigint DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY public.model_use FORCE ROW LEVEL SECURITY;


ALTER TABLE public.model_use OWNER TO release_owner;

--
-- Name: model_use_days; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.model_use_days (
    tenant_id text NOT NULL,
    day date NOT NULL,
    agent_id text NOT NULL,
    model text NOT NULL,
    requests integer NOT NULL,
    input_tokens bigint NOT NULL,
    cached_input_tokens bigint NOT NULL,
    output_tokens bigint NOT NULL,
    cost_micros bigint NOT NULL,
    unpriced_requests integer NOT NULL,
    estimated_requests integer NOT NULL,
    fallback_requests integer NOT NULL,
    degraded_requests integer NOT NULL,
    embedding_requests integer DEFAULT 0 NOT NULL,
    embedding_tokens bigint DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY public.model_use_days FORCE ROW LEVEL SECURITY;


ALTER TABLE public.model_use_days OWNER TO release_owner;

--
-- Name: outgoing_deliveries; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.outgoing_deliveries (
    tenant_id text NOT NULL,
    id text NOT NULL,
    target_id text NOT NULL,
    event_type text NOT NULL,
    call_id text,
    event_id uuid,
    occurred_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    status text DEFAULT 'pending'::text NOT NULL,
    attempts smallint DEFAULT 0 NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    next_try_at timestamp with time zone NOT NULL,
    last_tried_at timestamp with time zone,
    last_status smallint,
    last_error text,
    last_duration_ms integer,
    alert_id text,
    CONSTRAINT outgoing_deliveries_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'delivered'::text, 'failed'::text])))
)
WITH (fillfactor='80', autovacuum_vacuum_scale_factor='0.05');

ALTER TABLE ONLY public.outgoing_deliveries FORCE ROW LEVEL SECURITY;


ALTER TABLE public.outgoing_deliveries OWNER TO release_owner;

--
-- Name: outgoing_secrets; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.outgoing_secrets (
    tenant_id text NOT NULL,
    id text NOT NULL,
    target_id text NOT NULL,
    sealed bytea NOT NULL,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.outgoing_secrets FORCE ROW LEVEL SECURITY;


ALTER TABLE public.outgoing_secrets OWNER TO release_owner;

--
-- Name: outgoing_targets; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.outgoing_targets (
    tenant_id text NOT NULL,
    id text NOT NULL,
    kind text NOT NULL,
    url text NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    event_types text[],
    agent_ids text[],
    connection_id text,
    is_enabled boolean DEFAULT true NOT NULL,
    disabled_at timestamp with time zone,
    disabled_reason text,
    failing_since timestamp with time zone,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT outgoing_targets_check CHECK (((kind = 'relay'::text) = (connection_id IS NOT NULL))),
    CONSTRAINT outgoing_targets_check1 CHECK ((is_enabled = (disabled_at IS NULL))),
    CONSTRAINT outgoing_targets_disabled_reason_check CHECK ((disabled_reason = ANY (ARRAY['person'::text, 'gone'::text, 'failing'::text]))),
    CONSTRAINT outgoing_targets_kind_check CHECK ((kind = ANY (ARRAY['subscription'::text, 'relay'::text])))
);

ALTER TABLE ONLY public.outgoing_targets FORCE ROW LEVEL SECURITY;


ALTER TABLE public.outgoing_targets OWNER TO release_owner;

--
-- Name: request_metrics; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.request_metrics (
    minute timestamp with time zone NOT NULL,
    process text NOT NULL,
    route text NOT NULL,
    requests integer NOT NULL,
    errors integer NOT NULL,
    client_errors integer NOT NULL,
    total_ms double precision NOT NULL,
    longest_ms double precision NOT NULL,
    histogram integer[] NOT NULL,
    CONSTRAINT request_metrics_histogram_check CHECK ((cardinality(histogram) = 14))
);


ALTER TABLE public.request_metrics OWNER TO release_owner;

--
-- Name: system_metrics; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.system_metrics (
    minute timestamp with time zone NOT NULL,
    process text NOT NULL,
    rss_bytes bigint NOT NULL,
    heap_bytes bigint NOT NULL,
    cpu_share double precision NOT NULL,
    event_loop_delay_ms double precision NOT NULL,
    connections integer NOT NULL,
    pool_active integer NOT NULL,
    pool_max integer NOT NULL,
    pool_waiting integer NOT NULL,
    queue_depth integer NOT NULL,
    queue_oldest_seconds double precision NOT NULL,
    cache_hits integer NOT NULL,
    cache_misses integer NOT NULL
);


ALTER TABLE public.system_metrics OWNER TO release_owner;

--
-- Name: performance_summary; Type: VIEW; Schema: public; Owner: release_owner
--

CREATE VIEW public.performance_summary WITH (security_invoker='true') AS
 SELECT r.hour,
    r.total_requests,
    r.error_requests,
    public.performance_ratio(r.total_ms, (r.total_requests)::double precision, 1) AS avg_response_time_ms,
    public.performance_quantile(r.counts, (0.95)::double precision, r.longest) AS p95_response_time_ms,
    public.performance_ratio((s.hits)::double precision, (s.lookups)::double precision, 4) AS cache_hit_rate
   FROM (( SELECT date_trunc('hour'::text, request_metrics.minute, 'UTC'::text) AS hour,
            sum(request_metrics.requests) AS total_requests,
            sum(request_metrics.errors) AS error_requests,
            sum(request_metrics.total_ms) AS total_ms,
            max(request_metrics.longest_ms) AS longest,
            ARRAY[sum(request_metrics.histogram[1]), sum(request_metrics.histogram[2]), sum(request_metrics.histogram[3]), sum(request_metrics.histogram[4]), sum(request_metrics.histogram[5]), sum(request_metrics.histogram[6]), sum(request_metrics.histogram[7]), sum(request_metrics.histogram[8]), sum(request_metrics.histogram[9]), sum(request_metrics.histogram[10]), sum(request_metrics.histogram[11]), sum(request_metrics.histogram[12]), sum(request_metrics.histogram[13]), sum(request_metrics.histogram[14])] AS counts
           FROM public.request_metrics
          GROUP BY (date_trunc('hour'::text, request_metrics.minute, 'UTC'::text))) r
     LEFT JOIN ( SELECT date_trunc('hour'::text, system_metrics.minute, 'UTC'::text) AS hour,
            sum(system_metrics.cache_hits) AS hits,
            sum((system_metrics.cache_hits + system_metrics.cache_misses)) AS lookups
           FROM public.system_metrics
          GROUP BY (date_trunc('hour'::text, system_metrics.minute, 'UTC'::text))) s USING (hour));


ALTER TABLE public.performance_summary OWNER TO release_owner;

--
-- Name: phone_numbers; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.phone_numbers (
    tenant_id text NOT NULL,
    number text NOT NULL,
    label text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.phone_numbers FORCE ROW LEVEL SECURITY;


ALTER TABLE public.phone_numbers OWNER TO release_owner;

--
-- Name: price_settings; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.price_settings (
    tenant_id text NOT NULL,
    from_month date NOT NULL,
    basis text NOT NULL,
    markup integer NOT NULL,
    budget_micros bigint,
    budget_currency text,
    set_by text NOT NULL,
    set_at timestamp with time zone NOT NULL,
    CONSTRAINT price_settings_basis_check CHECK ((basis = ANY (ARRAY['estimate'::text, 'reported'::text]))),
    CONSTRAINT price_settings_budget_micros_check CHECK ((budget_micros > 0)),
    CONSTRAINT price_settings_check CHECK (((budget_micros IS NULL) = (budget_currency IS NULL))),
    CONSTRAINT price_settings_from_month_check CHECK ((EXTRACT(day FROM from_month) = (1)::numeric)),
    CONSTRAINT price_settings_markup_check CHECK ((markup >= 0))
);

ALTER TABLE ONLY public.price_settings FORCE ROW LEVEL SECURITY;


ALTER TABLE public.price_settings OWNER TO release_owner;

--
-- Name: provider_analytics; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.provider_analytics (
    tenant_id text NOT NULL,
    bucket timestamp with time zone NOT NULL,
    provider text NOT NULL,
    agent_id text NOT NULL,
    number text NOT NULL,
    is_frozen boolean NOT NULL,
    calls integer DEFAULT 0 NOT NULL,
    linked integer DEFAULT 0 NOT NULL,
    live integer DEFAULT 0 NOT NULL,
    answered integer DEFAULT 0 NOT NULL,
    unanswered integer DEFAULT 0 NOT NULL,
    transfers integer DEFAULT 0 NOT NULL,
    status_success integer DEFAULT 0 NOT NULL,
    status_failure integer DEFAULT 0 NOT NULL,
    status_partial integer DEFAULT 0 NOT NULL,
    status_timeout integer DEFAULT 0 NOT NULL,
    status_error integer DEFAULT 0 NOT NULL,
    status_unknown integer DEFAULT 0 NOT NULL,
    disposition_completed integer DEFAULT 0 NOT NULL,
    disposition_transferred integer DEFAULT 0 NOT NULL,
    disposition_voicemail integer DEFAULT 0 NOT NULL,
    disposition_no_answer integer DEFAULT 0 NOT NULL,
    disposition_busy integer DEFAULT 0 NOT NULL,
    disposition_declined integer DEFAULT 0 NOT NULL,
    disposition_canceled integer DEFAULT 0 NOT NULL,
    disposition_failed integer DEFAULT 0 NOT NULL,
    disposition_unknown integer DEFAULT 0 NOT NULL,
    duration_known integer DEFAULT 0 NOT NULL,
    duration_unknown integer DEFAULT 0 NOT NULL,
    duration_ms numeric DEFAULT 0 NOT NULL,
    cost_known integer DEFAULT 0 NOT NULL,
    cost_unknown integer DEFAULT 0 NOT NULL,
    cost_micros numeric DEFAULT 0 NOT NULL,
    satisfaction_calls integer DEFAULT 0 NOT NULL,
    satisfaction_micros numeric DEFAULT 0 NOT NULL,
    bin_0 integer DEFAULT 0 NOT NULL,
    bin_1 integer DEFAULT 0 NOT NULL,
    bin_2 integer DEFAULT 0 NOT NULL,
    bin_3 integer DEFAULT 0 NOT NULL,
    bin_4 integer DEFAULT 0 NOT NULL,
    bin_5 integer DEFAULT 0 NOT NULL,
    bin_6 integer DEFAULT 0 NOT NULL,
    bin_7 integer DEFAULT 0 NOT NULL,
    bin_8 integer DEFAULT 0 NOT NULL,
    bin_9 integer DEFAULT 0 NOT NULL,
    bin_10 integer DEFAULT 0 NOT NULL,
    bin_11 integer DEFAULT 0 NOT NULL,
    bin_12 integer DEFAULT 0 NOT NULL,
    bin_13 integer DEFAULT 0 NOT NULL,
    bin_14 integer DEFAULT 0 NOT NULL,
    bin_15 integer DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY public.provider_analytics FORCE ROW LEVEL SECURITY;


ALTER TABLE public.provider_analytics OWNER TO release_owner;

--
-- Name: rate_windows; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.rate_windows (
    tenant_id text NOT NULL,
    key text NOT NULL,
    second bigint NOT NULL,
    slots integer[] NOT NULL
)
WITH (fillfactor='50');

ALTER TABLE ONLY public.rate_windows FORCE ROW LEVEL SECURITY;


ALTER TABLE public.rate_windows OWNER TO release_owner;

--
-- Name: recording_settings; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.recording_settings (
    tenant_id text NOT NULL,
    retention_days integer,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT recording_settings_retention_days_check CHECK (((retention_days >= 1) AND (retention_days <= 3650)))
);

ALTER TABLE ONLY public.recording_settings FORCE ROW LEVEL SECURITY;


ALTER TABLE public.recording_settings OWNER TO release_owner;

--
-- Name: recordings; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.recordings (
    tenant_id text NOT NULL,
    call_id text NOT NULL,
    provider text NOT NULL,
    source_key text NOT NULL,
    source_url text,
    event_id uuid,
    status text NOT NULL,
    reason text,
    attempts integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    lease uuid,
    give_up_at timestamp with time zone NOT NULL,
    sealed_key bytea,
    file_ref text,
    bytes bigint,
    sha256 text,
    content_type text,
    stored_at timestamp with time zone,
    CONSTRAINT recordings_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'stored'::text, 'failed'::text, 'gone'::text, 'refused'::text, 'expired'::text])))
);

ALTER TABLE ONLY public.recordings FORCE ROW LEVEL SECURITY;


ALTER TABLE public.recordings OWNER TO release_owner;

--
-- Name: rejected_deliveries; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.rejected_deliveries (
    tenant_id text NOT NULL,
    id uuid NOT NULL,
    connection_id text NOT NULL,
    provider text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    status text DEFAULT 'rejected'::text NOT NULL,
    remote_address text,
    url text NOT NULL,
    body_bytes integer NOT NULL,
    sealed bytea NOT NULL,
    CONSTRAINT rejected_deliveries_status_check CHECK ((status = ANY (ARRAY['rejected'::text, 'accepted'::text])))
);

ALTER TABLE ONLY public.rejected_deliveries FORCE ROW LEVEL SECURITY;


ALTER TABLE public.rejected_deliveries OWNER TO release_owner;

--
-- Name: retention_settings; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.retention_settings (
    tenant_id text NOT NULL,
    kind text NOT NULL,
    days integer,
    CONSTRAINT retention_settings_days_check CHECK ((days >= 7))
);

ALTER TABLE ONLY public.retention_settings FORCE ROW LEVEL SECURITY;


ALTER TABLE public.retention_settings OWNER TO release_owner;

--
-- Name: saved_views; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.saved_views (
    tenant_id text NOT NULL,
    id text NOT NULL,
    name text NOT NULL,
    filters jsonb NOT NULL,
    owner text NOT NULL,
    is_shared boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.saved_views FORCE ROW LEVEL SECURITY;


ALTER TABLE public.saved_views OWNER TO release_owner;

--
-- Name: schema_migrations; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.schema_migrations (
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL,
    oldest_server text
);


ALTER TABLE public.schema_migrations OWNER TO release_owner;

--
-- Name: security_events; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.security_events (
    tenant_id text NOT NULL,
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    severity text NOT NULL,
    remote_address text,
    detail jsonb DEFAULT '{}'::jsonb NOT NULL,
    resolved_at timestamp with time zone,
    resolved_by text,
    CONSTRAINT security_events_severity_check CHECK ((severity = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text, 'critical'::text])))
);

ALTER TABLE ONLY public.security_events FORCE ROW LEVEL SECURITY;


ALTER TABLE public.security_events OWNER TO release_owner;

--
-- Name: sessions; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.sessions (
    tenant_id text NOT NULL,
    token_hash bytea NOT NULL,
    api_key_id text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    id text NOT NULL,
    user_id text,
    acting_tenant_id text,
    user_agent text,
    CONSTRAINT sessions_check CHECK ((num_nonnulls(api_key_id, user_id) = 1))
);

ALTER TABLE ONLY public.sessions FORCE ROW LEVEL SECURITY;


ALTER TABLE public.sessions OWNER TO release_owner;

--
-- Name: sideband_sessions; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.sideband_sessions (
    tenant_id text NOT NULL,
    call_id text NOT NULL,
    connection_id text NOT NULL,
    provider_call_id text NOT NULL,
    state text NOT NULL,
    claimed_by text,
    claimed_until timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    connected_at timestamp with time zone,
    last_event_at timestamp with time zone,
    closed_at timestamp with time zone,
    close_code integer,
    close_reason text,
    attempts integer DEFAULT 0 NOT NULL,
    next_try_at timestamp with time zone DEFAULT now() NOT NULL,
    error text,
    model text,
    transcription_model text,
    CONSTRAINT sideband_sessions_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'open'::text, 'done'::text, 'failed'::text])))
);

ALTER TABLE ONLY public.sideband_sessions FORCE ROW LEVEL SECURITY;


ALTER TABLE public.sideband_sessions OWNER TO release_owner;

--
-- Name: sweeps; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.sweeps (
    tenant_id text NOT NULL,
    connection_id text NOT NULL,
    swept_until timestamp with time zone,
    next_sweep_at timestamp with time zone NOT NULL,
    claimed_until timestamp with time zone,
    failures smallint DEFAULT 0 NOT NULL,
    last_error text,
    last_sweep_at timestamp with time zone,
    next_ledger_at timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    listed integer DEFAULT 0 NOT NULL,
    held integer DEFAULT 0 NOT NULL,
    missing integer DEFAULT 0 NOT NULL,
    kept integer DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY public.sweeps FORCE ROW LEVEL SECURITY;


ALTER TABLE public.sweeps OWNER TO release_owner;

--
-- Name: switches; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.switches (
    tenant_id text NOT NULL,
    name text NOT NULL,
    since timestamp with time zone NOT NULL,
    set_by text NOT NULL,
    reason text NOT NULL
);

ALTER TABLE ONLY public.switches FORCE ROW LEVEL SECURITY;


ALTER TABLE public.switches OWNER TO release_owner;

--
-- Name: tenants; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.tenants (
    tenant_id text NOT NULL,
    name text NOT NULL,
    slug text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    disabled_at timestamp with time zone,
    time_zone text,
    CONSTRAINT tenants_tenant_id_check CHECK ((tenant_id <> ''::text))
);

ALTER TABLE ONLY public.tenants FORCE ROW LEVEL SECURITY;


ALTER TABLE public.tenants OWNER TO release_owner;

--
-- Name: tool_uses; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.tool_uses (
    tenant_id text NOT NULL,
    id uuid NOT NULL,
    connection_id text NOT NULL,
    provider text NOT NULL,
    call_id text,
    caller text,
    asked_id text,
    tool text NOT NULL,
    tool_id text,
    use_key text,
    arguments text,
    result text,
    outcome text NOT NULL,
    failure text,
    attempts integer DEFAULT 0 NOT NULL,
    duration_ms integer,
    asked_at timestamp with time zone NOT NULL,
    CONSTRAINT tool_uses_outcome_check CHECK ((outcome = ANY (ARRAY['running'::text, 'answered'::text, 'last_answer'::text, 'fallback'::text, 'refused'::text])))
);

ALTER TABLE ONLY public.tool_uses FORCE ROW LEVEL SECURITY;


ALTER TABLE public.tool_uses OWNER TO release_owner;

--
-- Name: tools; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.tools (
    tenant_id text NOT NULL,
    id text NOT NULL,
    name text NOT NULL,
    description text NOT NULL,
    kind text NOT NULL,
    built_in text,
    settings jsonb DEFAULT '{}'::jsonb NOT NULL,
    parameters jsonb NOT NULL,
    url text,
    method text,
    sealed_headers bytea,
    sealed_secret bytea,
    deadline_ms integer DEFAULT 2500 NOT NULL,
    is_idempotent boolean DEFAULT false NOT NULL,
    keep_answer_sec integer DEFAULT 0 NOT NULL,
    fallbacks jsonb DEFAULT '{}'::jsonb NOT NULL,
    is_enabled boolean DEFAULT true NOT NULL,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT tools_check CHECK (((kind = 'built_in'::text) = (built_in IS NOT NULL))),
    CONSTRAINT tools_check1 CHECK (((kind = 'http'::text) = ((url IS NOT NULL) AND (method IS NOT NULL) AND (sealed_secret IS NOT NULL)))),
    CONSTRAINT tools_deadline_ms_check CHECK (((deadline_ms >= 200) AND (deadline_ms <= 20000))),
    CONSTRAINT tools_keep_answer_sec_check CHECK (((keep_answer_sec >= 0) AND (keep_answer_sec <= 604800))),
    CONSTRAINT tools_kind_check CHECK ((kind = ANY (ARRAY['built_in'::text, 'http'::text]))),
    CONSTRAINT tools_method_check CHECK ((method = ANY (ARRAY['GET'::text, 'POST'::text, 'PUT'::text, 'PATCH'::text, 'DELETE'::text]))),
    CONSTRAINT tools_name_check CHECK ((name ~ '^[A-Za-z0-9_-]{1,64}$'::text))
);

ALTER TABLE ONLY public.tools FORCE ROW LEVEL SECURITY;


ALTER TABLE public.tools OWNER TO release_owner;

--
-- Name: users; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.users (
    tenant_id text NOT NULL,
    id text NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    client_ids text[],
    agent_ids text[],
    password_hash text,
    sealed_totp bytea,
    totp_step bigint,
    failed_sign_ins integer DEFAULT 0 NOT NULL,
    locked_until timestamp with time zone,
    disabled_at timestamp with time zone,
    last_sign_in_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT users_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'manager'::text, 'operator'::text, 'viewer'::text])))
);

ALTER TABLE ONLY public.users FORCE ROW LEVEL SECURITY;


ALTER TABLE public.users OWNER TO release_owner;

--
-- Name: webhook_events; Type: TABLE; Schema: public; Owner: release_owner
--

CREATE TABLE public.webhook_events (
    id uuid NOT NULL,
    tenant_id text NOT NULL,
    connection_id text NOT NULL,
    provider text NOT NULL,
    event_key text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    is_verified boolean NOT NULL,
    status text DEFAULT 'received'::text NOT NULL,
    attempts smallint DEFAULT 0 NOT NULL,
    claimable_at timestamp with time zone DEFAULT now() NOT NULL,
    event_type text,
    processed_at timestamp with time zone,
    reason_code text,
    reason_message text,
    findings jsonb,
    call_ids text[] DEFAULT '{}'::text[] NOT NULL,
    content_type text,
    url text NOT NULL,
    body_bytes integer NOT NULL,
    sealed bytea,
    file_ref text,
    dialled_number text,
    dialled_agent text,
    provider_call_id text,
    CONSTRAINT webhook_events_check CHECK (((sealed IS NOT NULL) OR (file_ref IS NOT NULL))),
    CONSTRAINT webhook_events_status_check CHECK ((status = ANY (ARRAY['received'::text, 'processed'::text, 'ignored'::text, 'dead'::text])))
)
WITH (autovacuum_vacuum_scale_factor='0.05');
ALTER TABLE ONLY public.webhook_events ALTER COLUMN sealed SET STORAGE EXTERNAL;

ALTER TABLE ONLY public.webhook_events FORCE ROW LEVEL SECURITY;


ALTER TABLE public.webhook_events OWNER TO release_owner;

--
-- Data for Name: address_rules; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.address_rules VALUES ('ten_a', 'blk_ten_a', 'block', '192.0.2.7/32', 'test', 'person', 0, 'system', '2026-11-26 11:35:41.523296+00', NULL, NULL, NULL);
INSERT INTO public.address_rules VALUES ('ten_b', 'blk_ten_b', 'block', '192.0.2.7/32', 'test', 'person', 0, 'system', '2026-11-26 11:35:42.893159+00', NULL, NULL, NULL);


--
-- Data for Name: agents; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.agents VALUES ('ten_a', 'vapi', 'agent_ten_a', '', '2026-11-26 11:35:41.30395+00');
INSERT INTO public.agents VALUES ('ten_b', 'vapi', 'agent_ten_b', '', '2026-11-26 11:35:42.851244+00');


--
-- Data for Name: alert_entries; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.alert_entries VALUES ('ten_a', '553784ef-d8bf-41c6-a6e3-17cdf3678584', 'alt_ten_a', '2026-11-26 11:35:41.619943+00', 'system', 'opened', '');
INSERT INTO public.alert_entries VALUES ('ten_b', '560d6fbf-5f72-4bb4-838d-2b3bde068d8a', 'alt_ten_b', '2026-11-26 11:35:43.051839+00', 'system', 'opened', '');


--
-- Data for Name: alert_looks; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.alert_looks VALUES ('ten_a', '2026-11-27 11:35:41.611633+00', NULL);
INSERT INTO public.alert_looks VALUES ('ten_b', '2026-11-27 11:35:43.025763+00', NULL);


--
-- Data for Name: alert_messages; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.alert_messages VALUES ('ten_a', 'msg_ten_a', 'alt_ten_a', 'opened', 'webhook', '', 'delivered', 0, '2026-11-26 11:35:41.632174+00', '2026-11-26 11:35:41.632174+00', NULL, NULL);
INSERT INTO public.alert_messages VALUES ('ten_b', 'msg_ten_b', 'alt_ten_b', 'opened', 'webhook', '', 'delivered', 0, '2026-11-26 11:35:43.063959+00', '2026-11-26 11:35:43.063959+00', NULL, NULL);


--
-- Data for Name: alert_processes; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.alert_processes VALUES ('ten_a', 'seed', '2026-11-26 11:35:41.647992+00', '{}');
INSERT INTO public.alert_processes VALUES ('ten_b', 'seed', '2026-11-26 11:35:43.069871+00', '{}');


--
-- Data for Name: alert_rules; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.alert_rules VALUES ('ten_a', 'alr_ten_a', 'Too few calls', 'calls', 'below', 1, 0, 60, 5, 'P3', false, 'system', '2026-11-26 11:35:41.584811+00');
INSERT INTO public.alert_rules VALUES ('ten_b', 'alr_ten_b', 'Too few calls', 'calls', 'below', 1, 0, 60, 5, 'P3', false, 'system', '2026-11-26 11:35:43.008728+00');


--
-- Data for Name: alert_settings; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.alert_settings VALUES ('ten_a', 'UTC', NULL, NULL, NULL, '{}', 'system', '2026-11-26 11:35:41.594463+00');
INSERT INTO public.alert_settings VALUES ('ten_b', 'UTC', NULL, NULL, NULL, '{}', 'system', '2026-11-26 11:35:43.021722+00');


--
-- Data for Name: alerts; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.alerts VALUES ('ten_a', 'alt_ten_a', 'alr_ten_a', 'Too few calls', 'calls', 'all', '', 'P3', 'resolved', false, 'below', 1, 0, NULL, '2026-11-26 11:35:41.615946+00', NULL, '2026-11-26 11:35:41.615946+00', NULL, '2026-11-26 11:35:41.615946+00', NULL, 0, NULL, '2026-11-26 11:35:41.615946+00');
INSERT INTO public.alerts VALUES ('ten_b', 'alt_ten_b', 'alr_ten_b', 'Too few calls', 'calls', 'all', '', 'P3', 'resolved', false, 'below', 1, 0, NULL, '2026-11-26 11:35:43.049518+00', NULL, '2026-11-26 11:35:43.049518+00', NULL, '2026-11-26 11:35:43.049518+00', NULL, 0, NULL, '2026-11-26 11:35:43.049518+00');


--
-- Data for Name: analytics_call_sums; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.analytics_call_sums VALUES ('hour', 'ten_a', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 137360, 1, 0, 183200, 1, 800000, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_call_sums VALUES ('hour', 'ten_a', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 25296, 1, 0, 33100, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_call_sums VALUES ('day', 'ten_a', '2026-11-20 00:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 137360, 1, 0, 183200, 1, 800000, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_call_sums VALUES ('day', 'ten_a', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 25296, 1, 0, 33100, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_call_sums VALUES ('hour', 'ten_b', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 137360, 1, 0, 183200, 1, 800000, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_call_sums VALUES ('hour', 'ten_b', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 25296, 1, 0, 33100, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_call_sums VALUES ('day', 'ten_b', '2026-11-20 00:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 137360, 1, 0, 183200, 1, 800000, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_call_sums VALUES ('day', 'ten_b', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 25296, 1, 0, 33100, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_call_sums VALUES ('day', 'ten_a', '2026-11-01 00:00:00+00', 'seed', 'agent_ten_a', '', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_call_sums VALUES ('day', 'ten_b', '2026-11-01 00:00:00+00', 'seed', 'agent_ten_b', '', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);


--
-- Data for Name: analytics_cost_sums; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.analytics_cost_sums VALUES ('hour', 'ten_a', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'USD', 'llm', 1, 10350);
INSERT INTO public.analytics_cost_sums VALUES ('hour', 'ten_a', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'USD', 'telephony', 1, 11850);
INSERT INTO public.analytics_cost_sums VALUES ('hour', 'ten_a', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'USD', 'tts', 1, 161000);
INSERT INTO public.analytics_cost_sums VALUES ('hour', 'ten_a', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'USD', 'analysis', 1, 300);
INSERT INTO public.analytics_cost_sums VALUES ('hour', 'ten_a', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'USD', 'llm', 1, 1900);
INSERT INTO public.analytics_cost_sums VALUES ('hour', 'ten_a', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'USD', 'platform', 1, 21100);
INSERT INTO public.analytics_cost_sums VALUES ('hour', 'ten_a', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'USD', 'stt', 1, 4200);
INSERT INTO public.analytics_cost_sums VALUES ('hour', 'ten_a', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'USD', 'transport', 1, 0);
INSERT INTO public.analytics_cost_sums VALUES ('hour', 'ten_a', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'USD', 'tts', 1, 5600);
INSERT INTO public.analytics_cost_sums VALUES ('day', 'ten_a', '2026-11-20 00:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'USD', 'llm', 1, 10350);
INSERT INTO public.analytics_cost_sums VALUES ('day', 'ten_a', '2026-11-20 00:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'USD', 'telephony', 1, 11850);
INSERT INTO public.analytics_cost_sums VALUES ('day', 'ten_a', '2026-11-20 00:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'USD', 'tts', 1, 161000);
INSERT INTO public.analytics_cost_sums VALUES ('day', 'ten_a', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'USD', 'analysis', 1, 300);
INSERT INTO public.analytics_cost_sums VALUES ('day', 'ten_a', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'USD', 'llm', 1, 1900);
INSERT INTO public.analytics_cost_sums VALUES ('day', 'ten_a', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'USD', 'platform', 1, 21100);
INSERT INTO public.analytics_cost_sums VALUES ('day', 'ten_a', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'USD', 'stt', 1, 4200);
INSERT INTO public.analytics_cost_sums VALUES ('day', 'ten_a', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'USD', 'transport', 1, 0);
INSERT INTO public.analytics_cost_sums VALUES ('day', 'ten_a', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'USD', 'tts', 1, 5600);
INSERT INTO public.analytics_cost_sums VALUES ('hour', 'ten_b', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'USD', 'llm', 1, 10350);
INSERT INTO public.analytics_cost_sums VALUES ('hour', 'ten_b', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'USD', 'telephony', 1, 11850);
INSERT INTO public.analytics_cost_sums VALUES ('hour', 'ten_b', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'USD', 'tts', 1, 161000);
INSERT INTO public.analytics_cost_sums VALUES ('hour', 'ten_b', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'USD', 'analysis', 1, 300);
INSERT INTO public.analytics_cost_sums VALUES ('hour', 'ten_b', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'USD', 'llm', 1, 1900);
INSERT INTO public.analytics_cost_sums VALUES ('hour', 'ten_b', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'USD', 'platform', 1, 21100);
INSERT INTO public.analytics_cost_sums VALUES ('hour', 'ten_b', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'USD', 'stt', 1, 4200);
INSERT INTO public.analytics_cost_sums VALUES ('hour', 'ten_b', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'USD', 'transport', 1, 0);
INSERT INTO public.analytics_cost_sums VALUES ('hour', 'ten_b', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'USD', 'tts', 1, 5600);
INSERT INTO public.analytics_cost_sums VALUES ('day', 'ten_b', '2026-11-20 00:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'USD', 'llm', 1, 10350);
INSERT INTO public.analytics_cost_sums VALUES ('day', 'ten_b', '2026-11-20 00:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'USD', 'telephony', 1, 11850);
INSERT INTO public.analytics_cost_sums VALUES ('day', 'ten_b', '2026-11-20 00:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'USD', 'tts', 1, 161000);
INSERT INTO public.analytics_cost_sums VALUES ('day', 'ten_b', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'USD', 'analysis', 1, 300);
INSERT INTO public.analytics_cost_sums VALUES ('day', 'ten_b', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'USD', 'llm', 1, 1900);
INSERT INTO public.analytics_cost_sums VALUES ('day', 'ten_b', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'USD', 'platform', 1, 21100);
INSERT INTO public.analytics_cost_sums VALUES ('day', 'ten_b', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'USD', 'stt', 1, 4200);
INSERT INTO public.analytics_cost_sums VALUES ('day', 'ten_b', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'USD', 'transport', 1, 0);
INSERT INTO public.analytics_cost_sums VALUES ('day', 'ten_b', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'USD', 'tts', 1, 5600);
INSERT INTO public.analytics_cost_sums VALUES ('day', 'ten_a', '2026-11-01 00:00:00+00', 'seed', 'agent_ten_a', '', 'USD', 'llm', 0, 0);
INSERT INTO public.analytics_cost_sums VALUES ('day', 'ten_b', '2026-11-01 00:00:00+00', 'seed', 'agent_ten_b', '', 'USD', 'llm', 0, 0);


--
-- Data for Name: analytics_costs; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.analytics_costs VALUES ('ten_a', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 'USD', 'stt', 1, 4200);
INSERT INTO public.analytics_costs VALUES ('ten_a', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 'USD', 'llm', 1, 1900);
INSERT INTO public.analytics_costs VALUES ('ten_a', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', false, 'USD', 'tts', 1, 161000);
INSERT INTO public.analytics_costs VALUES ('ten_a', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 'USD', 'tts', 1, 5600);
INSERT INTO public.analytics_costs VALUES ('ten_a', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 'USD', 'platform', 1, 21100);
INSERT INTO public.analytics_costs VALUES ('ten_a', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 'USD', 'analysis', 1, 300);
INSERT INTO public.analytics_costs VALUES ('ten_a', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 'USD', 'transport', 1, 0);
INSERT INTO public.analytics_costs VALUES ('ten_a', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', false, 'USD', 'llm', 1, 10350);
INSERT INTO public.analytics_costs VALUES ('ten_a', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', false, 'USD', 'telephony', 1, 11850);
INSERT INTO public.analytics_costs VALUES ('ten_b', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 'USD', 'llm', 1, 1900);
INSERT INTO public.analytics_costs VALUES ('ten_b', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', false, 'USD', 'tts', 1, 161000);
INSERT INTO public.analytics_costs VALUES ('ten_b', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 'USD', 'stt', 1, 4200);
INSERT INTO public.analytics_costs VALUES ('ten_b', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 'USD', 'tts', 1, 5600);
INSERT INTO public.analytics_costs VALUES ('ten_b', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 'USD', 'analysis', 1, 300);
INSERT INTO public.analytics_costs VALUES ('ten_b', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 'USD', 'platform', 1, 21100);
INSERT INTO public.analytics_costs VALUES ('ten_b', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 'USD', 'transport', 1, 0);
INSERT INTO public.analytics_costs VALUES ('ten_b', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', false, 'USD', 'telephony', 1, 11850);
INSERT INTO public.analytics_costs VALUES ('ten_b', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', false, 'USD', 'llm', 1, 10350);
INSERT INTO public.analytics_costs VALUES ('ten_a', '2026-11-01 00:00:00+00', 'seed', 'agent_ten_a', '', true, 'USD', 'llm', 0, 0);
INSERT INTO public.analytics_costs VALUES ('ten_b', '2026-11-01 00:00:00+00', 'seed', 'agent_ten_b', '', true, 'USD', 'llm', 0, 0);


--
-- Data for Name: analytics_latencies; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.analytics_latencies VALUES ('ten_a', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 'stt', 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latencies VALUES ('ten_a', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 'endpointing', 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latencies VALUES ('ten_a', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', false, 'llm', 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latencies VALUES ('ten_a', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', false, 'tts', 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latencies VALUES ('ten_a', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 'tts', 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latencies VALUES ('ten_a', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', false, 'e2e', 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latencies VALUES ('ten_a', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 'e2e', 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latencies VALUES ('ten_a', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 'llm', 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latencies VALUES ('ten_b', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', false, 'llm', 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latencies VALUES ('ten_b', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', false, 'e2e', 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latencies VALUES ('ten_b', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 'llm', 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latencies VALUES ('ten_b', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', false, 'tts', 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latencies VALUES ('ten_b', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 'tts', 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latencies VALUES ('ten_b', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 'stt', 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latencies VALUES ('ten_b', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 'e2e', 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latencies VALUES ('ten_b', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 'endpointing', 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latencies VALUES ('ten_a', '2026-11-01 00:00:00+00', 'seed', 'agent_ten_a', '', true, 'e2e', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latencies VALUES ('ten_b', '2026-11-01 00:00:00+00', 'seed', 'agent_ten_b', '', true, 'e2e', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);


--
-- Data for Name: analytics_latency_sums; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.analytics_latency_sums VALUES ('hour', 'ten_a', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'e2e', 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('hour', 'ten_a', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'llm', 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('hour', 'ten_a', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'tts', 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('hour', 'ten_a', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'e2e', 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('hour', 'ten_a', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'endpointing', 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('hour', 'ten_a', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'llm', 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('hour', 'ten_a', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'stt', 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('hour', 'ten_a', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'tts', 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('day', 'ten_a', '2026-11-20 00:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'e2e', 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('day', 'ten_a', '2026-11-20 00:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'llm', 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('day', 'ten_a', '2026-11-20 00:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'tts', 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('day', 'ten_a', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'e2e', 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('day', 'ten_a', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'endpointing', 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('day', 'ten_a', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'llm', 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('day', 'ten_a', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'stt', 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('day', 'ten_a', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'tts', 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('hour', 'ten_b', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'e2e', 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('hour', 'ten_b', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'llm', 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('hour', 'ten_b', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'tts', 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('hour', 'ten_b', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'e2e', 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('hour', 'ten_b', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'endpointing', 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('hour', 'ten_b', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'llm', 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('hour', 'ten_b', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'stt', 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('hour', 'ten_b', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'tts', 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('day', 'ten_b', '2026-11-20 00:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'e2e', 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('day', 'ten_b', '2026-11-20 00:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'llm', 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('day', 'ten_b', '2026-11-20 00:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'tts', 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('day', 'ten_b', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'e2e', 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('day', 'ten_b', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'endpointing', 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('day', 'ten_b', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'llm', 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('day', 'ten_b', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'stt', 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('day', 'ten_b', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'tts', 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('day', 'ten_a', '2026-11-01 00:00:00+00', 'seed', 'agent_ten_a', '', 'e2e', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.analytics_latency_sums VALUES ('day', 'ten_b', '2026-11-01 00:00:00+00', 'seed', 'agent_ten_b', '', 'e2e', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);


--
-- Data for Name: analytics_marks; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.analytics_marks OVERRIDING SYSTEM VALUE VALUES ('ten_a', 9, '2026-11-26 11:35:42.66342+00', '2026-11-26 11:35:42.66342+00');
INSERT INTO public.analytics_marks OVERRIDING SYSTEM VALUE VALUES ('ten_b', 10, '2026-11-26 11:35:44.147115+00', '2026-11-26 11:35:44.147115+00');


--
-- Data for Name: analytics_recounts; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.analytics_recounts VALUES ('ten_default', '2026-11-27 11:35:29.783+00');
INSERT INTO public.analytics_recounts VALUES ('ten_quarantine', '2026-11-27 11:35:29.783+00');
INSERT INTO public.analytics_recounts VALUES ('ten_a', '2026-11-27 11:35:29.783+00');
INSERT INTO public.analytics_recounts VALUES ('ten_b', '2026-11-27 11:35:29.783+00');


--
-- Data for Name: analytics_word_sums; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.analytics_word_sums VALUES ('hour', 'ten_a', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'end_reason', 'agent_hangup', 1, 0);
INSERT INTO public.analytics_word_sums VALUES ('hour', 'ten_a', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'satisfaction', 'sentiment', 1, 800000);
INSERT INTO public.analytics_word_sums VALUES ('hour', 'ten_a', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'sentiment', 'positive', 1, 0);
INSERT INTO public.analytics_word_sums VALUES ('hour', 'ten_a', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'end_reason', 'customer-ended-call', 1, 0);
INSERT INTO public.analytics_word_sums VALUES ('day', 'ten_a', '2026-11-20 00:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'end_reason', 'agent_hangup', 1, 0);
INSERT INTO public.analytics_word_sums VALUES ('day', 'ten_a', '2026-11-20 00:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'satisfaction', 'sentiment', 1, 800000);
INSERT INTO public.analytics_word_sums VALUES ('day', 'ten_a', '2026-11-20 00:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'sentiment', 'positive', 1, 0);
INSERT INTO public.analytics_word_sums VALUES ('day', 'ten_a', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'end_reason', 'customer-ended-call', 1, 0);
INSERT INTO public.analytics_word_sums VALUES ('hour', 'ten_b', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'end_reason', 'agent_hangup', 1, 0);
INSERT INTO public.analytics_word_sums VALUES ('hour', 'ten_b', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'satisfaction', 'sentiment', 1, 800000);
INSERT INTO public.analytics_word_sums VALUES ('hour', 'ten_b', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'sentiment', 'positive', 1, 0);
INSERT INTO public.analytics_word_sums VALUES ('hour', 'ten_b', '2026-11-20 16:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'end_reason', 'customer-ended-call', 1, 0);
INSERT INTO public.analytics_word_sums VALUES ('day', 'ten_b', '2026-11-20 00:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'end_reason', 'agent_hangup', 1, 0);
INSERT INTO public.analytics_word_sums VALUES ('day', 'ten_b', '2026-11-20 00:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'satisfaction', 'sentiment', 1, 800000);
INSERT INTO public.analytics_word_sums VALUES ('day', 'ten_b', '2026-11-20 00:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', 'sentiment', 'positive', 1, 0);
INSERT INTO public.analytics_word_sums VALUES ('day', 'ten_b', '2026-11-20 00:00:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', 'end_reason', 'customer-ended-call', 1, 0);
INSERT INTO public.analytics_word_sums VALUES ('day', 'ten_a', '2026-11-01 00:00:00+00', 'seed', 'agent_ten_a', '', 'sentiment', 'neutral', 0, 0);
INSERT INTO public.analytics_word_sums VALUES ('day', 'ten_b', '2026-11-01 00:00:00+00', 'seed', 'agent_ten_b', '', 'sentiment', 'neutral', 0, 0);


--
-- Data for Name: analytics_words; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.analytics_words VALUES ('ten_a', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 'end_reason', 'customer-ended-call', 1, 0);
INSERT INTO public.analytics_words VALUES ('ten_a', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', false, 'sentiment', 'positive', 1, 0);
INSERT INTO public.analytics_words VALUES ('ten_a', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', false, 'end_reason', 'agent_hangup', 1, 0);
INSERT INTO public.analytics_words VALUES ('ten_a', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', false, 'satisfaction', 'sentiment', 1, 800000);
INSERT INTO public.analytics_words VALUES ('ten_b', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', false, 'end_reason', 'agent_hangup', 1, 0);
INSERT INTO public.analytics_words VALUES ('ten_b', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', false, 'satisfaction', 'sentiment', 1, 800000);
INSERT INTO public.analytics_words VALUES ('ten_b', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', false, 'sentiment', 'positive', 1, 0);
INSERT INTO public.analytics_words VALUES ('ten_b', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 'end_reason', 'customer-ended-call', 1, 0);
INSERT INTO public.analytics_words VALUES ('ten_a', '2026-11-01 00:00:00+00', 'seed', 'agent_ten_a', '', true, 'sentiment', 'neutral', 0, 0);
INSERT INTO public.analytics_words VALUES ('ten_b', '2026-11-01 00:00:00+00', 'seed', 'agent_ten_b', '', true, 'sentiment', 'neutral', 0, 0);


--
-- Data for Name: api_keys; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.api_keys VALUES ('ten_a', 'key_ten_a', 'test', 'owner', '\x8934a9384ee1f864b86a598c2418e0bd52643e474b3daa8fbb6f0c4793b50f42', '2026-11-26 11:35:29.381177+00', NULL, NULL, NULL, '', NULL, NULL);
INSERT INTO public.api_keys VALUES ('ten_b', 'key_ten_b', 'test', 'owner', '\xd243ef5a6ce547c266df5c6a509497e421a23dc9b2133d94e901da259575f6ac', '2026-11-26 11:35:29.496189+00', NULL, NULL, NULL, '', NULL, NULL);
INSERT INTO public.api_keys VALUES ('ten_default', 'key_xh5qb2s3y63470jgnygw', 'owner', 'owner', '\x9f8d31d5f1369d72a69f6abf98db3a57595833168cca16b0ec46868eb2dda9d4', '2026-11-26 11:35:37.645001+00', NULL, NULL, NULL, '', NULL, NULL);


--
-- Data for Name: audit_log; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.audit_log VALUES ('ten_a', 1, '2026-11-26 11:35:41.351947+00', 'system', 'thing.made', 'thing', '{}', '\x00', '\x00', '\x00', '\x00');
INSERT INTO public.audit_log VALUES ('ten_b', 1, '2026-11-26 11:35:42.857383+00', 'system', 'thing.made', 'thing', '{}', '\x00', '\x00', '\x00', '\x00');


--
-- Data for Name: backups; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.backups VALUES ('bkp_seed', 'drill', NULL, '/backups', NULL, 'failed', 'system', '2026-11-26 11:35:44.204719+00', NULL, NULL, NULL, 0, NULL, 0, 0, NULL, NULL, NULL, NULL, NULL);


--
-- Data for Name: call_changes; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.call_changes OVERRIDING SYSTEM VALUE VALUES (1, 'ten_a', 'call_dgpazqhbp6dj193sxvbe825d7d', 'ended', '2026-11-26 11:35:39.324706+00', 0, 0);
INSERT INTO public.call_changes OVERRIDING SYSTEM VALUE VALUES (2, 'ten_a', 'call_p2g2ggdrwmternrmywwvhb7wbn', 'ended', '2026-11-26 11:35:39.32485+00', 0, 0);
INSERT INTO public.call_changes OVERRIDING SYSTEM VALUE VALUES (3, 'ten_b', 'call_0sz9693gmkwqacmebs3gfhjvf3', 'ended', '2026-11-26 11:35:39.648268+00', 0, 0);
INSERT INTO public.call_changes OVERRIDING SYSTEM VALUE VALUES (4, 'ten_b', 'call_n2eh5wyj9xzp0hjenteqy06ry9', 'ended', '2026-11-26 11:35:39.648296+00', 0, 0);


--
-- Data for Name: call_checks; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.call_checks VALUES ('ten_a', 'call_seed', '2026-11-26 11:35:41.410263+00', NULL, 0, NULL);
INSERT INTO public.call_checks VALUES ('ten_b', 'call_seed', '2026-11-26 11:35:42.859744+00', NULL, 0, NULL);


--
-- Data for Name: call_comments; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.call_comments VALUES ('ten_a', 'a0d39b1e-1fe9-439c-8313-85895dc34536', 'call_p2g2ggdrwmternrmywwvhb7wbn', 'was put on hold', 'system', '2026-11-26 11:35:41.687982+00', '2026-11-26 11:35:41.687982+00');
INSERT INTO public.call_comments VALUES ('ten_b', 'c5323442-7446-4770-a8a4-c31c76e8e215', 'call_0sz9693gmkwqacmebs3gfhjvf3', 'was put on hold', 'system', '2026-11-26 11:35:43.15476+00', '2026-11-26 11:35:43.15476+00');


--
-- Data for Name: call_estimates; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.call_estimates VALUES ('ten_a', 'call_dgpazqhbp6dj193sxvbe825d7d', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', 'Front desk', '2026-11-20 16:40:01.3+00', 25296, 33100, 'no_price', NULL, NULL, '[]', false);
INSERT INTO public.call_estimates VALUES ('ten_a', 'call_p2g2ggdrwmternrmywwvhb7wbn', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', 'Harbour Dental front desk', '2026-11-20 08:00:05.12+00', 137360, 183200, 'no_price', NULL, NULL, '[]', false);
INSERT INTO public.call_estimates VALUES ('ten_b', 'call_0sz9693gmkwqacmebs3gfhjvf3', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', 'Harbour Dental front desk', '2026-11-20 08:00:05.12+00', 137360, 183200, 'no_price', NULL, NULL, '[]', false);
INSERT INTO public.call_estimates VALUES ('ten_b', 'call_n2eh5wyj9xzp0hjenteqy06ry9', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', 'Front desk', '2026-11-20 16:40:01.3+00', 25296, 33100, 'no_price', NULL, NULL, '[]', false);


--
-- Data for Name: call_external_ids; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.call_external_ids VALUES ('ten_a', 'twilio_call_sid', 'CA0f0e0d0c0b0a09080706050403020100', 'call_p2g2ggdrwmternrmywwvhb7wbn');
INSERT INTO public.call_external_ids VALUES ('ten_b', 'twilio_call_sid', 'CA0f0e0d0c0b0a09080706050403020100', 'call_0sz9693gmkwqacmebs3gfhjvf3');


--
-- Data for Name: call_patches; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.call_patches VALUES ('ten_a', 'call_p2g2ggdrwmternrmywwvhb7wbn', '01a217a3-a2f7-7190-8d94-982f99a77ecf', 0, 'event', 'sha256:e8f64a2aa5fe1401b2c7c7ae89f407c9e71e75656f474743dca4aebe42fb363e', 'call_analyzed', true, '2026-11-26 11:35:29.783+00', '{"provider":"retell","providerCallId":"call_8d1f3b6c2a904e7fb5c0d9a1e23","lifecycle":"analyzed","facts":{"direction":"inbound","channel":"phone","from":"+12025550147","to":"+12025550102","agentId":"agent_51c7be0d94a2f8836ad017ce42","agentName":"Harbour Dental front desk","agentVersion":"14","startedAt":1795161605120,"metadata":{"tenant":"harbour-dental","crm_contact_id":"c_20418"},"consent":null,"endedAt":1795161742480,"durationMs":137360,"endReason":"agent_hangup","disposition":"completed","endStatus":"success","endedBy":"agent","failureClass":null,"isHandoff":null,"recordingUrl":"https://recordings.example.com/call_8d1f3b6c2a904e7fb5c0d9a1e23/recording.wav","logUrl":"https://recordings.example.com/call_8d1f3b6c2a904e7fb5c0d9a1e23/public.log","latency":{"e2e":{"p50":910,"p90":1320,"p95":1410,"p99":1540,"n":4},"llm":{"p50":420,"p90":610,"p95":640,"p99":660,"n":4},"tts":{"p50":180,"p90":230,"p95":240,"p99":250,"n":4}},"costMicros":183200,"costItems":[{"component":"tts","product":"elevenlabs_tts","micros":161000},{"component":"llm","product":"gpt_4_1_mini","micros":10350},{"component":"telephony","product":"us_telephony","micros":11850}],"models":[{"role":"TTS","model":"elevenlabs_tts","micros":161000},{"role":"LLM","model":"gpt_4_1_mini","micros":10350,"tokens":4812}],"summary":"The caller moved a cleaning to Thursday at two and the agent confirmed the new slot.","isVoicemail":false,"evaluation":"success","analysis":{"preferred_day":"Thursday","appointment_moved":true,"new_slot":"2026-11-26T14:00:00-05:00"},"sentiment":"positive","satisfactionScore":0.8,"satisfactionSource":"sentiment"},"occurredAt":1795161761904,"transcript":{"kind":"snapshot","turns":[{"role":"agent","content":"Harbour Dental, this is Mia. How can I help?","startMs":600,"endMs":3360},{"role":"user","content":"I would like to move my cleaning to Thursday.","startMs":4100,"endMs":6860},{"role":"agent","content":"Thursday at two in the afternoon is free. Shall I book it?","startMs":12900,"endMs":16590},{"role":"user","content":"Yes please.","startMs":18200,"endMs":18790},{"role":"agent","content":"Done. See you Thursday at two.","startMs":20400,"endMs":22230}]},"toolCalls":[{"id":"tool_call_3f9a","name":"find_slots","arguments":"{\"day\":\"Thursday\",\"service\":\"cleaning\"}","result":"{\"slots\":[\"14:00\",\"16:30\"]}","isSuccess":true}],"timeline":[{"type":"node_transition","label":"Step 1: Offer slots → Confirm","at":null,"offsetMs":null},{"type":"dtmf","label":"Key press 1: 1","at":null,"offsetMs":null}],"externalIds":[{"kind":"twilio_call_sid","value":"CA0f0e0d0c0b0a09080706050403020100"}]}');
INSERT INTO public.call_patches VALUES ('ten_a', 'call_dgpazqhbp6dj193sxvbe825d7d', '01a217a3-a2f7-7193-8c2c-ed27f1a624d9', 0, 'event', 'sha256:e18b96e28021dca0a4af8c1b152b3958828290a8f96bfa965bf186ee7e4c8054', 'end-of-call-report', true, '2026-11-26 11:35:29.783+00', '{"provider":"vapi","providerCallId":"0198f3c2-7a41-4c0e-9d55-6b1f20e7a9d4","lifecycle":"analyzed","occurredAt":1795192841777,"facts":{"direction":"inbound","channel":"phone","from":"+12025550161","to":"+12025550103","agentId":"7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab","agentName":"Front desk","contactId":null,"createdAt":1795192801212,"maxDurationMs":null,"metadata":null,"startedAt":1795192801300,"endedAt":1795192826596,"durationMs":25296,"endReason":"customer-ended-call","disposition":"completed","endStatus":"success","endedBy":"caller","failureClass":null,"isHandoff":null,"isVoicemail":null,"recordingUrl":"https://storage.example.com/0198f3c2-mono.wav","logUrl":null,"consent":null,"latency":{"e2e":{"mean":1180},"stt":{"mean":0},"endpointing":{"mean":540},"llm":{"mean":430},"tts":{"mean":210}},"costMicros":33100,"costItems":[{"component":"transport","product":"vapi.sip","micros":0},{"component":"stt","product":"deepgram/nova-3","micros":4200},{"component":"llm","product":"openai/gpt-4.1-mini","micros":1900},{"component":"tts","product":"vapi/Elliot","micros":5600},{"component":"platform","product":"vapi","micros":21100},{"component":"analysis","product":"openai/gpt-4.1-mini","micros":300}],"models":[{"role":"STT","model":"deepgram/nova-3","tokens":null,"micros":4200},{"role":"LLM","model":"openai/gpt-4.1-mini","tokens":4216,"micros":1900},{"role":"TTS","model":"vapi/Elliot","tokens":null,"micros":5600}],"summary":"A caller without heating booked a same-day visit at 17:30.","evaluation":"success","analysis":{"urgency":"high","booked":true},"metrics":{"user_interruptions":0,"agent_interruptions":0,"tts_characters":112}},"transcript":{"kind":"snapshot","turns":[{"role":"agent","content":"Northpier HVAC, how can I help?","startMs":1100,"endMs":2990},{"role":"user","content":"My furnace is out. Can someone come today?","startMs":4600,"endMs":7420},{"role":"agent","content":"We can be there at five thirty. May I book that?","startMs":9900,"endMs":12750},{"role":"user","content":"Yes, thank you.","startMs":13700,"endMs":14800}]},"toolCalls":[{"id":"call_Qx7Lr2","name":"check_availability","arguments":"{\"date\":\"2026-11-20\",\"zip\":\"20001\"}","offsetMs":7800,"invokedAt":1795192809100,"result":"{\"slots\":[\"17:30\"]}","durationMs":1350}]}');
INSERT INTO public.call_patches VALUES ('ten_b', 'call_0sz9693gmkwqacmebs3gfhjvf3', '01a217a3-a2f7-7196-9464-a04beefb84ec', 0, 'event', 'sha256:e8f64a2aa5fe1401b2c7c7ae89f407c9e71e75656f474743dca4aebe42fb363e', 'call_analyzed', true, '2026-11-26 11:35:29.783+00', '{"provider":"retell","providerCallId":"call_8d1f3b6c2a904e7fb5c0d9a1e23","lifecycle":"analyzed","facts":{"direction":"inbound","channel":"phone","from":"+12025550147","to":"+12025550102","agentId":"agent_51c7be0d94a2f8836ad017ce42","agentName":"Harbour Dental front desk","agentVersion":"14","startedAt":1795161605120,"metadata":{"tenant":"harbour-dental","crm_contact_id":"c_20418"},"consent":null,"endedAt":1795161742480,"durationMs":137360,"endReason":"agent_hangup","disposition":"completed","endStatus":"success","endedBy":"agent","failureClass":null,"isHandoff":null,"recordingUrl":"https://recordings.example.com/call_8d1f3b6c2a904e7fb5c0d9a1e23/recording.wav","logUrl":"https://recordings.example.com/call_8d1f3b6c2a904e7fb5c0d9a1e23/public.log","latency":{"e2e":{"p50":910,"p90":1320,"p95":1410,"p99":1540,"n":4},"llm":{"p50":420,"p90":610,"p95":640,"p99":660,"n":4},"tts":{"p50":180,"p90":230,"p95":240,"p99":250,"n":4}},"costMicros":183200,"costItems":[{"component":"tts","product":"elevenlabs_tts","micros":161000},{"component":"llm","product":"gpt_4_1_mini","micros":10350},{"component":"telephony","product":"us_telephony","micros":11850}],"models":[{"role":"TTS","model":"elevenlabs_tts","micros":161000},{"role":"LLM","model":"gpt_4_1_mini","micros":10350,"tokens":4812}],"summary":"The caller moved a cleaning to Thursday at two and the agent confirmed the new slot.","isVoicemail":false,"evaluation":"success","analysis":{"preferred_day":"Thursday","appointment_moved":true,"new_slot":"2026-11-26T14:00:00-05:00"},"sentiment":"positive","satisfactionScore":0.8,"satisfactionSource":"sentiment"},"occurredAt":1795161761904,"transcript":{"kind":"snapshot","turns":[{"role":"agent","content":"Harbour Dental, this is Mia. How can I help?","startMs":600,"endMs":3360},{"role":"user","content":"I would like to move my cleaning to Thursday.","startMs":4100,"endMs":6860},{"role":"agent","content":"Thursday at two in the afternoon is free. Shall I book it?","startMs":12900,"endMs":16590},{"role":"user","content":"Yes please.","startMs":18200,"endMs":18790},{"role":"agent","content":"Done. See you Thursday at two.","startMs":20400,"endMs":22230}]},"toolCalls":[{"id":"tool_call_3f9a","name":"find_slots","arguments":"{\"day\":\"Thursday\",\"service\":\"cleaning\"}","result":"{\"slots\":[\"14:00\",\"16:30\"]}","isSuccess":true}],"timeline":[{"type":"node_transition","label":"Step 1: Offer slots → Confirm","at":null,"offsetMs":null},{"type":"dtmf","label":"Key press 1: 1","at":null,"offsetMs":null}],"externalIds":[{"kind":"twilio_call_sid","value":"CA0f0e0d0c0b0a09080706050403020100"}]}');
INSERT INTO public.call_patches VALUES ('ten_b', 'call_n2eh5wyj9xzp0hjenteqy06ry9', '01a217a3-a2f7-7199-8e1b-0caa1c378960', 0, 'event', 'sha256:e18b96e28021dca0a4af8c1b152b3958828290a8f96bfa965bf186ee7e4c8054', 'end-of-call-report', true, '2026-11-26 11:35:29.783+00', '{"provider":"vapi","providerCallId":"0198f3c2-7a41-4c0e-9d55-6b1f20e7a9d4","lifecycle":"analyzed","occurredAt":1795192841777,"facts":{"direction":"inbound","channel":"phone","from":"+12025550161","to":"+12025550103","agentId":"7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab","agentName":"Front desk","contactId":null,"createdAt":1795192801212,"maxDurationMs":null,"metadata":null,"startedAt":1795192801300,"endedAt":1795192826596,"durationMs":25296,"endReason":"customer-ended-call","disposition":"completed","endStatus":"success","endedBy":"caller","failureClass":null,"isHandoff":null,"isVoicemail":null,"recordingUrl":"https://storage.example.com/0198f3c2-mono.wav","logUrl":null,"consent":null,"latency":{"e2e":{"mean":1180},"stt":{"mean":0},"endpointing":{"mean":540},"llm":{"mean":430},"tts":{"mean":210}},"costMicros":33100,"costItems":[{"component":"transport","product":"vapi.sip","micros":0},{"component":"stt","product":"deepgram/nova-3","micros":4200},{"component":"llm","product":"openai/gpt-4.1-mini","micros":1900},{"component":"tts","product":"vapi/Elliot","micros":5600},{"component":"platform","product":"vapi","micros":21100},{"component":"analysis","product":"openai/gpt-4.1-mini","micros":300}],"models":[{"role":"STT","model":"deepgram/nova-3","tokens":null,"micros":4200},{"role":"LLM","model":"openai/gpt-4.1-mini","tokens":4216,"micros":1900},{"role":"TTS","model":"vapi/Elliot","tokens":null,"micros":5600}],"summary":"A caller without heating booked a same-day visit at 17:30.","evaluation":"success","analysis":{"urgency":"high","booked":true},"metrics":{"user_interruptions":0,"agent_interruptions":0,"tts_characters":112}},"transcript":{"kind":"snapshot","turns":[{"role":"agent","content":"Northpier HVAC, how can I help?","startMs":1100,"endMs":2990},{"role":"user","content":"My furnace is out. Can someone come today?","startMs":4600,"endMs":7420},{"role":"agent","content":"We can be there at five thirty. May I book that?","startMs":9900,"endMs":12750},{"role":"user","content":"Yes, thank you.","startMs":13700,"endMs":14800}]},"toolCalls":[{"id":"call_Qx7Lr2","name":"check_availability","arguments":"{\"date\":\"2026-11-20\",\"zip\":\"20001\"}","offsetMs":7800,"invokedAt":1795192809100,"result":"{\"slots\":[\"17:30\"]}","durationMs":1350}]}');


--
-- Data for Name: call_prices; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.call_prices VALUES ('ten_a', 'prc_ten_a', 'seed', '', 'platform', 'call', NULL, 'USD', 10000, '2026-11-01', '2026-11-01 00:00:00+00', 'system', '2026-11-26 11:35:42.62985+00');
INSERT INTO public.call_prices VALUES ('ten_b', 'prc_ten_b', 'seed', '', 'platform', 'call', NULL, 'USD', 10000, '2026-11-01', '2026-11-01 00:00:00+00', 'system', '2026-11-26 11:35:44.115838+00');


--
-- Data for Name: call_reviews; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.call_reviews VALUES ('ten_a', 'call_p2g2ggdrwmternrmywwvhb7wbn', 'open', '{billing}', 'system', '2026-11-26 11:35:41.658793+00');
INSERT INTO public.call_reviews VALUES ('ten_b', 'call_0sz9693gmkwqacmebs3gfhjvf3', 'open', '{billing}', 'system', '2026-11-26 11:35:43.095199+00');


--
-- Data for Name: call_routes; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.call_routes VALUES ('ten_a', 'con_ten_a_retell', 'routed', '2026-11-26 11:35:41.333058+00');
INSERT INTO public.call_routes VALUES ('ten_b', 'con_ten_b_retell', 'routed', '2026-11-26 11:35:42.851803+00');


--
-- Data for Name: call_search; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.call_search VALUES ('ten_a', 'call_dgpazqhbp6dj193sxvbe825d7d', '''+12025550103'':8 ''+12025550161'':7 ''0198f3c2'':2 ''0198f3c2-7a41-4c0e-9d55-6b1f20e7a9d4'':1 ''17'':26 ''30'':27 ''4c0e'':4 ''6b1f20e7a9d4'':6 ''7a41'':3 ''9d55'':5 ''a'':15,20 ''at'':25,46 ''be'':44 ''book'':51 ''booked'':19 ''call'':14 ''caller'':16 ''can'':31,38,43 ''come'':40 ''customer'':12 ''customer-ended-call'':11 ''day'':23 ''desk'':10 ''ended'':13 ''five'':47 ''front'':9 ''furnace'':35 ''heating'':18 ''help'':33 ''how'':30 ''hvac'':29 ''i'':32,50 ''is'':36 ''may'':49 ''my'':34 ''northpier'':28 ''out'':37 ''same'':22 ''same-day'':21 ''someone'':39 ''thank'':54 ''that'':52 ''there'':45 ''thirty'':48 ''today'':41 ''visit'':24 ''we'':42 ''without'':17 ''yes'':53 ''you'':55');
INSERT INTO public.call_search VALUES ('ten_a', 'call_p2g2ggdrwmternrmywwvhb7wbn', '''+12025550102'':4 ''+12025550147'':3 ''8d1f3b6c2a904e7fb5c0d9a1e23'':2 ''a'':14 ''afternoon'':50 ''agent'':9,22 ''and'':20 ''at'':18,46,63 ''book'':55 ''call'':1 ''caller'':12 ''can'':33 ''cleaning'':15,42 ''confirmed'':23 ''dental'':6,28 ''desk'':8 ''done'':59 ''free'':52 ''front'':7 ''hangup'':10 ''harbour'':5,27 ''help'':35 ''how'':32 ''i'':34,36,54 ''in'':48 ''is'':30,51 ''it'':56 ''like'':38 ''mia'':31 ''move'':40 ''moved'':13 ''my'':41 ''new'':25 ''please'':58 ''see'':60 ''shall'':53 ''slot'':26 ''the'':11,21,24,49 ''this'':29 ''thursday'':17,44,45,62 ''to'':16,39,43 ''two'':19,47,64 ''would'':37 ''yes'':57 ''you'':61');
INSERT INTO public.call_search VALUES ('ten_b', 'call_0sz9693gmkwqacmebs3gfhjvf3', '''+12025550102'':4 ''+12025550147'':3 ''8d1f3b6c2a904e7fb5c0d9a1e23'':2 ''a'':14 ''afternoon'':50 ''agent'':9,22 ''and'':20 ''at'':18,46,63 ''book'':55 ''call'':1 ''caller'':12 ''can'':33 ''cleaning'':15,42 ''confirmed'':23 ''dental'':6,28 ''desk'':8 ''done'':59 ''free'':52 ''front'':7 ''hangup'':10 ''harbour'':5,27 ''help'':35 ''how'':32 ''i'':34,36,54 ''in'':48 ''is'':30,51 ''it'':56 ''like'':38 ''mia'':31 ''move'':40 ''moved'':13 ''my'':41 ''new'':25 ''please'':58 ''see'':60 ''shall'':53 ''slot'':26 ''the'':11,21,24,49 ''this'':29 ''thursday'':17,44,45,62 ''to'':16,39,43 ''two'':19,47,64 ''would'':37 ''yes'':57 ''you'':61');
INSERT INTO public.call_search VALUES ('ten_b', 'call_n2eh5wyj9xzp0hjenteqy06ry9', '''+12025550103'':8 ''+12025550161'':7 ''0198f3c2'':2 ''0198f3c2-7a41-4c0e-9d55-6b1f20e7a9d4'':1 ''17'':26 ''30'':27 ''4c0e'':4 ''6b1f20e7a9d4'':6 ''7a41'':3 ''9d55'':5 ''a'':15,20 ''at'':25,46 ''be'':44 ''book'':51 ''booked'':19 ''call'':14 ''caller'':16 ''can'':31,38,43 ''come'':40 ''customer'':12 ''customer-ended-call'':11 ''day'':23 ''desk'':10 ''ended'':13 ''five'':47 ''front'':9 ''furnace'':35 ''heating'':18 ''help'':33 ''how'':30 ''hvac'':29 ''i'':32,50 ''is'':36 ''may'':49 ''my'':34 ''northpier'':28 ''out'':37 ''same'':22 ''same-day'':21 ''someone'':39 ''thank'':54 ''that'':52 ''there'':45 ''thirty'':48 ''today'':41 ''visit'':24 ''we'':42 ''without'':17 ''yes'':53 ''you'':55');


--
-- Data for Name: call_tool_calls; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.call_tool_calls VALUES ('ten_a', 'call_dgpazqhbp6dj193sxvbe825d7d', 0, 'call_Qx7Lr2', 'check_availability', '{"date":"2026-11-20","zip":"20001"}', '{"slots":["17:30"]}', NULL, NULL, 7800, 1350);
INSERT INTO public.call_tool_calls VALUES ('ten_a', 'call_p2g2ggdrwmternrmywwvhb7wbn', 0, 'tool_call_3f9a', 'find_slots', '{"day":"Thursday","service":"cleaning"}', '{"slots":["14:00","16:30"]}', true, NULL, NULL, NULL);
INSERT INTO public.call_tool_calls VALUES ('ten_b', 'call_0sz9693gmkwqacmebs3gfhjvf3', 0, 'tool_call_3f9a', 'find_slots', '{"day":"Thursday","service":"cleaning"}', '{"slots":["14:00","16:30"]}', true, NULL, NULL, NULL);
INSERT INTO public.call_tool_calls VALUES ('ten_b', 'call_n2eh5wyj9xzp0hjenteqy06ry9', 0, 'call_Qx7Lr2', 'check_availability', '{"date":"2026-11-20","zip":"20001"}', '{"slots":["17:30"]}', NULL, NULL, 7800, 1350);


--
-- Data for Name: call_turns; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.call_turns VALUES ('ten_a', 'call_dgpazqhbp6dj193sxvbe825d7d', 0, 'agent', 'Northpier HVAC, how can I help?', 1100, 2990, false);
INSERT INTO public.call_turns VALUES ('ten_a', 'call_dgpazqhbp6dj193sxvbe825d7d', 1, 'user', 'My furnace is out. Can someone come today?', 4600, 7420, false);
INSERT INTO public.call_turns VALUES ('ten_a', 'call_dgpazqhbp6dj193sxvbe825d7d', 2, 'agent', 'We can be there at five thirty. May I book that?', 9900, 12750, false);
INSERT INTO public.call_turns VALUES ('ten_a', 'call_dgpazqhbp6dj193sxvbe825d7d', 3, 'user', 'Yes, thank you.', 13700, 14800, false);
INSERT INTO public.call_turns VALUES ('ten_a', 'call_p2g2ggdrwmternrmywwvhb7wbn', 0, 'agent', 'Harbour Dental, this is Mia. How can I help?', 600, 3360, false);
INSERT INTO public.call_turns VALUES ('ten_a', 'call_p2g2ggdrwmternrmywwvhb7wbn', 1, 'user', 'I would like to move my cleaning to Thursday.', 4100, 6860, false);
INSERT INTO public.call_turns VALUES ('ten_a', 'call_p2g2ggdrwmternrmywwvhb7wbn', 2, 'agent', 'Thursday at two in the afternoon is free. Shall I book it?', 12900, 16590, false);
INSERT INTO public.call_turns VALUES ('ten_a', 'call_p2g2ggdrwmternrmywwvhb7wbn', 3, 'user', 'Yes please.', 18200, 18790, false);
INSERT INTO public.call_turns VALUES ('ten_a', 'call_p2g2ggdrwmternrmywwvhb7wbn', 4, 'agent', 'Done. See you Thursday at two.', 20400, 22230, false);
INSERT INTO public.call_turns VALUES ('ten_b', 'call_0sz9693gmkwqacmebs3gfhjvf3', 0, 'agent', 'Harbour Dental, this is Mia. How can I help?', 600, 3360, false);
INSERT INTO public.call_turns VALUES ('ten_b', 'call_0sz9693gmkwqacmebs3gfhjvf3', 1, 'user', 'I would like to move my cleaning to Thursday.', 4100, 6860, false);
INSERT INTO public.call_turns VALUES ('ten_b', 'call_0sz9693gmkwqacmebs3gfhjvf3', 2, 'agent', 'Thursday at two in the afternoon is free. Shall I book it?', 12900, 16590, false);
INSERT INTO public.call_turns VALUES ('ten_b', 'call_0sz9693gmkwqacmebs3gfhjvf3', 3, 'user', 'Yes please.', 18200, 18790, false);
INSERT INTO public.call_turns VALUES ('ten_b', 'call_0sz9693gmkwqacmebs3gfhjvf3', 4, 'agent', 'Done. See you Thursday at two.', 20400, 22230, false);
INSERT INTO public.call_turns VALUES ('ten_b', 'call_n2eh5wyj9xzp0hjenteqy06ry9', 0, 'agent', 'Northpier HVAC, how can I help?', 1100, 2990, false);
INSERT INTO public.call_turns VALUES ('ten_b', 'call_n2eh5wyj9xzp0hjenteqy06ry9', 1, 'user', 'My furnace is out. Can someone come today?', 4600, 7420, false);
INSERT INTO public.call_turns VALUES ('ten_b', 'call_n2eh5wyj9xzp0hjenteqy06ry9', 2, 'agent', 'We can be there at five thirty. May I book that?', 9900, 12750, false);
INSERT INTO public.call_turns VALUES ('ten_b', 'call_n2eh5wyj9xzp0hjenteqy06ry9', 3, 'user', 'Yes, thank you.', 13700, 14800, false);


--
-- Data for Name: calls; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.calls VALUES ('ten_a', 'call_dgpazqhbp6dj193sxvbe825d7d', 'vapi', '0198f3c2-7a41-4c0e-9d55-6b1f20e7a9d4', 'analyzed', 'completed', 'success', 'provider_evaluation', 'customer-ended-call', 'caller', NULL, 'inbound', 'phone', '+12025550161', '+12025550103', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', 'Front desk', '2026-11-26 11:35:29.783+00', '2026-11-20 16:40:41.777+00', '2026-11-26 11:35:29.783+00', '2026-11-20 16:40:01.3+00', '2026-11-20 16:40:26.596+00', 25296, 33100, NULL, NULL, 'A caller without heating booked a same-day visit at 17:30.', 'https://storage.example.com/0198f3c2-mono.wav', 'webhook', true, 4, 1, '{"to": "+12025550103", "from": "+12025550161", "models": [{"role": "STT", "model": "deepgram/nova-3", "micros": 4200, "tokens": null}, {"role": "LLM", "model": "openai/gpt-4.1-mini", "micros": 1900, "tokens": 4216}, {"role": "TTS", "model": "vapi/Elliot", "micros": 5600, "tokens": null}], "agentId": "7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab", "channel": "phone", "endedAt": 1795192826596, "endedBy": "caller", "latency": {"e2e": {"mean": 1180}, "llm": {"mean": 430}, "stt": {"mean": 0}, "tts": {"mean": 210}, "endpointing": {"mean": 540}}, "metrics": {"tts_characters": 112, "user_interruptions": 0, "agent_interruptions": 0}, "summary": "A caller without heating booked a same-day visit at 17:30.", "analysis": {"booked": true, "urgency": "high"}, "agentName": "Front desk", "costItems": [{"micros": 0, "product": "vapi.sip", "component": "transport"}, {"micros": 4200, "product": "deepgram/nova-3", "component": "stt"}, {"micros": 1900, "product": "openai/gpt-4.1-mini", "component": "llm"}, {"micros": 5600, "product": "vapi/Elliot", "component": "tts"}, {"micros": 21100, "product": "vapi", "component": "platform"}, {"micros": 300, "product": "openai/gpt-4.1-mini", "component": "analysis"}], "createdAt": 1795192801212, "direction": "inbound", "endReason": "customer-ended-call", "endStatus": "success", "startedAt": 1795192801300, "costMicros": 33100, "durationMs": 25296, "evaluation": "success", "disposition": "completed", "recordingUrl": "https://storage.example.com/0198f3c2-mono.wav"}', 'lXUmpwE4mOpTTZCRLDYRSq', 'Bf5Z5qgJ536yVJlvwXgYF5', 'ccWxuOXvKlD0Uxfx-bSh7t', NULL, '2026-11-26 11:35:29.783+00', '2026-11-26 11:35:38.675997+00');
INSERT INTO public.calls VALUES ('ten_a', 'call_p2g2ggdrwmternrmywwvhb7wbn', 'retell', 'call_8d1f3b6c2a904e7fb5c0d9a1e23', 'analyzed', 'completed', 'success', 'provider_evaluation', 'agent_hangup', 'agent', NULL, 'inbound', 'phone', '+12025550147', '+12025550102', 'agent_51c7be0d94a2f8836ad017ce42', 'Harbour Dental front desk', '2026-11-26 11:35:29.783+00', '2026-11-20 08:02:41.904+00', '2026-11-26 11:35:29.783+00', '2026-11-20 08:00:05.12+00', '2026-11-20 08:02:22.48+00', 137360, 183200, 0.8, 'positive', 'The caller moved a cleaning to Thursday at two and the agent confirmed the new slot.', 'https://recordings.example.com/call_8d1f3b6c2a904e7fb5c0d9a1e23/recording.wav', 'webhook', true, 5, 1, '{"to": "+12025550102", "from": "+12025550147", "logUrl": "https://recordings.example.com/call_8d1f3b6c2a904e7fb5c0d9a1e23/public.log", "models": [{"role": "TTS", "model": "elevenlabs_tts", "micros": 161000}, {"role": "LLM", "model": "gpt_4_1_mini", "micros": 10350, "tokens": 4812}], "agentId": "agent_51c7be0d94a2f8836ad017ce42", "channel": "phone", "endedAt": 1795161742480, "endedBy": "agent", "latency": {"e2e": {"n": 4, "p50": 910, "p90": 1320, "p95": 1410, "p99": 1540}, "llm": {"n": 4, "p50": 420, "p90": 610, "p95": 640, "p99": 660}, "tts": {"n": 4, "p50": 180, "p90": 230, "p95": 240, "p99": 250}}, "summary": "The caller moved a cleaning to Thursday at two and the agent confirmed the new slot.", "analysis": {"new_slot": "2026-11-26T14:00:00-05:00", "preferred_day": "Thursday", "appointment_moved": true}, "metadata": {"tenant": "harbour-dental", "crm_contact_id": "c_20418"}, "agentName": "Harbour Dental front desk", "costItems": [{"micros": 161000, "product": "elevenlabs_tts", "component": "tts"}, {"micros": 10350, "product": "gpt_4_1_mini", "component": "llm"}, {"micros": 11850, "product": "us_telephony", "component": "telephony"}], "direction": "inbound", "endReason": "agent_hangup", "endStatus": "success", "sentiment": "positive", "startedAt": 1795161605120, "costMicros": 183200, "durationMs": 137360, "evaluation": "success", "disposition": "completed", "isVoicemail": false, "agentVersion": "14", "recordingUrl": "https://recordings.example.com/call_8d1f3b6c2a904e7fb5c0d9a1e23/recording.wav", "satisfactionScore": 0.8, "satisfactionSource": "sentiment"}', 'WeMdKctVND1fEsNO-Ti4Ia', 'F1zggld4kSwznZ6fg9mEvX', 'jkkA9s7AIu-tju_NSliuW0', NULL, '2026-11-26 11:35:29.783+00', '2026-11-26 11:35:38.675997+00');
INSERT INTO public.calls VALUES ('ten_b', 'call_0sz9693gmkwqacmebs3gfhjvf3', 'retell', 'call_8d1f3b6c2a904e7fb5c0d9a1e23', 'analyzed', 'completed', 'success', 'provider_evaluation', 'agent_hangup', 'agent', NULL, 'inbound', 'phone', '+12025550147', '+12025550102', 'agent_51c7be0d94a2f8836ad017ce42', 'Harbour Dental front desk', '2026-11-26 11:35:29.783+00', '2026-11-20 08:02:41.904+00', '2026-11-26 11:35:29.783+00', '2026-11-20 08:00:05.12+00', '2026-11-20 08:02:22.48+00', 137360, 183200, 0.8, 'positive', 'The caller moved a cleaning to Thursday at two and the agent confirmed the new slot.', 'https://recordings.example.com/call_8d1f3b6c2a904e7fb5c0d9a1e23/recording.wav', 'webhook', true, 5, 1, '{"to": "+12025550102", "from": "+12025550147", "logUrl": "https://recordings.example.com/call_8d1f3b6c2a904e7fb5c0d9a1e23/public.log", "models": [{"role": "TTS", "model": "elevenlabs_tts", "micros": 161000}, {"role": "LLM", "model": "gpt_4_1_mini", "micros": 10350, "tokens": 4812}], "agentId": "agent_51c7be0d94a2f8836ad017ce42", "channel": "phone", "endedAt": 1795161742480, "endedBy": "agent", "latency": {"e2e": {"n": 4, "p50": 910, "p90": 1320, "p95": 1410, "p99": 1540}, "llm": {"n": 4, "p50": 420, "p90": 610, "p95": 640, "p99": 660}, "tts": {"n": 4, "p50": 180, "p90": 230, "p95": 240, "p99": 250}}, "summary": "The caller moved a cleaning to Thursday at two and the agent confirmed the new slot.", "analysis": {"new_slot": "2026-11-26T14:00:00-05:00", "preferred_day": "Thursday", "appointment_moved": true}, "metadata": {"tenant": "harbour-dental", "crm_contact_id": "c_20418"}, "agentName": "Harbour Dental front desk", "costItems": [{"micros": 161000, "product": "elevenlabs_tts", "component": "tts"}, {"micros": 10350, "product": "gpt_4_1_mini", "component": "llm"}, {"micros": 11850, "product": "us_telephony", "component": "telephony"}], "direction": "inbound", "endReason": "agent_hangup", "endStatus": "success", "sentiment": "positive", "startedAt": 1795161605120, "costMicros": 183200, "durationMs": 137360, "evaluation": "success", "disposition": "completed", "isVoicemail": false, "agentVersion": "14", "recordingUrl": "https://recordings.example.com/call_8d1f3b6c2a904e7fb5c0d9a1e23/recording.wav", "satisfactionScore": 0.8, "satisfactionSource": "sentiment"}', 'WeMdKctVND1fEsNO-Ti4Ia', 'F1zggld4kSwznZ6fg9mEvX', 'jkkA9s7AIu-tju_NSliuW0', NULL, '2026-11-26 11:35:29.783+00', '2026-11-26 11:35:38.675997+00');
INSERT INTO public.calls VALUES ('ten_b', 'call_n2eh5wyj9xzp0hjenteqy06ry9', 'vapi', '0198f3c2-7a41-4c0e-9d55-6b1f20e7a9d4', 'analyzed', 'completed', 'success', 'provider_evaluation', 'customer-ended-call', 'caller', NULL, 'inbound', 'phone', '+12025550161', '+12025550103', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', 'Front desk', '2026-11-26 11:35:29.783+00', '2026-11-20 16:40:41.777+00', '2026-11-26 11:35:29.783+00', '2026-11-20 16:40:01.3+00', '2026-11-20 16:40:26.596+00', 25296, 33100, NULL, NULL, 'A caller without heating booked a same-day visit at 17:30.', 'https://storage.example.com/0198f3c2-mono.wav', 'webhook', true, 4, 1, '{"to": "+12025550103", "from": "+12025550161", "models": [{"role": "STT", "model": "deepgram/nova-3", "micros": 4200, "tokens": null}, {"role": "LLM", "model": "openai/gpt-4.1-mini", "micros": 1900, "tokens": 4216}, {"role": "TTS", "model": "vapi/Elliot", "micros": 5600, "tokens": null}], "agentId": "7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab", "channel": "phone", "endedAt": 1795192826596, "endedBy": "caller", "latency": {"e2e": {"mean": 1180}, "llm": {"mean": 430}, "stt": {"mean": 0}, "tts": {"mean": 210}, "endpointing": {"mean": 540}}, "metrics": {"tts_characters": 112, "user_interruptions": 0, "agent_interruptions": 0}, "summary": "A caller without heating booked a same-day visit at 17:30.", "analysis": {"booked": true, "urgency": "high"}, "agentName": "Front desk", "costItems": [{"micros": 0, "product": "vapi.sip", "component": "transport"}, {"micros": 4200, "product": "deepgram/nova-3", "component": "stt"}, {"micros": 1900, "product": "openai/gpt-4.1-mini", "component": "llm"}, {"micros": 5600, "product": "vapi/Elliot", "component": "tts"}, {"micros": 21100, "product": "vapi", "component": "platform"}, {"micros": 300, "product": "openai/gpt-4.1-mini", "component": "analysis"}], "createdAt": 1795192801212, "direction": "inbound", "endReason": "customer-ended-call", "endStatus": "success", "startedAt": 1795192801300, "costMicros": 33100, "durationMs": 25296, "evaluation": "success", "disposition": "completed", "recordingUrl": "https://storage.example.com/0198f3c2-mono.wav"}', 'lXUmpwE4mOpTTZCRLDYRSq', 'Bf5Z5qgJ536yVJlvwXgYF5', 'ccWxuOXvKlD0Uxfx-bSh7t', NULL, '2026-11-26 11:35:29.783+00', '2026-11-26 11:35:38.675997+00');


--
-- Data for Name: catalogue_categories; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.catalogue_categories VALUES ('ten_a', 'cat_ten_a', 'loc_ten_a', NULL, 'Pizza', '', 0, '2026-11-26 11:35:41.775942+00', '2026-11-26 11:35:41.775942+00');
INSERT INTO public.catalogue_categories VALUES ('ten_b', 'cat_ten_b', 'loc_ten_b', NULL, 'Pizza', '', 0, '2026-11-26 11:35:43.328727+00', '2026-11-26 11:35:43.328727+00');


--
-- Data for Name: catalogue_item_modifiers; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.catalogue_item_modifiers VALUES ('ten_a', 'loc_ten_a', 'itm_ten_a', 'mod_ten_a', 0);
INSERT INTO public.catalogue_item_modifiers VALUES ('ten_b', 'loc_ten_b', 'itm_ten_b', 'mod_ten_b', 0);


--
-- Data for Name: catalogue_items; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.catalogue_items VALUES ('ten_a', 'itm_ten_a', 'loc_ten_a', NULL, NULL, 'Margherita', '', 0, NULL, '[]', true, NULL, NULL, NULL, '{}', '{}', '{}', '{}', NULL, NULL, NULL, '2026-11-26 11:35:41.795954+00', '2026-11-26 11:35:41.795954+00');
INSERT INTO public.catalogue_items VALUES ('ten_b', 'itm_ten_b', 'loc_ten_b', NULL, NULL, 'Margherita', '', 0, NULL, '[]', true, NULL, NULL, NULL, '{}', '{}', '{}', '{}', NULL, NULL, NULL, '2026-11-26 11:35:43.350174+00', '2026-11-26 11:35:43.350174+00');


--
-- Data for Name: catalogue_modifier_groups; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.catalogue_modifier_groups VALUES ('ten_a', 'mod_ten_a', 'loc_ten_a', NULL, 'Toppings', '', 0, 0, NULL, '[]', '2026-11-26 11:35:41.780125+00', '2026-11-26 11:35:41.780125+00');
INSERT INTO public.catalogue_modifier_groups VALUES ('ten_b', 'mod_ten_b', 'loc_ten_b', NULL, 'Toppings', '', 0, 0, NULL, '[]', '2026-11-26 11:35:43.344067+00', '2026-11-26 11:35:43.344067+00');


--
-- Data for Name: completeness_days; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.completeness_days VALUES ('ten_a', 'con_ten_a_retell', '2026-11-26', 1, 1, 0, 0, 0, '{}', 0, NULL, '2026-11-26 11:35:41.51022+00');
INSERT INTO public.completeness_days VALUES ('ten_b', 'con_ten_b_retell', '2026-11-26', 1, 1, 0, 0, 0, '{}', 0, NULL, '2026-11-26 11:35:42.882459+00');


--
-- Data for Name: connection_secrets; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.connection_secrets VALUES ('ten_a', 'sec_con_ten_a_retell', 'con_ten_a_retell', 'webhook', '\x011e386d8904d75e3fec876e2458c4cbc321501a819c41c764fb3c7f35295a92f58ef2d5ff06f45331bfd2ef0b005bbb23d91b3ea055a3e4f28e6d0678dbdd6f19612024e86eae6c71a57b4026e68d', '', '2026-11-26 11:35:29.398539+00', 'system');
INSERT INTO public.connection_secrets VALUES ('ten_a', 'sec_con_ten_a_vapi', 'con_ten_a_vapi', 'webhook', '\x011e386d8919942e7c40748de276c7d3b4781fc6ef2b97f4749e43e85a27b35556792ecb15021ac05ed0367df74946123ce9911838c0281ce7ec9594c6735d7ec26e7ff74d1fb84fb60df6001e872d', '', '2026-11-26 11:35:29.433384+00', 'system');
INSERT INTO public.connection_secrets VALUES ('ten_a', 'sec_con_ten_a_elevenlabs', 'con_ten_a_elevenlabs', 'webhook', '\x011e386d890932eca11c28ee139b0ae5b636aaad1a17be3337a2844788511b6cbfaf9af0722917bda7c6f612fbcc57d7106f1b474996058c5d9694000f260d796b710e632282fead6593b351cae200', '', '2026-11-26 11:35:29.442175+00', 'system');
INSERT INTO public.connection_secrets VALUES ('ten_a', 'sec_con_ten_a_openai_realtime', 'con_ten_a_openai_realtime', 'webhook', '\x011e386d89bf176349bc6e67fbd03febf66b3e2e40a1d88810163d56ea75130a3d10e30283175683e8b4b59b3e07bacf8636941bd087067a285ed1c50e5bc15f20646d0e95e0b99539be76f3de4684', '', '2026-11-26 11:35:29.462909+00', 'system');
INSERT INTO public.connection_secrets VALUES ('ten_a', 'sec_con_ten_a_assistable', 'con_ten_a_assistable', 'webhook', '\x011e386d899a4156a3d24efc08dbe7f09382ee1a583fb9f8e6cea3da789aff3b43b59645932305c6c2f53fc07cf13f3cb03e47b918799c594271a7c2ce14bf5789b28fe60e9b69f2ba86959f010652', '', '2026-11-26 11:35:29.469106+00', 'system');
INSERT INTO public.connection_secrets VALUES ('ten_a', 'sec_con_ten_a_bland', 'con_ten_a_bland', 'webhook', '\x011e386d893eb69a764e66b1881488c5406479ea5e99b67baf5d2d3f6b24a9219ffb7e66d4cc5478a45b68ea6cf4a8eb76a47975a7e34289399b7454b31f62e84cf5e981c753a175fb1ca39da3c180', '', '2026-11-26 11:35:29.486369+00', 'system');
INSERT INTO public.connection_secrets VALUES ('ten_a', 'sec_con_ten_a_twilio', 'con_ten_a_twilio', 'webhook', '\x011e386d89f99e806c8d234bf1f0be27fcb2034bdb09ffeb5774df5a11fdd6942f51a17619d2aa75d5cbf30fdbd3ba26f86c1c8128fe3dfa3c0fb35f6eb019c54e12823806d5b680bd1e0146f620bd', '', '2026-11-26 11:35:29.490682+00', 'system');
INSERT INTO public.connection_secrets VALUES ('ten_a', 'sec_con_ten_a_vcp', 'con_ten_a_vcp', 'webhook', '\x011e386d899e6e640a0723d69122ee21f2ef2b55e8922af198276e5858a707b4074d8b12547a66216817b39ab0ddb2e3e5eaa6488f21f228fa3765139eadadf3a1f6473013fd9823c0b387fc27b118', '', '2026-11-26 11:35:29.494736+00', 'system');
INSERT INTO public.connection_secrets VALUES ('ten_b', 'sec_con_ten_b_retell', 'con_ten_b_retell', 'webhook', '\x011e386d89021a75712df24e64c4b2ea06bce90b6421b9a520fb5bca53510029bcc4889ac5a0052dd1d6b693c15e73c8a02a5b9075cf2e301a8bab423e3861e334d2f8c6156496866397ed759867cb', '', '2026-11-26 11:35:29.496972+00', 'system');
INSERT INTO public.connection_secrets VALUES ('ten_b', 'sec_con_ten_b_vapi', 'con_ten_b_vapi', 'webhook', '\x011e386d8968e656b4f9976a41a07db0550f7961099a99ff2000b3e686c849e426a117c075546fe77df1d8c0787dc9bffd0bb7824032646a9b99e77a3005d47a0d55f2955ed10ef849d9f8e909330b', '', '2026-11-26 11:35:29.561603+00', 'system');
INSERT INTO public.connection_secrets VALUES ('ten_b', 'sec_con_ten_b_elevenlabs', 'con_ten_b_elevenlabs', 'webhook', '\x011e386d89c355ca3fa88949763637c17fc4f2a3de0f77c9532507b211336237e95cac7807f04cda26f3b6ccf814242357b819ecca409ce27a3a279fb6b2eb6a5b5d7facb997f1dea1f2bb7be1306f', '', '2026-11-26 11:35:29.579987+00', 'system');
INSERT INTO public.connection_secrets VALUES ('ten_b', 'sec_con_ten_b_openai_realtime', 'con_ten_b_openai_realtime', 'webhook', '\x011e386d896ed65ef2ea03a07c9102ce668254a4295d535f42584f51d66b85138f9dded542cd4134d41670e07858b9124bf6869c810b52281d862b81d2b95e1811e439a321768990a765613f528709', '', '2026-11-26 11:35:29.592683+00', 'system');
INSERT INTO public.connection_secrets VALUES ('ten_b', 'sec_con_ten_b_assistable', 'con_ten_b_assistable', 'webhook', '\x011e386d89ebf13a4eae3f304cf3733e679573f103b0350fe242d84aad2bbbe3bb7660566b5a127439327156b957c80b9d1295f6085a79a5878caed7970b22aff3ea007c2a65af6e7754a33ba12d67', '', '2026-11-26 11:35:29.598555+00', 'system');
INSERT INTO public.connection_secrets VALUES ('ten_b', 'sec_con_ten_b_bland', 'con_ten_b_bland', 'webhook', '\x011e386d89172df50f2023758f48ecda73a826871d8ae59b958145bfd5b61b26ac156350951a95271ff96f6aec5f9ec69eb5aae6f9e1b20fd95f67a9962b601312f7a71db962ef6ded95000b4469f2', '', '2026-11-26 11:35:29.618721+00', 'system');
INSERT INTO public.connection_secrets VALUES ('ten_b', 'sec_con_ten_b_twilio', 'con_ten_b_twilio', 'webhook', '\x011e386d89b621440bdcc112b4b62c6127111c9605a4120f4890ef5c6e30a409e75a48f078b42e409a14a21f11151ffdb08791b6953073813d220429fd29c6a1769ea62460345c2f323dde058b95b9', '', '2026-11-26 11:35:29.639316+00', 'system');
INSERT INTO public.connection_secrets VALUES ('ten_b', 'sec_con_ten_b_vcp', 'con_ten_b_vcp', 'webhook', '\x011e386d890f60b1f408a8158f4ee50dea798228c740dcd03fe1758da34bf57734b1f2defc5e2b4ada7e4d96ca6d9d0484ea1c77c88b742974dbbea4a783b2288adc2cf799aaee67f8d422d794e02d', '', '2026-11-26 11:35:29.642152+00', 'system');
INSERT INTO public.connection_secrets VALUES ('ten_a', 'sec_ten_a', 'con_ten_a_retell', 'api_key', '\x00', '', '2026-11-26 11:35:41.293419+00', 'system');
INSERT INTO public.connection_secrets VALUES ('ten_b', 'sec_ten_b', 'con_ten_b_retell', 'api_key', '\x00', '', '2026-11-26 11:35:42.84968+00', 'system');


--
-- Data for Name: connections; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.connections VALUES ('ten_a', 'con_ten_a_retell', 'retell', 'retell', false, '2026-11-26 11:35:29.392552+00', '{}', false, '2026-11-26 11:35:29.39287+00');
INSERT INTO public.connections VALUES ('ten_a', 'con_ten_a_vapi', 'vapi', 'vapi', false, '2026-11-26 11:35:29.422536+00', '{}', false, '2026-11-26 11:35:29.422666+00');
INSERT INTO public.connections VALUES ('ten_a', 'con_ten_a_elevenlabs', 'elevenlabs', 'elevenlabs', false, '2026-11-26 11:35:29.435834+00', '{}', false, '2026-11-26 11:35:29.435959+00');
INSERT INTO public.connections VALUES ('ten_a', 'con_ten_a_openai_realtime', 'openai_realtime', 'openai_realtime', false, '2026-11-26 11:35:29.442816+00', '{}', false, '2026-11-26 11:35:29.442869+00');
INSERT INTO public.connections VALUES ('ten_a', 'con_ten_a_assistable', 'assistable', 'assistable', false, '2026-11-26 11:35:29.464001+00', '{}', false, '2026-11-26 11:35:29.464059+00');
INSERT INTO public.connections VALUES ('ten_a', 'con_ten_a_bland', 'bland', 'bland', false, '2026-11-26 11:35:29.480574+00', '{}', false, '2026-11-26 11:35:29.48077+00');
INSERT INTO public.connections VALUES ('ten_a', 'con_ten_a_twilio', 'twilio', 'twilio', false, '2026-11-26 11:35:29.488837+00', '{}', false, '2026-11-26 11:35:29.488914+00');
INSERT INTO public.connections VALUES ('ten_a', 'con_ten_a_vcp', 'vcp', 'vcp', false, '2026-11-26 11:35:29.491152+00', '{}', false, '2026-11-26 11:35:29.491201+00');
INSERT INTO public.connections VALUES ('ten_b', 'con_ten_b_retell', 'retell', 'retell', false, '2026-11-26 11:35:29.496551+00', '{}', false, '2026-11-26 11:35:29.496596+00');
INSERT INTO public.connections VALUES ('ten_b', 'con_ten_b_vapi', 'vapi', 'vapi', false, '2026-11-26 11:35:29.543418+00', '{}', false, '2026-11-26 11:35:29.543608+00');
INSERT INTO public.connections VALUES ('ten_b', 'con_ten_b_elevenlabs', 'elevenlabs', 'elevenlabs', false, '2026-11-26 11:35:29.572039+00', '{}', false, '2026-11-26 11:35:29.572189+00');
INSERT INTO public.connections VALUES ('ten_b', 'con_ten_b_openai_realtime', 'openai_realtime', 'openai_realtime', false, '2026-11-26 11:35:29.58537+00', '{}', false, '2026-11-26 11:35:29.585485+00');
INSERT INTO public.connections VALUES ('ten_b', 'con_ten_b_assistable', 'assistable', 'assistable', false, '2026-11-26 11:35:29.597952+00', '{}', false, '2026-11-26 11:35:29.598094+00');
INSERT INTO public.connections VALUES ('ten_b', 'con_ten_b_bland', 'bland', 'bland', false, '2026-11-26 11:35:29.610742+00', '{}', false, '2026-11-26 11:35:29.610929+00');
INSERT INTO public.connections VALUES ('ten_b', 'con_ten_b_twilio', 'twilio', 'twilio', false, '2026-11-26 11:35:29.626208+00', '{}', false, '2026-11-26 11:35:29.626342+00');
INSERT INTO public.connections VALUES ('ten_b', 'con_ten_b_vcp', 'vcp', 'vcp', false, '2026-11-26 11:35:29.641277+00', '{}', false, '2026-11-26 11:35:29.641355+00');
INSERT INTO public.connections VALUES ('ten_default', 'con_3rx970d1v7bse30d80pc', 'retell', 'Retell AI', true, '2026-11-26 11:35:30.076198+00', '{}', false, '2026-11-26 11:35:30.077253+00');
INSERT INTO public.connections VALUES ('ten_default', 'con_k2vsj9x3m68matrk2749', 'vapi', 'Vapi', true, '2026-11-26 11:35:30.076198+00', '{}', false, '2026-11-26 11:35:30.077533+00');
INSERT INTO public.connections VALUES ('ten_default', 'con_x6pqkfzb38jfxn6zfhv5', 'elevenlabs', 'ElevenLabs', true, '2026-11-26 11:35:30.076198+00', '{}', false, '2026-11-26 11:35:30.077549+00');
INSERT INTO public.connections VALUES ('ten_default', 'con_dks1548ff8r3gdxh2gfk', 'openai_realtime', 'OpenAI Realtime', true, '2026-11-26 11:35:30.076198+00', '{}', false, '2026-11-26 11:35:30.07756+00');
INSERT INTO public.connections VALUES ('ten_default', 'con_zh42wqc99a668x4028ek', 'assistable', 'Assistable AI', true, '2026-11-26 11:35:30.076198+00', '{}', false, '2026-11-26 11:35:30.077566+00');
INSERT INTO public.connections VALUES ('ten_default', 'con_afdxp8d538t1cmqebccm', 'bland', 'Bland AI', true, '2026-11-26 11:35:30.076198+00', '{}', false, '2026-11-26 11:35:30.07757+00');
INSERT INTO public.connections VALUES ('ten_default', 'con_50vw1ek4648av9ceb84t', 'twilio', 'Twilio', true, '2026-11-26 11:35:30.076198+00', '{}', false, '2026-11-26 11:35:30.077575+00');
INSERT INTO public.connections VALUES ('ten_default', 'con_77swdd3dc769p1gmhscw', 'vcp', 'VCP', true, '2026-11-26 11:35:30.076198+00', '{}', false, '2026-11-26 11:35:30.077588+00');


--
-- Data for Name: contact_backfills; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.contact_backfills VALUES ('ten_a', '-infinity', '', '2026-11-26 11:35:41.405692+00', '2026-11-26 11:35:41.405692+00', NULL, NULL);
INSERT INTO public.contact_backfills VALUES ('ten_b', '-infinity', '', '2026-11-26 11:35:42.859517+00', '2026-11-26 11:35:42.859517+00', NULL, NULL);


--
-- Data for Name: contact_calls; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.contact_calls VALUES ('ten_a', 'call_dgpazqhbp6dj193sxvbe825d7d', '+12025550161', '2026-11-20 16:40:01.3+00');
INSERT INTO public.contact_calls VALUES ('ten_a', 'call_p2g2ggdrwmternrmywwvhb7wbn', '+12025550147', '2026-11-20 08:00:05.12+00');
INSERT INTO public.contact_calls VALUES ('ten_b', 'call_0sz9693gmkwqacmebs3gfhjvf3', '+12025550147', '2026-11-20 08:00:05.12+00');
INSERT INTO public.contact_calls VALUES ('ten_b', 'call_n2eh5wyj9xzp0hjenteqy06ry9', '+12025550161', '2026-11-20 16:40:01.3+00');


--
-- Data for Name: contact_notes; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.contact_notes VALUES ('ten_a', '3d6832a9-f70d-4c2b-a2d9-cacfb3f96151', 'cnt_ten_a', 'likes mornings', 'system', '2026-11-26 11:35:41.721281+00', '2026-11-26 11:35:41.721281+00');
INSERT INTO public.contact_notes VALUES ('ten_b', '83030d08-85b0-4252-ac7e-cd77927f4889', 'cnt_ten_b', 'likes mornings', 'system', '2026-11-26 11:35:43.2107+00', '2026-11-26 11:35:43.2107+00');


--
-- Data for Name: contact_numbers; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.contact_numbers VALUES ('ten_a', '+12025550161', 'cnt_afj0vetc9xzmazn5hgez', '2026-11-26 11:35:38.675997+00');
INSERT INTO public.contact_numbers VALUES ('ten_a', '+12025550147', 'cnt_sk224zr5hgqpcdrd0pc3', '2026-11-26 11:35:38.675997+00');
INSERT INTO public.contact_numbers VALUES ('ten_b', '+12025550147', 'cnt_x56wnhjthqnpx090pav5', '2026-11-26 11:35:38.675997+00');
INSERT INTO public.contact_numbers VALUES ('ten_b', '+12025550161', 'cnt_mr39yp347y1entmqpp74', '2026-11-26 11:35:38.675997+00');
INSERT INTO public.contact_numbers VALUES ('ten_a', '+12125550199', 'cnt_ten_a', '2026-11-26 11:35:41.720309+00');
INSERT INTO public.contact_numbers VALUES ('ten_b', '+12125550199', 'cnt_ten_b', '2026-11-26 11:35:43.188375+00');


--
-- Data for Name: contacts; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.contacts VALUES ('ten_a', 'cnt_afj0vetc9xzmazn5hgez', '', '', '', '', '{}', '{}', false, '', false, '2026-11-20 16:40:01.3+00', '2026-11-20 16:40:01.3+00', '2026-11-26 11:35:38.675997+00', '2026-11-26 11:35:38.675997+00');
INSERT INTO public.contacts VALUES ('ten_a', 'cnt_sk224zr5hgqpcdrd0pc3', '', '', '', '', '{}', '{}', false, '', false, '2026-11-20 08:00:05.12+00', '2026-11-20 08:00:05.12+00', '2026-11-26 11:35:38.675997+00', '2026-11-26 11:35:38.675997+00');
INSERT INTO public.contacts VALUES ('ten_b', 'cnt_mr39yp347y1entmqpp74', '', '', '', '', '{}', '{}', false, '', false, '2026-11-20 16:40:01.3+00', '2026-11-20 16:40:01.3+00', '2026-11-26 11:35:38.675997+00', '2026-11-26 11:35:38.675997+00');
INSERT INTO public.contacts VALUES ('ten_b', 'cnt_x56wnhjthqnpx090pav5', '', '', '', '', '{}', '{}', false, '', false, '2026-11-20 08:00:05.12+00', '2026-11-20 08:00:05.12+00', '2026-11-26 11:35:38.675997+00', '2026-11-26 11:35:38.675997+00');
INSERT INTO public.contacts VALUES ('ten_a', 'cnt_ten_a', '', '', '', '', '{}', '{}', false, '', true, NULL, NULL, '2026-11-26 11:35:41.709663+00', '2026-11-26 11:35:41.709663+00');
INSERT INTO public.contacts VALUES ('ten_b', 'cnt_ten_b', '', '', '', '', '{}', '{}', false, '', true, NULL, NULL, '2026-11-26 11:35:43.168992+00', '2026-11-26 11:35:43.168992+00');


--
-- Data for Name: delivery_zones; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.delivery_zones VALUES ('ten_a', 'zon_ten_a', 'loc_ten_a', NULL, 'Downtown', '', 0, true, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-26 11:35:41.76399+00', '2026-11-26 11:35:41.76399+00');
INSERT INTO public.delivery_zones VALUES ('ten_b', 'zon_ten_b', 'loc_ten_b', NULL, 'Downtown', '', 0, true, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-26 11:35:43.293258+00', '2026-11-26 11:35:43.293258+00');


--
-- Data for Name: erasures; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.erasures VALUES ('ten_a', 'era_ten_a', 'caller', NULL, 'x', 'system', '2026-11-26 11:35:41.401393+00', '{}', 0, '{}', '{}', 0, '2026-11-26 11:35:41.401393+00', NULL, NULL);
INSERT INTO public.erasures VALUES ('ten_b', 'era_ten_b', 'caller', NULL, 'x', 'system', '2026-11-26 11:35:42.859306+00', '{}', 0, '{}', '{}', 0, '2026-11-26 11:35:42.859306+00', NULL, NULL);


--
-- Data for Name: estimate_recounts; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.estimate_recounts VALUES ('ten_a', '2026-11-26 11:35:42.649559+00', '', NULL, NULL);
INSERT INTO public.estimate_recounts VALUES ('ten_b', '2026-11-26 11:35:44.12363+00', '', NULL, NULL);


--
-- Data for Name: follow_ups; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.follow_ups VALUES ('ten_a', 'ae3e303c-216c-48ac-ab9b-d58fd47e17f4', 'cnt_ten_a', NULL, 'call back', '2026-11-26 11:35:41.735962+00', 'UTC', 'normal', NULL, 'open', '', '', 'system', '2026-11-26 11:35:41.735962+00', '2026-11-26 11:35:41.735962+00', NULL);
INSERT INTO public.follow_ups VALUES ('ten_b', '764fc7d4-0cff-4024-bd7f-521295a86f10', 'cnt_ten_b', NULL, 'call back', '2026-11-26 11:35:43.227254+00', 'UTC', 'normal', NULL, 'open', '', '', 'system', '2026-11-26 11:35:43.227254+00', '2026-11-26 11:35:43.227254+00', NULL);


--
-- Data for Name: identities; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.identities VALUES ('ten_a', 'usr_ten_a', 'https://id.example.com', 'subject_ten_a', '2026-11-26 11:35:41.275939+00');
INSERT INTO public.identities VALUES ('ten_b', 'usr_ten_b', 'https://id.example.com', 'subject_ten_b', '2026-11-26 11:35:42.809168+00');


--
-- Data for Name: imports; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.imports VALUES ('ten_a', 'imp_ten_a', 'con_ten_a_retell', '2026-11-26 11:35:41.450753+00', '2026-11-26 11:35:41.450753+00', 'running', NULL, 0, 0, 0, 0, NULL, '2026-11-26 11:35:41.450753+00', NULL, 'system', '2026-11-26 11:35:41.450753+00', NULL);
INSERT INTO public.imports VALUES ('ten_b', 'imp_ten_b', 'con_ten_b_retell', '2026-11-26 11:35:42.877639+00', '2026-11-26 11:35:42.877639+00', 'running', NULL, 0, 0, 0, 0, NULL, '2026-11-26 11:35:42.877639+00', NULL, 'system', '2026-11-26 11:35:42.877639+00', NULL);


--
-- Data for Name: inbound_rules; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.inbound_rules VALUES ('ten_a', 'inr_ten_a', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '{}', true, 'system', '2026-11-26 11:35:42.230966+00', '2026-11-26 11:35:42.230966+00');
INSERT INTO public.inbound_rules VALUES ('ten_b', 'inr_ten_b', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '{}', true, 'system', '2026-11-26 11:35:43.647995+00', '2026-11-26 11:35:43.647995+00');


--
-- Data for Name: invitations; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.invitations VALUES ('ten_a', 'inv_ten_a', 'invited@example.com', 'viewer', NULL, NULL, '\x26d59b73f38febd32dbde4e3966cdefec90a7d08653852ed2bc2a592aa6ba961', 'system', '2026-11-26 11:35:41.262201+00', '2026-11-27 11:35:41.262201+00', NULL);
INSERT INTO public.invitations VALUES ('ten_b', 'inv_ten_b', 'invited@example.com', 'viewer', NULL, NULL, '\x269aa7ce08d304665d2d4f1789f71b39bf6fe94b7ed6d10db84a1b100002025d', 'system', '2026-11-26 11:35:42.777825+00', '2026-11-27 11:35:42.777825+00', NULL);


--
-- Data for Name: knowledge_bases; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.knowledge_bases VALUES ('ten_a', 'kb_ten_a', 'Seed', 'en', 0, 0, '2026-11-26 11:35:41.887965+00', '2026-11-26 11:35:41.887965+00', 0, NULL);
INSERT INTO public.knowledge_bases VALUES ('ten_b', 'kb_ten_b', 'Seed', 'en', 0, 0, '2026-11-26 11:35:43.367954+00', '2026-11-26 11:35:43.367954+00', 0, NULL);


--
-- Data for Name: knowledge_changes; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.knowledge_changes VALUES ('ten_a', 'kb_ten_a', 1, 'chk_ten_a', false, '2026-11-26 11:35:41.98147+00');
INSERT INTO public.knowledge_changes VALUES ('ten_b', 'kb_ten_b', 1, 'chk_ten_b', false, '2026-11-26 11:35:43.373244+00');


--
-- Data for Name: knowledge_chunks; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.knowledge_chunks VALUES ('ten_a', 'chk_ten_a', 'kb_ten_a', 'doc_ten_a', 0, NULL, '{}', NULL, 'We open at nine.', '', '', 'open nine', 'en', 'seed', 1);
INSERT INTO public.knowledge_chunks VALUES ('ten_b', 'chk_ten_b', 'kb_ten_b', 'doc_ten_b', 0, NULL, '{}', NULL, 'We open at nine.', '', '', 'open nine', 'en', 'seed', 1);


--
-- Data for Name: knowledge_documents; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.knowledge_documents VALUES ('ten_a', 'doc_ten_a', 'kb_ten_a', NULL, 'seed', 'Opening hours', '', 'text/plain', NULL, 'paste', NULL, NULL, '{}', '', NULL, NULL, NULL, NULL, NULL, NULL, 0, 'ready', NULL, NULL, '[]', 0, 0, NULL, NULL, NULL, false, NULL, 0, NULL, NULL, '2026-11-26 11:35:41.91173+00', '2026-11-26 11:35:41.91173+00');
INSERT INTO public.knowledge_documents VALUES ('ten_b', 'doc_ten_b', 'kb_ten_b', NULL, 'seed', 'Opening hours', '', 'text/plain', NULL, 'paste', NULL, NULL, '{}', '', NULL, NULL, NULL, NULL, NULL, NULL, 0, 'ready', NULL, NULL, '[]', 0, 0, NULL, NULL, NULL, false, NULL, 0, NULL, NULL, '2026-11-26 11:35:43.369968+00', '2026-11-26 11:35:43.369968+00');


--
-- Data for Name: knowledge_large_bases; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.knowledge_large_bases VALUES ('ten_a', 'kb_ten_a', 0, '', 0, 0, 0, '2026-11-27 11:35:42.084449+00');
INSERT INTO public.knowledge_large_bases VALUES ('ten_b', 'kb_ten_b', 0, '', 0, 0, 0, '2026-11-27 11:35:43.453828+00');


--
-- Data for Name: knowledge_large_grams; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.knowledge_large_grams VALUES ('ten_a', 'kb_ten_a', 'ope', 'open');
INSERT INTO public.knowledge_large_grams VALUES ('ten_b', 'kb_ten_b', 'ope', 'open');


--
-- Data for Name: knowledge_large_units; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.knowledge_large_units VALUES ('ten_a', 'kb_ten_a', 0, 'chk_ten_a', 4, NULL, NULL, NULL, 'open nine');
INSERT INTO public.knowledge_large_units VALUES ('ten_b', 'kb_ten_b', 0, 'chk_ten_b', 4, NULL, NULL, NULL, 'open nine');


--
-- Data for Name: knowledge_large_words; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.knowledge_large_words VALUES ('ten_a', 'kb_ten_a', 'open', 0, '{0}', DEFAULT);
INSERT INTO public.knowledge_large_words VALUES ('ten_b', 'kb_ten_b', 'open', 0, '{0}', DEFAULT);


--
-- Data for Name: knowledge_question_answers; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.knowledge_question_answers VALUES ('ten_a', 'qrn_ten_a', 0, 'qsn_ten_a', 'When do you open?', '{}', NULL, NULL, true, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.knowledge_question_answers VALUES ('ten_b', 'qrn_ten_b', 0, 'qsn_ten_b', 'When do you open?', '{}', NULL, NULL, true, NULL, NULL, NULL, NULL, NULL, NULL, NULL);


--
-- Data for Name: knowledge_question_runs; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.knowledge_question_runs VALUES ('ten_a', 'qrn_ten_a', 'qst_ten_a', 'done', 1, 0, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, 'system', '2026-11-26 11:35:42.036912+00', NULL);
INSERT INTO public.knowledge_question_runs VALUES ('ten_b', 'qrn_ten_b', 'qst_ten_b', 'done', 1, 0, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, 'system', '2026-11-26 11:35:43.439834+00', NULL);


--
-- Data for Name: knowledge_question_sets; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.knowledge_question_sets VALUES ('ten_a', 'qst_ten_a', 'kb_ten_a', 'Seed', '2026-11-26 11:35:42.007951+00', '2026-11-26 11:35:42.007951+00');
INSERT INTO public.knowledge_question_sets VALUES ('ten_b', 'qst_ten_b', 'kb_ten_b', 'Seed', '2026-11-26 11:35:43.407935+00', '2026-11-26 11:35:43.407935+00');


--
-- Data for Name: knowledge_questions; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.knowledge_questions VALUES ('ten_a', 'qsn_ten_a', 'qst_ten_a', 0, 'When do you open?', '{}', 'doc_ten_a', NULL, false, NULL);
INSERT INTO public.knowledge_questions VALUES ('ten_b', 'qsn_ten_b', 'qst_ten_b', 0, 'When do you open?', '{}', 'doc_ten_b', NULL, false, NULL);


--
-- Data for Name: knowledge_settings; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.knowledge_settings VALUES ('ten_a', 'de', '2026-11-26 11:35:42.21367+00');
INSERT INTO public.knowledge_settings VALUES ('ten_b', 'de', '2026-11-26 11:35:43.552377+00');


--
-- Data for Name: knowledge_vector_sets; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.knowledge_vector_sets VALUES ('ten_a', 'kb_ten_a', 'seed', 2, true, 0, -1, 0, 0, NULL, -1, -1, 0, NULL, '2026-11-26 11:35:41.986629+00', NULL, NULL);
INSERT INTO public.knowledge_vector_sets VALUES ('ten_b', 'kb_ten_b', 'seed', 2, true, 0, -1, 0, 0, NULL, -1, -1, 0, NULL, '2026-11-26 11:35:43.383375+00', NULL, NULL);


--
-- Data for Name: knowledge_vectors; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.knowledge_vectors VALUES ('ten_a', 'kb_ten_a', 'chk_ten_a', 'seed', 2, 'seed', 1, NULL, NULL);
INSERT INTO public.knowledge_vectors VALUES ('ten_b', 'kb_ten_b', 'chk_ten_b', 'seed', 2, 'seed', 1, NULL, NULL);


--
-- Data for Name: legal_holds; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.legal_holds VALUES ('ten_a', 'hld_ten_a', 'call', 'call_seed', 'test', 'system', '2026-11-26 11:35:41.388706+00', 'system', '2026-11-26 11:35:41.388706+00');
INSERT INTO public.legal_holds VALUES ('ten_b', 'hld_ten_b', 'call', 'call_seed', 'test', 'system', '2026-11-26 11:35:42.859079+00', 'system', '2026-11-26 11:35:42.859079+00');


--
-- Data for Name: location_hours; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.location_hours VALUES ('ten_a', 'loc_ten_a', '{"weekly": {}}', 1, '2026-11-26 11:35:41.752022+00');
INSERT INTO public.location_hours VALUES ('ten_b', 'loc_ten_b', '{"weekly": {}}', 1, '2026-11-26 11:35:43.257561+00');


--
-- Data for Name: location_knowledge; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.location_knowledge VALUES ('ten_a', 'kb_ten_a', 'loc_ten_a', 0, NULL, NULL);
INSERT INTO public.location_knowledge VALUES ('ten_b', 'kb_ten_b', 'loc_ten_b', 0, NULL, NULL);


--
-- Data for Name: location_texts; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.location_texts VALUES ('ten_a', 'txt_ten_a', 'loc_ten_a', NULL, 'faq', 'Do you have parking?', 'Behind the house.', 0, '2026-11-26 11:35:41.826573+00', '2026-11-26 11:35:41.826573+00');
INSERT INTO public.location_texts VALUES ('ten_b', 'txt_ten_b', 'loc_ten_b', NULL, 'faq', 'Do you have parking?', 'Behind the house.', 0, '2026-11-26 11:35:43.36239+00', '2026-11-26 11:35:43.36239+00');


--
-- Data for Name: locations; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.locations VALUES ('ten_a', 'loc_ten_a', 'Main Street', '', '', NULL, NULL, 'America/New_York', 'en-US', 'USD', 0, '2026-11-26 11:35:41.743125+00', '2026-11-26 11:35:41.743125+00');
INSERT INTO public.locations VALUES ('ten_b', 'loc_ten_b', 'Main Street', '', '', NULL, NULL, 'America/New_York', 'en-US', 'USD', 0, '2026-11-26 11:35:43.251786+00', '2026-11-26 11:35:43.251786+00');


--
-- Data for Name: mem_agent_settings; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.mem_agent_settings VALUES ('ten_a', 'agent', false, 'seed', '2026-11-26 11:35:42.419725+00');
INSERT INTO public.mem_agent_settings VALUES ('ten_b', 'agent', false, 'seed', '2026-11-26 11:35:43.895949+00');


--
-- Data for Name: mem_digests; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.mem_digests VALUES ('ten_a', 'session_ten_a', 0, 0, 0, 'seed', '2026-11-26 11:35:42.375956+00', NULL);
INSERT INTO public.mem_digests VALUES ('ten_b', 'session_ten_b', 0, 0, 0, 'seed', '2026-11-26 11:35:43.808737+00', NULL);


--
-- Data for Name: mem_entries; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.mem_entries VALUES ('ten_a', 'session_ten_a', 0, 0, 'user', '{"role": "user", "content": "seed"}', 4, 'estimate', false, NULL, false, 'mem_ten_a', '2026-11-26 11:35:42.369816+00');
INSERT INTO public.mem_entries VALUES ('ten_b', 'session_ten_b', 0, 0, 'user', '{"role": "user", "content": "seed"}', 4, 'estimate', false, NULL, false, 'mem_ten_b', '2026-11-26 11:35:43.80158+00');


--
-- Data for Name: mem_jobs; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.mem_jobs VALUES ('ten_a', 'mjb_ten_a', NULL, 'call', '{}', 'seed', 'pending', '', 0, 0, NULL, NULL, NULL, '2026-11-26 11:35:42.421771+00', '2026-11-26 11:35:42.421771+00', NULL);
INSERT INTO public.mem_jobs VALUES ('ten_b', 'mjb_ten_b', NULL, 'call', '{}', 'seed', 'pending', '', 0, 0, NULL, NULL, NULL, '2026-11-26 11:35:43.899945+00', '2026-11-26 11:35:43.899945+00', NULL);


--
-- Data for Name: mem_messages; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.mem_messages VALUES ('ten_a', 'mem_ten_a', 'session_ten_a', 'msc_ten_a', 0, 0, 0, 'user', NULL, 'seed', '[]', NULL, '', 'seed', '2026-11-26 11:35:42.319962+00');
INSERT INTO public.mem_messages VALUES ('ten_b', 'mem_ten_b', 'session_ten_b', 'msc_ten_b', 0, 0, 0, 'user', NULL, 'seed', '[]', NULL, '', 'seed', '2026-11-26 11:35:43.710628+00');


--
-- Data for Name: mem_scopes; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.mem_scopes VALUES ('ten_a', 'msc_ten_a', '+12125550147', 0, 0, '2026-11-26 11:35:42.288928+00', 'en', -1, 0, NULL, NULL);
INSERT INTO public.mem_scopes VALUES ('ten_b', 'msc_ten_b', '+12125550147', 0, 0, '2026-11-26 11:35:43.675841+00', 'en', -1, 0, NULL, NULL);


--
-- Data for Name: mem_sessions; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.mem_sessions VALUES ('ten_a', 'session_ten_a', 'msc_ten_a', '+12125550147', NULL, 0, 0, NULL, '2026-11-26 11:35:42.311547+00');
INSERT INTO public.mem_sessions VALUES ('ten_b', 'session_ten_b', 'msc_ten_b', '+12125550147', NULL, 0, 0, NULL, '2026-11-26 11:35:43.683483+00');


--
-- Data for Name: mem_settings; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.mem_settings VALUES ('ten_a', false, false, 'seed', '2026-11-26 11:35:42.418629+00');
INSERT INTO public.mem_settings VALUES ('ten_b', false, false, 'seed', '2026-11-26 11:35:43.821177+00');


--
-- Data for Name: mem_token_ratios; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.mem_token_ratios VALUES ('house-model', '{1.2}', '2026-11-26 11:35:44.231978+00');


--
-- Data for Name: mem_tombstones; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.mem_tombstones VALUES ('ten_a', 'seed_ten_a', '2026-11-26 11:35:42.383447+00');
INSERT INTO public.mem_tombstones VALUES ('ten_b', 'seed_ten_b', '2026-11-26 11:35:43.811936+00');


--
-- Data for Name: mem_vectors; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.mem_vectors VALUES ('ten_a', 'mem_ten_a', 'seed', 3, 'msc_ten_a', 0, 0, NULL, NULL);
INSERT INTO public.mem_vectors VALUES ('ten_b', 'mem_ten_b', 'seed', 3, 'msc_ten_b', 0, 0, NULL, NULL);


--
-- Data for Name: mem_windows; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.mem_windows VALUES ('ten_a', 'session_ten_a', 0, 0, 0, '[]', '[]', true, 0, 0, 0, 0, 0, '[]', '[]', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-26 11:35:42.342407+00', 0, 0, 0);
INSERT INTO public.mem_windows VALUES ('ten_b', 'session_ten_b', 0, 0, 0, '[]', '[]', true, 0, 0, 0, 0, 0, '[]', '[]', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-26 11:35:43.781789+00', 0, 0, 0);


--
-- Data for Name: model_prices; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.model_prices VALUES ('ten_a', 'mpr_ten_a', 'house-model', '2026-01-01', 100000, NULL, 400000, 'seed', '2026-11-26 11:35:42.422941+00');
INSERT INTO public.model_prices VALUES ('ten_b', 'mpr_ten_b', 'house-model', '2026-01-01', 100000, NULL, 400000, 'seed', '2026-11-26 11:35:43.909612+00');


--
-- Data for Name: model_settings; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.model_settings VALUES ('ten_a', 'mst_ten_a', 'agent', 'front-desk', NULL, 1000, NULL, NULL, NULL, NULL, NULL, false, 'seed', '2026-11-26 11:35:42.446985+00');
INSERT INTO public.model_settings VALUES ('ten_b', 'mst_ten_b', 'agent', 'front-desk', NULL, 1000, NULL, NULL, NULL, NULL, NULL, false, 'seed', '2026-11-26 11:35:43.971489+00');


--
-- Data for Name: model_turns; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.model_turns VALUES ('ten_a', 'e114e9fb-78ae-4cce-aeb5-8ec3f9fb7419', '', '2026-11-26 11:35:42.458654+00', '2026-11-26 11:35:42.458654+00');
INSERT INTO public.model_turns VALUES ('ten_b', 'a0dde5ee-e2ff-44ac-8d7f-5ff8fa231ca5', '', '2026-11-26 11:35:44.000031+00', '2026-11-26 11:35:44.000031+00');


--
-- Data for Name: model_use; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.model_use VALUES ('ten_a', 'session_ten_a', 'house-model', 1, 21, 0, 7, 5, 0, 0, 0, 0, '2026-11-26 11:35:42.425244+00', '2026-11-26 11:35:42.425244+00', 0, 0);
INSERT INTO public.model_use VALUES ('ten_b', 'session_ten_b', 'house-model', 1, 21, 0, 7, 5, 0, 0, 0, 0, '2026-11-26 11:35:43.947968+00', '2026-11-26 11:35:43.947968+00', 0, 0);


--
-- Data for Name: model_use_days; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.model_use_days VALUES ('ten_a', '2026-11-26', 'agent', 'house-model', 1, 21, 0, 7, 5, 0, 0, 0, 0, 0, 0);
INSERT INTO public.model_use_days VALUES ('ten_b', '2026-11-26', 'agent', 'house-model', 1, 21, 0, 7, 5, 0, 0, 0, 0, 0, 0);


--
-- Data for Name: outgoing_deliveries; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.outgoing_deliveries VALUES ('ten_a', 'msg_ten_a', 'sub_ten_a', 'webhook.test', NULL, NULL, '2026-11-26 11:35:41.572361+00', '2026-11-26 11:35:41.572361+00', 'pending', 0, '2026-11-26 11:35:41.572361+00', '2026-11-26 11:35:41.572361+00', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.outgoing_deliveries VALUES ('ten_b', 'msg_ten_b', 'sub_ten_b', 'webhook.test', NULL, NULL, '2026-11-26 11:35:43.00296+00', '2026-11-26 11:35:43.00296+00', 'pending', 0, '2026-11-26 11:35:43.00296+00', '2026-11-26 11:35:43.00296+00', NULL, NULL, NULL, NULL, NULL);


--
-- Data for Name: outgoing_secrets; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.outgoing_secrets VALUES ('ten_a', 'sec_ten_a', 'sub_ten_a', '\x00', 'system', '2026-11-26 11:35:41.56118+00');
INSERT INTO public.outgoing_secrets VALUES ('ten_b', 'sec_ten_b', 'sub_ten_b', '\x00', 'system', '2026-11-26 11:35:42.957645+00');


--
-- Data for Name: outgoing_targets; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.outgoing_targets VALUES ('ten_a', 'sub_ten_a', 'subscription', 'https://example.com/hook', '', NULL, NULL, NULL, true, NULL, NULL, NULL, 'system', '2026-11-26 11:35:41.535528+00');
INSERT INTO public.outgoing_targets VALUES ('ten_a', 'rly_ten_a', 'relay', 'https://example.com/old', '', NULL, NULL, 'con_ten_a_retell', true, NULL, NULL, NULL, 'system', '2026-11-26 11:35:41.547029+00');
INSERT INTO public.outgoing_targets VALUES ('ten_b', 'sub_ten_b', 'subscription', 'https://example.com/hook', '', NULL, NULL, NULL, true, NULL, NULL, NULL, 'system', '2026-11-26 11:35:42.906481+00');
INSERT INTO public.outgoing_targets VALUES ('ten_b', 'rly_ten_b', 'relay', 'https://example.com/old', '', NULL, NULL, 'con_ten_b_retell', true, NULL, NULL, NULL, 'system', '2026-11-26 11:35:42.947771+00');


--
-- Data for Name: phone_numbers; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.phone_numbers VALUES ('ten_a', '+12125555530', '', '2026-11-26 11:35:41.296006+00');
INSERT INTO public.phone_numbers VALUES ('ten_b', '+12125550215', '', '2026-11-26 11:35:42.850384+00');


--
-- Data for Name: price_settings; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.price_settings VALUES ('ten_a', '2026-11-01', 'estimate', 1000, NULL, NULL, 'system', '2026-11-26 11:35:42.638645+00');
INSERT INTO public.price_settings VALUES ('ten_b', '2026-11-01', 'estimate', 1000, NULL, NULL, 'system', '2026-11-26 11:35:44.119726+00');


--
-- Data for Name: provider_analytics; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.provider_analytics VALUES ('ten_a', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', false, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 137360, 1, 0, 183200, 1, 800000, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.provider_analytics VALUES ('ten_a', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 25296, 1, 0, 33100, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.provider_analytics VALUES ('ten_b', '2026-11-20 08:00:00+00', 'retell', 'agent_51c7be0d94a2f8836ad017ce42', '+12025550102', false, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 137360, 1, 0, 183200, 1, 800000, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.provider_analytics VALUES ('ten_b', '2026-11-20 16:30:00+00', 'vapi', '7c2f9e10-58b4-4d6a-b3a7-91e0c5d2f8ab', '+12025550103', false, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 25296, 1, 0, 33100, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.provider_analytics VALUES ('ten_a', '2026-11-01 00:00:00+00', 'seed', 'agent_ten_a', '', true, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO public.provider_analytics VALUES ('ten_b', '2026-11-01 00:00:00+00', 'seed', 'agent_ten_b', '', true, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);


--
-- Data for Name: rate_windows; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.rate_windows VALUES ('ten_a', 'api/test', 0, '{0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0}');
INSERT INTO public.rate_windows VALUES ('ten_b', 'api/test', 0, '{0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0}');


--
-- Data for Name: recording_settings; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.recording_settings VALUES ('ten_a', 30, '2026-11-26 11:35:42.206286+00');
INSERT INTO public.recording_settings VALUES ('ten_b', 30, '2026-11-26 11:35:43.52911+00');


--
-- Data for Name: recordings; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.recordings VALUES ('ten_a', 'call_dgpazqhbp6dj193sxvbe825d7d', 'vapi', 'https://storage.example.com/0198f3c2-mono.wav', 'https://storage.example.com/0198f3c2-mono.wav', NULL, 'pending', NULL, 0, '2026-11-26 11:35:29.783+00', '2026-11-26 11:35:29.783+00', NULL, '2026-11-29 11:35:29.783+00', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.recordings VALUES ('ten_a', 'call_p2g2ggdrwmternrmywwvhb7wbn', 'retell', 'https://recordings.example.com/call_8d1f3b6c2a904e7fb5c0d9a1e23/recording.wav', 'https://recordings.example.com/call_8d1f3b6c2a904e7fb5c0d9a1e23/recording.wav', NULL, 'pending', NULL, 0, '2026-11-26 11:35:29.783+00', '2026-11-26 11:35:29.783+00', NULL, '2026-11-27 11:35:29.783+00', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.recordings VALUES ('ten_b', 'call_0sz9693gmkwqacmebs3gfhjvf3', 'retell', 'https://recordings.example.com/call_8d1f3b6c2a904e7fb5c0d9a1e23/recording.wav', 'https://recordings.example.com/call_8d1f3b6c2a904e7fb5c0d9a1e23/recording.wav', NULL, 'pending', NULL, 0, '2026-11-26 11:35:29.783+00', '2026-11-26 11:35:29.783+00', NULL, '2026-11-27 11:35:29.783+00', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.recordings VALUES ('ten_b', 'call_n2eh5wyj9xzp0hjenteqy06ry9', 'vapi', 'https://storage.example.com/0198f3c2-mono.wav', 'https://storage.example.com/0198f3c2-mono.wav', NULL, 'pending', NULL, 0, '2026-11-26 11:35:29.783+00', '2026-11-26 11:35:29.783+00', NULL, '2026-11-29 11:35:29.783+00', NULL, NULL, NULL, NULL, NULL, NULL);


--
-- Data for Name: rejected_deliveries; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.rejected_deliveries VALUES ('ten_a', '01a217a3-a2f7-7192-afe9-b1f311e6766e', 'con_ten_a_retell', 'retell', '2026-11-26 11:35:29.783+00', 'missing-signature', 'rejected', '127.0.0.1', '/webhook/retell/con_ten_a_retell', 10379, '\x013ad8f26330ed62b15d656abc304e20174827562fdf11014c246a4653f1d7ea4689f46aecc6dd5c4d34bdf552922925429cbdeeb4016275dc06c2dbfbe374a0817f3e54e771a5ce57bf74450296eb8d5e8cc8b656ba7653d9ab2939a893a53559a53ed9f11536d41335c509a592942d9cdcfea97386c74380c07bf8c484b52d18cc6b34ebf11907d412dfbf11d5c3ab90da8d6f648a746e872e95073972cf7c0be9150eb5d536b36ce0bc644d1a078c2dcf7338e941b200d8668667ea033d62d857b23d43a05e80a5702e4465c9fbf267b3d93150da2b92897178d9b6dd506c1d58c843fc8a973f9238318ba8bea728dc629ea518384e4e0e6f9b138b5dca0d2783694f5af2bc8e9a95875fd135486f09761eb0faf57dcdbf152d9d85ee14c8dc8fd4831018159943aa91593bbc95fb1bd8f4dd6dfe134aa20d6810741e77c14d0f2d80c99b35c6639c54bee71610c589acfd298c46e3521fd7db15d36c23bebb0abd9e76d51976833cc6131d7066e9638c1d7eeabb7b0a53a6061f577197cf1d4b278ad5f4d991efd591d7cb35d590ad4763022c9e5d44c13a4f58c0dbc28443f258e1da74380340b75a69e61c87447aa47c4743bcc6a784b2f56959036396e6034774a0f991fe0481e6aae6d3648aa87a83c2e7476497031fe1cb9291b85a1f19811252845af7cee34517118477f34a81cf5f3cb59f01a163b413fffbf1b51831e2ef28437fe9801a25a218049712c4ac946bcc75bcb5abceb3be0fc530c2c323cc6650338c85d5da54722fc1652c8df718d76c900549dacd22787ad198ec52b567bccdee41217714ef4f6218f977b1c3bdfd03f98b73b778361bc341706bf6ba37996646fdeac01ea05de539daf9a85967f0039af0e7b0608522925816ed173d7880cab4d1d9a8e45d45f06f7f1d6059fcdcc82e00ee90814d9fb6537f7b4abf15f2919e0d9f05965b71abd952559c32704e87d78b1bd2173e9f12e3eeebfa2de04780cc63beaf31fd0af8393eac0c413986c65004d01e4dc3146f035e665032fc011275ca2f1dbfa0bfb46ac82052a59a0c7d57da6c1d52dfb90d7779fff3756a8c82d99824c62df9eb09fd46d53443221fbe2be7d74b81e743b8c3dda0ff6552be931b2972d3cdc50669ddf7cd46ef69123e63df762e8f9774ae1fe65acce929cd2f6900e6f456df4b06ed154479a28be70e06116e2f654c5b5c54ac0050b2b4ae4aeebd2fb88ff0a3f9c6d0ce3706c50d074e2063bec4d3911a0290345a6f0a76f7fca1a6de40d16b9924eb66ef42b602d65c0e349d68d9e5ec8cfd89bea0ca929e643c6d646d97c479f0281fe6591993ce3bffcd662e41e587917eb4f258f8ac028ee706a823ad5e6e8649292bf0536a369721955b827b3d2d0532d984d00e25b3463c2e45700d9e8a7173b7e5ae90ca0c43aab48314eee16b26eadd5f68b12aca968c593e2a008e4c7560973352b301fbc392673641e8a67f79014028bc7fafe7204fea59232ba71bf655c0a763e28f731168edcff97a778d4e8311175e8a8351bcb03c594885c1c43f46e72f0c3bf89c4f57ed34de67c1bb87815ae86b042cb4d8c099bcb795f9b58319c365dd12ac0fff0548c9413b0edce557d927870dcb280c75e4f3b8ae47e0760d9820037c03a598265b0f5e025b0db4471d6af73b9ed660597b524e1c051f4924d1cdf39805b05cc479eadf96cbecbf7580608384803ec94f774de8e0cce325f3ef571c36cca5048fee8263a6f3a03f5f846d1bf05d8d182d682fde188c002a29ec9a7482bd0c6059fadceaac0fe731f5ae5bcad46dd7a61011821e92f47465d7bea875ca2d787b83e5d9fea338f0ad80dd053fa578e8bcba0fe67e8d7c455ac7444cffab9b7aff110ebc14cfed5fcb207b77dea27d42157f5446f6acf8e47d586a97b64a0d318f11073f0aee37d74e573a1510d03300bd1875eac2ba2118804496394d0eef6b01e8e3f43b6ecc9a80f5af75e55621aaa1e90bc5350f521ad658b95453c5fa0a7f6c120318d4fee11501a34f530e4709eccf2ee800b361adeb4f20b814c91fc54914707323f07f75401364180bc1631620c91cbfdefbf7c21cf3c9f5e7e014cc8d47fab1b9f090e7d91e6cd19db31fc56aff199a87829be0c422c8caa93bc2d4e69fa07251ad539f7b813015c6c92fa830a1d83e183db98b71356891ef2b2092e44e7a004bca5c0829d6f97b06f055836f3ea22370cd56232a1b6a308b8bc06c615b3cb5511e30c178eb7ce604bc19bdb627deebfdd08d965d1ebae589741b2c28dd23125d862da298a0e9de839eecd154a0fe2a6045f7731c04f5f3710109f9f6e5f7913b4580f23c1c10f1a318b8f208416c56bba99da121de202c9586139a719c6ae002e09ef81f0fafd2f3659c262bbfafd00b198a93e65c767b1ec942dcfbbaa88d082664b6038dd39213da7a1f2ebc70a5c08bcbf52105bde88c4f55516fb900ffa0af7bd3239567a11211faffc849f625c080e0cd56770dcb228209b1d0ba6aeccf9d555d39d70529d4eefa6851a29de17280013edad726d2d6c2929bcccd227c0618a4257a91babd0cc77eb86cf6d5ba70521f41e2ec9893dba11638a9dd4b3b3c4b04af9d32a71a49851f7b1f60c4d404aae74b6e838aaf9c8848164ea953b4c92847e9d8b5e2ba45443d07287069ff42f2cc7fb5929801d39322f299bc552717ed98a30f09dd4cc6ecdf007af2ff9cee6439fce5750c21ee1c29c70224e860acc18d4e45fc97f506e343f40c32ca5f515e1d1f914a0ee5ae40ca185913c8e7e4766180f97ec8436cd0578367dd6ce2ae5b96ce6f30b1c2478921939660cb9220e38f8bee7062d9e13dcab72e8e481a66c5a88092ddc6968857144c70de5af0b639495fd8a838bd0c0ab9332fd87163ad43f141936b778bc9639d80cc96eee2ac3208b16fd75a41b94007cca7c27d072cfde3618e5e878d243f7b5ee25d453945f3113a5a02f8debf063c55a4a1d2e0e717cf330e007c68ccec629b7dee104f1f0435d83d61f0dbbc6add2b5a262e6f96bffe7931c42f32bf325ef14e9d7ed9c01808facff9f00a61facdc2922807a31360e5b796fd210f60c7e0d0f1fded9a491dee76c25e981c207828ba7e603d8508aa8c2b6dee9608c50b2a66c3e402ac654f68d0c2b1965f695c89eb089c17b405ff9be907b9ebdc82c1b4a119e4b97aaa31672e050b4c22baf3307f7d3fef641aaad7147433bd5a2e4813935901273941bb1b550edce62289c9dfb9af41b60326ad640e43f0aa64bb2bd2dc2e46ab1489bdfa6b805ea783313c5d318e682d57082642afc6d9728401cddcca824ba0d8381f6f87387c7eb1148457d18abadd38181b481266f7569742c8c33ce31ac7189caf113245f485a835f4808baa0736bcbb7711fe7f8b4f02335033aa5db1e5d06108c45ac79c78ca52e24167214bc47d0317a5927e87ab5583da78bc66ec072232aa32e0492293fc5548cdec0edb1e2d2a75ee6dbf6dfe825b1f4fc8a940b79b3a6b47be3177d4511406e0727616a73ef110f85495c7249c705b2881b220a478759a90cbbc02aa57b54d789cd24d51f60bb48384019452be6461332d25d7ba55b411718d0b054105b0189fe73b259afa4f699fee1e3815ee2d8189a9b57b15bf63715b7f87c1b6a9d53d6e4b043398082826cda8ced0d5f8e2e1db944672c5bd625a1771f24e71c032a4fde2e6c1f5e5d16e5dfada607a9b8d20ddc13b16a5278e9206a226621a3f89675cccd74ff2b2fc50280b173600478a9203ac2a317c4997f3368ae53e933b4f30b508eb66d5173426911a8102f2f2eae319db5b25ce42662fc4813575cde344200a88345194b7112aea58c67643f26bc2d7fa2bd8f36069542913fe2fbe18fe141d19d4be26c8050cf3f009ed971768586a06d1ad875d05a6fea44ccaae44b88fc4b6ef74690f36d2da20d58cd97aad935988231c35d2b21c6218ce5db40ea985e390a49ddeac11ebc534ec2b1b522f506989c9954049702c00030e37a969840b7df9230959ac4153c7de2f8f3d74218eaea60f819d2806aa478af0cfec6658f8aff2339dc3db3d03ab2c4264d1ff33dd28f0301a13fd73d1d6fddde07a960a0bd9cf405364a23fb1bc0e2fc6619358bfb0ce8a3aca0b33f6b1cc8bc3b20baf7a9b4f38e4f4fc0698af3bb55e231f8f6610235df60eee54263a4e1967a6e5270346238a5e3e5d4554d7032c1bf2caff86e02ede23938797dce1c42829c3af9924c0d547dde2df11b4974e01abbda0989676968e31ad890d5c2d13f18665671ec9ad9a954e09e896c3ae7780324b6fc0f37c8cdf7675754525b11badd9a4bacaaa306922e0e025c9c2948f6a3168eab1397903703c408a9414e03941897b37842f46392df7a1b46293f4eb87aa907c4a9f1afbc0b5fe7e7459304ceb62bbf83fe53b5b02fcc018171d94d443a87889594a83bd1551f4dfe604c3670bbc569c57fe3ba685d716345fe790567ea68ccb230342e5b11798241321cd3c9e42f40e07ca9a654209c3d05ab0cad0597f0f827510c9de57587d094544e1121af2a00f4481d008a575eb5f2ab2cfdb452e2da24e9da8cfbbd604a4b8586254399112734ccad9a9b33442e46ebd4f34f84a526018d6627366dde31820e00518511d02f08c749f8479df91718af40e18e55ade62e7ac47468a35f1243c890f30bd963b51b708bba5f380c1657dc6a8087cc1deb97a7a08823b5e80e222250e518a2845ed58309b0beb3f6a32f8de0368f7603991d7fa9b4d7c0b4f5982eec2a66f0e6de4a8dbe69360871b3e0b369afce6fdd3024bd33e410b7af644534f85eecca82416cc26bb72e89f842a12eb25c1560446620ec22b5694ff66d78ea8f56067a36dfb1e849423c291ab917ecb89e5f7d5516b6da4fda8ca8fdecc8266b566c565f8d11ef079b5b58fbae734fece4b569ce144e99ea219b71cc6e01d02389cb5e1afe97dcd8d23b7084c13e59945a14419af47d9791e8082295ddd1d4ac4ec6d432aa504f98a925fc134c48d7b8adac02327fae1f292fea0440ae63881060e7bcaed8204c5f0d87841b5d5788199b95e7ea78834f701dd73d1c04e4db8bcfa26e0ae36fa97465ec65ec80490feb59b72825bf8b30992f8126cefad1c336155eff8bfacef022e6252d2fc84481d928a02999e13e4e60baf7686fda6eb5cd011e4fdcc73ef93f7c759591e0598a5ff6ac624eae11725f1e93abc792df380a2e1c61070e95cb0c9a19d3213a22d4cad480d0a150d1682bc8267e22062ba6b88584dff4780290eedf1df7e013e37975c20d2bce2253de93ef380ff010e3948bbfe35112fdb728ac717d1c2e868650e47b60bea0c7291d7ddd61a20801c7bb9648171f52019f43213cb7f4caa4ed28f926d659c1ff0ae06af611a10ad47b2defd53739650f847af4bad04e436229de666190a21908b344f072cf578d5a471d8bbb38466b4f66c82928c1374c50be42e8010cd00346607c14c82d480cf22c0635099c2b1208a35bd6bebbfece945dc9c175b6f0d9aea5e60c8a0d3e27026418d0ea0cf61cc77298122c99adeb816820f3a9dd0f0c8298be4b8963167ed8b42c9dd891aedea84a4efd399f133d94aebf3173906ec6549603513cb568550521e241692fc21722d51a9f774f25c30270666f6e8c048ca48bf87bb3e395740c1ecfe733bb987f5dbddf7560d4ae248da2383d16311fd41d75d67321ee099a56062717ea66fe0e2b07f6b315dd188325e9a28084d4af09a7e627965e0b57c5967baaf0db1200d75d284b3d63cbba791c7e51c3f889338e129062caf49d093a45bcdcc294e8b9f3b878893e5ff543fb06a3cd1a11460df9cd8acc031c2fb8026770bb2c974db2e87922fd8989429337067a6cafcc550b673ce7d92fb9ab66a93c321188c36adb69fe5ed357977b8b45e676987b722b9befb12abdf138b6ceeb43fc3e37a1a2c410444fe3fe45680022f2da5f75c6b6b60a8556b0d32af131e64f5896938064db2368df588d39e8d27d74a2cbc1b05cafb9815056f98b4f18e1bb47f89c86f042d329c9567b7f4cb4c1a41a91ce27661700dab2a515806b2b7b03174b6d0404efbe0d427728185144cd8b0db3db0c2f371c200b6cbf96afd8d5a0229c3db5aae28d58759205ba416efe7cb7824195a2a92d3d6a10352b84ce234538d6ceb89a8e7f4be3073a4e262e4f574a398ed75ab478b5c36e222b8c697aedc3931d9ffa84287731b93bdc717896cd72414aa7175ff30acc28111791f3f3aeac3b04605cf56060579b500846e36bfd8a421b5ebda2ff61d2861b9b0348a380a391ba3689eff7d26664dd5eb59d9f554272f6247a5ae43e2c577c90db68b0a036ce7ce1bce35085b7895a3aaa3c36d062dd08e9b27f68b9631df81f35f73bfe4f061d343d948dad38965447d3db5893b10481023f1607291fe4fb0bc6c713b7c73b8388b228b0ee4ec046dbf0f1f0084babc28e7fc4e9a4d2a23fce26311d96f42faf342b973297ff2a71b342f2bac6d487d26c451f1cb9cd872977472efd126435b5a27f594b2af32c97dd6daa25e33a139b37d656c5d4b6ef91f23a76eaf4b22646e9e0fb3db1e96e6a9b3e06d70ecb14f1ce06fc643c9b3c350da50e4f107c7902174c0a064105b44e5a8b8281674c9ac881e43076293a07bbc7cd36b449fb86ff928aa7a18ffa7d09858f7774f93bcac82fab7a2607c09ca5091f384e604e6fbd0dde51c339bb9550f311f9ccf389be1cf246782573c9b5ca9ee1d098fff20f8dd5f80f39b9c8e7cc14f3968c8b1b20d79e672bee1dd5736b00da7256edbd91369bf8aeb03f7820bf9620a34267ebfbd8d54e46258b25e7aaaeb73758d2f5b1a0e052ffcfa9dc187fc58d8f2d34b11a2e60bad9ed7d74652c600dcfaa9a148c51edfebb857b7462d5d0c4c736072d1f1ce1e08bb3e797696f3777d9b9f1e05710f5fbdf83bf048515749c36e0a3a824f284f80c88101943140c765295a78ea1e34328f74d3b1859df972758b5a167492fdd0dac198625bfa6a96b55ef192d279be27780f0c8ef7b83c34e87cc265614a29d8711ca19a087f4b6de40fe1c6ae6394d3c4602113de7e9d0d63d51364701b93d264daa8da76be2f1eccbddb8d66f9a75ee6ebbf58b90984189d02a3d14045bd7e33ea0b2d90bac42c7fc448e5d1cda65344c7cb577d0b63e3ee5c60149151fc5e899626dc797e846fbbbb0f91591a2ab9f805b7103c41ce6bdeed71ed2d00c680de6472c5e90f5b1610b647dc0e2896445c750653212ced89ccd3dcd477b5a6a94d813ebdce3ffdf8e62b89cce148b6806439d193f7c7e10a74c45349d8e51d86f682b4a9eb823b2f430cb048e86974ddc9654a18c42a803478ccdf71827a852a3532e9edc8388a45a2d39b0c3b34ca7944c711cb2388f34f1e654737f6491c0bbdb66d9b456f0258453e2aeed0afc7c53c455c30bf2a67bbad2fc99f8d3bec7ac14cf4b86894d4a32f6b7914d85eb3fd20faf37604846f34b95c9d7f8d2ba78c1cfee41ce3ecf993275f48b3830c1368c78415777c00dee5a3108707cbf2adf09d7624007794d683ffe5b2158e88d58408ca5cfcb8fab23fb2cc6c2420422faa46d895b5a3cd8d96af1d7505189fce6bd554b66b9c45e973294498e2e79cf08ca1e77241814624f30e85fc58b0e87bf832143a10d1b6aaf0c4ff09f272287819f7da73b6160cd5879c93873f29d1423128a69081a757599efd490068a756fbcd3a6f06d11eb5a4489fabea079859e02c7e70fbdc796fad7776c07409b8c39a28e9093bbe86dc5da0ef39affb6b40c4320c8c1c3ac548dcd7d11e3abca4dea2b76d74ce2c69be036e2990bb109040db55dc4dc08292b40539c0c5b7ec1b8744e2c64ed60b3447bb3dc0bdbed2fdf2f8f182d436696e7e2cc48d2a67a802bdd0015936ebea17372a847ef4304724293e865f30949b600a90a43daeec31cadc1acec335a82f4b90c58d244fd77ed9a3e9fb58b1caf995d76632328c5784fc70577cde9b4488d811b2b82a3d16e13162d417af6b3eb87f669ae68a7578ae2316b894a90bf5b50c2e8aa012010815d1770d593b612c04f4f0faa9a8305515cddee7e81c68281f53b93402d06010c6933c674ab0f706bb94e359f37790994dc71afeb672fc5e7a65852280e9d7398575c743e0314be4cb317d8d88abdd817176e8e89edd23ea5596d86a414ad4d7ea2a34da80c31d3595b99fb574753dba2b1f30ce55c347da5bc46f937041fea3bf83e6ac8f8c4da4189749f410894e513acaa1e22b887adee686ad703caafe94b796e489091a5fcaca44417c47953b97bf9d713469a32e86378086335ae3d09d659cfddec3489cdcc975940b7f59fcf753f69df491f079f6c03dadc795fb0aceb3b3f737def87ef0e16fbfcbfee37f13240b3e574940b8ac9db1ef7e2e020766b191499036c6c0a33c4c763fb46f28f4c14c231e4b24e58d1e7ef367065cb2d295fb5d81a1f8bf0997973b078d4348f2df79ac342b32ff8238130ca2578ef1785b56b6c124a1adf380fa1dccd8464ba09e522bab9b972c967f148a9c3cc5c83e2761e32505b903963f14b30d85dcee72cb45ac1fa368fdd4652ec2e9f7b2abae3fdd8bd85f818e1a313db4b958aadb8aafc75592c40a8dcdd0d7ec8c7ff37d8a9191c314f733068b2bca2fae3600a785dac2da0af69bdeda5e0c13799bf5edf5bc782ae04a6bd1c44faaae5ab8ccd26c0be70f76b6e2f5c06ff6dcfa4ad6aa434734a8242f0aa273eac0bc61e1dff15cdcd7afe63a03d047598ccbee52da98d662cfcb8c378386b2344ef362ed5166c663ba8a4f6290b46dd85b217e60303de23a5279f58cdf45c8d74a18fe1a93bf86e72b2609d6bdc06c55f347fa552e71a078f0f923c02dffcdc17ae9a5050d17eec11e92127c5c98af8c90c4033300e37ad5ca347216321aa6437d36baea17fa533b53d1d08e70c707eabd040ed220a3bc35cbdbb9c79b58cf0e33f64fa115fb1f6ec31d0602dd198b27ff4246ea6fb07f5ef3ad36a677de6f5b0c2af56aee72f2cedce9947fb14437febb4015c1f0cb68ee2b8beff148252954108605dbf89d0778e367b18b16a8d3bd5940fcd8b36a943f59118c52e3503ba4e38491feaabd1bb21d4034e5bba2abefbc41a002c5181586de601aa30b132fd7de9b52f7e71924ea59380ac422c61d68b1b6a9b4245a4b22afaa399612c898d3dc4893c248ff592372c43d6d86a2c4977b1b26acd7315c5e1dc1743425ef54b9d27aacec5564b97cef59b991355a8b4095cc0b57645e2af24f513cac6e4d777ab905ef8af641734b1f6d91a8c8e30d9fe9688ffebd3818ebd6f7a7e4b40742f435835325034e9fef9dabd08930756513cda409c0c5c289263e315d242a400df0aa0d8a7f76aaf83bfb97b20788dcfa421aa5b8918ec5ce4cb482e1040954a6ced812ef07a7e802c2b62c5797b6b95e0c8368ececc7b899260aae9755eb3c1e95a48a9f3b95aea97df557c8585ef94cdfa947709e58e55c2e12112c0446e2127ceffbd3bc5d4520ce6ccb5e14836ea7937a261bc7a21e3c94e2cf7625689f531daa70401986894c127b0c81ff5efc11128aace34a1d1a97dcb08edec6425b35016cd8ef4b4a4c0dc3731c3e2ea75b01d727f9355d09242568f1b323b4389645fd32e435c2697eaaf9a1c9e5dc83f832f4f08d9088fc4f693722b004d80a19d360c6c6c5bb66c9a0bdcd9a3b68e1832be209252cac292604a1f5fecaebd4a59bbe54fbca6629c8e21f13d3d42958e085e94d729d8c19cb24977d7f95482288c02be518ff6814f09cda7088524fc21229508a83196dd77577ee2b59848861b06b593c5d80166bbef33e08cf8d23fa56765a2e1da524211f492348cd62da7a1c5c68343c877a9e1b9668f86a67dc9e1fc96584ca0a60307d92c17902583c956aac3f1937287d61fd88e05f2395844f06c18296329c09572779bc62ee2347b9e968c961f3c868c111431de67b8cbd2ac2c8bec793ddb4f86e9b34a64534b2745f275fc8d1778a2bbcd0fbc6280e17b260c64f4e270b4c32a652afb3c198fabb45a25c0581326c3b73b6125b9e1fbbb180c011d4d75d2e4e9208aa565cfa25209d598c9fa1bfd27a8229af3900c9cc86634c5d9377262f9b552eb7a25c737d9d210a146e3f5d099e353c419c9346fbf8d8ee6697c31d85d9426e88644d3224970680e35051011fc70ede26e4f01d5d63931d7e81e9e8142977a95a7ee30c8c5bc94a1a25d61a6252184dc056a0633ec9eeab9698a215edb1dc4f9ce2811777d6e26a7e213c82556fd7fd0e1d07c0a9698726ad3f20ab11ca1ac36b961f7789e146c01a9cb6690b8583a3a43c72f97489d3250c58fc4b125cba2662ef337ccf1108ec3ad269e7a6cb98a44f57328af4b72d9bcc9a968e0f8a955b4535e21ccdabc2130eb6fdda87b013550e65a9546a83e0515c8d53bfd898c014b553950c6ab1a149f37437c01d10f4f29f01f49432524e8edb024e66c54cab410dfcc6d002a1aa7c584fb238e54730fe7a0925d3ae3c3c20dd989221436f7394e535413b971a409b156f5675229ef72667431467ac6b3d48e2cc1e88a24e49d3b8851d77b430573cce68f1f4622a38ea99745d96d6dc2b80b58e66af400325abfa6eac53cc7797f73920b8a1a145f2110f446ebbcae48d056aad6ccad5df2d5a7895f5334ecae2a27183bc26dc362bb5e3ecfe04d73008c46775a2645c396d2419b28656e66c29aceefae05ebf401c2c93467b52261ff69a339b424802b71ea590182e512c760e317797a7fb44d0b004997cd41f47b4bebfc026d529fe6bc5cde26f90546c373e610b1a297e381752d17ae6283110e8b1f6837cd273dc7832ef62b075059eda64175d0fe628f8713a093cca80e9c94b0a574a447ca6cfa59d220b685cb0835d3a725a4e0cf69ca7b50f8a90f6249fdb0e4f505a83e41bcba7f9dbbf6d3c932ff47c249778952a0365318da5dc6cda44ccb5da2cfe62317c9e1e969f4ffa8f8c92aceac93d085b772831279e8b740f6ce1a4a790c43b3a81764781330d21032e366dae7fe611aae64290ac00797d909ce9042f71c40a6caaf8471fddd88eda2adaaf30b12148dc0d3cd99b2ee57275056c18a21e5ea43bb403e3a3b1d9d4351900f5967b688bcc414d599ea7a23f736ecfbfdaf3c3b5b4b1ba0531928584fbe14ce3e403612e69fb91139725db6041fb3533bcd47ca207692b3e7323ae1e241a6fbc5d67f316e090182b7575eef68285d7259e5a2b8abaf6979a9d55acf78aac827b2c531a3a594ac48bf3c45c6b9018666544615998204600a5e7bd6a61ff9b134f5f608412c19a45068b5f5db5d8ad93360815e42ce27ed5e446e872041a7d99b26e223c0d8ee8ff199c41b80cb37a590722352c10f8479e875f2fa5d0fd3009f0d4d186a569078a96c201605d1e0b79b0a8d9e6c0f2e358c596174a91091da411243038fec40cb79e31ee6d8b850d5fc383398e72c45cf4559b8cd93d9c7578399d83f6e2be954797187a0548320f4b29ad1a6f36a86d8d2979ab8406838f1a211324b10356ab7c14582f4456776fe3223d20ed38800f5bd698b19364238f440e8ae0bbdf37f381a56afdd605e5eb7bfde79acd75a467bff1d9a7ce68a355da472a3ad12d22f0c4e77c63be9142c724e6ebeef7d6d5683b2692b7ae08523b10a3493c46198082e5282cd2d9d6ce434c849456ba82092e35467a894259d5d6cedcd876d202b4f200ce5930e1efef514178a8a117eb2580013d90b6b3926b4c15a19d1a0f5bb7681878a9ce80f93c7d485c5602cfb06911bf12299a7e86618137247401cb9bb3ab2c36354f53372732fa4a97bdca97c3e69dfc1b4ea7951beceb8a356314bbe3ac4f3838eb2c0e500b33edf88fb5650047feef131ba4640dd1abc8dd2cf19674cfda140dc38c3e27dac63b6c52470a40dd86b4333f5ed8075552e5b7b15a3d41b39fedf08356e5b32e29470c0ee8898f5a78f81c4a3be894d0b516907f382a4853df2b7dad95879ef6faad7dc1ebf547c0999918c5bdd5f00eb743bddb04dbbda24da67582a50a8278ac98a8a7bacaaca541972398c514b1943c11772d67c07ae57e7fef6852b193b049f18190b4e36b5787d795a4f1651a09d9a0f6e91da950ce19ed0a959787d0732e0e444c3034868203ffdf59a74c5c37a2a2a34c88ac7996a13c5e63f77a09623a10006f63b291dbe9d3bb8c6d96d79160627fb927169d83c95dcb6cff08b134e95afc06f1f4fc3c856f5f992940a63842950b90a80188b005e2fa45c7cf62f7d47f85d4ce9ec4c0f7c199759dea116dbc971abbd7cac0ce01527c921ef5fb4f90d2a61c5b11ef93cb7fe75fa53b010e7824ed32f1114b2debce4e49034b778331d7b82f123597a21be2bfe0a4ee7fca72440d158ca9d99b6bda85369a69d89be9ff8ad505ffc971c1558c7a6b68ef321ee23c8654cc565c4990d7a914f1d81802a61e507c5b20991d68b95fdc81952fb502ef9755e5272afae19d014238510bebe3b2392ba1985c5d63b678bbf0c7be84c5ead7c1d387dcf79c8dc33b0d3f75662ce402643c3818a0adb2212022b4c9ae00297db8c55a8710ae9a39d43442eb0c3b217deb0e3d6f4820f6d3049cd00c489ae49dd6d5c2deb49b6be9420d373a10eba418d8727139dc676b1b325119d236e31d5676f82cb8b92448acc168a01dac3757e72a8007b2b16dce23769003bce632a8f86cd4d875aae88f82864a5ee7ad2885c965c32edc95566dac2b027d899f4bdbab0157cf813dec9ea7ecb932c93d217611f3829c238714f0485a30ebd963f429a54cf293d82c80de7bb9f0d8914cf4d90022be458c57b0ffac3f3f6ae65c3db8cb06a0118bac4d3f39a7b5a846a85df9872146772616df6eb3772da899c395758a95b49b3d27d7a7561985d05593cbc94cfb367e7a9c6d3789939a60d28e2347eed1d2552a27ede795fb0dc95e3ace9e5903c779475d5be85d94ed973711bf2a29981f2bae37650acfe867d09ae6d856b784cf997a1ad8b62c056dc1127b8b84097646100ca22e19b8c37da145719c4d1522251538f6041932fccf808783729fdf49364390f1292f0b65732af9e97cdf456a2e3e8981ce2dea496ded4818bd372cc42ec08d3f11ef001cb18e86f9d40c02402d84bf54690608945082bf6f931be23512671a210039b6e4c66e02b6304bbc7b8c4fb86746d2332403827b019d0ae60861fa7c37963c123f26f863ad00a8c48a66d11e49436b12c366db23466e7bf658d037bfb4ea9b1e86a87a87ff1c00ff4b4fb69cc0d18c220329107d91d51388e8a4be23a53161f94f9cb43d57e3fa5c47a94d9389e5054fa5a83dc5a061bcf5bf236ed77eecd180169ace7c40d251bf3eefce60a5d8132c4d68e4eccdc5731959ce866d508647195a65796f600a54b3938dfb9a719140cc46262468e1864c40cdab59b5957dae1dedd3df9182ac11f7a7e94ef6db9f37c2f97f3dab41932e28bb1b191537646cc8e5806dad38f010b414ef1d79b5911b8c4a528715a5d9eac3800ffbf1dd7cd6631cf648f57efe188764be6410946cfcd9a0535e6ef2c6bca995d6fb4c462292c04cb3dfb58a0c2e2ff72e1fc508c734fd02ee2027d912f6ad4a0c5eb6c31ca9bb4c2538ca9c0602542fc207fd206456ab876261eed4c7c3b1a7de3ac90b2400aa8233e3037c388feb2cc8d3edea0d70be8a4729508a459ada50ddc1219496bc03a046fe35d4f1420f9add5ee29bf130638763ac1331faf02df57daf42f48c3696dc44b0744cb49bafaab1fe308a20f6c06d4369c6918fa2c5703f4d5b8a6718741874667b33d739c1a230cbe9101999d0f9652fe939abe89d8e825e6c42ee56013b6ec63c45fba17811a5614c58b15b8cb1adbd101cfecd76c44b394412230a207208cf538b31eda97608e57eefd58638e9dab354c0ab0e676c60e996424050fd2b00879cea161124f756f072a74f79b26e2c480983d35c957af2d063d15e8a5d9c40c72c726bcd5f626e49d5baafb238c7339299d28aea62608f70521538ad712fa89d5db15fc83a2ed6f82ccf68d1a68dce1579a6f5d182664ef4f9fe03a810f6a683b97b6b4f8b2f6920f90502e235632e9798f167dbf5a5bf32c78367d52bdf9574807dd8a66ec9707e96cddf0075d022a5c49a0b9d0019ff72f672293b93c202be0754f94162ba731a2e29d2e9b63687d614c0488a1ddf56a2820041076a4d0ad1e4d003e2d28a9c99756380fafb5b33bd432d784d3f9a2a47986f29d5547f6ec94d75e250ae2708d97f08a4800b38718e4c45d9a7a5fe3f1f950f60a40ba12897ec1361e69b63e5b955b11a3a6376b6c244ff5e96983a3c6db4f577eff0437d87038f1777bcfe52e36dcfae5204761752a3fd5a6dcce2f99cf27cbd98e78e548cccb0b15dc3d01468bd142bc57be2cd14a83855dfa839ea96867c39be254a47f0de34912fb11823f58db32b9ef62c29f19d9f043ec1fc114ecb862ce4eda8cb7ad031180549338dafc48fb5bbd5981ae9e2332538ef627fd87790030a251c92c1899bfbce269cefb85d5e38bcbfddeb5ea4288f237b217dbfe313a91c62f2f37f3fd961b79292110d8eb8558fe23c07b38ec1212ba200e8ff2d041cabf7fcbf954bf826bcfaa416b625a624300f71153de15e84413c58d0332e88ab5a78d6a3a76bda83ae0bce0dad2e301a23b884aa89e4e14a06fe7ee821ffc4bf62b412cc028a5804a890c3d58613c4202a488c1010cfe4cb78940f5d95fe600e736bf4d25334ddbe9eb5cc45ee745e45b567f614d3710143f845a38502ad3c119a305a8d66b7dbfbca1153f893d89c62e68a5253009f09ac0267226ecc159c5710255eeaf80607f5cd3c6464a5235e8996bdd87c0064f8400f201e3b3ee2f56672efcd3e8134e7163b0ce0909dfe1dab5b660b9bcb7068d258bef3ca4e6fe672bcfc1177c0a59deb0ca19a6f9101062b190e80a8fd552a4166051de62e29e85ce9833f58c67b6b077ff0d4fa');
INSERT INTO public.rejected_deliveries VALUES ('ten_a', '01a217a3-a2f7-7195-8329-09c88ebc2a57', 'con_ten_a_vapi', 'vapi', '2026-11-26 11:35:29.783+00', 'missing-signature', 'rejected', '127.0.0.1', '/webhook/vapi/con_ten_a_vapi', 9517, '\x013ad8f2630841c34bdb3cd16740af27302aa5eb61970a07bf278b287b4ca5cd3d08beb21f0b5d5d4ebca03978d0c934bb655aac71def057e67cff879c3345dd9a0a338fd692ce5e298d472a87b18c08fa2dc01bdc6f4555170ebcb50e156074dcb3fefabde3e3ce44810ac63ffd9c2781cab2e2412a145635310105e74b763230d2dbc4e2a88a35026d540ef22e27377b4e984d299760827d9bbe557b339faeaa2751b910f4979970b3cc8bbb2320f529cc2a4deb5433f307df3199b09c83369cbe4f832c04a3272ce833e991993ecc5de58b549df0568dce5e795ab741d125167550c289ba673e2b230c357732671e6ba52d6de4ed8e1b8583b9f7cfb9a0ca41667844c6dfa7c08cbf97ce12d6d1822f6a3da60fb7f1bad879b1320dd5079eb2bcbf2d06ee52ac211a4d14317c7514d7d5d6e1f292e9ee0eaafe30b033ba54050fc18ac8a4c202e203c4b243b0f14119678bed4ac4a719ac82a5bc6b5a9032a01b69b7a451a81d557d6bd075414690984eb98f8d9d06fd6816aebf41a30a45c3b4e993bfc92402baf2675e83e818b8576ddc2569a016ca3ec6b48d5a1eb7c09590bf629b90754029cccb5f9c7d783590e5f1a041e257142381bd44022101ccf8a6a9b34dce3014611d35884220fd5d87c93d7fde89d3c2b19a714bf5f8a17f2cb81c6688977b00c9487d99afcb8052cd31c8194686f72d98807544cc1b4231813c2d07b486b5408211b8672644fbfab7f827cc8a1b2e268c970358a243d427be8f8312c89a0f4f2ff8dace90a433b33460361210db413163d6c80efb49faef7343a42a26973b772b69b15461f4010cfbc235781be7681a00f535d3d0a1fa8a3b7b0695102b241768d3b0b5b43f0e9f622cba18c52ed43152456e6855815d51b609c86858e82b06dd8c9f065d308a218488af2badab8e2fbc25d35756a793be6aa7e475f9282d619a89537451c9ead55a271bdf47e1856762bf58e734bbd329613b34d6c8d0efd5554a553e401f35d219e526a41cb6fcb09a884a442a8e3a77aa2e234743a3a71039ef4b78962b78481cd8f4b1db0513fd590e7875b3268e9be94f66318aec44f9bd78d61d212bc40a20f3df051a11e4ffe77e28c0ac137fa0d8bfea6893b5659633719bc0e04208a27c358edc302e138a2da2e4344f369ce2df81722215f578e92591f6e77b5fd8eac83a930fbac87599649eaafde45c7f602f8ceec5245caaa828c63e808cd76418b66002aededa147bf03da1ffb5c82372cbf681a055741b650781a3be9cb0f4bd5998f35c53a27a5ce35a3ebd221c15eed7b171e21664d9dff91d5d99cd9a42b8cba63a9e01cd4d21c66f578226b424e1d7410aca354c201d6866eaf35143bf2e65b6cb81a87fe755334e492f1a9c1aab7b167d91edab3c0c0ff8177cb4163e79ec03d214e4b0f641ace92ddb94a8a23d14c56b6134f1108511d52b0c3ef001ee7139b049f61ef2f8ea1bcc7c647c27019915ab3bfe1786f442adac043b4fa8ef6c6ca93742db2810b47a2ba4b97071e3ece066fdc745c6388d3a6bcdb33bfb4ba2d1faabb9feddcb63f6eebf926a72e0a73a2c11a02fa00c0cfb466ff377696ede57c5593bf677f607c9616fe118993c732fa4183a73d1e9b95d7c00d5440dfdb0a536f5f7f06257268971f7a12de745b818918767035e7798e742f065d426b79b4a305bdf579cda6b2f245c8ae8fffe1ab33057fe9c554c17489129de17eaad86319a6ffa5b166d012d00b5784b6915fa1719bd10996fb02b74b1501f4989a4df55368370b781cc1daa1d96c5ca5ecc1bf49e87edb035f2fa8fb8068cf97d1b8e175859b7195435f5bfbbf861b6aa1b08fe45828947deae3b9d245c583e6e2f117b16ce200e1f47b4d63083fb491471c2902dca5411be79255d83a5a77956e9c739096fa77b1c078e9bdeb98f84f75a1d44fff85cb15172e75fe7265fbd0a99a443e178e83182cd5cf9a266b915c89304ad90e60103c7ebbe832ba5e4683cfb0414ddef1e7490066b133180f67868a729b1a1c0bb46c4a501e6e4cb04cef9af8232322bc1b26eba8af3d61bd9ddb34d4bae06fbf4b2a70dedc3ed1f4f8ff54b7ed64104ffaa7ca56d340d0135931b6a40b367acd8496f78d4f2b5bed62a928ab1195550eb48564cbe29bf57e07abd0cead27b31ed6883240bf543fea34599489925ee58c19f4e4de7a20d664a4f9b92fd212d5ebdc500f39406076c56883d9b25ba08e5f9ffc749e8134b4193ae42018c714f3cc2c131b92dfa5ae692c4d1964d124450edab98a5306195380a5c4b63bbfedd8efd3788903958ba59d5d49b0ae939e543787988c99577d6b17a63ace4a797c037d04f83522b704029f0417fd329464d2278a67e453ecfd0f575caf4211e118d57fcaa5b911bcdfcfc626f323c27f05f5d0eddd6b9e6f1f960e8e7e155077b62bdb3ccca9fe9b0974fdededa9cf06e472671659afaddd9ba4b211fd4ed8b8260a868742db719cfdeb511180872dce4d9e88b8b180762281b38abf519026170784e53f81d40e08cfe3ad79de90b41ef1b4c3f127ef2427bf77a69a16c1835c3c1f297f5d7093582406cddb093de9a7a3ebe8c8bcdc940a0ac45eccfac04755658a8df169b0472aee1a4afe23210d47580d90cc09eab24b917b84166ea7a02788a4daa5d5c99bbf318861a1a3d02aa3210b51e8230058d2253ca1570fd04377779a0126d34e82aecb8e3b357ce229207cf9f0b88e0c3434480d51be8975eb83e4e914de951d142060dc4e24abe7cb5cc4eebf1882ac3de3cd0fe849ea9f829459b2c33f2d6c4a45a7be3b2246de0163594f8fc3978a49b065b008bc86013a1140df8655c4f9bf7fac5e89b0839252fc798db79874d27e0dc0f4a5b86122591891bab43dab44e8336069df1f6c2ca6bb61c669dd42eb39b785dcfe6405fc694bd4622db6eba98e723635ca7e060ef8d0bde5778b7de4fd9cb08ef427db8e8c99c7fb213fcfee32bdbd477383673c609e6bcd726da6e507345ed585060f5dc745b070709f96290177105898669c60c53389df2add8dd7edbbb140c4e6d32ee00b600fd04be5bcffdeab21fc88430bc236b4aa6a4780b2e7e8585e3e59de824fddb3f6de29b5e93ef9ef43a4557c37124bf8e2046abd94701c1e91c24acb3eae69ee31401b11de5607e81190dc1394fc018a442843b0f9d678ed25d7d5f4c9d4c0c0fb8f8c1a1fbd7aebab60bd94acf9b8bc5517e891d2fedaa45436da1e9ae2ca7cda4678ca29857745799b3290ad271b4cb3e2ac1514c4977aa9e3e3d5cdcdd9dc2399f76d8a692ecc7ef3bcd47daa20bf708342e751de21bbf434eda30bbd65133d2ac180faa36623c2468e0b5d0d06d22daefb5518aca36a273f8459b011f03ff2d4e7bffb2e3215e857cd35fe9814af5d70110c63158b7ef0a01f04f8db4869e883920aea818b0de3b35cf1c5973e6ba903f6c63ebf752d489975adec695951ee46f6560c963c1c798793f9d91567a0c2006bcd5b23a58ca079e4eda09be8c1683fd5f4c54813355768721976453a5a98e6340f49d50d7a098332371346c7704404ab0670b1d14fc74f04124e4df2f5f02559cece501b1c31f47a6d378a2a0f7ac2b6d2e2b4c09f6bfd989c7f2d22bbf7ac9ff2bee8c5a339b4307f4f3398569d856fa211eed91d6688736b4f658c99b2c5062115fe1d4dec26302ebdff3eb9a96a16c74d20dbe3f166df328a11abac16e428c2f0f2810cbfb73edee0d172cae71e4398cd2dae5f2560375df5c929c918e63434c1bac4e576424c2b131f90141ace814e8e76090193edc7e90050369231a870f5bfbbb847642599fd02082b6b6c2df66824bd4d5044578d136dc90aca5ea6fa63885c56bd7ce23b46c555a620c5ace0ff54ca95d3fe04df5f5da6047860a66847a4f2ca46acacee3958c62f318e8ef22069c4490f98c03500ac3d46d7bf806931496673f9f6ba724270307225e7d7855142bd40f46997b67abb81058a0796e242b5ae943b0532958bcc53822f2750dc1508ac10f6a49ff8f6deb9ccd17569501741eeb15d2c378bc19d1bfffbf752b48762ae1a8a1f5bc912c33a367a2c4b84e96f63f785bf61129b253702118a525bb914db0005d4490e24254d4c0f748dd7245ae02d7ba47c2b3f403d1449a91f2057d9a22efe3ca0132ffda99d6727f157894c9fca695f1f7593c52809a6234d24051620ee5ef4dd3fc13e2d681226d56dc7c713c6551446f7d5d9699a72679b91d9df8f08cd395183b17fc3bddab05b6ebfcb7b046042ee9ffde66c74aaa86ed9b8bcb494c7690d26aeda57169604196f105d1fd7c55995fc9e43a06949922328ac05f27fbe8890838f7e7104491d8fdce56da1db3ae91d70a3aa0bcd499f27cfd08c7bc68c547f50dbd8f36876478f9c8bb7f144ceac9eabf4a90521849e12e6ed8bde0e2ed70000b22dff83366e6dfe99f59ec80654b76d34333dc8dc1bcc789b839bbbea0539d399f1883d5275f65188e230363ce6d4ef2111438c5764b03792c83b6e543b5d91b5fe49bbce6ad9e6ccfa536dcaea38c1b023b6ac867b4bf722ffadd7a79e30d4eddb0867856016a058dfaed5e2ab362510599d7396e090d8a9c45c629fbbbb839726350cfc2793b3f8145c0c8be21140cef49ac5b6ea18a3907e2eb51ca775ce88dee416070e1447ed017ddf2f1717e8c26849a5b2c8dc574c18eb6807887b7d780052c8b584e7d317f90029813cd7354283f9c19a6589590a0fa1867c04d19a93f37c7e499b55e8a7d835ca1c9f9ee89599d0f3d0eefc26870a880519f9a14a366352bc2e0e592ee40593034fec217b0d4b0640090e8c9f5bd7fbb2e922c93380b70353a7cf7c4cf4be35b784526afa72f61e3ba4b88504cca0371e05ef0073c97d42a590341e7bce499cfafe5db82aec778021f8fc8cabeb6154719cf06b018b0d2344db856400312f520fb799125724a03f6e1c675dfc2469b014f224a7192b656cb1b02887e6085e16452461fe33efb8a100ccffae2ca4d270ac75a07c342a40b5197f67d5c77d5dccac13760e8fd8c8da1c2cf465d1642f730b6c4432545e10d4bc07be0fd6087d9f383152c1819bfab8d80546d77f538064d2733b681ceb2438565c794a8029253d9c602c8387984a534944f815a374535368403e463d584b63df8bcd916c656d025fdbf5ccdeea2c97e1621828faed755dcf09bf4e2d139c1243184087777ef645bc645d04fa7ecccdf282f30c42ca4b6b4d5c284fee785c82e2184c7cf4167088e40a393dcf3e78baed5297670ebce9747af4b60a10a64a1e9d4a29a173e297eecacce1fc26e2ab2caebcb0bea697081b90f747a7b9ce5d82f089ad5efa420f4e32fec03a22e434eae588f5d6c3186e9b8818fec9f5b8151a4c6d9f286c1a9c0f3913d1d39793807900aab9b1934ee7a5fb4a45d3be720ecf5bef757226f7a8e5b1ab7653c13790884b782956d94c8157ff4ce199a896b598cc3390b3e022aefc1093900ad4a3193e6ee32a2841a101e474e239c00940e06bd7fb14f189c70e47fca4b83732ceca58420c09022a25ac58681b91841b503ba993586243a05ae5e66158f8d8c4c322ae3ea8fb04b658aaecc4dbe96f75523314bd01150f9e527f69c011f24f90b926a63ae538510668a4614420b83ee9a41c94a6694909a85a8065b9bd8d0ab036f46d373f707a70515731120c49b276064ea039dc33c68490dbef8cd5c7ca0af195e9e2ba82c329b071277801ffdc4aca21631db8c9153ea96f7d2dbeec79435e6e017d619aa1c5c8cac25472ae9953bbca12159912aab866d94032cfe50703d672c3bb783143da5a6137966b9a0e659b486acebf2566e179505879c77e531d1c1d4ddd7a0897f928886ba5f56aec2930cb45d2057248d071ed1279fdaafad2dd5c3bd4e6b79f50f758d696389e1393256bd4f2155d80def9d5a629c67e7458ed379317ddfb88745e950eb7fd3af4b2945487cf16d38ee8b70007311111b76c6feb807ad164f6223aa873fdb57eb27fd5cc3ce1cd9b1a35a26884e659a0d97eb4e51c6183b18b49e4796301310f54cb692f5913619e4d848d66414c3cdc7859cb31bbcde424e602f75970d65ee158502865703792d40b25d1fc5db89317ab7e91d3ac33bc28353f406fa0de115ce5fa8624718ca23a435ca53f5a374fccd278506fe68e6c3d226147b028e67eeae14c276a9de172e8d722fcdc7569aba9900d61d229022adbccfbbf7cb86b7f77f6f25e6b0a212e9c090d95552007c63e33641a552c0d480ab92761768f7ccc950e8c427242e8fb642eab7893f718f3718eae1571b79675b3c2d137a31ec2c63ece9b47c97155f9aca8391bf5f595de6f822e99ded223256f7e4cc60f209416b28127ffd618ef4dc91f59c281b692a91794a0e9eb83b10ee96ad5ba04c18e848908b5075bf8def1c1e3e424dea448dc6b9434b4248fec47090be29ed8a6c9fd74daf1ee557fc938bcbcd570122dd78455ebd15d0011184b18ec632d33614f908772e780ce20a6bef569c12f07bd850a0617e7cef27629af76c636fa7257860f85d867cc23cd075b9b9601e05b07d34ba0567cb82736fd3335f1b806ee0a158bd23b3b6fb13d8f3cb3e4656ffdfb85301213ea86c877c5829a51217686b1f42754b634e16a3a19e42cdc2c3f13d6277620fe646477b05daa46939e932b073792ed5f57a5db17411940c0f666cb6d5f892882527fc85e30a83c1692e237e0f86ddc4b0c777acdacdfefa95280fa6780c690a048cbbcd8f45c992bcf8b9c76fdfe43693499c4dfb766d56c5551f8a307d57a15f1c817859c2c5ea8c285b09197dee908bfd9d2d04d04b60bbd765af0aa7274c37f650e65b5bc71833f6cd320ac51cd988e92678675b61453c9a2a2d55f483f234ae8b59209dab81bceff8399932a6ffcbe3154e37e33c4ca17eb496d2de4c632c6e3ec01629e66b3a1059145d345ca34b9cb852947e39df072cf11ea4879ada71d448af5337cd34f193dc28935072e9536c1811c2be3ee6a52256be17296fb2fbc8cbca5bb3135778eeb02fda062fb46ab28b256b71503983832bdf6bc800b2911ac24a14769e58401f2e44ced2dc9e929a0c41bcf852fad6bba0c671f73c3f6ab504a183976fa4996cac726ef9ca297bb73fa878d7e507688ba5ea3923344cc2a0283abcb0ce5500c2eb79a5c391cff80ebf05a388d31e453bb247988dc1a40582d1dd737997e6a97faea1f7f2f8d856b8fedfdf0c38f7eac95829941762cab8a63453c9f5db15fee52d7387c6560c49cbb1fa4a945dcade922aeb12355522990f86dda550911da13970bbe1326cdbb7ea8fe9dc28809d054fb79c4dca38845cff741515ec099c04e8342027b21fd278bc8570a331b7dc00fdc8fd03fada27aaa24fb52f8a0994bfc6d405024a42194068f6c924244bd538fbc97b01f3bbf3fcb4953ff542576384f0e882fe1b7201bb2e570665e69fb603df1ee2fbda03a8a7d4fb008b2cabcbb065ea1074239483169738aa58c9cd211d9ba8bf3f61bae6e0229d27800d358700a98018e6e92b2ea857fdf0863df31a3b1011cd010974c2c8efa408e3d2fe161a2e2951b42ee275fa775bfeafcd84876187c37e467532ba27fa9beae3aa725a193f7ce7afed508fd577d45928003f5b7c2933ade758e1f7263eb70a95eb7ae7ac615adc00b847c2331e886ce5ad757679580ac5e928268afadc3bc506645679ab01377bae4657651a1dc1d4c9a48c804d7670e5086235d6b9397cacf664aa08ceea4fb050ebc36dc3a1182a48fb6ae9ba508ceedf02146d52440944cd269e06318741aaf97e23e9c4942283db46accc7a84b2bcce61cbdd01ab8bf3f78f63fb01b82286372b281a3f788c28e6d8938a9c9d50f00a0603be53ae5b7a3e2023075890c307c27384eba513d044c02cdd0235ae58fd7a5f74edd9b6aaabacedfb65fa7ddd3ee85fa3914c73bed83ec00aa67260f136bbf1414a561d3c5a55f2ad1271afd7b3feb6c276da72727ef13f3e8d7b76c75643f145b70fc1eaa3f949a2467dbc6b7835e5455dea43ca95f8f835ed71ea04b9059a04ee99aa3223108d86b49d44b346b435180505870fb02c8243513e4505c162768ea28bee967916b4cc2eabca9124f2c43d84814c0b8bbf69aa0e0dc5b5b71ca4a9150371b26abeee1570b7b48e44dbb9faaa8d66b7f30d21cd14f4e0e2562de95571c1315320113d2bbfc36f3c8915ff61f60e15c3c19229bdf2dd3b36c075abde8ecebe65f59de99e24b17606d03e0bf2498a7b21b7561fa86328a19fe10d80e556083ce11c0305955450f81092f28d05e32dc95de9e7ca3eb1bd9250a82d0a5b3b0495bb6cf0bfbd03833721ca70325b3e05836b76935d8998bf9849ea528e7f5826df8c03b347e947b4716b9b5a33bfc88364c9c6ddee75eea84487d4a5099780e84785c52128b455516a468e6e43dbf8f946e27c426611683b4fed0fb8f23299efff35c44ecee3be2d7745d953b67c3ba951a733d1dff71426410d93f9d98d57db88a207376c983fc2c8ae47103c9f6ce04b69559afa60a061d05ee26123ecc1687ff68a23cfdfbf4d60389b1a44acf35da24d7e718ce2ae9cc34896ad2eb626ce8e5d3020a38cec3b6cbbae9219ff98395d9a30e3dd56cd5e17af2c871a8118888cdda95157aa4b9e880e937150f27109851ad1f882fe9bd1d1fda435f19777348ff661c2601dc1cd92e967bff24fb374a949da66d2aba37459c0f13d0e3e1df511ccc464ea77df489da59f7dc1656feda1cda4d245ab6c4d185b35212cab23ddae9f86051fa8dae4644fa011709f971036c475e7c81bfbfe59f8b7ef6510bd86d204686005bd69fdf0d772cd0b6eafcb3d6f5ed57e6179207ca94bd5d737dbfbf0574c280e7de2e25db5c2b476ca0e952e673c01eeafa89001fe1aabc25acbe7b51f09159d0ba1d12a86dba9b71e707ef78418b565026b9641ec5472c497e9c73e9601ef1bd2dc86662e98bb24a0a2436493ac571b5803ea11cb57c5fc0cd16ee557294832d0575f88779018205b4921c66bac24e8c0e7992f2b38d168c15b2b5634096a8ee1d11bea0f6076ad628b84cc8de68b1221ae49d6ec16ca5dd94206a10d3013a381ade6fee00828fc6526a9d874225ef595363410b9d55eb0fa90dced4371712c3b1af64b32cbb02f0f3810e927678179c2988233faae60b98d6005ee4a0195872ddad9b9d44680b8b696fe59eddcc6b97eeae9207074ae84e40de4c7219cb49d500482489f4bfd3fd5fba9ffee778eb7900b5d81c5569a18fdcc337e30e6a7343215c029ee9d57d84988c3d40e0cb9d3e5399a71c131c0fcf887b861c7a71a9ca65ba13f1d3d359ab80be9fb843586bb1ddeb9088bf0f59128230014260d52ad17b2da33aa4e9154703a8c71b7244b49da1ee13512d2e0bf4e62d1815f37e60ff32c24376894b6f0572a9af8d73ee1ce9da3689f4056da746be55fc835719f93bc0ba5f92b5d9d772903fbd2f59269a4a982ffd443c61105f69b66f74c92d64ab4e40ad01df8c7362e0c36bc485305072ac48234420b152243b2bc8f611f07a211fd5527e0c9ce7f411e1146ce20f9671008e084f1bed9bf463027ba6f5deea2513bcce8e6bedeb845d50c9974a46d4e3e61b571f682bcff9da42d8552bc7f9bcbc0c9ae4fcd9d0ad58efa10e3433834b918c568879b2add6c47f1c75113c0e1d248d52e63d704c4bcd416d3cb9f7c41b85a7c0d9117634ee633e86065c487743b348e22bdd7f58ca35d1dba03a4d76be4ec58c7a45bbbaae734b9f399341e4a37f4c9a88c94665b6a47d151cd330bed047f722d7080c84350a7f30febeeaa392d40303fd295eddcb82af216f47ac1f1b49fc23cba6e55488925cad587fc8acd8824a3aa902e4c67558467ef4b431053b8a817c112e254e58f16de06c0be3f84ba3c5a44d8912dc2bdedf65b8fa3d8051a26904db11b166060155fc6bb272c877edbd0155ca4fc5a9b77309d205f80ba62bee88ef5167dd15d16b888b242a8c92fd14b68bafd974983e63bab4fe0bea75430e691e13cd7da5590f0bb7dcb394b19b4d9ad830ed902d0127234b231463b318ce57afaeb509b71c616ba896aa1b674e207a233afdafde5a688677be4a568d324d59767f6e6e565cdc1a62ca4d9447adb6f3499b3449b2b07fe4d0bd9c1149385c004d0d8835b82740f708c04e68500a754bb48b155995f13a1ba813d28e21aaa8ebac4c0c8a778c8c60fbd5edde26a8e1b6acc02e179731d36c58dcaaa5a0388540722e0cc17ca2050fe9f4a334de1e471df3b3ae74abee55834bc295411a86b6b270ad2023f3e06c3b5d10d85de8c053518e2ac151a31e3a5160d2be38ccac8bfe3ec3877954676a29a5b0d20020761caa68b5db0bb02f31a8263ff65fb963c2de9ad06296ead00fa0cacb58aad23427ba5b7fcc918333029a5d3ecaa458c260b9d4f72539bd4cb9912f4da5834efe0b6c475156e221a2ce852d255c55a1ac6d596980c93ee43813c83efdb5090c61f38d7575b75479058a9a921251cd42a2259fef308cf2a537b4855135eea45135637b7146d6e2141e369efb01e0690d34318c40f9511ec45daa7ebdbf7dcb10ece9deddf9c6298ed1a82fd5bfdb02e87487d077dc46a853f653f144cdb6d03d513f49666debb908de5a4c8af83671743cb857405ce63766b85d7bfa257da068a2fa1679dc8355ef66eaa1b8c2517e295c698f7e35ba9b5d071b77cab7f32a10e79fb5041e5ab14bfa22fa56d097fd73ec739b4459ce664a1d5dde814fce95baa85fc1220d7f57343d9bf33b24e71445a75d230a6ef24026f86a7ab0957a3bca7aff26e773be61693598adf0562963eb6fd35b084a0f13e3c9cb9785f315c3dda7c6a5508e388178f66b27b1900730e1a0cbfe3196d7873e3c9353634769469eb1a5759818d6209836c6d3a7bd7c02c1145dd8c8c3d324d849c113a73d5bab5c56d0bcaa121022e9bc94babac78e30ed345cd07964947d620369b54eb26eb60b399c6be26f2d28e967a0d5cc06b8d7c1bee317f8d3f8cf96a777fb239e03a2637c384f3554f2f19834e5ceb3d22c9cca0f253443b732b19107127e749c2f4a6c86b19b0a34d2fd160c28aeda6bc45f40055973c61fdc0f584644f819a413316dbb43bba09244186ad9495a6449b76968c6597f097624dc7e06ed04315ffa6225f275aa997cceb4b33b0f49cd6611e46fbc0721e1533b7644fec69d73369586e70725a2ac47a22a1fad7946e14ad66bcef5eb96f5d1dce44797e9bef88a7f5216aece40049cfa053573e0876f120691010d767ae8296a6cb70fc481e55c6e3cb15e4d7b170cb2f4bf9ffc0f8d0dc599ced28255a5141c43c8b4928f43ea45347bfb3a4bd0077b2249a84719141bf4af0457619dc2d9b47a392089bd56aadbdc84624ac45f133c8987d4518ee076445544d8f7a30361a61a9523878eef94ba1704e34565ceabf44d3cd6d7151b353d0ede0b26bff88d5c85201164e0d8d972121d2a8005f4ee16e149289a4159d8b1e168f3861b7857f9e724cfafd8aa47cb8c392b8fa22b719f43d15a720dc3acdf26b6e9b76da6c74e75c62adb0f732052560076fa62d2cbae75dab860de2c45f00b8612c3839ad8925a69433e21625cc401d4dc0aa882cce13fa3f3f8256364def11450d15fa2cc0a6a4d4ece0b67a4c3ae2ba8c13ae1c1f42a6ceb5b9fb556ea1c687e4b3bce577b968b9b66440749f15c59827292d5b7cd98e0a1705956a0aff3ca35f0ff6bd81e940215841ec407c24c98322784ca7f83557623c8bfd261c733474c575eb021bfd5579d648f4bbf0162b01e9ba52849edccc3bc7156008cf185dbc86e86960879482c6c851e6da16df8ed6f9984f4faf15a5b1e5c5958a49dda9d66ac94dd00747fc3443d59b6dfd189c2bd69b31504c6c228ee91fc5cb16d630c7f92bb0c26d349857bddf810d17da38714ac50098ec615c0ea77128cf37acf5b1c8ca1bf09142d276358a891f8294570d686018efedff3ca8b1d9cf82fcb88ecd337dba51d09d83d84d3b228417f820e31067c572cd5f5bf253a9b5b32a6fd57c58a4b06b1d6c755d197869be3e348c31d33bc7a542d65d5ea1f96a131a8608480d245da48270235c876c45fb0cc7987fbd0f286d960f9f7e53e7df14efe6768d3c85c82353580d4e031993ab5ce7e15d7f8af6013e0ededc6a338224adc25cf5940e9365b7389346893904722d1c007c89a6f26f07926ce405c1e436f34cb9e78e26738f45b809eace8ae1dc27000c9f6ec4cc11892279eb68353698d71e8e817105afcbb2df585a31536cbf98c4cc700727471762278f16aa1f373e6a6d53eaa620985b98f45d58fd075217925bf5d163bc1fae85418dc198afdc8ab4cb9dc4afcd1640cff00f06067754fde4fd9abfd64364205482ab7751345dc2fae3772680dfcc5631e4ba007b9ef60a4c6e0e13a68807f7d193cca2c3075650e7739c41dc7bd4beb382c04f06182dfd6ef97f3191e5645e0606c0386b70c8d466040aafb345a593e6f5c9abc313c714aeb2e88952bd2a9843748517ea511af599c6c79b278b85b77c61769586b692c519306617eab8964b190f955d4d3a82389a8cfc27bf77412187630a1c5269e0a152ca4d271628403410c8d226c7fbccd304621bc988883a5ac3132e1c1942908520b4f20376b3106a6779cb95347b0d0c3fa19a3cfd549cad2432ce2dc35dc8797842284e0876119de5c0b44ac1c51bb0e0981bee936df6cdd0a7ec994bb4a45bbb594de7437c6b735e0111f0b73ed36f2610ae28518329b7e544ef951c35f9622c07d484e5fe63af62ca67657bfe3093f795bc5cd083db4dc1d49f74dcf6b0c75e71f5a84c0508258bcb54dfb34c391af2d8f39ccfd02c6ca6f13aec55123ac0d41d1cdfc63135425395141645391b5713639a3058d83c916c58580e2e66b59b1f1f36e21b7b1c8bf17f966e6fb690834d66a358c1c9d4fc75d5e9540af199951b088562d887b96d30ebee9ebdb6aa06c4d74bf5d07f5c88a54e89d9ff7568c1a7033e0e465f6be56d7b9d40114589346353a822fb56d82cd5b8dad180355e91f9da9c73f4f42f5fb262185f6388b3f1a70460f41b2599bf26c4b4c577f186535370bfaf5f1c8969363e3c1a2b85bf832c2aa39055ae1f3b9e36a2367ded7e82245c8f71c72aeb5b8d6b1b342b0fb1b39fa7b0b0bc3f0f58f12e742b4158d31fe56f85ed791cc2219fa8c5548b9ebb8bacd569786062fa1f2705862c20f6689ba16bc67470c3e27dad7ba8f6e38cba07030932b546833e0389dc7a2f8db0da7806f8989d9040fd7a67fba28fedc7f8b3efe71067fd12005a74e7ce3cc089b5866cc250ecf3b94134ebd0ee7f8bdf115fad8ae7b5aa14b258ad66ef7684c1bc48fcdc42f49d60022a82a704e918ec057db60f149f94294b538409e403fb39b35b8d0d73b06ab0e8ff77d40ece433c8bdfeec13d895700197edb925303b2ecf0949250e62e2d599f8f6075cc69c11c9bd46ff03b9ee0ab5eeea86bffc52bccadd7733fad0b9b66768a3d6fb8fa0d4e5a768081020ddace40258d40f9a5cd21f7abe8e2662e1981d26d235fd84f698ddeac483742c4e416c2679ec3f839cf95bc4cccc948ac51846268602b162b3e0c6be2c44631e98c4e78e189e08abd75c0b2ae2f765938acae885e198d8e1d2098355f08246bd37d6f14c9adba2f4a74995aebfaf0a7320add33f20ec6794edc252e47bb3b40a570e425979caef513f5509d6b2c9ba5026f023949999b52da110f');
INSERT INTO public.rejected_deliveries VALUES ('ten_b', '01a217a3-a2f7-7198-8910-8def6cb937eb', 'con_ten_b_retell', 'retell', '2026-11-26 11:35:29.783+00', 'missing-signature', 'rejected', '127.0.0.1', '/webhook/retell/con_ten_b_retell', 10379, '\x013ad8f263d25ccd49b2d282d55b547ebcbf04a7ab0c514e8f231a13d2cd9c9a7e3f605524bd5707dac1a98ef171315a4668381febb8d41a0925d04d3397226e912c7c61f82901059b40fc70f687a6cb950e3a214fe319960b713f14bff1b70d8081f38b5946a51287d887f553430487d7ab030f4cd2a26ceca678a8bf5fb9dc5aebe187c177f82e65426a5be70b03dcaa81971d9aa7d9cd75831eac6d46dee351d26305ca189dff6c28b4e1c4719e26bd20353a6cf5b15f60ce2c49c4da5ecdcdc3df5ce1e4a6c7f815786db2ab6c31453cadcdafb3cb6ecd4d7a09c4dd7773dce8cc90248783a76d235211810dbb76689e0c3f6948688e83479048462063644546eb405710e75c793e8554a309379bb67cd26f1086c727d719cc501e97e224452b6248ad0dc49483ef83cb9117f8b79ba98eb710d11fa4716650bd132f2d429c632ebd7a27f72ed6a088c0217842f2e3f2b54a7076dcc4b217a921f0fb624701b2dbc879d126cadbae9c37eaad8fef3711564845de51eaed413daf6d869924040275b3bf12f1121056522d3e36a5465139e6ba57dfc904e770b74bc73059b0026c89b8ad42331274ce0bd8fbf244ad80a36bcdded74a566dabae15920490d7892c645816279af7ad6284b347193484bd54b19c6d73c9fabb074062a50f73820ab62f3f88063002d3c99a6f58ae35b57c065aa1718c5bf032a284225c31d269ab9e3ad2846ee2861f7ff44149103ee778496d68a21b7aabd164822c91046c651e8a06de0b15437cd734d01e772d7801d18856c42d9622b21eb007597b29560ad5585c71f7a8940e3661ccb5ff69080c1b45047bad4c37dd151be1101d80ed96cf06580471e175e66846bdf1a88ed70eb2d0a5955eb792870a8ecfca19a621f4fd2e13db2016bcf68cdbafcc5d6196df711a1104366122a944714e9b7171d1120bd376d25932a249f143a57e87ecb5bacec569dbd0e9550195daa990d3eccc7091863d4d6386140bdf2bf6ea103428b66681716f3723a52e625c4df2eb18e7f0ed13189d5b97742447bc4c36c9d9eb9251631ef3f099fc7ce375d26bf291161a489a7f5c5809945d69e10ae9c9f698746bba2dab5f8889c8541eaf1b2ca9909176e0ce159ff2e229a1cef3dd90c4339c6f95c7845c35652086232aeda83feee76b88f43a41777c46a038ac644befe2941a0a5bb06e2e1404f51a258c3df0eccce916c75d42e70aab92237a4a1a23e5a6c5a995303c0192240e3bfedc79cd80e4dce7e49a6c5c0657cd913a1c839bdbf918fa8e0929283fedd627d5287de2bd62194acd1bba70f50f52c3839283306e372cc81474e7cb79d423c931fce6ffada5a1be2ebf4e385e989a5c2e8abbe0cfe4773b1530ae47af7f1b9e34d2d775d15cb0e528f736906ed2cad89cbbf9b824be3cea2ebe0ec1f1050145e0691f2c5b39f247eee6818df9bd427dfb53c79b66cebfb17a9906d714ab62c173e3e33c8b555c270703580855a9df8a9ca9fc8a5a64e4652f5d3bdbcbb0e15b1bbbcadb5ac994a8cff6af3d7ab3fe6f1e281efb20220b30bd37a16d1807f16d4d3f1c887b8a3806bb3b7a58c3fb533cd1447751220b140922bd8f788c6e9b5683b7a5498184151cbcefa65fcbb7ada7bf2b2a178962199eeb6b6e3cfaf0ba729d13b9b61a67d3d9deecdf6697f0d0ad2e90261713d6ce34c242773b5a705c28091299e751e75f6b4350d7d76197b0671a582f93a437a0d18278cd50621cd8cc36fb1ae363a162ceff096ee7236a4df911257480329ab59755dbf28ad7ee58cdf5bccd26c9b72e4d5890da98fd42f08e6726d8e650f83e50ae6976310dd3e9d6fec7e7e093bcdc09cd4f48519f15d4bb6154460f66089e4befbc8714d0c52267e2fa035b1acd5579c6b9153160d7ba411beb86f8c7204f8f546c5a596c2d7bc7da4ae3c85dafc95301eb6b44200d7f69763f5675ef32d8ff9bf78938a5efa2a37181eea34afa9a28de5bf14315d7ad95d73ede4de3cde09571255bbf8af0ec3a2745bbc5e5e794216c8fba372e7df91faa08c898479b8b4a7c49ad6618ba15631f4edbadb8a1cddd2d8a52e2d4cfbe16cbf743254aaf423b21a4076f73a092628cd069d6ca62346e1c2e845d986d95fcef778d11fcb4483e5616657a1c712c44f151f8a978169608040e8c17555e64dacb6122122317878552138a4bcd51c52ee10d9540234edfa4f29e324116a69c351813cbe9cd7deb5c6431252a0af7494ea4d9b06a36e4c1518de8dc7eff8999e01319cdda1b169510b2e5220c2a95ffc6eaa0fe65cffe995558a38f070546a1df10841963e63590d035125a19608d203688ba97c78ce5c6d5727519fb4f20817c1cbc5343a2a2adaa48ffe55c083daa9a7e31a03e7b6238d581e81175f39eea67481197635a729eecc934c3fd37f624f4b3463b70e525742bdb5cb579e13a6a37e9f4b22e2dd1aa2584b6d00bc320a8379a300b408f8a27bcf4c6956d0fb4c9267bf6faf8b1e7316eded470a4ebf5562520d4cff710d581747cc503605a4ac6c97c18290e34e847ad3dd9498a954d24e3c68307cfb0444e0ebfb844588a871ce3f797baf788f7a0dd4ab1188d24c2b9fa99054b6f5d510f1705cb05a17e8c9cbc6be260e24510d8efeb261771915489e10d1428adf45282d94a2987d7f6497806c5e173cb88a7cc274a9f49c9210a411932684a46bd5efcf50d8e221b6ca1ab6dc36f9a565f25bc0e620c8bb13416547ebd95a6b68d85eb5bc8f8bf0dce6728224e30f753026beb81ea63db68adb36a01c9636f423959bbd00f8eda99af7c6f1b3cdda069b2b70fb589dbd145ce6ccab4fbfcf639327b8b6551ee3966602ae29940391d2a195edd6ab44542d6672620c8e5524ede8fdf84aba57da88cb81ab754819f1dcb793ddf7f359a1d0d7b017c659331b1d25a811a5da2bdb777b68c80c0ecfa06745ba2dfa06b56b61bb32b866e0d3c363b4a83ee28afcf68189525e8904d2a555c783e9ad513fd1844dea80299dbca5cf57bad4e7f338ac5eeb791042ef6320cd5875fc48c75f6f7d04133af8f43913151bf17a388f0798e1e80516aa830f9a4baec09f9057ab7562e4b5d46b9e08c8b1ac0e6f33cd2649009a59112c01b194b5e5bc2673f02bd2899affff3e0cee86c46c75963e948d6d5004f0cab71eb2949b9437c11db6f2f5e514dbb457f39474d185152d7dd1b30287dc8a4f5610b5a4ce8c2affe2e974fad6835c2c485c06a7a7131064d5fde833e1c9d1c3b8af8bbaca01b5772a8a2e1676fae9ce499a91f15510fce84680461762ae48631cb6149ed58b0b10d18f35d2153eafe2a2e68d32bc4c8268c526c5d9c2184616596f60cbef2a2f2fe6354bb8c4d737776adb18b404e0c47a85d2079c45c890f0b50bda08ff9ac2a26ca61b728e03c7938f288182a0855af763c269580d6fded65d664aa0819e27369e5861bdd272a742b389aa6a9224541fa196c8db675d09cff213ac001eb51e32544bdafa9b8c9b057a8e11558c3dea7d2c2e5107c7cb9628c28ab3713faa915449ba5231420f4c8945202551fa5cc3e7537bcb5532f421f9f76a2a419026c2c881b667af65e44ac588b3622f917da178d294096c58c8add01628946a44be46c4155de5e0e405b4be8ade94f1fe036c4427bb7b88baaf2f2f3ff2a716aa63623bcd7f10f74381ce9ed15aa2f781929182963d272aa08ac4018c9de2167b78634c5ebd6f4c49ce2bbd363aa288bc483c281db4360e25a16b748b4bd4a636deb9b7b2d77905191e18bbe7f1df4ed9a3325bab18934a4c4323dffc55b7667479aed67c72f173cd652e8038e6380f47137061ddc4fab1f78abd621acc9c8d85ac77d5263d12bf2f88f8382249103dcbcf0de304386bac6d4fdedcf6d7e31c8213f286b87be4b115084a51bd757cd706dbf71b3667c439c8ec1c890921646cbdd6a844b50991c58767208ce6ffeebdadb5a2a4ee2a7b3d0308a70b78b706a473770f6cdd7278013fafd809588ae053969d467d214c2f5976e0e0704d22e17945b5b2bf2fa6cdb3b35d825e2d80615f6ffc8b74bda4b38c32ecfcc9a0f83d6516321d028aadf3d7e6acf6b9e6de9c746efdb805c46f50c5c7b1342343179374d87fc0240c0b32e31fd136d539a61f5cf1375c8f135ec9e2b1cdd3f29785bc9b86a24387fcd4b5b2986e33eac1fa7c5e8b9093d30f155985c2b512514cf9a9bc693cdfb2b25139e0eb1cd4430033e164150324b1246b2261b6d3095b33b597e738a2a08ed70bdecbf96c83b49a22d712dcda056d79cb934f00c2ca583a26872ad0480388206c4820f79a48d933879f2f1b57117471eb49bff77accbe83450146ea3ec6ac95ca55a5a749ce366f50fd77a6e7e643e8ffb80f37129b26bca43601ce406cd121d58cd75b58c0f46072bc198d9fe80feafb5257d75f577775c9df63cecc33c90b81a03a6364da4999fe9dda4cdae5e208cdffd1872a0fd16108f1fffd11a410bfb9c01070ce762b7b55296616720fd3c7ca5a769b73d9182d7e252c1514a55a99075c3f61e5ed9a4f93e1f9a42903ad42fec830c2ebfb891f968d51a6c365f29c561a5a4b533f6c536d5f86123e770fe7106bbcc2f7a3e038c4ddc497ba7b23c35882b2bda5b0c3c292ddaaedbd6e63fce6ee3c46d3535d8c41697370468b32ea06df1404b2fbf1064d8746835c45424faae4ec3ad975e2511f45766aa2dacc5bfdf74e00eef295f88d2dc3211809dd62f9b9370def5a27f2cb24f9ebd4b119467b765f6cab2a43b3bac00541e75992dfb9fe731521c09ce33f346e3c186963251ae28882bee6d2f8c4a664618b3281df6327dbe6463e6185a77be72f34424720acf95b74689bcf163f50945ec482cc3d542ce20d8577d308dc516e99dd26113858ec0d5b29dd1a4205270a70c022cc85db8af367ee89b949265f7ac1fc82d65bdbf85e1853f38c01631fd0a624ff907b62c02dac627ac13f9673c5c8a3becd06b1baddd73abc08da2ec681104ee81f01d93878858901b0f2cd43ddf12f9b22af0b7637e97fb7573aef8a94f8c58eb16b2b8b88ec7c93ea6432660644ae09d95a1eca070e591308cc44eb9d6b7809281ed5f3d8803335ab56775bda05f1ab348b396881b94ca2c8166b331a87515ed62a50e8ff30eb2dbb5e75ee989ad7c9b67095fe95ded047d74e5033a9b780ef8f84ccb22c5d0b63fd23f0c4e3e27395742a18de9e990e7089b2fae5e0aeba4f25570929edcb11edf7e938000185111e227a1ba8d610aec22da6926801c507e3acb860cc9301e1642e69a66f4bacf1bdc167687c3f5cd729e61522b6d11531d75b49551a659ec8276db03d3e1801839e101a4846472b4faca0ad48ea104361414db9512ca8ef853ea7655bd855b867ac8cf115111161b4e44fcd7d84d384c911714c6bd89ca1f8399e79a5a78f0636f98b067058d77b196f38cb66e6533be37aed60096f774182e9dfdc35bab6b74c7c24eef4855e0f07e272a441ecc7e7015e21c626ecc94f10d8e8b4e915bd0f58aed966a45a9057e62ae3ef03bb0b0ee6a0103dba6f2cfd9cb8d90e5476a79e254d3507f88e0fdc4c7ca7daef30f2f2fbf0780c40883e01a269a83887d3dcb37a6e2a8e8453bfaebec357f786462879c3915d66de21bad2cf377353cd07f8452ee07d80036236661392d131315f7666308f85b6ad5a1a5cfc15af02d288a9720e06287973bc474d355cf0fe475edb80e86064b6156089fd3e3c0793a3b37a9791a1002a3bb0b94a7a75524718f79fbd53c2e3d0bd46798ede2acb4340888eaaa894dcc12a5b07621ce8dc3f69489a09ce8176e8377fbcaf0daf94e2e71dcefa2110b16116fd50410a374f7e455206210599bd6b32122745612ee43771389e821773f52f8cb95a7df351be2fcd3430744a74deb125d5a6a6a57ffbb3705dffec10445990e97c0eee29221b11a25d239ead1a4b976aa2722bb1bb2abf21c699fe05d5feaa165fb241c7d85b60bb23e7c5c61528841ece6829cee340ed3d7386db096e87002e1fe3f1562a0adc0557d885674fac2ddbbedaefb97524b2c88a7b0a8a5b30d3f53332b2ea4ae3cd2e5b7064c76a9047512121cf27e586b3c2587d6e403a1ce71518d0e9e216a8b870af86b3198debfbaa37770469f291fa0f462e3541155ba92f3fb31b49c1be9f6d7ba39ef90303102c664e49de07753cd1d6917e4f5d71494093e63cf523d3a74b64adb62158f5bc773dcf6a53b94b82a21c84c91bd551062316a0fa01f61ffd19d680fcc2d7f25f0e2b69ecf57d5d6e0a229d40c55d5fc6cd05da2ebcda00a48c3ce79d1ceb1f8bb6e4c44ac2db2611c5bdb9ca21d795c162e3e8dbb2042337780377790d80181cba8779e111fca9602f66df80cf19e7f37a245a9a3bf9ab0d91866ed7173fdb58821e253390ab5a507121f241b2591a174a10cc6a2f4e70026a5af524d947a046dd44112c536270d7ce6650888d14439121bc1e906b35b6727dcd658fb33635b40009737fb3c82d5f13b7a641598aa30f58c0248114b1aed100f850906fc956deed02ae7a192ba8e630968a9eae37f45b53222a395017c603617ddf2b22c843159ae61631fcb6f0e1263cddaef159dd32c24048e7b09402f68520584f3ef9b1d1e14556c000fca8c6a309d3530822a1e0f67423aa7dc4f57665f0523b9ccaacbf9556cc9bc13864e21083e3e1b781715a4d6416fa3ba908e2b709392b4cb1196af50fc27dbe556772a22576923d864bc906eb5a097a2dd3054264e6ab8a9e6a56cff77c79b5d672a35ab5ef8f31879c94ae1113a25bb1d9d88898118e49812ec02b4425d545f9e5a78f6a93dec70c6a32f1109c80fb92044c50d3f89126b8f6574467d0c951da4b0dc656eed72e023e344e6f50623c68fe7599a397bc2b179f5ca3cf879458c24364c4daa60f6c4a09f059b03d04f94511e2e459283952f768a227a67d9d43eb5b458c4dff36f9046a9f18a955abdc3e9d5b89ea74fd4ea35fa7e18eefef0be9963018809be64af3fd943f0baf3f5a6f867b784b7cdea68f66102216f7c75457bda7bc961e81a0ffd971288d54c4a3164b24c4b94bcc0b4d6edb243dadcdbafde1dda390f7aeabb9333972bbe789a9168a054cf4e9671eed76c784a68f95f876f043799251c24d78b4a030d7179e0f48f9673b5d61d62a4cddb949288685b98f404d44c643a1c4227d84a244f3d3be71e73c81fe82710e071853ce4836bc367610989090538a79d0d57df0688a5e7a79375eeef0dfb6a37aa1c6b033cd5a04897bd28d424a2b8d4da0008a3ce5fd6a24b30691e78eaf2a99e00096d5e00aa3e7f5600e6b5f0b38e913ef6cdd5de571db9a06a57821102f7499599e1747a945571bfab8bbbde8004c8784a60869714e61a8c4e60ea84005195a64fb26acb7c28efa8f943ebe2b1cab8ebe827e06a8cc0ddd87fd62ed4a294b811666954ed0c8aef636b619a7027a25ad8082d569027e05e5915b876c8d725395e8657c7c48b74efb8c6dcab7c94e527ad2af7d5621ad72866286e2abbbd88e4287d27e7ff0d73a343edaec2da809c27dcc14a5ec2ea47bca0d4b0d384fe8b8879b8d40db6d528b247a4adf779508f219ae1ff55f10057122f86ca5f3f7cd7ec091e14aa515beaa59658e26e42aadbc7bbec342b66a520971496c682d99fc416c6e3d350dfdb02d580ed682c42b473197a7b70570ad33936c1956fbb81b73043f8ac45bec79960b7cf83040d2a6a90e9fa3760c43ef1806bec6e9aa7a3bf2dd0fafa2221525013fc19e1390d7ac4e4383ea3b313f8114ffb3bb8e238a74b753c16b3680d6ed0486123667c268119abdaae9e16e7a50266062e69e3f9cd37dd30b203eba5d48506630a7c702c7be5c88a5c24dacea6a1c72077e74e2240498bbca51aa336f2b45f1eed5ae8c30a2358e309ac65c374f2fd911a42b18056fa3a2162125c22e2af0e124502a3f9019f656c9e197b693395378457a424c4e18114e3be92ea4b7e159eca07d893e79b4694d34d14dc5ab0ae60a06db5e980b721378bb315b990ec5cb820b6eae2a2c10dbc4524360c97d47f24d7fe88c8e1f7b9f499aa6a3386d8160125ed8f99efe9a9077c907afac9e8a11c6be0a78df99cb198c6cfb86dd28d026b90dc626898af1cab6da3e1cd9f17bcef287dfbf92aec24be254fc0192f590fd93b7cd04541336802eeeaee67f952162ccf5af9be8e9634ba437173d5879fb0462c4bbb6dbf9594c9971dd6f9fe48920be39804632a210eff17981233194ffa9111d3fb7265a38dd53070a76d3daeb020a32e89dd4fd3868d7b64c974f226fd510d59d0f4ab8ccbc868247bc6afaca1f20a803273593b723017d3b113f38577eefc4fae89a73a4bbdb7d09a5867a4552bc68fc9ae5f34c7517487450507f515bfc4a91fd178cee92081269c9ce39fc729df46b798ec7ce252298ec23b64e25d0bfda31bb1c4e71ab8ae10ec0627fa251a0e30451e37ddcd6386ff36e08d90f2e4e497974acfc1fb4b63b4af3aaa964aea719a3341bc4e099a8ceb7d30ac3a4f5b8dbd3359537a5564828a252ce759f99c5a06cc55f30ba328742473d5114860d2b4b2269270b709a877c42fa96c1c3187345b910f1b1458c983b7f779d8abdbfa6774539f40c42222bd5dfbcd128e644cbefb36e0b949bb5405064c27b2c42055d1b2f3a44905b4f4fbb04cc143a3f1098c7653570b27fc5a03e21272ec4de44e39cb63faa14ad879a46e57796b7dc9365b981038aff67dbf2dec02ed112aad4b37f3161cb663fc59b2b8592c61c90030170b53489d9a795f87565ab1979cca8711b9514a7afa3c9912738afc2779fdb2b80c9dcb888cc96c443cce55d82bd9384bdb1fd1ea02b191d545a7f3330d5dadcda1cea3bafdfe6171bd94613a68399d72e7caa2e9448acaa83f0f8eb162a70138ab43885fdd6ded532e5c79adb4a561e6091ae12bd246158c451f6fe2ef56da4155dd4b68bc39ea868f3267e9414bcf06cde95b98decac3e58bda57d1623b822356a8370b83b5b199e4de31517ae84372286242c456675ed9f16ab5e32a8f887fad7b34579d2edc540bd37b845ef05748867570b1edc60a25e00df2366e8002ac13b5a9d8427be7d496295d54d18601de8c8564075d73fdef1c9b9e5b8f93fff0f7c044f204cb431a9b473c27add0703f0b3001140fd6c23a4eb8f9ee737841273269a630334f97200b5f5fd2f07c2cfb93272b10086aa72983389d119c8943df1c64b086b3fcf189ef27c4d94408eb41acaa2c42c22c4f3c151c36858ed6b72cdfb38dc7e516af41945c20687df2a0f6c79e29efa1d0111561df607c9d4e1b44feedfb173477ff4ac25755484570c6b9fe74b1dd93a4cf3f661bf202747917a9165eb05f063035c49c17b923b0a4f0699bd4c93c7cabc664c0f39af8191ca84920ce309a4f43897aaaf549c6ce6901f35e420cf1af158ede0d67b01bb629a17f42062d01fe028e98cc09b98133c76996148abdc194ca0b53d44bcf13f39d8d39c7f5a1bc90f7bbf7cf3f9f0d6feea0a872c5ecf05a4e146dcfc0bdfeb0f0b3a04971022cc1c9bb201041dcbc7a64c763ae1621de88eead176fd07a5ce9d46783148dcd1839f6445a9563a434fc64a27b5da3236a95008cf1cc4a0fde6652482bd94846314edadf2282540ada76a593ca107f762ba404341a1dc28041272175cea2fd288e5d63e64d22f93be3dc96499b19b5cfb80ecf20c87b3eb66ebf08c1febcdbeb81b9e9d76fdba430ff5bb577da0b11f9f8881a6ebc9ba002f453fb5454435681a488e669a4029a54146783be4216e514b765f30879954a3bd4210c5a167412678f182684c0591fb36d06dc76ffa04cf192066174d3957f84983a0f3cc1edab63daf8fd976c23e71363ac225598bd7877d77e671991a01c518fcd2d97cd301fa6ceb0f8012bfcbb70536f83234a14ef5e963f78f288a1f1de11eb8cc5ba27629d8a01df5e9acf4ae6aece041e86a23a66f310b472c1ce476c778a619906c521d26f8a133743970e05c09309ce45233abe85ebf3eaca2f4c06817eb4df016a3dfafeefd76196f1f2554d70443093e4a3b918e8c4ac9c3fb4cadc778e339a607aa92bf1093356cc7ca7b4ec2291bd9882c34242f89629f59c4e739808dc99fa12dbad647f5bafd33cd993b715ad1b270c308932f06efcb25521abf69b4db814db3878c3c5bb09b8be935111c93780d0c3a4c82bd9e423bf0213ef2dd1fa8be3bfeaedf10819be331dec256631579218c86423bae0df31f66f2299353908fbe3129df28ce45cea442e26b689f416d5c9035040acbec27b289a17d146dd77f5a7844de1add6a354d4844cd92d7b7b8e948d7be19e2bc715b76329d2f0deb55cc9f7ffdfa301f0bbe09ab169737b40bad8db79a55d79cf1d6e2856ec72769a96d6352e0a73b60b331d3227307bacdd39408057b7110a9e044a399e4c3a4e2048e7ecddcb9fd8df81bff5cbf2ebc0444814ab82d2f2c41c5419ca4a0a6160db17b598ec8a330c13f1c539ce56fec0de49ca85d090fd48fafeae75d2fcaed157996237334b622eb87fec76e242623c6d7036496151eb46c26acba7322d9229e47d4101ffc631e8e61b1c57d873a402d7c2e475af3f9bb7b252ffcfe94d45a019b32e02d1d2aea83457b027be157653ca542fee2dbbc3a1b462b5dca33b3f2761d3d366ba88a321f62767a38c1a7b69261b9db26c62db333e6aa0d69e3e200bfb6a0165e6c6b212d6b24650f27c1d6559cb7e7869506beb7b1815492edf575e96c5e7fd1ff8676cac87b6697172b7dc13f570ec84b8b03432318988dc9e3ae39791e40dcbe2c8a164000556d0d81cd82f380a0abbad4eafb4062da35c6ec32bc097ced000ac49386800f9ea53a95a62f1ab81c68469bb298197e439ae93fe2d4cfae975604fd4fcc9fd4708af4d495efff121ed98a5cbed78563c59ee73bc9a43d8434c423eb993afcc95a8fada300b20f98cb0b9d91b95714577ad53eb2618970daf176de92f58ba01e6602e6987392371160c3fa1b72d3b3c8b3fbe99ba395a9076a262755292250a14ae3c6c2dbc73b2e3990e87b114c29097074cb8a9aa6c0d3a217995e0d7e59bc0d5eb7b73574fad1be69f2242dd6154488610be0159527c7662dfeb5eb643de1d2cd81b6c595b4374b2e98082a97ef38d82643f931a4125269b66e83a062f51b8890cc53b228e8265cca37e2d7f83d65efaad2e9103f27a3811b203eec9126c808a790289a5502ee0ed77d7d04e0f63e8ac025ac30dab6b713b6ad7159e21018e4889a0b711cd9b229a46cce283a4777e21f681c3f5136ac084a4d1371b004bad7127ee0a3c648e68883b59ecb4c1266bf3410264443783acdf535a4b566b17076b068d316de7bf3396bfcd4e3dcb226552fcecd86b6fd71473341d038407068367e475751e9d35169c035e2599f82156a4909d128e8f58c84b997472d5b1a7c2f954a9634179f5e5e85c4fa7946047b0c854b751887100f86d4af75843cc7d7aacb0b71933437a25a11da475c0a16edaef47f09a68b4aca4cf0e0d3a60783401cfc2a4bc6a88a842c2f924ba1fff2a94e33dc24ead47d7b474f85a1073df588b06a2af8a1255d79a7f3b22f06f6981f1efa63fd0309d8fbf22e671d0963b6187ec2606286ac0b71ec4fd5ca890a68db9bbed9aed3cfee9382a5db7de3b609ad2872253b4b8bb68ef7b3e2d6ba5747714fa9bd2dc50ceb8b6863ec103495756e3f2ad26b4a7719b0efd769990883891b194f554dc1cdccf3ae2be01aba88929e76bf702aad3c9c1dedf99a1607ebadd9ba73155f0e551566f83ec96feb1acff6b9c222b187fbe7cc4c6670661fb823c107976285b6adbf49b0cd0b3e71c98e1b5818eb211c57507da7a290c64d6060156fd68e56116b3c8dfd848359ec21db7041e8f5a8eeea235338c0dd843d37120e25cb1e05825a03508ec7d2d92470c0e60a8dd5956cfb5dd08f85766c4715abd059d9fb490ec9d24fd79580c8eb159918005e7e00e24b194aa6a3da4a7bdff2a80b430d46d4be3945b5bcb53fdf7d6d45a299ca9c81eee5a4ab2a63703902e792e63cf0f54db81048e07db02381f5ec15f6acc97e9e1a968ff7ff9dc4185d3a31c7b0657111314a325870ddc11d4b5af4e6fabb74276480ff419015b58d009b2664124d7fe56e41a6fd88727199100442cdc599c1e1ff3538f8f389390abf06c9ab5ef685c74b9870cb92ac46dec01acdafb8728978eb3027c39e2c1551b6c4cc7c28972e468aa323e433b10193ca8856e9bb17f794c22a5ace707f0cf81e3befdd65611c6504b53156a5e8e213f78da1ced52ff574cf6c4e89555a31896bca7079819bf100e962872788bd9cebb18aae2ed4dd73cc89a745d345f8c087d3d1568dc447b463a81b4f627de76d0b63435ac247f4e35e49795da36030dfe9d144310928a3b785fe50e4c28a8ca53942983a8018268df55a5e61b1ecb84d17658392cde7eb3f11a1141d230f869247c1a090708303d4ae48f8a682cb8dce801dc11e8ab05575aa6e8ff309c992ae6067436c87d57e09e7dd45739611a0726eccdce0186a4fec5651dc2b58c8b441146997dc0fe1a97ef1a34567d27a21b541465ddc7703cf0734a7b29be1883bc513dd26e09c395947d123b8a95f4cdfc943fee81eae0592b3f0830441dcea8184dadc48b6e69d17383371bfda2e0c303cf71f664571a315b8a4de1c04f4ac55442925f40e2ba96dc6f5e0974836732a0ea1fb59a6257a9acfb8cb0e9052a0f6a5ff1a75962e66ae85e43079c6cbe42847d1eead8baa393babf0d55aa1d524d924a11bae5d278e63aa53e8cc9b0b96e6a54cc5db7f08d156b16b681bfd51938b1a0c1d3abf91a3f42767d229740a730c9601f50808ef1db6ba1795667268c2c55114ba623b3998fe0c59e0e3e8dc7bf6f5ade23066f57a12f3a1d75c2304b2c68327d343c07db51211ab5e9813ea857299a9d840ea1607c9da0169f07ad35bb41b75f04e47aa5174483e363e7fb37c4869890fc96f47cefcade351ede226eff5dab19bfa3c03c9c65e719e937a9a16fc0bfdef492d0ae391160639451172901bd47fc07f84383e82d435f54b255864b02571eb262fd357f6b7f9261b039d1b7835727ac90a493d382fd4ad2be11093489a408d14738496106bae7140417f9e306fd2c7655c3d9714e106361128e8235c995007f6c199bf0533db371874018a57b88e7077833cddcf79840f51c7434e424f587a26655db02596a098599fe26e63dfc36815939458d1ccbf812b7f05b4f124f000a30552bed6dea2a16aff06e7d3f347112adab45c678124708bc23db60ec9d5b3295dd679a4bfd3be65d1ecad59c3592c6d01f1e7600ae70a6c47b08569a7bd43133a0a9786e7f78e832957b83106b861bcf226529e65ba601f98335396dbde94d7d3ee99ba627561e3456012b6d887ec3145c3c52e6ee287fa7012f741cbeca8542c3a90e4d3cbd79b168201d520ba7a2182ae6a1a7dd93a4b0c6445c4c851140d0431cc289bb155b7f4cf7bc23d6de093282017b601b4191843631e2f86c0ec3bc7c2dc96d108e70d12ab7e25feda557e9652ac6dbe8594aaa3b7f028f188d4177898f13054111156af3a98ebdcf3c55fd6a04bb9811a23206ff5c3abd6c1195700c45694c916b113ce9c42d2c15cea40d7965721cd947470135738a6d93c34a6a2d31458d53ce529243aa9c07c7e8cfcebbac858eec95c440d17f17891814da64a6c9faa4247e0e4726e89e6f47e515dbab82dfb03306317fb3cf363faf8441690a37b7c5ff13f1c202d1799230590f9e873cbfd100a68ca96b1697c316de4a87ccb0b84dfb7bd0d4f3d2bff31c98659ed0819bd210fd3385963ebe0e6a9730b0fbc30bd6dae988c97238e509fc77476cfc3b087709fafdd367b891da730877d12d24971b14d3efc4e7b9358aeae67fe8fec5020b0e856c9a1f12e315dbccf2863d1068a6c55bd5bc37526ab893275bfa2ca0333879b89485dbea63fd8a6d8d24511abe311aa2ed3c73a594107652afeb2b5bbead0bfc7f74c8809b8994da37c008583465d0b9db196dd33ce12b1905004ad38f8ee8eb24602af51ad9301c31896fcbe4863f0633ddf02ac61274bbc4b400df939e0dcc3fb4979f00633686bfb107002a658f7e62528571822ea0ab55c3e42252fc4a838e363ba3dcbe456f30296f6148b5f879d55cc46f20942b03a197ea81acd3ddc775f4bc25e5c1628aeae12895fd2df77ec62d7a375be04b20af6d474b686b9875ca6be4a1e040d823c109f8c0104a2ede684c7c02379b66f547c0703e8e43c42a20583c303cddb6a342b0c1190fffe8372801540dccbec37d4bd3b9ec71c38233b207bb0c0691ea6b5ee44ba242052d1f1d7f0e85dcb9124719d87421af84dc178661eccd59ed9139359b19cd760cf0bddd56f243395bdbede99457fbc6a1326b2cc8689e6e49188a3ad6b6be60b5323d08f6ee8eb35e0f86a73411524ac73a559c75613ce331b81c81b423835fa825439cc88bcb4bbf5fbe533aba2cdf4f47a368b8f77fe9af3dc29bdb3a7f1231299ea7445f43e0e0d7480e801e5c3f7ca4e1a4ef9807b6f2af890485af7c9586eeab9cdfec14b25035d40b11748a3106a798ea2ee39d62b0eeb9ddf11c315bddfce579471f5bc25993369e9dae8e55eeb1675769109c0d700df36c1443c9f2804735a2ed9e555530ed0b4bac0fe8bab1f1121c82daa87f0f8c0b8ded2c8958119795477b0021144b9e9c957749f6a899a8610fb4ff6ca34cc99ae4dba045561f4e240b5db3bd7b2be66b5f94bd1a77de5c03dcb7ed7ac91227d13cb235292c18ec6650cae51ef561e3b073cb62048507279fb78ed083731259422f135f57bed7e42cc78b7873e192dbeccfba74f9de229304b138257e71d5ced95cdbde8cdc79d24eac759f3457319c2bef620ffe753afb22b11439d9ee7a6ca5cf53341aa89e9dc419fa7d5a21f29c7b7df27034208faf65f781b0acca500745c4ac9308c10e');
INSERT INTO public.rejected_deliveries VALUES ('ten_b', '01a217a3-a2f7-719b-a68a-9c1ecade4361', 'con_ten_b_vapi', 'vapi', '2026-11-26 11:35:29.783+00', 'missing-signature', 'rejected', '127.0.0.1', '/webhook/vapi/con_ten_b_vapi', 9517, '\x013ad8f2633f74bd1d7f3f86c7be0ce67c7f7f857373b30368516ce2eed9d9d5760638265efe16bab2b201b25bf8527582279bd456142e079cbdf6c30a2d54c2a0e0e0cab79ba376d93f0cc585945a1ed8bf15c31981f0d18b86f761c20cd71bd5f8db866d3e8163c63ce185b6b1cc159dec1cbc0620591d2af01318e7262ea9ee324e66a648df179eed9a366ab055dfce6d5058133650343772a6086f725edaa1f7bda745707afc61e9dc3e2956f9967f3f46da51f3ad760d3b7d742aebdedf503ba53d0a85f4e89ba2cfb0a54d33c28e3e7b701e1a2e39c2777f858b0de5d9edaa9180e2bf5b9d9907a80f48f9ef39fb3acce54e425654457c6ff5666c81a9c6f5cbaedd4236bac50992cb44d639ec3c12258ac70ff9a9333f79757076c83f0dfd3d2518b2865ba93cbf718fb442d23db625edb8c18a1ba9287c4d0e6ddb0cf60d40f501f01abff5e2adcb51072bdd948aebe06643dc6fb8a239aa5dce96427568f310f4604040302466a46666e7a0bc8f6ca099c4c5711241bc5ee8f525209070a38b9dee701dc4f41b2cb47b557b7b381dab3b476111d9dc4be7edd82d2910a8bca49f88e9e7c81434900e1aa4ca2ab780f1f7f83cd9e2dc5184bac692fbecc578aaa242d9adebea2e0649b8b263b58fc3f24fdfe4ed094b53812416a002c21a928cbcb1c5b44eef2f11c283d13028e637f71917156e783841045eeb5bc01fe205823658cf9ece09d45ecbe79a790558acdecc0fbbab089de682a018ae4c1f7aae3835c01d9e86011045deae6757e75e625ba5b26743b4fd4592fb5d8026c5d64c50bc8547403b655e2b6bd4264df4e4db06663ff33a5c0db4a2deab450e9f12ad25a84596257306c9056181f8163796ed6e45113cbc385b69417382a5c38bd5207bc8f4f708ab3371f05818e18dbc116662d8460d179b5944d9ceec95fc71fdf37afa818126cbbb80b9a048a57c436ef5c232325fa3ea8a0a4b66b4daeaf00d4c3dea532b65e4a8a959d96fa44e86e2dc547089167922ab1018d08ed7d0c4faceb7a4c26f4d41287a5f7dcd2ee89875c9ba7f9f34f95756f186788e1bbfe07d9aaa6cd14ebf28b616515a6ad5f2cff05c7e6b11bad034028a1436056bf1495c97c87efa71a69767e2431871abaff9f026d5ff21f5101e24db37bbd95804a7d9d0e3199338088deb9d70e8c7168bb5f13a38886167698d09118af9ba579c0760e48c6bcd1e8d9c98b254951820718ad3cff94d673f9e77e41d0ef18329ae2ae9471a9982ba4115f08e59c860d82d1995c69e2c908b08d4d903c973c5cdcadbb74075c7aac19e7e674b581e8638c9605e527a4394ff5d12026f72866ac7627f9d94e7b3f10a9b65d6c6ae9de1a29a59ec124dfc1c6097e2ed0709280e270b7ac04d84825fea1f51ca87cee10b157191b30850d5b8ce88c34f40807e3404cc13f990a14726311f051b52a439c275d9d60ec2d3965bdd43e71b3d49d4623a078a3b894e0a47ebe1fb1f74b802fc1172abe133260649a9dbdfb2e1ff3928250fd3c6a75a0c0aff0a482b9c7c7f6acc09392eb4ecb38443d36b08ce08d5496543e84126ca867cf36decc470ce183ba469f90fdd33df6ea1b9dc23b047440e9719a4c54b255e8fcc04c8f214d5a3f276aef3177ff74e43928c9da6fd4d937b74c78296e08cdfe35e6923657432e86a13bfe7250758464e8fbfce1eda5e1d3ecd93160627ce90a0db48e8b96a36782bda69779843a94c4d78e4a43ca721492b75b4cd71cc2e05694b1b3198eee8a257de042efaa956d87c2cbd2b4e86847c76ab05f9a88f8a27a78564b09ae4bb7e07f988c8ef333f3e0e939b1e0c822b27cf01b2ebd0b592c3857fb275d0d9ea39e2480024e2f07e5aa2b0850308bb2e5426aa62f9c86d1a3ad906b799148ce6c98a39c29f920cf7796c7d4676c2099f218c01a9a7e75bb468944a71611cfb7117768e8f0fc5269397ad1839c10c4a6e8584d009b02b224a3ae01d25b6d98b6935011ad7ae7c327d575ef5ca984f4b1c229861e984fbeaa07af9bb7b22c2f030ce40ffee94316f7975fa365a95617c4f02aaba315120f4eafca7ad44dfde2fc23a1a43ba7db270645cde470b5128310cb60acdc9f7351a1e8d262b4c0ed4b7da5bea4a0767725c1af5e0742de6fe60f8dfb7fc7db4324314e07d7ef2dff7d4e1719e35f222fbd12bb3c58672d30dc24cc4fa507c13766b39fef5b7e854f1000e71d40295c96d04c58b5688e7e2f01b937229652b6814057fe48ea82deef195d55cf4bdbdc9f480dec9fcc511d0fd0db6501d0388b3c2e58517b36eb38e30591f1ae896bcec3c5c4b1c862b0db20c75757ec0f34036ab386ceaa63f0360ba45d2be36a40106991b3ff163de92b9f429da76363e59e182c289c63dcb8f40b294235fe14b92fd1184bd848d2a91bec759922f8144bcf648ee3fd7061a7d421991a0bc47b10c7f4813e75d2fe0206917cab8bf9879560e049b87034aaba1f654a7cb6f4ad780725c722b8e28cba1d72ee1da1f496de634c5b49712bd9bb67a75675d62b1d20adb27bb6dd64bc4ed18e98060268d9b3c65ac8495fe1347308c26c677028739b84d9e02ba4e2d0a37161f53748620a912ba2e2e634850ba105c65333fc12e6374faea5c29ee68ec81c6d53a0af35f3f03ee96ed2df5706819ac8320ccd24de166645aabb4dffe05f725928eb8a2821359fc3c47e22c1e3b6b96e4cd77af17a467263deec904d43c6beb3e928e2320981f731961eb1b38e8156343f03e9c7e60ffc3fb9cb60cbdba99978cde2e18f373220e805d1fba03169048f2fdd9f90592456b0d23465a9a3a36874944ef41edf9f3c5f854aa12cc8d55e9a031fc4d17d5711073b0327857e4f12022a5181945f68ac6a991bbe73327df8bb696655601662f5814f8a2c58d9cf9522c0dc00f2033acaa63bf6ba4d3080e1e30ddd139f1bc63a4700ea7e806fe998d60b2d369b4c8facaa1321e71ebc95e472c80ed9ecb2a998be48957591609022a7e0c82d7fbad3211e6319d0b3f7509a29f9d34d09cae5e6f286f4f2feedf57050df51f0a4347b900f3d8d4c36ebd7a1be1b62f5c8bf38a88c2f8660608e20e3b2fb1cc26ef80eff77dc1979d189c43db61a36f8223664f097bfdfb9106668fcee2515c53a24e74f69075a6e682c320bfe86157c1bb221e2ea9a4bc5db7d65d6f390db9e8dd5c199c8866426bc7d5e977ae6ccade3f76547afe8a9689b7fc3e1b4ff4d92340fe28ff8662217e560d0993a898ac386277201b919165854d6f51f0a3392ad5e7068f9f5500707df1245ffeb5f0606e2952af57c7c35f9f9f8039aa0c236dd6d92e6a948efe726b6b541a43365710e6320c0033bf1f37267aeca5c524132127cf6bdfe22e616deae6c5c13c2d7ad7807dca2085d62172ccc6f7bf7247878bba5451d59bf45587cd92cda7bb63806d14547427497c9719522ee2f13f484ecf8a4deeb41d40d8fc5b06ebdb3e03d2e2ce51b5001cfe159412b5809ba131ead2b4cdb7ce2791a24965821504d5cab0861f92e17914d2ac84fe9ea89a2264cd9260b719659b2d74d70cae512029481ab5c329f8d0a501de275706bc68521639a06415dd19b6f655b18f69f1df9a9d57dddc587e2837b3933f800951caad5fdf3e68dd797f0224a52df95363286fc1889d5d096ddf72346c22fd711aff5d97d19af7471a427f4a3269cc2a0ce9e6788750162a4b004a5431f2f43f1d660bc6c0430077e96930bb6d3e79f7aa846155cab0281f8efea4133ea1f718f3883f3c0f6fe165db20e7baa42bc01f5fac16c52800d5fc97db911ad8d5b4889621911085c18e2111b71d2b8e4586c945ece46a42c0d9ba77196678e9b4f0da86a27b9ef786a5754d329cff82a7fe1370ece5a22bcc97bf43e3f9e3c23647f24d1f46fedb42c0c4093d7ccf530bf4e62f9283b599e1aafe4a9eb5acfa0dd5a08303765444cd04bf8f011f6fb28e126a6649fac14becc750815937e5a2d88b07dca3b51f8f012c5a934c530d1cdb707a3006cd79de659c682e5309cd3d9979736d4c8175d2abbce61f701436c05275f3e7c3d4d88aee5965173ef047caf9ad149e4b83f82a7f0f44059cbab6f61a1bf821a1ec6918cfd91a88fd34ca919da291bcb179b1efdbc66862bd220003a9071e148a8eab639c5c315236d98d00b1653ee2f0f23cce37de37fabec9dd94f560af129cf9b2388df5871fd131c2aafa12cb98e960fed367cf73452b45652d4f6ca22b943b6ca4fd05d6f6bd2f7eee0b498d0bb8b2e2b690964285bdcacd9118b25d7d325639b4e274d767d1cf6e3b008360f93a0e118e509340ac6d21c2bc988fd67041bf4eda27c12e28f4c0e93a7c53ade98fd36de775b0e1c2712cdd95ae5c23464b080332e01ab92cabbfa0728ae985369c2da4e15201c62472f29821e50dcbdc084adc3ae7d5ed6827d70c3788fed55698fa64be9b48f99e8d535e927eb89b6086456579b628dcd8f3a24afd4fa40eb128448246f7ee25f0a86f0f9a0f13ed2e43a56e93cf81aadb6a95826ccd94eff66c00c51f1a0c2eda1e8a4dcc71babcbcaabd2cb2502b470eaee68d90052fc0158fb22cb1269f270c06c939be1872fe2d46cb1dd2c915292f0dd64dd61790147405d4005657896f5a2b18e850afd11911f20a24a8e10616753e99edf3a5a65b1feee84bf441b89a42838de9feeee5ebc6481133f96f982b4a61182808491ab073ba958fa06f166ebbe9f830e77f6a8f6b607273118b79bf4b697b6a7c850906c6466d27a625a091caec3a29413052fa1e5af6d35c468baed680b7acb1a87a9c523bdbab69a8654cf250afde02d3887363b43dfdce06ffd9351ccb827ccc3264020fef052b58992e9302418766f61c1af7bb8a548ae19eef0705bf7c148f45adb0907e52f9c61097ecf890d4d7f3821d1e67c889c7bec5fb32bbd0cd822f341f565ce3893cb64f31e9eb23338fddc37fa371006232a251b77f3772a90338f3c68eb21de26f9b9a7f5dfcb04fc2785ed49304887ae51d7bd7aef878e7e3af9ee713ce8f699d861fda7f45fe6575c3e504d897aaee9af9e53163683a5059c88eb734bc882fd729e9f68e5395a9cf6732f1ec4c467e3a6aaafa53562d891e5eba7f320b586beea957fcb8c4195c087197b043f48f1e2674f61091c97a382087d0713a465c7d5b207ac8d1d3a4871a16044a3a52326ffb9cdc43d4b36b6e2dc7428c896c5a4ef5dfeb8d969e2c4c1e638724916045920215362b5bd25b7b53ab51fb2e54299d18d78300d52d7e8f270d2b542c13eaff38571b16442d86e75152b3819c8363d31b93fb87875a091d835d6129a41920c34d393c74d09fa0605965369a8520c57ecc91579fd04459429348feae30592d9879ae49493cc88d274f50924714ce3eed4809243af5f1d379a32774172b4a2db1560b0b21169dbb787dddd7300575f338e6b1e44eb2ebc466732aa15bdb1bd57941e106be102c264d6988d60bc18786e3a87150c39b32c15751f2f237f2f7d038fc3b4da5bbf53425702d4a30393d5ac01cd6c7c9e059dd696c3b0cb295f74c2decdac836a0729980cddb7df7f2982b1f6b436b4ce3c403536e9e5fd66063437f4ac1bec0c753458ff95e9e94f6faa0a1ed5c66fab4dc97701d1e9f36955e6e0ea3724ddeb82f81c0b3551b064b6d04481fd49fc53f94d629e5302f6dd07a19391894322a3d58fcb5341d4b1169cf21e2c6bd1d28226c3276ec431c95c66fecbc21939989afaed909de1fb8fc9527954beed5e1b87f5aee580aaab990cd52a8f230350dd0817a24a3ab1fc6c5e5fcf31df6c5be8a852df43f7d5e01e581ab50e38bda5b63e6077e73063ea505e0a476c92afd397e77d7719387a4a49dfebc5639afbd05aaf239a7d46ce7186cd105a04056300b3fc8df635a3b75d4f1a88981fd00ade18e67e769f42910016ae66bb7316b18f0ae1e5b4abea08f80c185c14b9474e41fafd8bba75ee8cfe849abebd5107ef7ec2b13f3b21af82a3c9608a6250faf9c7b6a7e5f6dc3be17e1631e2f600cbaace1669fa5fa5153c7c7fb358fc0f241fde04f7726a318a61ab779510d6feec61fe125c2f261522b97e85831bbfb8f4db9847a5067ff11d4679fbf539c5d93a555ce72aef727fdfef4ee91b19c8cc5f791b3f0990a318df1845766c1902a1ceb0a0fb7c9d674ffdc0db5a6d6d9524ad1cd52bf9480958b606831e35e11cfb062820eb132c60240db0bb76ced7ec91566aa5f8e337fd7b4a64d27cd5246a10d3937e7b59f9743902bfdcc2f27b766f0b14c546730aa64333c142d115ad08e21fb4ccc6892da8415ab92b701e8fbaf975e27e9ffc9b740f2e4399ad74a8dd7778234ac0c7b70915e2208d3dc1b64d92c85b2f9900d5757666c376c290bd85c49386037d0e2ca2364e0db2d63f7257f79ae15ac10ff3954e5257c428821a012a40032743df5be1e39e0fbd3704ee8debf42d588e2adbd534f659b9a85b0c80cc7281ac9aaf6330ac86148f6272e0af9276a4ab7de40230b6fffa2e25c255836ed157bbcb4f2b552bcbab7bb506e939cc0e252eb70ae998424b36bf66aa8983b5cfc62a594725b5ed3d1b26317dbc3a0170425bedb4d0983fd1b9ba9be6549f2009c299f9765d4e4438157aab804d2c3d50af20bdd2aa70f7e6bef3e3a7be651d67e65191716be5fb460abd1b3e6b43784cc40dae81d59bb8db8478aeca294db5e56dcc2b2c1b2be4a66048bd78ac15a4b8daf55700502e40aa1ca64cf01a87ef974409abfacae44d4e553016759590b24b31b161f645269fd687c01b3114785eca5b2d22530b05a61fa4af722ac69da22ab1c5bf6cd41f31c4e5356fe59ba3b0db8f56262562c820fb3865fe6e5ba3b3dd6f6a481dc5a7bc15fb4f96667bf1b5f3705899db80e3b4f117b318386aa9fb7c4ad60d6bcdaa81249acf613087d3042c50f752e2b0aa95646acf86ee02c2652350f37053749e835f251940ae705645da8d6dc0976b2da99108fcac13407b53210e33a555b5c7ec40247b7931226435f32a4b3876a7d210050b6c0ee0eee19721789ef8016277b3fac2a18d334c121c6698d6e2c86d94fd457a045fc77b77da2098b2dbd66f043341875dd2af3fd9386a612328818e3bab7902d91163b284a3e9f487d3f173ba28add4530c359d5580251af7074a833a391a10822a605532235092c8f5e09bf8e32a692c77cb3932f393a6527106b30798947a261c5e3324b598955039717a0ada1c4ae8ec786524f9c8191548a2866d09224b0923e421da93d4d1470adb9cf3f3d1da86f71130fb732b5d18676eed3427e773f20ece024cc69047a24aacf9b08a514aa7315744d47b4208f3137d631e23df23eb2a2bdcc212224c00ec0fb795ced77066a094480ebf3ec174758d6067c1c12d4cfb3f3e2ec140d047f77067f9662e5c210291a3cdd83d04f2effc8b7ba39c60c21f4a4943d51a20bc448ceb77f0d29c9d928d48beea40a9b700dea6c2067c3b10e89b43570af39880ebddcfeb8a2e96207b30bfa5031a3a74466f8df78c5206da0c3fbbe8a150d90ce0128eb669a2f501d11a7db3ab2ad5d561eb0e549808c5a92c712b00af41f29c7bdec5be600b6a7214ce61335f08f0cd33d6941b2f3dfe1456d11342fc71e6c5e95822ec28e134982998626ed66bb6dade378f3f0f380244ec152d17b6ff8011665439d6132e53465274ef9deff364b75ade05f3df92cae21ebc14e65ef5808f6ad18c5b565e211c9a81412a5d64075d67802ced6e0ee601926568828e44ada7468a2fcc0b4ba6809e2a1acccd7129707113a69136004cd6ac509c609b1dc17dc2845f8ee589c69abade93d82fddc5e40c553e996e25632e63d554a9d550048ac28758d446e0f94aa0b033fd110d8c1317a2506c610a77f462c80bf8e0243177c40624f5cad44e9c8cf07f436d391ff14c4067c0d8e783da616dc59cadab5ec9762c7fa4ed8edff2f60bc9155f36fa1e7313bbcaa39dce8c769ac659616f72ebaa7cb5a60fe78f17a87f0c0da89a358b8395399dc56e0c01e3d5bbe04e9b4235e58c35ba14beb451f4401910141e9db5e40356d63b6b6bc874b060b834d5b60051e3af72c9c19818958735594657220bf9195cc3c0fc10772dee607c67420cd5e97815990531f823dbc17927794103398b144bbddca3d4c2e58201b92b4d44202d11e493d4c389cb07f6e848700598b983d0e57109f89447a2b6245fdf91eefa0e6cadc9f7bdec78189c37e48cb7330f3522bd1088ba8278de24eec869f499411e214f8ba1fd767cb30c0c7a0ab2042011ee6e91a1ce153f4bc79d6d9a9eb53aebc1e4efbe7c548525f66aeee13f3eeea0bc07a0ff2f7fea7b814b70d448d7e06a7eb11058ab2fb7e149fc2731c5cda4339ee54e15938db09f3f7f7ae10dd9bd6492567f5da65e9759ce99fab2c09035b32165a581f00e162cbd7321cd22172e7930e260169c89042d5f223c60ee3085ddebe23e631c49508c2646bca0a93e784cccca71cce051df152a1dac05ae6111dfbd27923bdcaffb219fdb2620154d1f911d8dd43efb24efa38087025541cefc75f6e27f5c940c552fd9a24ed06cf2497be31181f830498eebded1435b79988bd7c3a1904ccb02643db9b5fcb16cc8d2b4922716d1418aaf0d3af9cc029289f3559989c2080fd8c52c8b7a4a4ce2b300929ce228e9c058479c6f7d8863d914e8ef1d69a8498b1d85c635ebe16c41ea9087c9fdc8daabddc7c9160c80bc764d50d170bf8c33ece3493815f24c1f28be3041cf01c22dd676cf27569f98a3788a2c88a45020e941c40476f96e6abc324343a7afa72d792282d0fc62d70465a122a51ef733b6e692ab896d4dd51f0e47ac4a1387a68afa7ebf90f04ffb66ba5ca2af6bae9d509445898dd612d8f0cd6541d05ceee67e06bdf12c1cf7949c43a166c486d3099e2dde5b0b8da0ea023383216f687fa60f93ed7b0c95af561d0caad2d60abcabc2ad0c7b86abf69e0ab8457b580318668968d39e7d39c5b622f0b84d872077299849670267e3dc7a7451d1ac2a6b151cc23281e533789b0b66ceabefc3db93b7decb9e224aef9771e5527e608f2c7f467108dfae7c603dc8080e5a089b49d405e6250a8d42b74ba299dee0b641a1fddb9508e2744b724fbe3d0862f4fd8990247d3e2d45bb8f14d945a34afb57b20cd320eaaf96faf8a0036578a0587071f66a4e17f33bf8c13be5d79635a98e064199c2e4eecff7af560b8d069a4e4249e14d584ecb08bdf887ef60080ad8e41ab93e0e08503acbf07694614699488ec128e8c01a1778443395b0048810f5b5483b602552d37faa4bc002433f286b588572c6e92847889a47ab15501999dcd61def8b0c36e74a7394cf462810110704130586cef8c58d3befcd86ee20b9b6fbe997b63d1f9e545f1d4dac88df623542a18bbe653adb186c83207711db7aac592555ba9de8e3d94b2ac86a5bb920a3e7fd4115334bc508c49871b99eac1c9457186dec23380f5572b8e437be842e04b2e67ed695e8cd78516b62a3f79d37b3afa3ad2ec5211fcef68376fdec499ec027d3c95b5caf44980db79123f70417ebf1579f8b30a802b9cf73b71eeda6d300bd259ce05305243d8484f2d48d90d62a984254dee238a1b7a90d93d8b5bf44f42e0ddccdfa3076cfb70bbddd3a7b63ab94e101d476183455a6ef8b89ef18e80e54ecfe2ded5c3bd68e9429bd0d1415e0671dce167a90e584e5f33308842d99f3b7ad90307ec33c1f911b9119fb17bb0da18d0529d80a0c3636dd0dd97834dd1fd908191149f73dbab6e247f98dc62293e6d92ec3579ad8186c2883873b9f28c209fba1c63f156053510869d093d6e2a13df4ab57090843f6af31f2867e02b6563ba022d3dec84406932468f772c9603af6099ff70eb55c58c7cd82b6d2b4d98c0850982f267cba9a8029cfe04d6921d8a5d601ab0d5a76db6ea3f6a46fb4fa6533fbd537726a447517c33fcba7f97422839c445990def88d656ffeca590086f5b92dd4d995110cc178b84f6c9ba2ac3000fb2f5911c260d1b9ab704a1dc2d5aaf2dbe63539e2c4b411ee0586510866b10803b217e9865f090a3291b89f7116b7ae67625ff879928efc1f158c4bc7e08b360f016a291dd18ab5b92e1d721d2ef40916bea7a61b1410209497264fdd7e88df353bcde1d39f1c028a8e50efa3634c51ace3463f2517634d91d8cc25022ec8b10607ba518abfded615d13d2f47608faaf6804354ec9ee4e157109705f90740fed01b53ac50f9917c62701d5a3d62216f38a9db14acfa0a26891b02a44a2f98d56a55d20ec97d5ef4368eb166fee050e153d8ef01a2734fce75ddc74e43d8d2016b5dec0a5b1615c7d1b78c0579e1e74a7c52e66a8ddb70356bcd8c491807e38d96aa4fe6cd1d87462565401d6e8db81fad8fae1d797056778935db39e2ba0ef15c9c8b507dec900309d230a078e91401b0e91e9f5c1a62b3484abec63f4eba5c944ba9f140e29982d55554257fe27a7bf97a5b3a527b89ca80a87d3489bde82a1ef3648435c14de7e16e0131d3e4665881f26103cb21aaeab3fb8b915d28ed42cfb304e640f77d54ba37c68625a629ecf459df9c16e7dd39459b0cf1a465db4c0941bd3593c6f8b98d8c6aaad6a4cb065db60974f380a195286cd22474990aebf6976ebfada2fd7335276d60c5526ee8281a1e427300b2f121ff41b87e5771ea3bd870c4435bed435dfa5fa980d50a9cf996e82e49e6e4fedc64e1c2747cdf9b8ecb9a0909c6c81fdc3f1d264260eb0d877d3681606b916d2b3135ce8828b9a6800187150c470b404ddcd6f820cacee305091aa30e2be4ddb921e21f9f1e205d783dc69b3f6cd8f2c52b19abea57ae18292914e2e153ba0f98ec208cbe4d937d1be561c12fe4c3bb8b349af3d75b03cc974e152d009734cbf74cc1ca67430587709700187c3722b41838224a77f98ed5a4ec69a37bdd6d40635d09a2e70bab36759eadf4ae954b8067850b078d89954d901cb3acbeedb2f773ab7d091eb67cf72e15551331b204de50052ac03d77ab2bfcd6770db487fd4318f99fdf0207986e38527f84c30668256d2ed2d8fecfdf975e279eab8af07a36a6aa77721b6f1be0bb069796b5b772565dfb7c14224d27988067ad1451db45795d9b6ee13a85b2910d60328849afa32ab53e6e48c5951fc86390ac1c90a92dc39fc7c0fa3c9119eb1ea50525538c2bce0a1ff09bd1d8aaf660bd6f016122c133034beedeaa7432a29c04f233896de507750d2f5c8910fd913269055605187afe0290e460d1dfdd38c9ae1b2d00becf6c9fb85b3a32a9bfdc26d820017c9ac34808d216e27906dca24b92bed364852edbb8e20bcffa6978b59fb35c65e0a82585c499a65e0e394b8df9962e196b9971eb282a4bfc9af8790f1bbcd0c5c3be872caad13e9b18a1d57305b8ca3761ed8e28b82ddd3db7fc05989186948d984131ceaafcc747543c36bfe0cfa566ded7c60c3e3079a080461e0c59060820ee3354ec1e803cc96ec33e364981c2aa72b11b7ff9cadaae1b9f4b97e7089a63fcef0c2ee8c47368ab09a41b8ec41c51dd72cc0172fa85262aa3ec1a69fdd9683c8c049f50fbbd790c039876156f7d87efc57357ec480901be9eddaf03f8acf4c926b67e252a220000c0daa8dc5c9009b6cc1daf976693fd7b96d943e0c87463c479a7692d4b1620fbbc02f37d590b999f68ce88744f0f3b098bff13f515be8faf0b105b8951d58c4345b4cd2dcbcab9360e2636cc5d32f463cf3f0652c84778d8fe05501d4009846034189600eb6db95c98d5680eace907d7a73814d004b7fa382c9180a783bcfa35212a67fae9b5ad94070306b72d5b887bf5878c0f2b07aa9faa977fb444fdbb924ef679b34e41ed9e8c678fd6cc98391113754dcf10f814e02a2439f88dfc9f954d2b901ab185b045f47835a7cf7c5156c0c34cde1d0acede51c8ab545780a4882bfb49b4cadd9eccb2f369c72232ae7ad18ce84cf2299d3683d7586ac8cc7387989a5a4bf21d428de33822219357107ce713bae87634c939dc4df5cae1a02e38bfee5cdddcc7452cf08945d12c908b5ed382406be5b23a308aa9b081be0e3d5482bb29e89a53ffc4aa1bfea79cb900812a61a03fa5d28a8936171ce0bf02030088c96a895a4581cb94a1afe406cbb8b203c5b5ad93b3821a856bf175e6c572b74f9ffa3ef3912a65e8ac8480ad5898921c7d6fd99c3eaca1df9a8a990c23a3df8359b22ff813dbcc34d21e7dbc96f311d428ee4bb634dc91ea5f21ac5d94af83ce2e0b6fb45d687f0a059e3ab2defd9448df196b310dc5beb7d13775dfe3150fbd236001c301ec29c44e3cfe54727ec661ea94e2560c340bc7d1128fce607470206716b29d898e448db9630bfae8b0656e1873584a5c3b0f69c30650bfb27e1be685a686fbd82f2cea54abee89cee2f8984afe4431c23522b75132690e486e103ad98cbb6b51346cabb6941073c5693d454652fe20f93f4146e0bf5e3408806a6ac3ac82266e9b38a511bca8d36f9a61abed40c1894e40c0fbc7075d6870ea74b093afa57a0fada45fde1eac75f8d4b1d3a5279211a6b05c452c3df5a0865dd05a58ce0002f607faed152ed8bf31a04d0259f50fd0b119f42c23b239d32f614d3aa44858045025bce27605b983497146f848c325afa21246ff751d1f81bd9e97ef97ae8b126d9e4ab7cf3875744bd0c4b700299fc56e119a69402dda26ef2a3dc6a1fc858d1230047a4a59fa1053da93ca51157e98ef0f22963f7cc8772f81f80a6940b9b68a8c3c34d06bf955a1fb6b2dc3d40b62942ed25c79ade8d5fc58ecab79abc147a2d98472bd8677481432f46ca5b3d995bc80ee8db2c0f53062aebcee48df20950b4744c73da67020f7de2245cc5ac1d31cabb930d703d45efef2f89325de3e67f81325b4627de6a26826a78a29d27ad63d66d6fb7f735087dfcb25db63545792a0c69935591b74cc8c9870075474ceae8e9dce74a699cac0f4c0090ba9956a6958dd37914932c48d69e4dbf7ff234cf6986d8692cfa47a5c36daf5461650e5a83d607f86e439bb382836d3aabed989c60c267fbc7df7eb67de9a27b8916b37beb06e7e27fb38432a11039b4afe898173db467511f99a62ec2f4eb03c3e13a4ce10e4a629ed0ba94539f3e05639d8639242f40cbbeebdcdd779a147ab4b06c78b372a879240c4df5539fe30850b95e0cb19d1709d9af806ac62a1d3a786ae61d0e01d972ff8f42fe467db00420084419c4d7dbbaa2f677be9d6ee9e26e8e74ac6439b2946402d00cf2dcc57cf0cfd4730569fd80806e5240cd07ab798348691704fc637cb66101f1d592aa2964f650f1cfca81235fac4f36d5d0bb551f83e70e5207030ad6da011e9c979ab264f9263f0b6afc925571fb0e95265a69cf515f32170d193d9c5ff5d76412a35ddca373d7dbd3c910d34df35b1788f580fd319567a7493ac5061687bc20278f251dfccdd2ac69647afe34d29f532dc915a554895da4502cfa95285bd4753241adb1c2fd8eb7529817c19f8660c3fa598692bfddd05ffa5a867037627dbd57551aa5ac8289c07e6b910ec4082c1a533bbd03d9ffa9c45bae813f5f5319f186cef837d747ed29d1fb7fa6283c6378a2bfc5076d008e007c363207fcfac98a0f3d87c6862c322869a619d661c4a27754ddf149f8c8bdaaba1dabf1da30293fe64a546f4fbee8e6421cab4dc37dee7ac850b5489a2bc62e95b4e940493a4715f3f99ab63942a9bbe49701b3f5ccb57ef60ec68f0e4f');


--
-- Data for Name: request_metrics; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.request_metrics VALUES ('2026-11-26 11:35:44.215565+00', 'seed', 'GET /health', 1, 0, 0, 2, 2, '{0,0,0,0,0,0,0,0,0,0,0,0,0,0}');


--
-- Data for Name: retention_settings; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.retention_settings VALUES ('ten_a', 'calls', 365);
INSERT INTO public.retention_settings VALUES ('ten_b', 'calls', 365);


--
-- Data for Name: saved_views; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.saved_views VALUES ('ten_a', 'viw_ten_a', 'Problems', '{"review": "problem"}', 'user:usr_ten_a', true, '2026-11-26 11:35:41.702971+00', '2026-11-26 11:35:41.702971+00');
INSERT INTO public.saved_views VALUES ('ten_b', 'viw_ten_b', 'Problems', '{"review": "problem"}', 'user:usr_ten_b', true, '2026-11-26 11:35:43.159962+00', '2026-11-26 11:35:43.159962+00');


--
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.schema_migrations VALUES ('0001-foundation', '87cb7cb10aac38f9', '2026-11-26 11:33:19.538053+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0002-access', '156c92c441089e2c', '2026-11-26 11:33:19.708874+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0003-identities', '8d5aec38e6808de0', '2026-11-26 11:33:19.750181+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0004-guard', 'dc1f92dfffafdd09', '2026-11-26 11:33:19.815848+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0005-outgoing', 'd0f1c2ce32af7c6e', '2026-11-26 11:33:19.844303+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0006-recordings', '4ef331524aa4a6bf', '2026-11-26 11:33:19.8757+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0007-live', '1f68cefd87e66235', '2026-11-26 11:33:19.93288+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0008-contacts', '55f6db59d45cb643', '2026-11-26 11:33:20.057697+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0009-capture', 'b9501369c8efd490', '2026-11-26 11:33:20.223735+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0010-sideband', '4c330efe8be8baec', '2026-11-26 11:33:20.331484+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0011-knowledge', '3f399e31f5dc7a6f', '2026-11-26 11:33:20.437566+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0012-knowledge-vectors', '396eae0e832152a0', '2026-11-26 11:33:20.638124+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0014-business', '4ac95a0ad0c3d314', '2026-11-26 11:33:20.746395+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0015-sweep-progress', '5e1a141f83ef8524', '2026-11-26 11:33:20.88356+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0016-contact-backfill', 'abc8829e94a11e3c', '2026-11-26 11:33:21.029506+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0017-tools', '3049417a5a8b55c4', '2026-11-26 11:33:21.214381+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0018-knowledge-questions', 'f775fa0bdd463024', '2026-11-26 11:33:21.373903+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0019-inbound', 'e3935ede9e4073cf', '2026-11-26 11:33:21.509347+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0020-memory', 'bd1d0c4210d8e923', '2026-11-26 11:33:21.619794+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0021-knowledge-settings', '1cff036da9b902ec', '2026-11-26 11:33:21.78581+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0022-knowledge-large', '1e0b1e32f7801e34', '2026-11-26 11:33:21.89996+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0023-location-knowledge', '9e710332afa9b733', '2026-11-26 11:33:22.000622+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0024-memory-windows', '8b639248d3623b04', '2026-11-26 11:33:22.054643+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0025-model-use', '7f95e5798cbf31ce', '2026-11-26 11:33:22.148834+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0026-memory-work', '79c74848c6f306ed', '2026-11-26 11:33:22.29998+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0027-analytics', 'cddc37383dd0f819', '2026-11-26 11:33:22.419399+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0028-alerts', '3dc14e18ed1ee97c', '2026-11-26 11:33:22.527171+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0029-performance', '27f8e4a9acc5b4fe', '2026-11-26 11:33:22.66645+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0035-repeated-answers', '092c2607627a428b', '2026-11-26 11:33:22.741151+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0036-memory-vectors', '6b31b260118f1078', '2026-11-26 11:33:22.786736+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0037-pricing', '315ffc54130d4f72', '2026-11-26 11:33:22.861818+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0038-analytics-sums', '80ced1133396d25a', '2026-11-26 11:33:23.05452+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0039-tenant-time-zone', 'cb0161baf018e2e4', '2026-11-26 11:33:23.107986+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0040-live-settings', '038f18788a874202', '2026-11-26 11:33:23.150702+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0041-use-of-embeddings', '9fedff810e9d2a1d', '2026-11-26 11:33:23.158944+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0043-backups', '0a9a0c9e5812c76d', '2026-11-26 11:33:23.203464+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0044-operation', 'b37dda083076f158', '2026-11-26 11:33:23.302085+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0045-call-reviews', 'ef9dbbb226b0af05', '2026-11-26 11:33:23.432277+00', NULL);
INSERT INTO public.schema_migrations VALUES ('0046-saved-views', 'd4f8403aab18a1de', '2026-11-26 11:33:23.494478+00', NULL);


--
-- Data for Name: security_events; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.security_events VALUES ('ten_a', '82f380fe-69ef-4cf0-a6d6-9bedfb5f1bfe', '2026-11-26 11:35:42.672045+00', 'test', 'low', NULL, '{}', NULL, NULL);
INSERT INTO public.security_events VALUES ('ten_b', '38770e38-325c-4dbb-b5cf-fd01ec2db7d8', '2026-11-26 11:35:44.189894+00', 'test', 'low', NULL, '{}', NULL, NULL);


--
-- Data for Name: sessions; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.sessions VALUES ('ten_a', '\x3e6e11aafdbcbe825912cf6b291a500cc298cecdb44331107efd97fe9159c552', 'key_ten_a', '2026-11-26 11:35:42.676316+00', '2026-11-27 11:35:42.676316+00', 'ses_ten_a', NULL, NULL, NULL);
INSERT INTO public.sessions VALUES ('ten_b', '\xca01c1146253fc4436f1304291f12094fcdd48457b814741a00ac73e44cfe94b', 'key_ten_b', '2026-11-26 11:35:44.195413+00', '2026-11-27 11:35:44.195413+00', 'ses_ten_b', NULL, NULL, NULL);


--
-- Data for Name: sideband_sessions; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.sideband_sessions VALUES ('ten_a', 'call_of_ten_a', 'con_ten_a_openai_realtime', 'rtc_1', 'done', NULL, NULL, '2026-11-26 11:35:41.835952+00', NULL, NULL, NULL, NULL, NULL, 0, '2026-11-26 11:35:41.835952+00', NULL, NULL, NULL);
INSERT INTO public.sideband_sessions VALUES ('ten_b', 'call_of_ten_b', 'con_ten_b_openai_realtime', 'rtc_1', 'done', NULL, NULL, '2026-11-26 11:35:43.363073+00', NULL, NULL, NULL, NULL, NULL, 0, '2026-11-26 11:35:43.363073+00', NULL, NULL, NULL);


--
-- Data for Name: sweeps; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.sweeps VALUES ('ten_a', 'con_ten_a_retell', NULL, '2026-11-26 11:35:41.425367+00', NULL, 0, NULL, NULL, '-infinity', NULL, 0, 0, 0, 0);
INSERT INTO public.sweeps VALUES ('ten_b', 'con_ten_b_retell', NULL, '2026-11-26 11:35:42.862932+00', NULL, 0, NULL, NULL, '-infinity', NULL, 0, 0, 0, 0);


--
-- Data for Name: switches; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.switches VALUES ('ten_a', 'seed', '2026-11-26 11:35:41.358533+00', 'system', '');
INSERT INTO public.switches VALUES ('ten_b', 'seed', '2026-11-26 11:35:42.858539+00', 'system', '');


--
-- Data for Name: system_metrics; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.system_metrics VALUES ('2026-11-26 11:35:44.219945+00', 'seed', 1, 1, 0, 0, 1, 1, 10, 0, 0, 0, 0, 0);


--
-- Data for Name: tenants; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.tenants VALUES ('ten_default', 'Default', 'default', '2026-11-26 11:33:19.538053+00', NULL, NULL);
INSERT INTO public.tenants VALUES ('ten_quarantine', 'Quarantine', 'quarantine', '2026-11-26 11:33:19.538053+00', NULL, NULL);
INSERT INTO public.tenants VALUES ('ten_a', 'ten_a', 'ten_a', '2026-11-26 11:35:29.297815+00', NULL, NULL);
INSERT INTO public.tenants VALUES ('ten_b', 'ten_b', 'ten_b', '2026-11-26 11:35:29.495101+00', NULL, NULL);


--
-- Data for Name: tool_uses; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.tool_uses VALUES ('ten_a', '4dc102c6-573f-4741-adde-39f2b0a7acd9', 'con_ten_a_retell', 'retell', NULL, NULL, NULL, 'look', NULL, NULL, NULL, NULL, 'answered', NULL, 0, NULL, '2026-11-26 11:35:42.250601+00');
INSERT INTO public.tool_uses VALUES ('ten_b', '9b4b0bf9-788d-40ce-8e1e-5ef5827ec94f', 'con_ten_b_retell', 'retell', NULL, NULL, NULL, 'look', NULL, NULL, NULL, NULL, 'answered', NULL, 0, NULL, '2026-11-26 11:35:43.663114+00');


--
-- Data for Name: tools; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.tools VALUES ('ten_a', 'tol_ten_a', 'look', 'Looks', 'http', NULL, '{}', '{"type": "object"}', 'https://example.com/look', 'POST', NULL, '\x00', 2500, false, 0, '{}', true, 'system', '2026-11-26 11:35:42.224603+00', '2026-11-26 11:35:42.224603+00');
INSERT INTO public.tools VALUES ('ten_b', 'tol_ten_b', 'look', 'Looks', 'http', NULL, '{}', '{"type": "object"}', 'https://example.com/look', 'POST', NULL, '\x00', 2500, false, 0, '{}', true, 'system', '2026-11-26 11:35:43.639943+00', '2026-11-26 11:35:43.639943+00');


--
-- Data for Name: users; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.users VALUES ('ten_a', 'usr_ten_a', 'ten_a@example.com', 'Ada Example', 'viewer', NULL, NULL, 'x', NULL, NULL, 0, NULL, NULL, NULL, '2026-11-26 11:35:41.232005+00');
INSERT INTO public.users VALUES ('ten_b', 'usr_ten_b', 'ten_b@example.com', 'Ada Example', 'viewer', NULL, NULL, 'x', NULL, NULL, 0, NULL, NULL, NULL, '2026-11-26 11:35:42.685887+00');


--
-- Data for Name: webhook_events; Type: TABLE DATA; Schema: public; Owner: release_owner
--

INSERT INTO public.webhook_events VALUES ('01a217a3-a2f7-7190-8d94-982f99a77ecf', 'ten_a', 'con_ten_a_retell', 'retell', 'sha256:e8f64a2aa5fe1401b2c7c7ae89f407c9e71e75656f474743dca4aebe42fb363e', '2026-11-26 11:35:29.783+00', true, 'processed', 1, '2026-11-26 11:35:38.303977+00', 'call_analyzed', '2026-11-26 11:35:38.675997+00', NULL, NULL, NULL, '{call_p2g2ggdrwmternrmywwvhb7wbn}', 'application/json', '/webhook/retell/con_ten_a_retell', 10379, '\x013ad8f2630569dac8bcb9e699cfe678c3560b5fb0653e95658cf853ab5ee099a2a9de5e52c1e0cbe999d891ee9fd47ccceb5108c2d46b719fe7bdc31ab3097b372b99658facc59aa3e6d1dab88bd79faae4a7b042ff684b0e61fd5d13f525b7bad882800282f8615ffde5aaf9190a7c1ac5d771f5429d88d1f5c70075be94883432b16d947a8d1e8051378605f2064bb4f81474106e9a8f958c16c34b58a49ce6b0a3b9eda14636104753db208e1ed10123cb62ed6757834f752cb22c7ec5d972dac752dd06b5b37ad03a131c2c09dab3dedc8b634014fc680e334e72da8084a87033dc4567b89102eacd12ea46ed3c3e3089502b714f5ed6d928581e06bbc63f9b8311573324e4dcf086eeaa6550737b7a44e7a3da78c67045677dd1b0643bb67d3fe8903d37051babe75a936c3304d73c5fc484b27c0efb776fc11fab031e343e24e338a8c118bd8ebff9cc27b069dde7cdec38e3a56614d051822ec3912ca3951dedb406ec8255b1e9e2bfb6eec85932fe68f495b70724ebfa6992458655351018373f43757cbb9a228b84f6ee92b785ddf8791fc50322197eb4a97bcc2337d65121b53413a1591b52b35359307d4d9559e5acef6906a536c280b9d43c7f12bbdb64f18a123dfdb08ba7d5cd0d0682c2f1874240b20de6f86d8119b091d3c03564212129b550688fd12e480d1fbe86786ba7f72a722b140c74c3548d24e813c67e86c6d592e0db0cd94e4bbcdd75fc4593f0c8aa3a9888cd60032206bcb2fde8cc2e9034fe42ec2562fae1deae64482a42cbc5b514173eead099a5299d1abd9609e6e5213b6041295bc52a9775797b1199a58135f0bf0790cf39f33e0debda062b603f90a18c1f1a2e7588481f546ae8a4c6ccaa5d12265e4d8b3b08a0f6cbe93cfc9d63c2881c825389403db1d669e23a959b1a2129f01d8e0928be6960be9dab90e44af14bc4412384cc6d745621663f78fe6bca36d0374515e00b047441a50ffc1538dded57e2224bc6e63e5f0dca10c6063e26bd310fbd287f35bed2b54b34b1c4d06e0c2d9dba7e371c1701b7330c6a0114adf587d1d52cd5f842ff92c8e84217e0394a2fd6f22beebca9ec60c641c17359bd63df75d1bb9c21363a85714bff46c7304761f7a2276ef813ac2ccb0b9bccc1c9a4e8bbb90b67c45c6584725c48a3bfc63b9eb134c208e1d2d6039cef23eb1df1e01e762cf17708c9dc86df4aed9afadffab038679de0cad847dfec8d3bfbd3dbdeb73a6efcce1e9364716baab050c2240bd34ac721b736e2f38db1a666b984a88a1cf9559d6a6579141ac3bb093dc9dd9b9bc7a057fe98bc463779a1198f4023125ec0a5714b592691bbab3fd56b002cb253274eceb6888a81ad427f7ff5282044321eab1a4bfaecacfc41257b1802ded3d6e6e21ce3ca504eeb69c786fbaeca477484402c7d7be2f4fc7da9344f16e987797340e5f31c23c0bd9b39b03fff6d2067f2677d9df2a2974d616c61a79df6792d4c38edbd114841f76d84b7e789fc2fd4bc3230460a94b9aa6ab9e0c557aa052128eec5b3cc6a068e2757fc7c85a45066481a58b32ec12b96cd968a8bfcda4fd545376a0d7b24142b830927978ecbc3ffb375a865c99857a5d10aa3a2b0629ee969575920f4c7f26d67066207026e96073b8b734fa6d34ba23964e1ccc9e4d523b8b989e8c759c7a46679764007a27eb91f1c7a9558976f4b60b8f9f536212766afe5ca3b6976386a44b4fa5b5152b83b135c38df8e4a98ab762d5b50552051bb22ec7cb06714c3d4472745da795338baed1c993930e98d8dbf592b218a4965c8809d2c9a219808fe93301953fb5ec7c34cd690fb8bf4b019b6604e9bbf015379f90e4c411e5bbdca576eb5dd702b865b4c980d1cdf24109389d56771544dca39a64b80deffa5d5dcce67812936d25eff7fd823a65281f91d90b2aa476ee21b03ba068ee465f63f8ccfe7997c8c79b7df6124d8f48048ea121ba737fc7f937a3e39cd44eff4a2d2b87644df26422adb800fc2ffb09cd704610b1269a18b945bb6884a91b3e4e693972dbea3d3b2d59e2c599f2eb62e4db6cf478686c5a48f791d9dc29cbb876db95af7ac5b071ebed7bf9a883cd10129b76e7bc57b9a5323354bd6e924245c437dbf68e05bc240360fc8cc181304cd9ef0031e1021703a979cc5521140f1b6f83bba86441a20137f657bf90ccf4314c66c2bc67b254d7ce24be1797c67b921211c5c424e7685e8d7c16b119740ce97ad1bc5771984051cfd005f4b5b6a73e0dda2c7c4a776d30099aea9a4c3170a937e502b2cf1f4b8cb9c047d582707e5137aa99511c9d9d166a2cf21636c9d42dc0dad184b2fdc99a586402697b8c1723c9221510c1523942dbcefde1dfb9271526bf8b56a324237d184b130e7e44ad0371bbaff73afd8ccaf8237e04ff1eafe4a7a51132764eb5b675fd92184ef778c67db4c9f323f6b3b8d1df50d69d46dfdce2226597838ee36b43ee2736fc8ef8a12d1dd851a4056aad82897b1f16e5388e161fcafa54bb4c606089483fa57da7cc800b0578f5a849f5efb0186947d331163f85334b804b497a33fb7216a7805a39a0a75ec965274a4fcc9f30e9b65b87d38de64d78365ae05f8696c3a0f5add22919b122b49127ac014e100cb8320a8ec32a9850f7bfa15857b4468ca6f5a6893d99a54624dae056ee21adce4ef422f08458487a23b45a027df4e46d8908c90a1ea79f36a36976c31f94b81fcc2bdda6cef2749be476b0bdba7f6c829e7608b9b5fb34383559d485ca68df2c0545d7b8ed6e175b7f87bea72f4000749c5bfc606b305eb6d35b28831103b366fd13ee6b35d71ec095ce369b70ac0ba66b7f326dce0c57115f18616cdfad80757182328bb785edc72f560ed266cf6ecce9f587248201f4c941dc8139f8717867d64885a375c33b7465b581afb71c6bd1b6adb81d069539f7507c01807bc5d2d9170a74c9a8f1266045639b9a89faf129d52e1f878bbaa78672e7834b5ee3a96ea0d435aa4c91cc5c753619e1e10bdebce9a0d5f2076fb155ba632e05872c82368c0fbdba0766b884478413f8a7d3b1d939df309840d4c126671657b5ad0288f56d81868c260eabbfaa83ae6ae418d2e71544972622796878e3923a2a925a67a425b9e041bd3cfb184793755b950472e3ef18170a729ec375024adcdbfa6e62e39688a67abcf536b63fdf7127240c4b09fbd2f3b68ff6a10409dce903be7e9da9c235ef1403e4396448a316c4cdd6698d78030369715e4e34d9404968e3567ac556ab195fa5364e7b197d5797494e435e347fb06c1d670f31ddb1bf90e43737f1179a470ecb923a8cb32cb9cda96182fd716e2c62cae5a82a057ad73ad11c3aa3083d992ee98f14ffe3bab83156413fa48bc331e013fbe971b691b0ba13154bf6901d62b47ead863c8db233b165a09cc25de3e023166741238bcff4d85d2ed8d0390bc9de49ab75e38f4b9c86265dc37137f9a7be1569b6c677d59bdca774e29768e773d99797be592c03eeafd45452564f4f45dbb6e51713b1b69bed475f1f71a76e2f99b05b39f4741d285da5378e3ebc608b8abc416de81a46b72dd097fa07380245b08b315b523e14931c89646f9c6a8462785d7865449fba5f13c07a0eb65d6328b621c7ac5501f03c77ec449a1cd6c649814d92e22adb778dc94823418d18b359fe9a8eb392b868e2a03683652244e31543dd55c454cbc6b5170130a66e63f71a659757afb1bf3b19edf48c030175438dc668fea7790181ce1831effb9db046b8cf9d7fd02ec57c52606a2f08a3570ecca9f95cc6f028ba18ea32a24f04499d37c1a7173fb9b7cba95013581eca743c73af6c1bfe55921a9a5f4f2287b8a11734eaeb2f610d9cf05ce5a0da144cbcd3160d120901b2928e958991c9edfd6bbdba35aff609f8a70ea340186507bea11228195b880a46e5d37e68ac5ff1fe26338eb0416eb0bb66e2e59608858328d084fb2e024ed04d808ba919accc9653b8e7793345ab3792848e5215f5431d21e618fce7d9e102ff6396fd4e487518a075dcc200363a2daaabb49db5cde06a7d9f8c96c41a43bd4295451d8575322a27e55b7938dc6d4e774f379973dcaffcd4f715030771bf953d2eee1273ca10fddfc98bfe1e1578625ace0ee9ebcf0fa0f5dbf14fc369d762ab61e1c3e1bc37583b2607b8800df2b5b064150192dbdd1dcff7d4a15e1f2ecd6bdad2271f95d3292ce9a8fc41faee57dbcabf36cb5f1dfd791afc595801150e8e4f2be7fc83746b26e206933257e2be10891634dc0dec97c240e8d2d7d7a47d4656705d7bff0303a01ceb87d729a8ca486b5300075f0456aac9fde810603480b113e3e06cfffab96b0ae33f7da82897742b61667206e9428bee2159565298a239a94d87b0c7ea72dc5ec3d126e8c7b2eb1b05ef32ac0295910c77ea1ae3df2a852b216adb7e54a439e20fd710fd054148a48e22b248ff1014af372520eb0e8dfb702e2ae5ccd410b3affe58e005a6314e00e5f48004b03ae0964cb7b0ce738efd276484367258eee2ea093e01d1aef92fae8abb49a9d55174e9a18c9f7e6072f5107ac5c70073dc34b307232a6f2280d035a65a867d31609c38974e0ad52582c7650cde830e4e2ae2c9858eb0e16dad37e47cc59e41f4be7086e1bef74249d4c79ec2cfcc66953b3aeabbdbf1021c1587e6cda9391216931370b8462c98b0ea59a64f76387f658456267c8ece0151c3fe313d670b022db746ded4a51cbed24204f32f9f28fab511c8e2f348f69543693a46789f4ee70f368fb991f476457e8f200b3beb0a93a7197801d305cb98721528b71278c9492dafe9d7634028ce1a8b2929782e65fd064282fd38c78ddbdb5ae8f65c8e36bf844ae7b1e68881a8df2485195e5024bd9e2bf757465305887cabc28e8dbbe14a12a4991d279b911a882224f4a02c4c18827022203be3345b7d866bc0d54fe5748636470d612a3920d00db95ece920f6f22ceecb9a3c88fc610fc307268dce0876078298422648a1f3e5617d94695e7b03b0199ac34895bcf5f98798e410b7010ae1efe510277bc2dbc565508efcd33e64117edfa49295b5da919f390fb0c5cfb85c1138c0330f8a9da3666b901a83da1dc0efbe67511f337453a9ced1c30e82b333b7ab17edd5e03edde6cc551601b71c45013014a7caefc96b42915340a803920c764d93bfeb5ef0afb112b9db5a69ef4ac13e88dea68164febf8d38343b5e43cea588f432bb4451d7aeabaaedd40a5f8fc06c12663852e75463b7a240fdaec34be2081ff71971ba0c97a87684e7a7dcb72bdba86ce602ae7ad7c5e58ad099bc7cf0999a423c54d1d9e1ba5a45e13684825a43dfb22390884ad05c978d05011ef7f20dbf8225fb245b19ee16a354fb9d5e480b14ab57c701b88bba1047d3b01098c45ff5ae9d23a2423947dc4d8e566be40300c2f3e3a1c1997236a0f0784b84681dbc84d2f01d3ec7a9395c97f4dcc52a3e688c5f837a7dc5af9ddf246e665824ac6a95d8105ac55058ba919338dd3d9b5f88ccd92604ce00e9d8ceb19f285ea6c563324500348a03eecbf5b68f044170a99895cd2c422e4136384f4681538b94ebc00c7711e9e98c121dbf979a35bd82a8c653b0a650b706cbb3a50a51f86614c17859cce06a33223edb9f7664027f038887c0fb81c0396f231e1d142995f6c36317b69ff9963c80fb8b2928e4ad456c67307a77797d21626ba7f7c3930739051061f47d47d5d226dfec7f5d5257b2bd708eac0591566c6cead9aa3727975e2830a11a9e00036faddfb9bfbb1fc43b3aaca52ab84ed034a1ef83d5924f9aaaa0561121f0ad99ed603d6f7f7800c572aa06946caa938722dc16a8dfc9f3c7345cdfc23980279979abfa15974b66747eb58555799edf40441042082e8cea04b221ddf99eab976f730d12bc69b94914df1ecfc715246a46eebcbf22c8a7573aa56116e5acc3d6de19784e5a3a606b488ef29df0d1596d6702f70a5df4bc8e5f658c92cb12e9c48abf8f14e2c8d384ed00dc8cb2724d72e58da90ce7bf1433247efa2d521b09bb5f32cfda1181a3a412f0ad003b6708f164ffeb95e70105f9d42eefc9b7c50d41133d8319692cd7e262a45b4ebb75ec607dbd3cdd18752ff23dccc1df1c16e595cf2f5afd4a660719e16794fa4c03967379b54152aa6320c0ef36c6934b5b5eb94ae7ea8e1fa3c6fecf89d4382c87770c4b77885b909c50213a131467abd1822230b56f0097f1223416776c1ce480804d9b3902e2ad775f17a0ba5cf5c67f9b17369fbfb932b4c28ea5352fee12a0d326d5e316391f5b8f4a9137474e458742d53c93c398662ffe94bd554438c0f7f98e9bae726ec74c222f0de6e171f4e1ad69d0ad888cce0518183a624b81594eab93fa69acd9c41bd644be3971753fe7bf5f4f48a1dae231e666c271a2e1419ba15199d5562b0aa6d23ad52159b094d6e401692d74a79b138983474795523d8037ce25ee0dfa61e69c91e3a8ced254bb263ad78f776e5314473d090ade0a3368f12434b5d731be5b3e9ec5f57cf26e86d66e912e449d2356853b758774c1f2fab23af968c60300453a88270af354857683fa26cfd6db30e51376c28bbf92f32d629fc8af1cc3f334304116065fda1c7e235226347ebefb8289318802845139631fdd3a7cf55024ca522fcc1aff14164c1897e1eb69db748867a0476a167a745ed4ba8ee71b36c21e42308dad5fbc49d9e9e29abdbe68a647e7e251079d4ffe3a9138910e44a0c4d24d2117da427e93a6b0e6126b6acbf5b3065a8506e81c2e37c6788668b92fa90a06914e778246082fa75eeea097f20e3c014581d276fd7f6398c975818c667ce1a83f5e7378592f1bd12680bc346c84e42960d7618493f00cc61c780dc0125a5eca26025f0f6432ef31a0b1aadbb4a50cdcf8b16cb4e26873963f4baae8effa906f49eb626d0a09687fa5d0e0511637ab6f2ab7d75e89f17caaf5e5f8d65e4de6fa929443ea3af192c60c4d189975f2638b8f4221af413490805afb6a5d087165b17b6b4f1b6dd0ab56dcd9e2252ed7a6ae0862a0f6e8182a986623f100a93a8c2df288a97231ce7d3ca8667b020c6b77510cdd6bb954ad9da4a5c9981ef84c1f89ca0bad1c2a49a5d5b77c816f88998412c352b1c82147f79365c3ff7a66fba781eb205f7bd218ba88c33a5abdeee8ccdce1bca0df99910fe320e3d1202f18d8fe86dc379a1fa75d85d45b546f38c61ce3c00575b8966884240babf7cdb9123835b8f52ccbcc517a7989369955c984d500a722497b148577c2974b83361162618841a7f67e0716a18ec2204e8443bc8f865aa87db15c730a632046a0d1468aa459b83a5ab51ab80aacd7a56a6c9cd79700bb83ecef5fabe3841f9a8c8b46246d8b950660bfd73ff477af6bbd4dbc51a0896479c8acafed771892097ed812fa3e06940ecf735a88da837bcfc4c40752049da3250ee10ed76de9bc3f3222a96b26a4e2c9493201911eed5a0cac47483e0426245aedd9eab3cc0a890082fd22ecbdce79dc240d2b7851c48cf0282b1cc3f41698500a8365343a1c1749340c33c78b615e61c31e23d81246c4710a97570ea27cf13ded3d79edad837f1482b23fca4f28f3003f6e6c2df27cb6aa314263d2e6232a40fc3fdda095d8321c8c63f6f438038874777f1b0735fa5b99c84c0a304531af4963506a2861ee38ac3a0553ef333fde64c22a57570f83736a2b3841248663b84ee6a6e83fef9feec5bb4c0a670817d39ad28fbc2db2c6a4faa14079a4aa69f12ea8b796db66b5a00cd4a1840e59cc394acf90d86befd7dbcb5888da1279c5fff4864ea75ee6ee2205f787e27e42a75db391a4e2117f0e14d87704baca6ab7ad2749aae329d368923aefb3a236cd37a0ddde6c758d054c1c8d95f4d3e569fb4b1a99b92f147a6551f32074ad8ee05425b9caaa7bb23e6ba8bace25be46320f0640e89c6627268427dd133f654d05365c3abcd725e83bcd5f0ff789b76b2c915706c9adfa6b774e467c4367c2e87402a229c0d09c5dca058f29a82f03579b738bd9bb41dc93b169d44956b4a0255b2a54c572b1292ff5446534d84f5e6e01ede0332e8b50901e823caaa0eb0da58bd9455e8e2403630a3b4361c31005d5f76dbc03aec9586384865450a4dcfea627cb5ded84e09773014d2a7ca5b762a9c7394849ca5b267623e96c2baeb00d99108dedb4df03b8a0bb37e7be59b2de2379033594a09ea080bf1e5e6665da8202bfbf78ff5d3d2a9f3004d6169884a0d3a7d3a58c9bfb8430129a45283c330c35a2a1386584f20f06db47b8f13c78276a2dd007baafb9ecbf9397c47bd1524755bf2b2eb5e84e36550bdfa0eb30eeb9fb69df59c6f5a8d81b8d906f50d787eddffdc66c9d95bd26ce7e401fddf9e04f2c51355eb9065e9bab2e68b7ff675dd5a1b3147629cbb3314f022db246b3c6a78f7277b1b0a750f6a55a1359d7c08c9047bbe21cef2e6b12d2df921a895c0a07f698264b6e5b47dd2862b9e71f8d616126be14b6ebea5355bf886435b32bdbbbd8de4dfcb949acf3f0a0afdde7a3f30f7172234e8307c395ee069cd17b2ffab5b6806e8bb851c82b0787cc933e4422cea6f9e98aeb3988d9631e51f1ab0e29f7cc76230d6a28eeff849a7fac4a5ab4bcca2ad94ba25e984017eb0dfc1d0059013ea985d14b53aef1b58733fc294a40292eb620e265d8a5cecf859486daab3d11b0ed17bcc75a49a34a7aa57b1c2f9c03fe1a1145f7611bdf1c80142a462190a55470722ea2956430f1a88b6a05ea3258d473a31a3f39732c7b5a270a87a7007e0074b4730b5d083d1776856a1b4306f78a261560a4a654542e7f9aced0034dd6566821cf88ebcc0ae35433d6c96d571c812957f96ca8fa29d4b8449fe14780e6d5d0ab48bacd99bae14059f267dc7f2d18f33b1aa100fc087ed0c3f6d21de14e9cb6eb9a057e6346ed1fcd537fa54abf2d8a0ef4c86ea1783b0e49707dd7b7c748834db342414072089d9a7b0edbb56aca73f1d7d155e83566555b2db407aa2aca076eca8f957287cdaff2e8f812d3adb81b137776511727f406a69bd4101f7287beb0a9c88f77001c4bf3c9c2b7152a8c9f48cbd817e39f0fcf8e251a58bf93023040e9749bc5297f857fa58f1e7921661df192f5be202f0b9484576a4f36185e6969f60eee9631f780dde5f0f49e5ba04230583d99ad3a6d1c5ee4183956df2552f4a94b800a22dfe1993bbcb4769c988667bd823e79963b1d80c8b8cea2c1180a1c424f412e035a373caa43b5197417c5a521dba78fb6b1203bf02d2b9cc7e748fc77d3d29d4428dc87d43ed76338e5e0fb341e391f57713c4d58bbd55f4c9a24f67dee89cb8c030ba45c0ceac6339d0236e3be39bcd23551d717caf69df002ac924835d46b7ba1b2d8dd93373e4fbc2f26ef036a89ffe6ddf6cbf66a1ac2ceda04d4fffc8a8480214ebfd0deea2a0cb48ce6be6c60cadc704d12293c972afa47b659e76ffec8d5a701cc89b4ce166c2f19d9a10601b72bfdfafeadc41efab87c5ec04ad5a8c6d57ff5027130ac8931a19e81c823616ddea1dd18a55154410f9ecf885a7cbcd96673100519f2182a4e3f365600a377777d8d0dc8bab8b874fb823d23d88f6052584aa94d14ec08e1cccc7fe2557ec8165a0e72f855dc308c72b5b3584b7d927cc1efb1b96335359865168a10cd4085d8a95cf3cfbbdd0a0b76cf7d0566276cbc8d179a7f9c4c491e7e8d072ed0b81370e0e4f6f9393c148588c5ea80584cf3ab1f9e6eed633af5561bc2e2bc5f086fc8e167d8cf414c607aff5fd75c3a232d7b18c9861ffc0ff1a818db73c1e0d19e0fd35ff20a9dd439ec9d060b800aacc8e5b85d98b621a1755fdc30c1d53d495cd96cb17fa1df48290f3f94f1b201c46b5df4cf7964c489dc0a265f4d0aba2f9eb42e42267694d7601376767cb8d7cfb7ff4a89e6b5a95a59b9bebe2a96468b691b65dc7538adfa73cf2c6d10e5543e5d69e02b90daafd11ea6904c12ff899291e672f691a18266f4bdd4aade991941cb0ce704fa5242cab0674c0cfc56d5d8b777f95527b32785c05e82753ce842e1a9eeed2f073e2c38a03343ec4c37371aec5b28000d57c2c3368ad04c2137d9a504a4bd8e1d4ce42d1198cd7ba092963af552d64af22237363f86d25713b72b6260832f178fc809f920ebc49f352c3ed2ef5c714e00f1e8b04c911b8dd6ca168ffffc0a674c18d17bcc744fbd900a8eeee27e1a82d82d6e5d59b4b59af86c3d34f040cfd443c9237de8119668a3916433520eee7aac2b5cb651c462469da0ad9eed67fca51eb434051c473d11f525331eba5de78ef5b5cce78b7c493359d4c2f60ebdd0251230ad0d0c400cf77fe0d71cebd040eb919825a6bb4e6d438db2c995f95a4bd44c42d665c90079211f2360d79d449c41e52cc072ea994a8e211e3c9b0627ab65c2cf5fdb3821aff0665b5756aef118a8ff347918100b82806eca6d6c613687aa78376e2077149ca49aa2c89b886695237c131aa7adc1b807476fcc5035af8fab3236024a1d6ff8a82b5e0f19b46870332bfc6ed9fb0ad6107f6925228081415775df43c2c9ef5b3c4fe830b97795a74d564c8492ab348fdf294d043daaf510d5803219b31ab246ba5256b9176d0bb6301734dba98fdb0e86ae18ac4f17c954899a6bd72639f248c661c4e8ce6f5c7a4c966b2f8efd0d1f77be227354c116246691e028af940c38214d8c8b1099b00a88aecd43e3029b725bf4d09db948f5ced2499058c752871b0cc73e4822579dab5c4991513c7ae70b02bb200d6c0cb113587b0664b0e40bc702912783a3dd1b39d2e9b7be2024c83940eb85977e9fcadbb36ccc8183b857eeeaf2e7767c1be0a9ae57a6c02edf08ee40d53d6f934b44423363b8cc721a26dc0c44d05c68e301dc19cb1c91630f5899eefd1d300610f1914f055514582d42e6130b523d0ed79afe44f7d3475d7a896881a0040b2eef38d1e5cc73d4b020ffd3b569b54d4efb11ef9b941c39a92dd76925d02e9ba0a22ad637f4bc9a23eafa89bc3b593e447881c546861e0d2a69b75fddede5972e316cb57d41298a7f6b9c40313d6de9a9d3011768cc76387ac5f0acd9c5c8fce4bd5499189128e05540cf5ed4dfe3cdae05ee7a51ea436e026d60b0aff210ca681a686d2ab9384a80f9ee6c7778d5417b33d6d5ebe3aae331af9c15bfbfa04d634deb13c03f22d7c70e772191d465496558c1137e2238e3334c3803b6dfeb0008f64c58a3ce4995fdf1099553b3aa62c9dc36f0c9a9732633372eae65fe925bea0eb8a856b2404b5fdfc51d3450645ee9c92f08825de93b910d291fd89e2768d925eaf86ca308f79b3f60275a86427a0adbe5a5b0255a84a0f900b335d96261fdcb68e30ccf287dc9e3429e45eb6c404f2b2a60d10404d2b60d511fd3689b7bc836e3193a47b413d11d0ebfce69d91034e0321f4406361a153e1f15cb2ce367459eb3a0c51b05a08be17dc16af72909228248140553272a54fce37f579ede1528ee936f3c0a3bc41ca712e9f7997f72a7aef7a347dec0aed7b07a3210149de0aa03d10494e731fec90b7d4e1f7a884eaf56e8cf442280c75ab8cca0eedb2a8ac29eabe686e0be5f8581a6af2c5a6c766ec0844b9efb333ee8defa600f8c0a00d21aef9bbcd1057627536b5f9deaa731031b783071978c9b90a430848c67611069d5042d985e6cee078f2b6c8c4644f53191dfb49ba4a2c761fd405cbb88681075f37a90762b702327c7613da23f240770c2c91286c1621373c61420df1e56df88fbbdc6565804dbf470ce46909603275e76ec5b7cea04498a54f22ca2b6cbb2426d748faeb1a531cfac86709955c07b4668da037e4b00112bd5a4227318d5854e51c0bbacd84ace95874a0e9d8620bbc9b2847581097106bb3aff06eb7a5237bce4850ce3b09c1c0903224a9e6d20fd0bb1a31eafd53fb91dcab748c6f0758ffda5caf5adfa5970ed3a2249f2bbb3a99dd208c95657421aa8b099b2112e5014244caac7dbb471f266adad3e99fd376341b4725699cac491ad630f1d13621a54169f53edcd8b6a902735bd08a465c8905e3a9be15e146123c6fdc34b785bc14074edfa73fe8ef7e4a3eed3543fccb99596bcb6bc8a812f8a6510ccbb036e30fccfc475bc7606a885744349e9d9b457244b30e053a2b9fa315338f2fbb86aa9b8475fd418f6cb53f3d81ef34af128d1f0f0ef4d3f1ba2fefe637ce8d067ab8a7a360561b180c7bef7ba057c19a2688c38e5258bb5fb310f413c53bdee7bfffa8984d821bb59c4f8f15ced5c597569640a56f8cccaa9d5e8ab9410bec1bde3902a58c08b7640e4509d313690030a976082eb60224e1dfa0e2cb315a6076286eced0cc3645c058b76863da3faafc918b66647725def51f4523d63a39aa1d466494e6f200e2071091419d87887c80fde7b41d9dbdee87464f2dd2febceb1789d9f01ed1c39f35d9fb8bb772051adbc957e8bb20a97fabb1efaaaa15c925263e74d553bfa1e408643f5d2decd41fb24cf174cfc1c3f0599439ee9c487b7de538bb1739e486a943cf0348f0b37decfd75b09a8884e55e6a22e079cd8cce2ae9f7f6c65544f13ec03d521972035aebd8966e49e9163e0c8beba981a8859d51e811d729bf36a8e131ec79941c25f218b7c279c1208367803270f4a9d22332a02173cb30a81a21eaff8dee4d5aafa45c31d0be9b5e983e0c84b2e59cb55390ad1d8b1f98be70771bb0f640ec8a88f997f15ea3aa4d9bbe477c21a7118175e321f55453f6d04780d47aadd7ae298aad4ac25c3b8489014429243afa5f41145d0105fd649a73b3b3cc1d277869f36062745962717715996b928203fd3a3fe051ee9e10a66f40863ebb267e196ebe492db97496a47f7d253923003537e334c1a32a4f343996d66e88cc4180ce40d2c922a49dae195f9efae6b9d24829a6657f223b205c52e35af1543e49be0deddcbf152d842fe89cafec3325b958f9252dc2402446a255509ef6d69bdcddee045411e9bfa37fb9b833bbb0bfc4c8f939470aa780af6dc136f03f43b7fd7843fe3876c1d033d3fb282f7d9c603d430f9e9c96f44a40e8a6f548abeeac5fcbcd3f504e31ae679f4861aa426bc96db10de74daf933eccdf1bb73efe4c19d286721e3047e87af8e215258cf4525905a3ae383e86c2afe0b27da16dc1439e0a98f34adfe92d4e4172f9381a820d9d8c76062f9aee957b015938b953f9e2c7c0e7dac66e3d6d91607b3cd9ff259922e15b146d91a350841e65a13cc036a0b522201b554a43e7a2e157cac70d934af3ec04a4a5bb29b046f2a9b469ef379ed42fa6d31e281e3b33294b13cec2ce703bea5cb33ca11ea30cb9b9a0e6d9f4a6447875cb50b349cb6d49fd6c7d3085546890cae3b838527effc190d652999898e6e3f73e863d525e46d6fd1b9eb52b764ac451776004d93cac4b17709fb7fb1402436855f035b79d2de43a386d1884337de835a53ac3e44589d2742a230579cc8a17e4d2e2268780d031aad6f9befc5bd017ee7a11ceacb5ac7d7c639a75d620fb41ab74eb1840dd004eff7b69a541a9e4d1a17a9619a4b9bbd4bdbe51d99b967ce00a5619bb0cc1ec89cd775675bef5104e90414b4f6ae0ee42077f8df71e5d1398be1a798c33cb9260446360c398183c61cc4b15f9a178bd911ed2c128ba878a19742033178da2bcb74112240e453715e97b1dba9f1a782501c5ed55e30a35e0ae51b7b680b3539439c91416195d83c81ee79eceec2a0fc236a994e3a470be0d88b396930f1aba9642d8f78a9fac203f839b270f26032919b61a21ee8517b677474638fb9e4498b80fe5d0dcd9a9a87ea08c58962f7b1abb2e461ae5c7b8f9b464a3a3a0e459f7448a0c3ac2aa93cc0c7ae5fce958ed873c5cd978814c9de256e468e1f26630734b9bb8717bff94c5e316a51d9a8aa9540c48749fb523bdc3897ba48f6876313c2fb8813aa1d7ebe5ffafab4076081972fc9fd4b11ce6d0e7518defb93fcaba9f1cd849c12c42c2102ca9c49c9762231a321f7d337bf212a34fd4e916988d7018ebb5bf6a6f7dbc4afb621fa82e15829c6154b6fd753875815210ceb2f4d0690ea300dfdb5b95c8442332d288663dbe73f8a2d82d122114d605de2e505dcdd4460ae6279878b21dbdc7535944952fefb3086a73919b29c3182c11f193b4344ef9a06e8bedc00024b1eec6d03b602d1fbb4abbbb1d0e7a6687196dd2037eccec5b7bb5894eb7092179d956bc5b1fb1a7fcae586e09f4f53875bbdd0cbb59a74441f87aac37bc1880ccb3b3267af6097b362a7564a3994bec424600e224827061ef776e4a872c6a8cd0cdf9238cb0721ad3e62ca1dc5afe72d67803ccf8183e34317e544c2387ad8dfc337e70ea2da495425490e0a9eaf2340b97756eff6aefa36b4a60f3a1097c3ef4b944e9eaa7e1c35d0e8e034962ec13e92a5a8f33bfa19c79e30c518907c23137736b40db863ea7c0fd72db0e8a286a33f9e002d51eef5e005e7e0b2f47d5c16f457a7ef085eb1622088dfcc04bb852eb00b697be489007c3bac4ed76e24faef07ac276623ffd2cb67fd92c0c01951d66173159f2391c5f650b3da24ef136b152c73bc3d0d3431150c051d055bc5b982908da3a216e9728119deab7fa0377241a3c5e8025296c1ff41fa56f59bd30a7af2f90dee6125ebc47281777a998d374c03d4979a59573f978d97d610614235b890b7e8280c98f41e52d72d843e2965ece61fe47931f1aacd53d356fd9ef6374762d7edc5d3a5a6bd415ae7cd506dd46077356644013575696d69006515623ef7b2c7d16c8590818d8807fcbad422d3202b7eec49b0bfadf607af9a6f335e3ca4fd35aeab24fa04847bc23ae9f19399a2878ca0b420d533ea23cfc27c6d65b5ea9b3ee680a3c56208234108cb8b85ff60c577666db507e269a51fc51801436f29245d6e1f2cf2a1f0c94e089b96c2241ce0b200', NULL, NULL, NULL, NULL);
INSERT INTO public.webhook_events VALUES ('01a217a3-a2f7-7193-8c2c-ed27f1a624d9', 'ten_a', 'con_ten_a_vapi', 'vapi', 'sha256:e18b96e28021dca0a4af8c1b152b3958828290a8f96bfa965bf186ee7e4c8054', '2026-11-26 11:35:29.783+00', true, 'processed', 1, '2026-11-26 11:35:38.398858+00', 'end-of-call-report', '2026-11-26 11:35:38.675997+00', NULL, NULL, NULL, '{call_dgpazqhbp6dj193sxvbe825d7d}', 'application/json', '/webhook/vapi/con_ten_a_vapi', 9517, '\x013ad8f263fc90b45a58ca5fd684f21790fab44b5051442b9d233c82291ff655f7a1c5c33b1045dd0a2bd2db21a3976fd2a9f59d0e93e2a45bba6327bbca9fa1d29e692b03a27cfdd4f08e4cfbaea7b6f7b28500f9503690717bc9af6e46bd691bfebd76e0918d1968c713014ee2ef12dfca5fa39073058977b0ba89f341f78949644f2b0f878da0bb30f0e6d5e7c4a2e5df93a3a7446bbfe9ffa86db5f4cdb4a674908e1959775fff12c5ffe5ce510a29354760e0f4bb40f2321320d2090a95be7fc0453f15fe225ca5ec0c01224416d4d39b3f771aeb200f1f16094212139228ad0ccf3d1d2b2689e903ca28820b66f68e1a2f0c13a5e362043d2d96f96abec3cb2dcc27a1fa0d1f527477d5798b9eb05110d4538f10c467d69061fefb4ce776a9aa8f47feedd2b0d1c8c35cfbdba60c0726115ec14f99fc752f86fe0878d9e686ab9f1d7d83a4d7234c6bc32ae7959d144765ea52b5e124c7053752a72c734b9e0d6c51bfe5ff02e26949736b1bd1e6ae7ab3e62a3123232fede07266623cb27cdf8e11fd4c5799e8303eb4f679e3a75061aa5a61a4b7608c10822a897f77e3120876656d43db84eb0f4aee91cca0e50a5cab501f344ff550bb32a4fd8dd873ed781bdad6ba0a70a1992ca7053ea28fa9ae89e0f9721af3d0fde6800c95a452650dc2eeaa46890762a10c37657421423782c6439f026f272918bd7b9aafe144cf88ebb0dcf21e780fd199bc6ca13aa760932e38c697abaeb15c0b08760d35e2b0678b45cb77d114db099ffd0861d2e06c0496e1b643edfb7203ca70af0da48c459d9dc169aa5d122a4355f7363f5327f98ff6d138cf2786206a634e0a34ac0bca580108ff81759878874bf8a80277467b75c9f036952b1f136fa492b158e0f2d29a4f18610f58500c222cc24cb40cfe49b87dc32ae61d0b217d36d4c283ebec14473a14d3de3c3bd22a78a00fbb0759daa4149dee4315629687c7df108016de81add938891bbe4d910a8399ab90fb730b71df9e06e0c02c1e19dd08766ae1fb3dc2eb9532028dc671c9bf79714603a5183157e1348e0fb2408c7e1fdf8f172e39fab3bc976431ad8e8dfc78cd45d4521fd1517403b5998613b6497c08b8a359738ba1d122d966a4e2558ebd53f849a15c9d81c1362cc04366f4d23aefd02a0bca2f37e6afedce9410bf6ada2cb656acede4be5051ccc52371826c5976655ba8ab62c173449762db76d8b531b9faf2f4d3b7cacefee3b196a321a59e29fd7ce08116789340d21817299acaa0a854b2dbc9f1727d7c43809b1fdcc45afd04d04472a746640a58470daabe4b5ff49380b145302514db05ba9c16423149e11a1ed922cde8f2c020bfcd3555ec48dc480d534b2838bf1c37f7d77d4200c5a9e2af92fd6183e212d3946ec123e31689dbcadc291ed15fa87b14f6578dc23c5de520f26d9afb6576bb535ffc58e1a0b41fed3d0c91adf3fcb9a4a965fbfd09ada8b1ec44638fca18e85465bf0c34d1dd41a92aeb9c0290ba5d384f3bc1fd5bfd8a9f4c72431e0dcf6e911c925541dd17eca38b50a66073f29814f8180fc97664294a9c79d032567bcb9c8c8e92b034d3523fdc55dd13b2dfb368ca114ff1e9d8f7eb8aca663441a5b002367c0b2fa43cf70283e0696bdab2af664e6405a5a6ccd00a7caac22b9ce17c7806841138352c49d8dd4ccde1109f4393787a934f836767002e3cb61434af6075c9caaad2eb7492f84d301148574509f117fab04743e0070b8e17e45bba4f7ec3b0410f1924d449e32c84025823571f9f5db0eedf0a90eb9a4d7d8dc47a4c7819ef46a1841cd3063fa85bcdfac17c82126571388fd5bb3690ce4890a190ae51702e37244e91c4f0e3ba2605ccec686a6bfa348e53943d5af933b9b9ba32104ecb82b41991d3ce50db48a17b8cde05776ef031b2cc2630007ffd2279c8931b8293f5c189b96b5b85f56e33586a53418e2afae712946b26e259fda5269a603a887b17b4e626e8bcc87bb0e970961db10c79dae55a813058b769fcb58cbf011d98d415c815f09f2cc60958695fe4c2de7d3dfd2e5a1fcf351269965031e3440227a1397a4768c9cbb74ce34362c3f2092dc03b215a753557ad496e08d0c136e0322fa31216ae7e86a4dc692059cc50987e69f86261b15b561eeb7f42f9e00b618092deffa5aa8f20133d458fb9e15cd60aa3c40c2265f6eccd838ca5bd0bbff05dd3f8c953910420a657058be86a9c8b3ad8bab7e545fb4890c31fad41a4ee1ce6fcc6a930805c798a9305660b0cabfedc8eec9296afd7f5d84052a0f2cfeffd95204de99d0774e19de34e99daa5e51e4f78a60b648cb5fe0124fb060accffa21d079dddd51cd4a4142f840647d00a6b6107440e68777b83ba8b19eb6e36db089aad3d418f555846501e1657388b474e329814c56965b62e735c8c35b9254e46900477244d7007c6351415035c9773a2dc1dfb426511d5bb4f70b08c9d76567b99f738a75078619f0fbea708cb1c080ef5bb42128b0c6c44c89c1c5327d45ae956572654bdbfe5d201d85271eeb0bd49e6d763725ee7e2aa5c3d4ef577fb612dee98135f36cfc28782f499640e0d463276bd4ef86ec2f138b3109101c41899ae3fcb200b8ac0fcb483ebefc925e184bd4d394ff5e98dc97f1a73872dede1b006bcdf24608247d42b7bac472ddf8c9d143024c2559dbb1d07d51f3435469596c44e8a49db9d0f06ecce9ed40253ba3b4ba0d2f0c096568395fbb05c70523d610172353e8a80d813e050aec7f00670929967c71ab4318368899641bef60fb551fcfe1d977cb406f5d0f3f2574131367dad5efab00883952607bbf5cba7793f91a5b8e58e925b4b0e2d78c53c476e5bf5c2191e365fac0d8af47b4f432f131b229e30bcde2b1e761d1334727e12f56a3c4b3106566ea74326ad8e0e4894c5494d898be6c4014cd76bc9314e236f2a0b370d7d3dded33ed7bf66b2b59079ddd6c15910d8166fb8be589487ceaaa9a2e7757e66697d3b5c62df81e01c652ed90fffece8fab00c20249f7a7e8818920c0688fc25c1389818a78d1a35116f961648da9675506612acfef0d9ee7aef46c82c6d06b1da932bf478df69379d4760dd0d240dca71139f49cb0f89ede81f25566d4737817b953cd44027ee012d6a70c70e48f58f42cf5294cc5c11e6b99a185e93156e6dd7614c83c444f9c450f94cb9ad0658267e039d1eb7bb1858000fa6eebd521479c61b1a36eeea37a1e36a097be83782a78052466dd1b0c0d10b157834189ca066d9d873c5dee0cdd132d3717eae0eb721fe9f410ccd8ddeb25948e7d7ee131ee533fddd299f980962639ce033af142a039ad07b86c76e7c289a0519e2aff82882f2f4c1d8d36ed11476eb9c085118411169cea097674939a70e7a7fb7c4c5cfae35d938696b72a89545e6e2fd2e2065f2a3aac3de02aa3c6a2d7332e6aec18364b387941ae8e573898373505868ab1bddabe9e694f5a8d3cf573786c8db85d18a2e92361a47634857b80644d0ebce9b20d5fa42c4bdcbd0323851830272168c526df820e39f7f2a019763337ff9b3546ff39c70f48e051b14f215eba9412c5f1fd3a49cb25fbdb331a12f6098a27e82d4dfe77bf7555437738d8bb9d40052414def4762bff468ffb0397359f939c96084f5652c747b537376a66593aae1ade21ccb9e32efbc3c353231c7f68265851d7ecb1561d991aab5b51a3f75dd25a7868699058e6af2f8c2ea65d085ebb856c92a8bd6ac63a94fae961938a1b69b8b292a5c2cb5a30ffdc56f72b2cb45f51eb92210b0090e5ec4ceae2673a04a7cb7106c0a2aa018f1efe3ae84601adf69293896d7829c05feee8304794e8b5183c29f0e78d0f3d4fcb3abd5af611de28e84d715b72d81ec9a9bd685e144f84dbf64f4e50b61b2d85eebbf9810e747b534448b6a65f6029001884c1f097ee3adbee84e2e8e47deacbb65a68b6e7c746e0a881e0cd31c54e5d2ef9d86401cc1adf72bbae3c3c46c37c4e64d16eb6e740a1d569301c0f2adafb300992278aaf722452ec41fa8a2dd384d27c8f25e3ac81890da929232fd334f052d07aaf1374402dd106b8cdc75ec8697c613214b124632de7f21514aacf1eb5383ac4cff7690e43aa78e2b2eeb08852ea7571a4582d4e143e150da065078899ea7560a34181c15ad4169cc8dfb04d79dfebefe0c87070a56f7888d1229414146dd6b93d61fa8c609cb11b9411ab2cdba5119dfc06ac87eca36d8298df019f2be998083dc7250e6c061912b62601d978e555ea0bbb9671d57e2187ceefd1f4fb811b03fe77f1d3e723b348fc37b4dc1c78c4f80c6383aba1d421b042986d89182e77c998dc71ed7c8307a3d0d197a7f8bebc3bb2d4b4eea0ac5d10611c5779ead718576008bade5349421f17a05ed31adeb57405ae5fddc5eda6ef53c675187141b0caab5d4533aac83586fe67eaa7e1cc432bd7c95b51ebf83e71bf95a31836a3b944db30fd25d357b79625d4e09a5f1a2ef28f23e608062414ab371444609eed06017d9ea856a73e660c10329000f3c4eff1457ef6385c0206b3905e21f10e13396e1a897c0e247c1f4b7a62ef43bcb56d9f8230f3efb58a3f77adc1eb37982dbe7fe016f36b2d2e0d08d9fd60f0a079af2d2fa087270440f036c8f6141afc31419b4ada56243dd027dfd6dd27d9424dc594baaeb68ccae7fa21a80c9ac72ae800058a66d64b6a1b0c72fc7a7d00d1528a14a92b89d5daa7907237580eccbeed5559576205670d796f0cd0d2b3362814441f19ed43914f5d0361abab02af29ca2b71afa174c005afba0870675071749fd8cbe5829514231ddc6facf84d11f3d8aa12fc77cfe549a6967951ebfb560fbb092b1fb583af98d1ad7888c5f00de223d073acb6b3bc8f8117ae10ba417bceb2386aff2de55e56813f9fbd804cbfcd8b0b68f2804c6dff1e448bc78c3f320d97533b15f92f1499d124ef0c83fc85d20471262b29117defddd4a0229c3445efef0381b44720a595e7e4cc985e81dbe184f689520709490d7c046bb1dec6d5403628aa4bb6e022eb4ffd808c5bbfc358ced4a2c8c81f903b47a149d4a264f61bc4109b1278a09efc6a5c6bc39de44da85d822779300b5b9f5f4640e2f5844b6e617c803fb6186ba012fcf531951a34c3df494259d129ba646c2d9a448949f1563447354127fb4183caf364a1b947ca79ebcb4ff3b64d886c714e9fc0c4ff465a49d6c40725dd5cd646e72822d9418ee7e44b265964e04e262b014942294eca86d2bbefa16ff379233b04f6105a593dbd9fe77f9e801d0d31a434ca96d10cd5c1c1277e7200e36efe582f0a33852860e27fcccff9748639d7eb0518fdd856e5c1449ace8a1c0ae5a37f384b07f14a33cbd1ce1595264295391e81c50bcd388c507eb8533c7fb14a2bbbca39464bda2b93fc9b5913ec4cea33a199fafe6e5cc81f74c67cd6038f1ae833a5d22db7ad46a2508a8b59900946b23fb1f8d313e131a727f8775d47d5ac866b75898b87b750bbbc157ad53c1c167dc4c94c3876ada639cc31bb07cfbf7bba0a072d144bbe35e96e2cbc20ca7e56b31b05b897a1e3f5b99fc6978c361935c90432440e53ae53f7e9f5777fc1a2fb25881b970532022b59ec8d94f3c048f617a51875119958bb3a7be363cbef5796020c5387668717a6169f30e89e0085bcd3621c58911aa2bb743e9f244c62da03fc0a0addf06178fed1a6ba04c2381f6f9c021177ffbe538cbe3db4c38186e6ef03b0398d7303a727406cff20a0702515f0e28fac0e0b007020f56fedd2066bfdd400e501faeffcb5b50778202b5dbe98b31984a1d79124d5051230309d3077e3e0a86f8819a649ca4a6561cbcde6f9fcbc7c99322125b213305ebbb3cebfcf40c58e090d497ece497b870de021c788a052731a979a105bfc8467e4aeefeaf321bfff6b9a7e735f4880ea20ce53b1df2391f9dbb409df36573ae565b6020e1f21979a7f7df4d22bebb90b1e20058ad53652d1090a877cd7bbf11ca4f40b58a12a0027651155d5562a7be0b3d533266f011ee12a77260f7a5043b5c14c3d8597d081a07ed60eab73001e4a053528171677459a4cb2b7a6ed187f0f4b74d765e03a9920ff49a3fc9a6c5bcbfc931a3f0892797525325af0d8d0b4ca3008ed3340ae2e4bb251587a30d953674f1955b37590164727d17d007ffb02083783e500b4079501e2cfe98e45a095980105a7aa54f56e3ca93ab1b4ace97c1d96c50832fee75ee2194e0e195a441c2547a29661054864f3a51bbdb1158d3f58892d98927b4f721f1017623bda49088a508a2ff9fec024611dc0d9c71a1d00d6a6df0a6ed906a9f991ec2ad2729ce8e6a5b2018c6139b367fec163a0561beef0f727741374ee795ac934518259ac70964b2ae0273b1a65de97cba2553ab9d4ca332ccc75b343d11dbf2a59d5e78b78e6b92434f626a3ac57aa7d4030d8f5055d9d90fb51b23a1937c5c3e3eff99e3afccda16ab63cd57c7893f84c9c70445848c52fa2dc9288f59c0f9520d0eb9d41c9797db283e8d481521a8f232fbae977789df4dab9808a66d567ba94bae145e5537989d6ba27393f17e5471d463d5e705c56cf8e6e14d7ca106010046f63294f3c4c2688c827e2a2b6307d9b62e0d41edd3204271f8670f0d1ec5d5ec2360c8a90af1cc071523b31fb318a6670a5f46d861cf8dfe09e261e9e8be0445c25da509a4a68749208b3a9b2a477562ad3e1378d86d5bdba4310c1755305ca9264ae7a2aa2ce7a4c6d909e283aa37abd11006ebafd5265c7f8339baf6149489798bd228c1ce8e995902569026461e7c10a9a3be6144bc376cb91d3f1a7174562439ad9f416fc8a9b0760d4c82300a476c97d46f52c7e9f1cd3be2e896e8bba293a40eb61b704e05ba2ef12cde3cc30eab0fc95736e428882f5b03d032b80edc39ec6c5b091c59fa47e4ca46e9b066967f7b329db35cde2e630a0655b50723114a12b2b22626fd8311a4b282e82268765021398b7d83b90fe0ee360cd6d385ee4fe2209440802bcab34eacd2e0363806aabf8d8a667507513ae9a0a1c1e0345fe9758effd2c5f88cf0badc8d7f079204609f8295a768ad1ce4feda567b787d023543669652caa7b6d248ed90ea9f0023abb566a6022f39a58bea1254c7b2aa22a463409effcd32124109b67e4328e7ae084d305f182b4522ce3075cd62daf39207e8f2863068bc42db25209e848acbcb7efbe2e1ff03db8867b60bd80ec1f625abdf1f9d06fea60ca995eaec07ccabf627ec6500bdebab37c2985fbc5a639897a6bc3ba203e6d6cdfaabecbb4cc8af0ffa36731e5b553ff0339f49a53e53636b30cbbd0cf08aa1b3a1f8891a96c7fb540c7c4c88b2f763ef1d719b61e22a22ca24ae8cedece0c8bc2e39ab6978d9f308c914e37665a86f429741f2fc30488d73326ed769ff3de3e12c6b28595c35cd9c6d8af4617af15b9de22f438565fd198075301ca10e225a0bc8b4884ebf56122857c97259cf391815548339096391cab540e8a5e6a04959a95cbfbc92df3959e4ee77a6876b3cf72b4e9cde4f5cafbb4d0ffb9ffa2bd5817da59d7742100d1a68c948fef700c76098a6e3f8b4856e708a9dd006af0271159477e604f27f057b465ae49534ff66f46fd4c6046a7b8a809646a409b7c1dabddb9fa386bed532d357db8eb87c038e1b23411a67609c5a7c90fad9edbc557918425b5b7ab02bbfcb1a9f4f418aa85cc04633dc90656cacd8cb34d6100d386ff53001ed698c02c08a33bf5d34849141e7f439940a2c0b1210afa67866d54f14c5146a2bb0524d2319fc939b9b144d551f2502f2a697dd067bb9f7a86954fc4925fe54c4a184d31aa1b4466b8c5db4d82afdebc8ef4cb633b3c55f426e6662b67c7943d2596a3e5759c4ca4965cd87d83a28736767d4f9f24ed36fafdbb7201b1b72b44b7250c70a0c680040d6370a418898534593a3eed895c91f93397c5ab4082504f5a0282dc2a8489198ed133a55f2a496037d538556da1582817b0e33a2fed00746702a00b6e7e4ab243e48e36402b94d0db1ed0d6bda0c05e915d8dfa6c8e87ab658d6d863397a9ee5aecf598ee71e976c393d9ab47de49da432fcbb55b2ac8a466cad2756be97dc33bb67a48c31fdff01da3c67026166079112fa80e4ac7a78e8171b3472eb28c31f29a8bef81f235454e8bcf0a29080f3df517431cb7b049a987e95cf1b9bfdb5df50fb96ac3f08a1238920d248a0c0f73a0a900bb7f85eda7e7cce590e6f3190d9ee2ad81b507c0b49c947260ffa2e25efaa04baf45e179b175c97f016455c6b589bfd3c74186661afe20a77c1433748c940ad89b339b5416328fbed8a43f7f9e5cf01d4e158e7402c6d3bba525109ccd52e6d9f3aed17138640010522610b54c6f3ae3c96e92e7451926e667c29d83b0d2f8acc75c19a05cf7f7a5ac651564910dd0a523fbcdc670431da64a343a0d3e021c9b8315ceb0922d86b919ced486816877dcda3b1ce3f25011dac6d1c7ba6fb266dc24f040946bdc98e732d0968bda52339baecdf083ff73200e724460195394f4659b958967cfa52764bc8e3400c16114c1571457340d28e77b4a75abfd1bf9c309681c521f065c6c62ad73e58ffe9ddf1d0aa789bd9da2dc4fe699b05d1fe6c4c6a3623018edddf0020279fc96eff836e0d634645836d326cc7cda856db63ded5dc3c483dea697302f953fc26a5047a5933f2fd590b857b0f5d8ad1720833ce033ff27c67c6a6c5055384ed69670468ac68adee76a5f9d3e8c348959cb602e3a12676da3e45d514ad682a44abb0bc952c1b45bcdd7d5c09be4aaf0fb71e5f659fe186d9152143288353e72e0bc3ab960ecd4c50ff5975fb34e862c4e9d2bd13378f555488f88dcc1300e300d0bcc4470c615e3fc262212aa89ff83170feac57c918d8fb65806e6404841b83edb8e518680ecd82d01fd0b9d0c57c5da41b4105bf20e2c6fe68dd132ad64d4eb3d5564190e6a2197c181160edeefa530467966556311992b293b96427365df68a24b0bb8ef6306aa2666f6f28abe5c860c3993d660fba3b5b386e42e27696e87a51cf4de372b000d1ee29ed83dda06c5c84854c08aebb523a2f25f67eb2fd0a462f3676a4a2276c1c64afc1876f4a91b1df53713075be690e76a0ca8645340010184b34bb2ebf1772b347ba6d90074befc2d72dd5323deab7f5594a611ab7bfa092b0accf9e39a4e7955c269d1b81e10ed5ae28cb859718e7394aa61903a513a5cfc6f1c5002af8de3ad611d4ef4b6c19d23b1ab60a777392565956e52a4ecb2976815f8e4063f14c08127f996810d3c5fda5ada05505f3b01212b864b65304f456a79a60c467b83ac83eaf1be1994c80fdf578e575ec2b5362fa9d547ca86a919a58b48c35a789b44333bd429b3d8f420595b110532c42dc414c48753c0b77f90c2cade15d1a1aa1f035cdd3f58c7ea10d5ad6a4212d5c324d75ed1dd5ca761bb00a613e9758b7637177fcd9e677285f170901ba9f2dc1fab17a4e0c1997e4a3599c9b1ae5413275212ff70756547b4b2b18643c3a10da63ac445bf96d0bbed8bfc4c654fc0c78b74dba77fdee44623442c4de82294a3dfe49b92cd08381841234915aa4f6d7c5802b34e8ce169ecc089233ada7577071f3c97d7a0f84556d14afba0c1727dc09c21c316db38b6e6d3faabcd01ba1156ab102c6d901c9c18c6cd0d62a6dd01f0d00fa1db166a504a330ff8e3424290b2b55c5f2498e7ea1b40b705061114bdf18a758dfa444b35ef1805fb7f2d70fa769b670c3792fa21097b08504c58c954129027f32a83b2dc1d6fb4074e6023401c5120bdd7918fee40adab13c19412da027e2bcbe8e220952c4baa37bc48120dcf9a2c25e9ffa9a24a283b37e4331f354efe62232a68b601619acb0a551f832de1b14a380433c5e1d0f3fddfe9c39832d0463bc75fac2f8bd4c8c44a064a432058e7ff9048cffc0d61c516b9b0d9087bf843d6855c6620f2ec4e29865c06e0559703c78b71211e5881fedce399eb9b0b544166fa6d5acfaf3096a4db48a61b5e3155ec0786eeb34e4407545898e0a589a008d7b565fc28471831bad50be1e42e1a316671e645f09c38a544a95cb108ad006a76397ea3be937fbca577441843f954ba08d5a6643c149ac1c42b8667610909bc114c7f0c3281c9f80f91cec1bd2e424cdff2f920e0bd25729b33b5d02b30ab4e5c6902b293df6a2cfbed15ce26c9c3525e3d6db44c34f44f75ac48be9c221547d3c99a3ba57b808cbaebbf093c92ed119ce48ed60f01801b89a3a1fe184103a65122fe946c78ab268a9a346eb2be8b7f5564faf7dc6ced7457fd1a699023b270378e1ebc274ae3781881658a39285d4c8d7e26b38c5ac764cd050a347618c55b2cb03bbb90daafefa982bf55d20a67e3f673eb8515944468df9c7fa8945ac1e9e4aa7479aee60060e0701456b07f052bc696ce7585463e06077f72a91ad78bfca5380a0f85ecdb2ad5fe0bfe8e419b9374421ed4e8cf4085adc4176867120fee8c05cba4b0c5e2c47758c927b38a8ac9ce5a630e990b4759b2b217251b01f627bcc0b04dfdef850df562629e1c635b1e9efe2a25e64e7dcc73821c1fa60b5180513ef8b0a18789e570066587f94dea9ce9f42c6f69c29db9ab68e81d5400b047e53d6507a1e5fd08bf6f5e5b882347854e814859fd0bf327985a5b88d99e9da85c6fe7a651b3ab964075dcedf3c3a4da9c0eb52d738800bd94b389f68114dea9bcb68534b32a8b21f1bf7f96845cc9add1ea210459695c1967a101d5ace9d3dd12f24caa004b6d2500135239315131f77d801ca7dc7e1ce454d87b409c47b731e24166aab375a44c04923f72fdfa745512f1d7a51014ed014c974baf5743c0be41b0aa57925cf75e14ae2c40f568097fa41eb3f03c7eebb49de2cd0eef3db836052844e25ec38fde70e471d565c4f45cc1d60c4914f2ec468283c3d69d75634e113d492699100bdfe9a77c01a5ccbc620b4cfcb3fa7cc210d20e7c45f4784642b8d5adc32b63845f0051c4d9e22b2851ba88c1498f4403fec7953def01f1c360ae610d793d3d671229ded0ef9b99c64f8ab573b702c3adaeaf832757a264388743c4f8f54f425eff81343da38f0267a9a34a93d6e373bf6f2151234ca5fa89aa8503a353d522dc05f620a60d9c2ea2de7bac06ca8cf5fd6482337ee35a95bee8c30bdbd47dc5cae70c867c3b8405580b3b6b1fba462d982e814000cfafdfd39314398fa8920c1f617776021e935e355866e6605c4e9b095ec040173aaeb094e115abdddd1c924b46dcae14357dadf7e4cb0d7e711bae94827206e8731c99fbce864d8aa64c3827ca7bf02b122aedcfd26dd54ea0a728fa6930e75a337510d198f6deae15fc34a3a4a0ba69bc2a039b872451261096f4b6c6db5997a3a874132b3ce671438d4fa161beaa34c26e8190eeca65b485518a69512374bd12cfb10b30af9326df8f55c2e9a173a4d41fbd7cc6610766744b234bc645842a6ab49fcf179651c535b94c5f3b5097264ab28c851050cd2d29cf03cf0d6dd4a28afdfd8020d435e4d4f5e2d1981e67e6f7d108d5f65011301ca361cce34242185b88c41c838f96ac0e6369c0e0934b9d8525d903f859f038d5cd3fbf2bbbd99b38114d7b818e7fff75ea1d6a6174da774f9027b347901a42a142beb812579092beb306fa3d3f79a6891df3b8fd448d7d1de999bd89d32954d1d208f23e96acefc2f1b7881797972fc609398f010b8f627b42cb7dfd1167ac58bc6e9cb3b3de5ae9c290141d0a0490fbf96f3301ff8afc275ead802957f0a8f0ee5098ab6e88dce6e4557b9f4f5f2d5538becffb845aafa9437acf06164e2abe5e796d785932ff10b48eefc4e8865171f4d45abefae5ef188c56b2c826871e00ed2c665c413cb4ebe8e45bbf192a2ebffb7bbb4723d911b444b53d1e75a0b18786a57dc77af3b2b1a3b1ca634cc3b8a58060712e42e43f29ce5c0ed0664928b48102bab16883c5d6e43f45564a411a8838edb2c08c27ff90e5659435e07bcca24128ea450e48b5bfabe6177640c6c0b16564af44e9d9a6dcc83e44188f66f79d89dcfc4f502fb6023a4c944b602d50cd7e06515f5e3f9c3b7002e778fe1e49c54ea0d401c2dc91fba4d193b2262b44398515b25aa3c8afb80b62dbab5f75ab7fbac6c7b8e1094329334c40453d611b8bf8558cf55c716cfc6b2be1cb93d4417c7b02bb9f2545d1d97d02e69c5ac46772414d4d571c71f08528527dd1adbec7351e9f7626b1c96cffc8060caa45178c19c59a53d7216d8591ae9fb33dca540af7c6197360fb6f1c9add4ca866a44c5ef1922f106b00d5b3c0cd554821b0fa61633a9d2f5157e1a6c245f132b370fbcf91e5fa0ff5243e432ee4a531e730f8e0b2c4386ac6b5c82c0e63f9e76b81bf83954f432bab9283161efbbff99718eee84f52afb5e5d7a94b95add27223b54c9abfdef897168a67a3314bc449c07fda65b3f4dee00baa1dab6b86dc704d7cdd80b7d242ace5c6d5ef7c817dccd5c7439252ec7316d672e17afe65cdf85b8d062c64f7fa1b6a73aa4101258b9da6b36ba5c59e27e1410b7e6c5d7bbe27ba4f082b7453d3c17ab4b178f4744ebf8ef852bd4895c22f49edb6398905b67300c8c77aeadb95f895e797abc4425c36ece33d60039af381f8f9201547f0bf38c3d0a6f5dbde3cf950e7600de272ae39ad7047a70e9ffd5bcb9b2380f3a3ad243ad91cd18ec810182c45d918da11c9626c8833b5517f8df9463c91ab37d847fb06cabb2fd8e57686ded8201933c947a23d498ea0e90645c764ab0ad84c4948cb90b41cd1a469e9771876ad7c92da0571b1a3850f77cef21213dbf2823ed9cc0237b1d989ca33cb5d695511ff9f9f846431173a291755bd3e709ab4b0938f0a42f95d8aa6f6d9ccbb5bfccacaf36e6ee95b4e2b7184c9cda7810201e10d3f5e6d5ce93491280d2ab1a07737155d5d027778570a5e81ede879d0c023f96aee1bd288e6c395a8227d2652a9538502528a8b190bd7fa19b929a919296e5200453f5073b26dc704d5c94150688d82c1606da1562f549e8255dd3e3fbb9d21d81dd9a79cc34ab7769ecbe0707ff21e847e7241636d6ea1a623281ff610cddb9b7078308725d32d077353de7fb987ec89273289d8829e69f2748c820c2ff3ac7072095179de807aa319b1c440dfef03ef1511e2c31df230f03be2e958d9e21cc1c62a6ccc89383bbd8cf2a72b9feeab058f9183b13c551d5a85e5fa23bd1a1e881221a627d8c20458d489e408c94b5f2def3caddfaa3933c50853437825e4d173feb4abe494731faf7d5f1403cc674706c61b1e9dae9cde5e4fd97710e1a6f77c03a740c96fef234035c7b84c5acb43cd84abda55bd912bb922dcd9a8e48e5103ad5c1d2ef936d21dcf7d0b9aaa4487be9547ef06ba55e9302c2561f3da29626858282cc26751697cc09f296f87cb56b3a4f8182d58cf024e6ff43113802ff66c23188b08db83115d15aa481786a4cbf3a2a0d7e7c8469de7ef6c55e7d521ecb51582dc753d1c8336ab899eb29c4e7e32c779503d0a93c7097708043775552be733711b756a2d2463e0ca6258b82c4517bd30d0976470eef8f5d85201e21ff6e40bc57b18e65b949b209b6c5c3c83de419d23beea3a2ac9700a13560539c2a04f5a91bc07378124f1f78f41c140ea76faac1224883ffb8', NULL, NULL, NULL, NULL);
INSERT INTO public.webhook_events VALUES ('01a217a3-a2f7-7196-9464-a04beefb84ec', 'ten_b', 'con_ten_b_retell', 'retell', 'sha256:e8f64a2aa5fe1401b2c7c7ae89f407c9e71e75656f474743dca4aebe42fb363e', '2026-11-26 11:35:29.783+00', true, 'processed', 1, '2026-11-26 11:35:38.492182+00', 'call_analyzed', '2026-11-26 11:35:38.675997+00', NULL, NULL, NULL, '{call_0sz9693gmkwqacmebs3gfhjvf3}', 'application/json', '/webhook/retell/con_ten_b_retell', 10379, '\x013ad8f263ab1feb9dedf33d7d652ef158c98af744c8d06928547686f1c61b02aa39b3f5883f6af7431601ce3d29b24b868bf81775844b3f28fdb96d990d2df0fab34c4c4bda42039627bb3f04d4db492a18a0047fdb6c31a299fcdad79892e13a850ae482cf31e3b57a09eae7c75d12f3ebb16a657b3e7be8f21c7a748020276481e80c1c4705b9408b0923f90a201dc5d6e88ecb9cb0dfecd75e40412dbd037b518d6c1d2d4bc2e921036997b851a96a0e871810c6ed196decb5754b0a634ab439f4b972043a5d5de7b1ce1f016894ad870bf6dea1c4a8c4c7a3e92a900404bacfff8314e4059c3528e41535f65e09f0a37e3b420f59a3b36c27d3de1666ae88c63aac19ce07e7a047d7afc379b79b7b67f8d9a4b394655df9d0a8e7cf08b107af22971bb886109c7520fc67cecfddd6ccfdb6d61be39cf75c9ea2f83fe0c413bf14a02ed98b3950524e7637327c38c0e6b4bfd6b5500346ec956a97d1463e8e73d9e054073bf95e23f723cd03c65841616ecfe56b65869fe0bd1c1bf561581624866cf4fda45495397ae3ad37fec724ac61c0140b23763060ba517ca0431e673d7e08b5b699439ffb826a465195ba3d49c155b3f98c77ae2526fb9d8bf2a0da90ef8454d758c8ec25ff0248d06c9166104ed8f792c5410cd166f959a280147bbcda56b50d27bf63db113002647f7e5170721bb7a7d4beefa119ca669586ad30a2960dc4e21643577386492dfde38822aecb512bbf5d873de14fcdc5e5b4e1b320ead57a1b9bdbbf21506a212d4e76eddfed6beb40984e3675d72cc8b0d3bd0da2c9ccbfecb274f27a5469a91ae3aef250828ceab8b397e7064404d34634a251109140b97428d00f1070db81ad1d8cfa411a69f8eab71891975f62ddeaf14ed4a0eb1ba06cc2339245c89c50d18aac42d36b74c833b00d190b444c23b4f9fe31ec62b9e36a791c9956069423fd3d679deec22e5c162d57c5a5142ec869697737009ff473f056de868584dacd6530d692ce906f45b904f5e57a8186e0b98dbf1ce941bdab431ca713dd2ac9da5862012fe59679c07f5e55df97d7da1aee1bd1626bf8e614eaad55e71e01bbdff609391c855746026897c317cc17cc0565813226eaa0b48ffd84d29ade075bfa13aff2ac1b8e6fbf8b70ed0c859506ac5c78742254baa93d86fa12f08e1607ae3e07cb8958b92c52ecc17cc0d29405cf15bf51b41569d6703a8f29f56e5ec7e1f67d4436c3f175b0841e722248c75bb3f116b81b2078478b59bb5c478f84a7b11502dda076f10dbcc5ec0f5ba1677b5f0898be18bd3a97dc4701c8f27f13ef20c0c0f3abb83ea5bac1b1d4e33a097209c8fd41985b5e2277195f02cccf35ab3e5f2bd2a790a193824ebfb18de1622b6f8e4c2dbaa68d32556749516af0cf0d4c463fbe66809910d1ba88d61f8989b2f3ca8f6dd230265c5236f3817cface258406fe7ffeffb6b7a5ae828df503703bc258e4e416c7a1bcec9c66ac3bf8ce115c562013a3d291c57aa81d274b0f777cc22db1afd7bbaa4208b5b4914662dbd8ae830602bf98d9d0bbf9fae5413e4021368d96f11c31a9d7d5aa7619b45a9e0f1d9b432bb86c82c06bfed2fe3245cc7a92af3b601f05e27512c57091baa9fd2f4bd3b43af53c91e7df63bb974875368efc597fb8885725934b72101a8840371b8a1aeb8284cc3b39f8da74184a158c3e7aa9eac4a6ffc484ca4f75fe2392eeb3bdaea8009dad73dcc78c135bc2e71f31e01badee4559312b0d7946bd736ca6f7e2bee613d754e4552c9eec96de2a90a0223bf1dfa6941a86b5f54f7c3753b420f2ca0723cd4d07041034fcabd12b2823b8f3ac1f5c599eaf6c5359a87b299f18739fd9e36c7e0ed6a1d2a98cbb5e9bc6ee8fc6d0c5f0e306058c950f1ca619f6dd0694f7c20a43d3f404e5839a9a5afccbe399626d5a0a998ec31f3de58544839fd2bd7c5542c6d86cddbc13283fd87f62f58bd5fd7647f8d14a6fb71cdf5d9f4382cf49c4a910389795b7383443349dd24ccdf92fbd80927f450bfad60e3470f1fa2dcdf325a979319214f5bfeac916bb8f411bb770c9ac4d0158eca98edbcda12945f4572076d99ba55438bf9b0ff762e5785a60293691bc4309e4d0e5810609fac6f7d4f9daa8e70d3236ad2abcf17d0fe9fbd0e888bd0120a48e2e5d968e9650dcb5fc6e8b33b799a771ba814d8331fac0191f035d6c71e6d9040fd516256b50186138abcea3ece5dda2b998fd5fe2b7fcc3aa71f2668eb68943abaa64c603212f0ae2e9c0923c172e30518ba696f98f0550e0a04ca29c1e6a2cd0127ace18b735fb8e0f5d683a132a1a91ca20e170421633ce82fdd817360978a390066264e5026850d7dbe0e0fcbf637efbb1883a1172e2248e51574f3b94e259489e91978fbc1f3c3a2134645e98f188f250ff4196eaee7e55e5d9ac1e0299a933d3abe4eeef87115f21136349eada5437908acaecfdf58e101278f768bd2c281234996a7564c9b6eb22be92c1e70a3d28292082fea5f2ca7fa8f84cd52f6122c605e27de0a24da8bbaa6d9fd607bd2be2f479d279ac896924596d984c39b7fc939975f955f454fa61d5988e39fffd111d71c3990101a52f2f1c2fa76a682346e898294bb1ae9a10c47f20e76b64a6ad484a1d3ec892f0da85fd12445b70f992c58d97bfd0993e2ff9baeae22c96ceb05f0fda2ec77c340e68df289a19421ba61736a801c06988a4463e4d0231134c04b24d0a24e013e13e09223f0749afb811a2504aabea101bc000b65533aa1a52d05192c00b9309099b189fe681ab6b1a63ee6238b036cff356726648704c963cc5f583e674aef969116572b1d0752646cfac44bcdc1a3cab94cedd6740f3389bc078330cca757d3cacda85174f2d1eb4a9c680b5b58890beb1d8bd0d5173da9023e7e48099d06bc5734f17caafc9ad61efe8561156ca96aca33dd0ed535fbcdb74f43e3e26b75a60448050888aef450b8f796d5295a6ee19393618518a7d068585b4ade8a79b0376c9d05427a499efd8c4ed8a6d0768d649ba04d6f3cce51142e26112eabc287424216c5da4755e2b3709f556ef49daef0bb5a987ad9f3608d9d2727172a796597df7a9ace111745ae7277e2b8c9091563e3dfcff57520cff1d5dc12139d54e7f956675571d165e899e9413198792d23799d74467e6d23e1f995c0cb1f40d3c5ae123c1a97de41735b1574369f6a31228b1648802b259be441fe53a8bedac7e9d18fb8c70bd6b8389fcb4bf1de647d2af00b47eda3d665226cf0b7bdf037e1725a9117f8d1bdcde8d9b1c06488fb532871ac355904d9f648dd449566678975a33f160ec99d3bb42a1559afdf205e28f180439e927e36bce661b1857e0a5785d215c866ab97d80fb15b81e795f2c52658432b0eaa42b576e4ce5b831a4751243288afac1a13980f75af2861fabed5b4c3476ed0841c20387f601c3cff6d59bc243d3fc97f248f97d6095c53493dc6bf37d4f25c15e6653a9e8c1684afba9a2f8b011f008d71003f2813e18d0aa50291efdf380786e412a19f78d88472157fc947ca9d2840d7bfa2d5e618702f1046595c68c90b933102d5aad094f1da28ff15ffec09ecec94671da7ad7afb9b672f3ad00c5cbce9c0006f45460cc06364f86d36765c22d6748d561f9d95e6dce3a2ef58bf3f78b07f589b096ad4b8e84c9c507c7380c5558bbaea0f145b3b55f1f3fdbb0ddc487206ad14a891ddba06b93825bc68d70d0cd1199ccf33fa28531287d9b6fd1d8b07c90fc59cbf23f28fcf0963b8e3c075b97764f348802fc373634615a1a5b9baa0710e719e4eea951ade1f02f618bff731022670a13ed020a86a928c858a474f4347c253d273c8609606e6c816c4005f22936692145ff6abf54845dc9eaa138b4c0be0411a759a9a3454a26dc4fc034c504d9e41f71d0a9447ccd7834a3149b67743a741b96a4ff9f281ae6dab85852a488ae3fb2235f0463d57a96254889515b847c477beb264107b64d8f2f0084f22a7d65cdf42c445189a436d4f21658967c1ab923a5b67fdc0fc78ce939fd1963d3f64260a1972f48ac13da3c2fd22f4e49650b99132e0924c6ef66e2c7539697004a4841021793bcd8ee00c1b1452191b5b9ab27fa42de701146decb3229bc113fcdc564d2cab3406f001757c58fd3a35ecd81efd71fec0dd6762fabe0572495837424a7aff2db83db6a1602e224e93c51f1b94218305ff17605ea3439ee7058c0e4fee5f729f36f6051a39d36b658a674383efaabd889af8d0dd036e9cdfe1b88e7fa2672e17c797660c0bedac0ec7a26411c3ab44a1f20a409b156a859bcc1296015bd842dbdd582d882db4c09589895857318a7b2fd35df549177b970664bb5d1d24a432f909cbe58943216a826de55203754db7598fc3fdd2d881fafa52a165322c586ec57665f3a507a36f8a9dc6df1d3cccbb12078dddc36de4b4fc8960ecff91cb78b8f431c2b512f199453e45da4471807b6e2c9b90e69b2169800a88cf32299b49958a637d367ff9214046492654c0d4575682d0f837cd2db4aab622641f206ea8e659c73b72cef47cc094b48714e3843aa9daf7fdfcd7eef2e6cc60077c716049576c4929e4fd29a9174788701f89fb3604726ebe0ff86950c8647893bf80f6dad75be0c0d692d136714b4644c2d70ef5bbda002676123e672f8eea133a02f51acf5b0404207e06d3853bf86b4e04cb9e8e7c36d29fe704d809cbfd74f955da2999b528943e5ea59e7c04841413e9dbb0327affbb652808adacb6df5876c273a620b1096f8c997c17e3f6f0999ac4ecb5c0fe5b9c9a717cba6b631ea6327af69d86e27dbecd41718ce7c8e558b493a1316cfe86f223836142095946ef2402bdb4f566e327f214ee176ebd0a1c953f50da92273b93eb7b5de8a3cfd8ca4715f197f3072f99ee20e9b335a37432dbf6dbf0a2f03f34d8d0d4d126b2476ce3ca0a25bc78ca377c29d2baafeef993269be963ac65e612fb1b6014cb63bd5c6ccec1a7bf223310ae68c87678ccef4be60a3ba9566cb9052089018d91e245922e0fdf38173db779f559bdecc48005460a0cfa05da38b4daa1d6249c633fae83f159e09c5f9abe92293d15a2f3f0ce84141887f6c05d77073c0636ccacf36a48bb8c70e6e67fea85e89879e3b4e2c4c8c6ab3a23cfd466d4e4e25444a297f494afd60ccdc15f7c7b23c3875551a4e388d498d9b49ef6860b6c112f160d105641c22bdcc88bd18f049b762e826389125766ed5b75bd682422baee3b2b936b22e8924a4396c4b3c70f94acec8954cf89202351022610011852160b351fc0a1611aea0e10aa52278659d0e5ee221cc0a35b2378cc267295c54cb90af740c50e0f1d2bbb4926cf8dd2880dc67d44bea6d75f5b3cf91febd4f01e472736f3c9b8f830c2a9d690d061e15dda1a53893c3d1dee5c076fefa6fe3839d0ca0a5b0a4564c6262fc026978794859542577f6bb3723d34abb45f78385d841c7c2416b09ab26f79f7970d4c1487b543d1b377d51fd9a65d6efb75e766730814a7d324bb124e551a236711f4333ae89f382e43b014a20f5c940ea31489785d7c76fc43bb708a991f237f6ffca2bf6c185e7e0f7cffc1630f7e632771b47b590abd8bb47cd2be01fd8ef09d1237364e56b4af5bde23e98244b83c4ed534a7a51df76681af81f595843cd44327ef485fc895925d1952f2dd4cdb065f1b76cb610a3c353662b8bbff6493d3e169538b13751fc98d4383188ba455046eb4fb01b83abc87afc84a2793079d123c5068a9017a9042e147998c749694bc172688a2a057ff471fbfd185621613cdd2d7d82aa6137124ae8e007304d60885e79226deb2a621c98c0ab832406ad14b8a477ca77a55828785b22c8e45cb0359ea1c33144672497ece8816ec9fe7ef05c232e1c251dd0f6c7443614afaf53896d65e055779ae2d6ea82fc53473c126d5ace7d8fabb2de5f4c17318b6ac155531d960c8fc67a133d0ebe4d334f6b872ce4d774c65e7e7efe3100b9c062abb89ef2fdf7646df24969f0ca27d79df0113afcb32f2b087d7012338524dcf8b74c2ab93add01573bfbad2487592b46c456dea3212299617b1f0e00cda810b9900876ea8b639bf49a51df81b8aacb2f74eb5b02f6a328c9c1a6efb7168c008ff9f31778e91c0658403b73fac461d32c0bcab790cda4ff68799b82741ee0e6381609ea51bb381555e6f737bcdbf4b2f03e8187010ba7a1c414ee798bec6aaa7d07441ac35dc2b8cf93096f40c931488bb99419f8b0f4d2ebb153c925fca47cafbf22f4a37740dc997158d90b4d78b5039fb3edd28d2c3c7b6f8f7ac6815d45590d5a456852f0f7de81375dc06fdeabe377052cc93c152f998f9455cd9a2633d195dd8db0bf4b5954c8919b7043505094f22888d96afe80c62b4c6f7e20a7d5f88ce1cc496154a0a03964779aa46607ce8019006858255d618edbe519b985cbebe35f01f0d4d49c6a9cdd76d9e6240b45defb0f430cb7888ca38083e24dd4071e100685d83cb3e084b406f660f234e85c2b28a2c46f3f66e3258986c2eb0bfa5ef71840aed56a28754dfd79ab1a7b55465a7b9e1cb7c3e3f852dfb12e0b4480d967c6a0d9c38b77f62e3cf012d5ebe2906702dbebc004038de0ce7d63bab62ed4fda12bc0b67620a4d03a64e4097bebbc99c86eb9217dd36cfe1b3d97e6817b8529a7aba0845191d965a6a39ffb91a6842ec8c0b3b0210e5e17649e8fb4b7082dc47fa630313efc7a3cba8008d35830ac9c4ac8a5e4689bad789ee63b11b08b0a639cacadbac8a48e5bf82ff74983eb78afa55905c1240cb6ffe7ab339ec05aa55471d240e5e0df57dc1df11258288caed639435288ffb7c1546568d40ffb0c8004b27c1afcfbbad7ed86d148a0da8c7fa63e29cf8e5427659514843458526733e7d6fba57f34a87075f36aec5d1ed2ac4c9634c81ba9fb85d98f5140cb5fad84750708c901fe4eb1336a8ea9fabc696df5bfd0bfe816cbd4b18f62ab9e61e51c8959d1bdc24ab91210c6aacce3378ddfeaa6d79a2da636edcacd14c1712f53caae3bbfef331cf44091914764d77bc29f1ac19c24d450225063753e67b31f54d2ac1e391f358baefa7d693fd7f4dfcc6ad32be3dfac6b6afe6df7bb7b2ea775edd30f46be234d783f77d2c2ea33eef50218ba94463c5730a49573ec8ed7ffaebf0c00d2f4ae8d41bf78f75c4cc7c8e77773e448e996a4de306b6b8e3e3e0e63bfb3f67377d6a30983ddb14d2fad49c46efe3246b66c2dec4b690074cdfc085840cbcaa6e8714ea8a2bf32c0404fd8386abaff053723acca399764db4057e99d4db289b4efff2b6089b80d67341e9fd073373306946826ff2894f7a20044ac1ff11845a6f8269f821219fe16af92c1deaab38144a57417afe262ad1a110830138c4430ac43b0046282e65777f71826f2d2e362e1d1b13e9fbea9644b5ec5b200829c3428481f1f76b8acaca71e189d19f2ff8ff4bb4f2395b4ae456143173c325f6337adc22d3a3788c3c9f370e3d8b874e8f97c8e7b0c44339eb6d8c0a9fdb207ed5375dd27c98f3a417b0da0500a2784a85069e98d3b82c0ce7c96e9ad09d68ea847d121f895fac599991306a695279d3a004397fe284afbd83d63bdf35b691d8f6c2e78334be932e8ad6adf694797e49ef5d8aaf4fb691fcbfaf8b38ce04bbcd591c362790b34cd8eee9f980697f75830db91a454bb5720ca6dd453d9c23742e5fe8611ccb6e97676cbe6d85bb3320f7af09c870e7a9ffcb2e406bfd2a1956e1771eb97b687b8f86cdd3940bf7b76c07f3d2b038b483280ece43c01c123b8116edc71602dd63982bca34861b87a3a459f3fbdfc487c745865ed3bb914dd37a67c4ed8c4b113d014dfacd9097074b733903ad9619f388081dc7ede2c0ba230d93bc359b215d2ab4dd6371cda2a137a2b661d8ec3c562af2817d28495ba0dacce6f3d02e5ad5f1ea4afd1feaed8fe4844c2ceb4763b5eb2263209e127ff3badcc7dc9465ff4f723c249d0e3d90ce90269bc4469b368a0cd9a7339f0277c27304cac9832cd57fad226b1de98060833c861f9bf86e7b3ec597e9add28ea56c7594c8f03c5854a7157ffe76a9cd3ea157d9abcb66ce3e853629cf7c57447c12d996f6cb5fe7f4e6d599af342edfd5ebe5881820092044dc30139af84d5cee0348adadf2fc92ac3d295b450f7150236dc389a10c636a8ad0e4af1b1f2dc62357cf7310293fae716a84a0f94a228b01b38f4ecc44d4d93ed89e2e381993a60b8c812272429134a985c9a95d5b6a2367dbf25461c4df315df05e25c0e3c2f1e55e51e5c588c6c98b6d6c4b1e559d29f261aac43e8a68119630e5105ee6a8476900541fd13f3efe7209bab6b5e91e82c343db14f0548857233a3abe9df704f560fde760189da67407c74eae3b3bb0fd030e876e612bf11dcaccaf8013d10f67e2d20a4e309da2710dd696bdc2669bbeaf8fd19232e8ae83d3ae87e455b62aeceb966cbedfdb9f8fa353c32a57b7876225e4f2b25d1866ed085dcc2dd40ee538027e3071ae0c808aff22d398aa74466ab27d69386933e68a1d9152305d8940963a276229540b307c613b3281714b9f3b5687a042e9e3045ebd57102b17b9bdb17280b5215bafc5cff91706cf52c95ae83295dc1f7426d631bc7c8d6c41feab0561ac945a897c5fa3bb0f7139666930a37069957bbddf259d6d0a3d43a3abd24074568d5d7b77f4054eda100a66293c6dfce1b500d2414ed82c12acde3c8e87a42a3f22115f574d9b261fb9f0cbb3d4585f31ae235420c54e0cfe7ff6ee604d4f7b7016406893aea9a862f8b0162fb70daef44bd95bd8dd92d1e8916a5832a7aa320eddd70bd7acdc25f166fbba142f488638c4dd83b98c2ea5b13f97b59684650e6f52dc9370f76e16ccc14bdc111ea168e741e679e21c440fb1c4ce7e9aeaef320ad9a53a6dfd2f38b0748258a1546ad0130ad18ebd18ada50b062497ce2dba06343a77a06a6d8a930aa8764008a56525168aca21e5622b7b1186f7ad2f7d2c866a2a14df875006a51bd3dc506b70440db97f996a4ae6458ba202f41c70ce1e407afce3571d672d9d0b7e3121e05ab4913a2ac450c14f160bd3f233bfc917a87631c1c62a96001313605bc33d45919bbcbf68fb61f9813b1f2e65627ed173a1dc360ae77022901110e40f2eb50c6a025eeeb7c5d5d7ef5d5b3f38575fbd1d8b5759c8a137d38d888e0b5059e1cf0081bfe5c3c843e1aea09f11642b623a2247762b41ffd80477b9809ba900e4a5a5218eef3d0f5e129712268ace165073c07bc0ab5d781b9a5b3fa1dd68a16906fa123cfdefdc874a5736c08b3aa7167a606254d32bc4af87c577319a230c9e13fcb740b5015a87537420ce1e7949300bf9715685728e868f7ce11f6a7c0bb44c9f7e49f97e3b5edd08a0208a74a1dd071c7831554ca2ad718900080bcb9572de8a672a790042f78dabf8f1928d18242160ecfbc8ff4a007b2e023e591cd87a9ae30fa96b7cf959f81e6241d2ff968fb79be5b181fba969ac94cec43104a37f6b7a1cc2e4a579aad974f0b8fcd1e3d73f802dac36c3dcf80d8b234d4cb3c4291b84ec59737957812b07606b36dfc1c54e1da05d938e67ca21321a8662d729d821ccbf334788a98e01b80f582cf8974e992f96a56dce72b07ddc880be9d0e3f904f8c7550282d68fd2e1cda40aa4d80cecb89bc45ac671a97cb53abf71cf320e40649a99da9f7a7b2d3369b76e6004e2840fc99f7c736039816f34c8ba57eef4cff8b90c513c591901ca943274bac691a6a9ce2aacc72cfc21fba989a117336f635a8cffc0920b21703d41aa2bf0811e6147656b07aad552c4f7e4c1e7d6ce2276a35a1881dd2718ce6e4240ed335fc680ded04c092bdaeed54d7cdcf1c7b0792b3fbbbc93193346258e06a372edff98c184060e677f015f635d9f79e59e893177937926aa5bcb51873fbc0557a53dd24d824daca71f4fbbe9059238217415b3765f0a0a54a72f2bcb9425fcc3b25844aa0af16213af085e5643e796bb8352d4bb949e11d1740d42328fb3db0906c713dbc76ae2a580f907240a86403e08dffd5080bddc8a3b653cfa352e25ed5c05e1096ad11b9affe61fec5338a091180a6b0878b16177c16e5149f78bd8e0d5569d98f69508c82ace99a8b087b231817881c2e0d10eee6d3438478c9d2e860f77df4e5ddf32104330e0071d9f9f5174543e1570337af9f338307ef3081bf4649cde8dee3bb6afd218608545cf2634548e834e6b94e70f47d3517492d3b3432c27f35ac6f066c087d51cc97482564101f44b1e477e033a5ede0e00d45bdef6a117d9e1cf273759ea0febbb30018385ad4ebbbd9639544053d04c1156acdde8dfa58799bd29ab1e4ed8bbcee084805b2926cba0fa8c225f353333d44454672db9c2227cb59c6f2621f8ff3bef8f781407b5b2a5d727d189f480646490d557f9aec809780c25d18f2049113da01580ed24f76069a087b270d8509ae1d758eb52e7e6c59a1f718003321b6dc20321a243c60f6738862e6c6c1119936f458dce31c8eb0b43e4d70fe581c0c3593ffa4cea38296704b005d88ba5fec713dfd99912ed169fc0b8b292ea583bc4cd52e170a8e58778ae831a49291e6a085690d3ce9f12a66c9c315a6c84c842466920d6bf3f94d46f1f11fb64acd52092fea60ec6498ab312eb5500d775b931f187672d5633ad5d4b4c8e3003da8a286079800e639186773f297355a84dcf08a0e0aa1ee525e168849b6267a5dc8f795da6455a5f3468edf166a77043177a288662c24a503a8ffec2d858403211e0f0d7fe52f10964f9e8a7ab52e411c2db44e6634a3ddf54d31e967bc257a656a2053d0244da78b0b0fb3e6130e4c7362bdb2587e7e69e07840a4b02896d4df8ce06799bd72c0073c7a3517bd50cdd4056dff15100f95871a8e9b14f2d3904cbafc2b52eab0426273114a619bbff5adbb0b7b12a864ab3c13827d321a09e251db7030ee809d6a95fb8169d829eb208c348c34a3d19a9c7a0db3db21a109a170cc4dbee16f79ae320668a727424eeecd5b46e9f737083a2f588ec589cef46af0d92eec403ee0385ccdb32fb9a4437fa88ee85f38624ea75d29af0baf7a6f4012ae118e704fbcc9c537936af99e3d3cf195bad4a3bba42dce2261e98186086f985b52422a76a5f8d70b44345b1d29467748a133c3d0511dc809615656465865fb70f75653a87f29c9cd45a52ec560062ae4ae8d221d14dcb51deec43b86b7e66c3ab73a70973b59b9602a1178578210a387b9fea085d5b480d6f6a6e154b5a788fa1357d4392daca9ee0796526dfde97c4879ee7f6a66c4bb0b5566d487c67872972ddb25a1e006572f5f7574d9b9b933bb4e37bf5a0b0b287089fe2a94e3ef0d5a3b6c83ffc7efe754fb0c7ef7604d1e4a9e02944246a46c98c9abec2740ac631ffded3e1a261c916e1db4455dfdf748648982b76020dbb1688c1b8b1eb7769f49d08589558f055f48ee0b32fc49eecff73b060ece450e9d7c1b7204766715373f2a6c226fa5d53fcc71656aaff5ee9166edc6ed0fb63154d6178ec8d7995c88d43f865b092398e3d4c01d6569a60c66b53a36359f634ae13aef5be2905135d244637cfd4035b2dcd54e799fb44277e69e2884de9b24f43cede326ee7862b10a40e0cf70daee485f4804dcd7d47df462e53f3720d6d7f786b8fe075aab476927d80e149353b7a2bcf6742eeb213daea2be34dcaa6234973166fc29ae97f8d2e02653310d126440ac2cd7faaa25da55e6448c30fd35da7646a4e77387e5f0523353b2c4356aef55605835acba283c8f1055e22eee49e40e09c7c4fa65e0d0dc18e73e042180a788d2fc8c26f23dde92a4a526f9bdaa2861f463c2735dc509cccdfb0946451e6ff439686ba9d775087dfa31d36dedd6e3d8ec4b5463519d4d29f9b08ebe67b1340f076fc947dddfda80df9df64e38c25ab6a2925b1e23ef89d260fefbeabbfde1f4037c521a3e379e995788239edade069f14d9b1cf933e2d246ff308a89606a9c68ab4f8cc968ab151dfe78f972b4b370f060ce6a102312c4c549c54f3b198913e808033d618ec777b42a6ae42d1fb0c17f4ddd8e0257f693a12483f0823d8e3fdcbcb23a6d6c8d6261be5898136b642b1faeded76dbd39d6e2f136082df6fc365970a1e2f154b2f28347d8da0c08b5bbcec8671b8be516445781cdd51bfe08f1c859de8ae0149f35bc6f79ae51ee46f9f4fa7d40ca25c231adbd3f0d8035fca262ed3253f9cd166a34d5453f425c5fa004450003e2246cc65be3897711b7636e4854e1dcf1627c6c611ddd1ec66f1c1ac8ca18905975cb602ba48b3f8fdeb84e6b4fe9ce8c8e289e9cfa43b8931fb4b6f7fe5df5f0180fd05c76f63a5db0a5569124fc2341f85be3f849530637aa0997c5bf5800c5b67c5c0ded2c0f3dd8e6262dda4a52b6c4759d05a0ac40ef50309bd3f9b24233b804db4a584fc08328ca283632c6d3971c7cbf7c7042dbdb121177eb7e17a1b464cd904e7519e0f85e692084251bd939258ee71e65a1805b9fc9b8361a9d90a0a3c973546275d70d64cd47802780be4672dd48014eec83cffc9eac1c89952b283d8b18b566f6d8b2518578ee0dcf10188ea5cfe48a66256889356d382d9efc01094d2a3791f40a9d3082d62b62f2088958814f17cf1634b790d6afac22644d8df289d1f7c2c7d8bb6dbf0d348cd0d90f7e5a87a3c10ae96df4a340f5101b33ead30318c69afa02215a6515763cf85f6085636e855ebb1760b952382191bb3bcb0fae04090429b97d945e7491dfb51d42c71d680df745d7ae87dd6748b368461a3209ab7b0b3db7d0eed35b0d69cb717e2da8e5e1b181ef64c072bb3faf00bdad41f2b2db66d4ebe7c275b23749d5dcca965f82d75be698886e36397e3ca0c68981301ea3fc91ecc3c94d2d547cdf1c3d329cb8ef1f14c5ac99246ce33a56ba2579eea9e7e302564abbffdebc6a1d62230a038b82b62b703680695fb8b14b57b3988ac493113958d8fdf397316d4ed53058a9b42b860c43cc8ccb016cc6c04761ac2681513deef5ce56e04e19303b9e0f866e824dd51a0af2b7eba803bc465affe2f3708ccfb562d69844c7c913e7e6d8c63a11621fa398c5e982549fb5970ef05edb97f4ba818a0c1dcb7146f1779b485c4cc31754d7c2218bae1dbd799961c041550d5e10067a32588b168cdf6efdad7941d0b897fc535fb368cd6cfc07f1903e7209fc0ea71443f3f060df2c2096578d658f22250fb8506ff4234eaece0afd800efd9d512ab367b7e3d7c2ee6d0144d9b0b3461e666a3b62cef0c05e7df95e7747cd100a85bc70dc051dbd41684deaba983d1d21cb29ff80342469e3d2bb0de4ee6ef944899b7c4207cea4764c09c81ff339863df9b9cb63254f7829c31cf8b1f64bd4e2162509d0d1410e3c699db434b74a7d6d7566901851c67a7376786a0b959b23399c6e457e4a1b60ebcbe470124da09d747338bcef205364ba8e7838abf1726193c620c6c4049816053b89c6b8d8bd1cda9e47bb16b315be43ee4b75f380e5e9d93b8bedd767d7fc76acdd00bae07175ba32bfbeb12f46f239ed7e4a62f28848886a9e000adcef67a02ebfdcc6036ab6abdc184d42ccd9921b7a537c4e64f566602eea4794b70b350f5ac63f71cbc6d20394938800b0ed3496315d8ada66047389ae0ccc0121580c47d0b1e936ceeb84d451593307acde013d9496315747b2b67f26e3102a4da8fbcaf275b606f7939614ff8ce4ef9ef31de01ab32ab8f7ec2968be33a63a126768766963d36060179ab054276b8de81d85d13b92c9c8d8f4709465e689a95ddc3beaa2c1a846873b14763cd93070b4b4cba49122331ded19674d66f44a077f82d6d5d7170f45c06fa2a1a3cb1452f49fe04905a95f3815a1c87333fb60d100a80fb08d3a0cdadd7b06b3fbb490dd4d6d6d71f188af97314bdae06571b807f0bf294a3284fd86788b74a49013574ddde46e97049daebf7c863cdde90dfb7a4f9b88b7e3024e545fb877c6790e77eb241f7a7315de77bf75f8e70cf6cba5210c1827004c6c82f641e0263109fb438db68566167e62e51ac9174e4238ae3799f123678b960d2eaa152c351ca6ace2f0b145c4f7758d042c9d19434126fa7db4849b1123e5d53987b07221f6779423a188f4b14186686dd8a7a7eb86a59c948387421587f0ba38b30f79e8e3fbef23e3f0432d9b99112ca6403bfb2f949db567ac1e6d5b826de4da72fcd06c2168c5a10ddc41532569d37a1a8a69c264297c8a27b159235d1ac45dc30330bb937be9483734561ab8944108b68ac09b350468c83382b9361f009a03ad7d24af6e50610ecee401128c68c74f0a6ed5128c2cf3749e85fa4763a23ab6e3c4d787ae0b72459c5afadeab1b1b665c87583195ef19d81bd600204e8f7bfee16d7a4f2544d9f6a14bd1635c7cb9fd54b36ec6b927d8ec0e19c6c4c9eb9117441d4c21dd3b4a18b50e4bf33d054efe32b04444adae2f521df91fe654f0e2ddfd5508ef244c685d556f1fa352f77345c069805258aa88105cf65bc8a3acff233ef08efae86ea4ad54662593ae05ce1f4fbde9cf703ed86fbfdfe3f2bc8d5d71355bcc5ad72b9b143a9b0d2ce69fcd0909ac9c2784a86f8e4205b1a224de5cefd584b9f79612b792e9a11f7b58dbaf1b58eaf40d15cc6272b27758a1384cb552808db581b724d4c523aa94706d902be2004520bd5b7a312b9c925191af42775f46fed7b2a98d5f2d8cafe106b9a61d48557392bde35d1e1c528a5558859da6e8cdf6f550bf4cada2b8dbe63f9f448cb23ca3a4b722f59f49c37578895813ba6969a1b501ac7d4bee706f7167de8753eabbeeae46d386669eb41d9b9572825912cd794ae6518087b5fda6115b41991240a16e28f0c342864a6106335ef7c8a4f878097e3dfd877a8a86233fdf434fe3dfdc52e351f279ed103d0ba5e1f3b0c', NULL, NULL, NULL, NULL);
INSERT INTO public.webhook_events VALUES ('01a217a3-a2f7-7199-8e1b-0caa1c378960', 'ten_b', 'con_ten_b_vapi', 'vapi', 'sha256:e18b96e28021dca0a4af8c1b152b3958828290a8f96bfa965bf186ee7e4c8054', '2026-11-26 11:35:29.783+00', true, 'processed', 1, '2026-11-26 11:35:38.579744+00', 'end-of-call-report', '2026-11-26 11:35:38.675997+00', NULL, NULL, NULL, '{call_n2eh5wyj9xzp0hjenteqy06ry9}', 'application/json', '/webhook/vapi/con_ten_b_vapi', 9517, '\x013ad8f263c6c75e78a93950ec1cd44659157cd15e8ad2a247d4cd61231112740120a90ee45bd01736d2631e4a7cd64870ee99ac2283eafbc7257a3f84f88e2b4e81f718e3f44de42155dc9353d2f07d18930fe8af5e9e014f3564c06c86ac697782163f9dd41e9c1d0e7b0cc58165aba59364ce7adbff5f914ca67289b804560134ecf29f0abb568dd564bb388cedc4c87a51ac6d62a5cbb0a887a414c76681d36f90f5986f53ee013c76fec4edb146216b328b5a9e61fd33f60e3b0e484bc84b7cbaaa3a121e243ced899bcd452d65dc7d87aad8e0e96d3d3f04ee61149e37a0563adb94803f29f7338b7c7d4780c67a41bbe2308cdaa61a909b7bd65d0f69cbfee4ae16221db033d43a978cc7b988f68466a8e41ebee9b5b433aefc3a8cd1ab142c0de0d61a51eabc0f3ac05f5c7291eb16e2f96b742334b6d0aa549e7f7bbc7b8038c6fc4c2c4bbce1da5697eb3814c7e37115ffa70274331d48bc8034b1359ff78dbc4d4444cdf7ee12e94f29e3964b1cc4cc9ae4053956597d2895e71ae286c64845385bec756b8a00b2f0659a0943bd2fce51783b58559986742e29765ad63c5694448223e54a9df095a11282712196c69d4b307340c9bf4409cac9c3a20f192dc6b38ed1f5ba0a696763f66883a1e11a5d1d0ab99ebf30af5dc1ba5c5491b941d509587a869096eb11d19ae87ad0184f495a4cfcaa0f9a6e5c076f61a2e902182a92ae29b2572bb1a218b672c799d1e46cc403980822311ea7c8e3d31a1c9f0725ed748a93e7161161577cc19d2ae33a2cf1a68172cc563d868256a2cc81f905f603b08185881a94aee9115a3136fff8b387df2c1532e8c74698245a0ad57baa22298cc8a53b78536422c3041d2d4ae12a33a38e9a372b45a2762a933a2108f66d597bd60d010df5d80617d3ee295f6aaa9a10857281727248a18cb7a82199489f4cab2f28c4a23e91b11cb1fe15b54b724e19274fa1db86debb2f83cc15ca5b214315484b47d794ab29b02a222c7f274bb6e30e566813801bcc763278a94f7610b43daf3aa2f54e90fdd8d1aac79fe95986cb3b6fc265f58638fdf65e67877163df23972368d7fe3d4f2cbe19b368b70beb95cb05a955ecd3eba94a1f2718af95ff4f8abf87be82107c9b344f1c1c14895961bfab4573ebe193907c220c97253ed8d8e569abb42b34339d45a943079eca9face984dc838b12a53fc163eeffba6c49a0a150f8294c7724381f701c61bcfee9f8c4318e1add415f17933c902391c29d7e263563fafbb47ea62a3cf62fc6f886affabdddb3865ae0efefae2dc3ad6c25b205e3de5fe48843099dd8e1845004df8d6a59fd9e4e869cfb7e184422606fab9ed52c4e882745e3f630f418dbf1b25268963cd098ba267084e55ff0fd459cb6fa55d201fdee13cd54b8e2c1c3ce5dba720812f17609be42f8b4f1fd0618adae85814e81cac7180146ce398d42eda986fa9c1770a33e3d76902818f2692ed12a096e53f46d928a0bcc66760e9eed8a2ef42c057001d37af16f0f4b2e74a8d78bed00a03439faec5f5b4fe86da62fbf234272289c8cf2d619434cb2bba3017b7d7e1cba6e93ad0dd0ddaece310cfcd6d41b81240c55e4d8c1065007fb75f07093f3642d7900a51ff00c6923ec6814a1cb84f72d9cc07cb373b330271f0fe820ea4277379da5f72ea9b184acd96c5479e1d1800f32ef7468e9e6947c8bb769e342077cd1de96404063839a778cde7e260a4c29c98fb8f386a3ba841eda5da074a0b0f43ac1215f64f0383ecb9602a18d2fa9e1336f903b8677192be1aac8c03128c6e631e084c64a96fe7136a58cc13b58dfdfac50c81c15c812b09a870294abd6714535f86a55d741a02af77bee047ba8e448c2aeb4fd75e8ea7803fed424227f5e196065faa18154b3483d5a657d4eea88da01169504f7f0f910459e5b2533c18aae196ec0c8c7cc4f34ee6edfc07db241226be506bd83f7c3b99464c441fbe923390b8d600085dd17c5b106d23ed225bccf2b0b884babf3c380d704fb30161525bfc1222ba3a087f702e79a237c03550888a9309f1b7c47a4a5512e3e949436126a392ffa26ca085706a7a58f325cb89899075820eabfab32d41bdd9c1339f21ebad930a094af2229cbb3d4670bfa0bdf7a64c89dd7f3032334b9ce285c0198abc74d9a14c3506fa983c851aeb8a00feae713b98f80595e463b7982225684cf1ae28472789519fb5e4fb3bec20605bc21fdc0ab495c902d5f7868ef4cbe2cfd24a977c2480180cd49042b1b613c543b5cae75d6982fd53891abc60be5209b086c8ec7651a743b675295662b6fccd7f77c8263e3fa6842235de0aed01e9b174165216a2ea6794e8bf43563bb696c486d900428d86ac6daac9b2c6afd45079856a33dc954054b6a7508c32e141b28c20ea7765e04c5fceb395606a2735fed7929f9949ae4ea36c05a2de219b8741adae4cc7bbf2d18ff642205c461400c9848a9049bd8dd55a2853b7dd661331b49549e5f1754f5fc267a89a8be83dc266e5126eb086d49f288f858969ae2ccc36ecb93bcdf103995d1b8a3e0e1ad1e38625b74d2c047f420063a4c9d8abc50b42cf32a6fbaec0dea662cd1de30c52a382e51384550f1ea8ca43cf2818963a3352596fc22282a6e41bf6e823f7777f0e5c01a0df13b1c25f3adfd266e9399209c52afab68cf245d97f2130d440f66b81566391fb37b84055641825439c5cf07839e6d5f1578313e57714de4b4be1649b90ac1e6fc8d94ba7969746f1bae3a7fa9ecc5edbca792a1ed87889f6e34f229fe05db4daa8e5d0e90b16d79ac59064fd06eb838b1fb46c54633bff4f98531941e3c8d63a3ba2f1796e46443c3ae03beb2225d65da1d796e0afbe3f4f4edc58b0aa25d0024c5bda30f0e83b499d4e6f5e28eec6878574b856e3a27c7fb995a938a2cd4e16fd6bf831ce0e244c9ff6f83ae86ab71b6ca124970f241f8d0a0a86645ba76ab5b888828635b0495c22269f1423252e676240055201de00b66c30717c9df084bb1f59019f9edfc1adf37ea3b4e6054c8a9d472537b3a43cbe30fb69ce4c4195c078a30af6e0cd4df7f96437958a5bcd66e4e064249b8551e52e919c773135b9b18fa56b2738e77d249a1d61c7d0a3af1391e83ed53f1e8194eb1d377c54bc85b0e1a1b0b3358bbda346f073765cc21a5981424206759dc71b694250103ffccaf45f2219628342eb77a041ddd0461c7c3232b321ef2c63f7830fd4dec045d3178fa3072568cd0dbb9cc50b072d405be2d7b5ced595d44516624ce70b7879c5d253a8940fe3a0c55b73e5ac7b4dfea2e37efac930991baaed61b8e1029f184aa4badaa95dfbf654d3d1bb664fd7dce24bbf2e425609e04533747b42d1d0fa24a4b7c5a1df190a9492ba0421910f5ede06c48cf4ffb88f5dbe96752dc957546a52993ec9a6b61f6a5fc4b4501daca095d870f210b1d114e6122a70589f626d194bb1b6f4a0a8f248702211cc21a9d6bce0facdcbecc123e73434eef1b41e26b39860d0803ce900102a8802def4ff674c3b9e488f8320945d72a2fbcfe3b9646948bc1610c17de622698cf22205b6f3b7fdbca9eb85a8bffcc7c9995d071a9e777477355d3e48bbd971c8503d44bf2fbbb9dfd3c32bf3d7316037495e4605c4ea080c4281e5ddcdcddefb984c12323da04974546d17951214e9c556af09de8847ee0780c373229e177ef95f8ca6cc6771b0b8324e5fcf0c8c961a4986bec523bfe0d809bb3f2df026968106a56c35f6bd1d113d714d693639e7c71b74339745642a77d9ccba1189ebf9cc67fc7c24fd4f9a520c2d4c82795c080a44a5d097ab8aca925e7c80830809135cd0d31c879610da23797eda10aa23a515ac120abf74f21b20011373113ad5af9cf162d137f01005702efd92ba9462e48ab76276e97cd3e6350a939e04bd1df31483c5aa243ef48b10470cb821c6433baf9524ba73bd8c6ab1593f2fcbbef5919cd0b6208a86fc563539f8d07dd24f610905bf6641dbde33bff502aebc6a69e451c162a4fbfbc0065d1aea41481a2d032ab4e2cc9758195f80085e7cb9f552535ed9ca5abe59deb51954f78c7a13a74d036bbd4b0f2fc46e018208a75d8c7af75fbb1a40ea505ad0e9668453ba18cb3286342169afba8601e20d9081afa12aa4e3db58c828c2a5966d1e4ea3a3a8178a2942bcdba263c21a0f0a274c159c8d01c2c91280d21a2d73b932c3ae1308e1c6a5b5efab82e1e764e3de7145740feedb4f059b322921dc7af840910538083e8b46cc16f53419395713f22a186a945bf2db4c8202e68ff50139ccb9402703fb7c4cacd3a7ae6cc8e82e182e05a19636f81b8183b57d428d43a7bf5dc0713d8f02cc7ef3ae4e9d5d8036b1941e38c6e4979dd8fd4f690c5c0ca6083f38731db9e06ecc699d8278e9dc3b81c2e7493ba0420a8f52e2e1c4cd94200aba44c41e51102865f3425abbc0e183a86e19d8730404cdc2ebe493960c0d87486b5e63d2ad95ec70d121bad825ae0671080f82695c3b74dc0cc092db35088c8ce1dba46cf33730ba4264f22ebacf1df9ba50a1cb67c919a944ed172ed244f6d07e1fbf25475c0a3b87979a8a3312e0ab61e7c7b4606c661b652f6fb69531e1f7677553d18fda1044259b5590bc7269e6124f7453c39e30cc5c41524d89b8be5af7144550fbb8b3e0d8f201f47cb81806416ad216467943802ecd7084e60bbf1c30cc2951bed2477062855659fb47742369b7bf6ecdf04fd0b2e71c1f5f35c10707c0077881bb3d72e7ad22dfac74e9880e2882ea2840e78faa2726fb738cb70e0205be3ac0872634596732cb21971fb07227031ac8109ac2ef5bf7e6e091d010e55240053cec0f9cac2a13fd2d4a27b631ff681d90522d11108ed6492de2f6b0675def44805de64306194a986009f73caa4a49e0e1f071c4c03b6e1878238d74e0f2e8586b09b35c1aefc19ffc89797d14279ea0bac2e544d3ebdb53159a0af0517ac1b91dfdfc6f791f7c8944dbd84e98a5fbfc6dc5e6dbc3f8873eb354a2895247c033db47cfed002b5131dabc29b8b8a2a80f98c98bcb19ca151976007192c2a47dfc385c1e79ae68e1550eed8b279c84db68c44c18014cc78e1cd85fbc5a9a751badb6f861dc1a3466f4b01d9f2bdc131df2853500e1449780abb141f84704ddc2b4e7ec9cc9d4b92e8824e87f5eeab604855fd0a1e1a970fefaf7dae67ec2674e1146d9678982b77137beae58dc1ce1b246cf18517e832000cc875b5856f89a532396f70a7fc8c9f88dbdc93808661a28d164665e385b92c36232120ef6d192dee8bceab229213dab88e8d4c7a6db1587390946c68f70d7d2ac59b9df71162b81ac716db78da63110ee22734fcf363b7e3b82710914d23d876eb0c67a7ce0ed8068364f79d5a6344caf2a23153aee18f5fd64ac75501c2a2c06913787bb5347e4de8a9829f29bf5147617ebbe4c0e500a46596c204f3964fbc459535c5ec4edc66bd6006813a4f8d9e56dab6f8d95d3ea899f7f35ef10522aae70c3a3be55015a14d4266dbc9e66f3de98d4ff4290d97178f70b883a542ea97e9dc496a7d36f6cf77c885a828ab48d00bcca4ba2a8bfd21116e16e39aaf571f3a4dc6edaf034a76338fd8f846176ed4bf53559bf4ac13f2af395fa2b10028344b30872b41a7a22fa31b36f39857847222eb3665a0d9909e8fc8f5d2f62c88088fcab06bdd05b42326ed1ba1594f2b2f88eb8363cf7eb8b1062f962d1e56fc7ae66f147fb03e87485b73447e620bd2c0efb6d6501cee6003a55a7da7c62da2169637a254a6d1db10ce070f7190e3bb451de8c9cfa78be5a372df1b6fd2b9edb945f5c4569d7177a79e71aa210ded5def62bf3ff88a5bcebbb9ce3206ebd13d2cf4d0eb27a95ce3872515e8bb3f23ceab44d76e251973317daa3ea0c585068516450ae94d8318f68fe6ca79412d26b5e46e7f8ff3d7e915ee28c0451d13609e221372f821315a83fcc287d6c5f57e1c6b6a9b77c76bbff0a200a80bb299bcf280d24bb1554871bfd620df4d1f07ac2cbac5e6d9d6336aa3b022ef4fd52427b73e1eea01c814b7dbf03afac4b85e0761d77a510b22360bdc8c21aca8157425f822ebded914bf10469b4d0b24c4bf7db111dc39b3c4ffa660bee1dcc302a316b65ed4621a34031e55dd2798f193785bfc1f070ea75a250bccfa41d55db8615b125913af1761b40f23cda8691a3d8981669d89d9b5ab390342824557bd30322c2c6406f39547dbb83eed8f513e68798bc25d2bfef0197ee1d82710b8eccf80224da147911bcf95451689bd5b136ebf116cf90dfccfb718f543bac10dd52afff330e72a4a048adbc1e92757a1f16cab30f397379b81a12658739d2e067fc113917de8be382b6ec220a490f9d66d270fa90cf9abe7522e499b36effb7c0aeb7226befe4bd5e533453b4565de806cb60cc4f3a3af94683eab714b00aa40aad27f57ca0859b4a4d5850de64255c25ac5cee955c61b07578126891e5a40a1a58b44a46d69f4c4a59714dcc3d2ace57b5f9730fc52b3d15f70569e76749243a1d5606c491687d4af12aa4192eef2068907f12ce5998ea643cc60355e83c159b55b8f92450a2c1d25e3dd84c105e2a0a99371a430007ec04fa1bb0ca213f4cb906a2937a407de738413ea6de0c544510c968310dee99abb1979ccce5ed0252e11272b84494f04d604b6d2873b04efc43e966c89a3013c899474c6c8f6b32947fc4cc8a78e3dd5d455afc8c16988068fd70fea2631d8f4aa8e24e35c15da35e924b51e5a48c6e49e572d4325856559eb96af505355a1d19b4e61fbf955d523d39101c0f1e80240bfbe5c767e85d7d6664277b02acd2bca093bd51deeb14aa7107b98c96c324c381a47fcf75bb83e277bb6703f1282d179f3f8955345e40b4ba743f781ad170f32e087e3c033913f10b710a7506de52926f9049bab394a84460f10c86a72a3f00dc1ceaa4d7ded8edd77bf6bc8dbda72217caeb3637aaebb0afaa9c3f4fe9d953ab600c042f7ee685d5555509c795a567c3b9a3229c4a0b56a34c56adb1f2a11bc9cc30c0bda417d61b7d9fbb04e1a83697e3cbae255f8b609f57c2bd68934d2e1d5fb644dbd7e8b2157ce54f8342e2b365d07b5fa51e42c0d433d8f39a42deda563bc8cecc298678cd28c8fd44137591d61bd244bcba928ed205e1bc6d8924000950a94f983dff9d5e4053d7dcac92c7cca4eeb80a6b6343f5548da2c3e09dc86597a0ecdf40bb3acf8b39c51e134ce6aa247297bbbb81cc73b75d4799d41b665e70cdfe6b76236b01b20be877d4120c6e83b35a9aa46906ac8b6b51bb81cb1089349f23c75297333e09c69e1df669fe508f521db1422b2fa34f0bcf77f1d8e50a4c65ee2de8271c3aed41074b0da50c2e6ddc68ef5eacead642bab9bd5dc93acc38729188ca62db18a852dfabb8ddd1c1b7df5eed44d182699d2d5c4a147dd1f3589f319bf9b0cbdd185993308f657c9c36057ad233c4cf623533677069c387cef49e35f82aaa3c505992df44008fd6e37b79ace3486b6b5b91c593f135f16573212e300e0bdbf9c4071cd89f7a0de9b0483b8b058c0b9de4eb66d7ea21a3523c21f775fd8a6ea7b9fb66d6d3ac7fb7038d390248e2a760f88ef4062def1f2d40db9febcab9b45663bbee774cc02a953dc867a8543223f6c95496e16ef9a5d64d1f7a24797b34b08fec315b4cbcea0fba6ec131c8353c60cbbe28553d89e402576dd9c019d66727592962fb40d8f761acd584f17709b65638e3361f12f54bcf8cc7eb9b0e316ae988bfbc761ae42ec916fda1fe538ad6ccc646ab0aa200a9876c2d3884a32085e4221a6b8c91652b264a3a032c81899cf3625ad21185a250fbebf1284b39b99f91a3a4b2172b5bc3255dd5a797527f2853fc165ba2c4aa5d2b958861473b6e1c82b9fd71fbf607d87f6dfcce71cc32442f9ee66c2ce38b9954e7aa9f57ac4c6d12d12b6b61196ee4bdc50cd47523d74dc0784b80c01318cda20fcdab5d070f8b1c54e34e724d6b4b3fadc1ed1d965d967dbd9a3747f7765e334da828bdef3ef7aae57ef8a66b460f566d1e4dcec8df4ed8b0d6ebf1d5282ac9717ccdf836add66e4de3b6582a3d250fb2232cce21c18398c3d145fa7bc692c99c1ebfcb48c0f1dbaf74e84c176887f55f2b940f21aeac779b2b0c24a4d98cc532549648889465a2cf84cfe28d8771e7f6e7b00e04327530ef02740659ecf524ed5383f12b2993b7d243c2f67ac4102565ebafd0b542c544782a330f2b8b503dc3d0dd8678ec78d29ec374ccdd16ed33c85275c7dbc3078fc47a4843c423dfb7ca0aa7e7e52a6c1b86a2b3f329bedd86647f40d9bc03ccf2c220d33cd8942b0cf2d23b02f756c47de5243d4a02531fbf2d8dae46ba17c168fda92071a6b23c120fd17103690d051ab4ad90ee58b4f80a2148e578f7e1ab68ffd2e91165eeeae7e991458e2b81f975a2bd9dd3a9c1281ede708175552ce51eca4e3e4de623e5fc1b1511d7d053fc77ce2fb847cafbe1d3dca8c74b016649f7187d9109366c67255972d0d2efd04fc31b0ef7c52a60c6aa069726b0ed10199f4c6fcfa5e04e0d4cadf51365a57de85a3ec92b282f376893d4169ecbcf3c007f451b81f1aef3cd337b26cb612f2797f191b631696972eb40e2388af7d76f6f48a6c37d43a2b6686aaad84755090e51fbd9c8f9f6ca202fcba555c33392c2557c05a5569340f3e1f138acabde61e18bb7a101acdabe64259d99b1aa447d7101fa2e3eef8c5b43ceda3e1668f9315f40600e643be944d80f6172806eb20f5cf3886178ff94fe2272f32a68baa188cef85d5504b324df73749157946554e852f076f150b008576eb64208a702fef13c5540937aa9e1b7392e14d0a621ce06af4e7d9e450075b37039ec46c22b8122ef9b1073e92d064f782081cdf85744cacb4b3f821dd26b3aee2562dd0bfb12e141f23109c4f2a0218d910c1e0815b6594858d9b471cc9f90993961a019a24eb1a362d8b937c1138ea37c54e8da2a10d40847dc3e3bacc3e869a6759f4bf821f8ac4032cea10e3f3a34b267c1f5b52158b496011f62fbc6f0f1587fe067c826f219dcd3d9ff6696f7edd057fd65406ef3d23da389362f1ab0fb8ac48ce10e62a0239d89a4ed0a0f51baef569419db76b525064dfc5be1f171bfaeacf7b4a173fa29f8e198b147d8b74abc0556280b7b456109faf9671be65d667d6976209a854b65595436e551e93b4403f94e45ba23369863f529714fc6361a9e36ee547f6fdc084979a0c7d21c0d8325285565e47fb53de000e24c32e5e63384f16a51190669f60e7c63b762154553c9fcb97e2c36ce6f9da7a28bdcd28b4b1373c5b298bb5fd3875cadb17c8acd1085b724ae1740ed98307b6cf98057d8d4f78d754e6d97de3474afb4689905b62658dc61f68bee25c0641c028945d72551237e5dd9fa2327f3f25dcfd380cc054144caf891e2e7b22953d4e799b7d852160a272d6d5e46219d77f1d16615f2bb79b665e3cd81253a3e039c6259810537cd75ccbbec356197083814333a26902e818e8b883afd905f51cc0f5273b6d68ebc48e16a612219d89ca65310d352b6228f4f32e2639cd35996871cdc3d59f3da41b47928d5ee04e9e7d0f6f5332cd85cbae8c11697d87dc25416b9585c97b0d6d2e53440aed7cbad8e1316f7d2af0cc926821e645528500bd5f254ffa8f8f121d8d77fa219adc99c6e037439ee93ae24a1369047fbf4499cf57c8de601bc545785eada741c64fbf1023f322604f004fd8d26fd4f5a6be669d5130e0eb2a5c9764d1cadad7a35678e4da97568ac70de889537b2b2a916f22e1f0aeed0b177f6008d47b42b3004ffdce8876b18206adede3f8af3e98309aab804f60e84e5e0599c7cda7bfed2934dc4860c5c61153baec7dcbd442642e0ff7569bbc3deaa85d79c6aadccefaabfed7f8de8945fda2d1ea2cd1c8cc40c15838fd2b773dc2597bdeeffaf1fc3885126124eae909e38b2cac8da6f28f9435b634dc9618612b5b759f3d2a07473353120ed3df56c4c6a23577c0d7a7c1685dcbb1ed74ca2263e952368460b6409af185b385f8c38bb2d5f6f3c20b59b1b80935a84a36c259c6b78c52586ed8773ab117f738c44e278565a48c6d14faf347cc00bc2054bb686331495e8426e39b97537b4ccd4b1d79c8bb2fd02e4c2d1fbc33c2063fa072be7ff5c9ee454a2219974fe1e520adea774815c73b70daa8321c63c8fe59cca6a94e21ef908a5c3412caed3fdb8c5051e42244555c539dd1243670bdb8acfab8489c0ede9312b2fcd9d82fe55ccf7a73ff80c6eeebf6b5297c87754329b181e3766ab9b62f3f2a711b200beed69a58f5d9323a02021e356ce40a1403af0253d026cefa68a1e8b655fa3353edab9a35a1c1acf34edfaf62d5874070c0bdaf78b7d70197a7e1e3fd9a3f89a870835667c2c4c964fa2fab483b3ff6f44a5f8145051f732b99fad130024c6334123a3ae51ab87175250bb5bedf465e2252b8b67392cc73ee8105193269cd7215c365e1b943c6cebec7b4b5d565ee837d4cabb75baf4a5f01e7851b9677fe1821d11ba8472937363bfec6efe3139bfd4fb8b5f027712552e7bfec3ad063ec18ee6faf0de779847a1bb37680623c43a7997e240e87373a296903fba21cf306a760db549acdcaa79d8d483295692e7bb1d5d814c872629a2b8b2164d17643d2de1b9c98fd1b1238d7aaa2d02fbdfbb89ccd37426db5108bb27823ba6de942a881b76d319849b99902d42fe1bf2c2b5956fdfca446c9c3ad2f59b8f7350562751ff61887857b73126f6e79da94da6bd35ec0cc39ded6f2e7ee97ab1ad8dbf06a5f884e86d283b52248ee855320e40ff7e3399411edacbf76eab0d032ec851cc4da472bd757f59a1f43fb9b9f72252ee90b274647fb128cfec2f24abc9d86d897094e9e2660581fa08a732f3dca43620e49522570fa78e57e65145986022dab333969030e6d684641a32d58a6fc4536be22984676c1f2f939648aad0085b690a6d6bef9eb9283a4827710752d0ffd201feb772c04f5cce56f36ba41a38be6e27c321955b2813230b498bf98defaf2ac57b1c720dde900ea6152049ba5aaa8a87d40b02384fa74267b55d814bf2402bf0b6c49c03bb1d0111676147e5fc2d61de3ceddca3f59ab4ae52babe6476f5b71127a12398f7e6a150b1e60e4d2a4896fef1dfd33358a91a97720123ea018d5b26b5f8108c8273fef7768f60d60fd161b903d9d3ea470e2bf947d89dc37b27de5072feb71f53804ee22497ea97c681acbccda78b54d7b60edcd1c0febaad253f0eafb52172b3e68e2cd196ba16bdba7f00d858881b2e09304a0cf7af238960b01a38c29597d6fb34c8cef9cfbefb7f5aaddc45e8ab58e1a6bc5af10f536172388dda4893872a2acfec718a4f8f10f1f0fffd23e9a54765b915b70e341c596747d9682d03bb5f0e94e7bf6b93fe5d841e557de439b25f2670a845cad5ca4a36db53463febf123f074299c5afcb89e03a2ff5d5eeb8fe17ba66119f6970d78f6faf2ff5794d03f60f3ca58e1ed215a2c0158c5539dbde60788dc4f8fd00e5cb8a1f1cf23fe5888fa095eae236eb44667af88ce5e1af18332ff6295737bb8df21823f18f17b928d9567916334e1dc9a153ccca15700ab0b21e2b77709c1f020e6c288ca85def19fb6cc1f3bd1e737c61ad6d2e2d46ba934119a445f278bbacbd6f92311436b4d8be7d758d44c387ec20a6b2bbe6332b204e99c487625236eebb983a3c8b0226359c87bee3fdc8b317d5d6d8939d968fb2f2f5f0bf33b41f1acdb95e6c94a788a933d70663bba0d9624a508a4a4de0ef1b2a0f6ccd547c70e9ba7f48752b2724bd20087d3c2b5fa3cab1980b985d731b5ff02298d1bb1fff4ce411d10286543cac1c1eed8fd0dd1d931a1cdf704147eac4ce086a2148e52b3251dc30eaa0214f77c9c10b5d9087196d1be32f1d749991106d12eb8f64d46be64a751727ed030c232f617a39db5222646b176e0725674c33f90c717040e99907d41f98c2f3722e3b2f57db7fb6e96340773ed3f423271a7319d92f85af9d73761c9784ba5c9ae9a8e1f2d9f3b2d1924da2ca6737a05282103634e85b768d580c36e159919dbd7db21414e4c06eb5b0c96c8118729e5543e14d64db66a94afeb852845e4c31c8cdb25b09372027a27d1579014f030503b1190f653209de8be58df76defb85c8ee65d7ed366eb814cee8470745a9b4c5c07028be0f4d941a866ce0d42e5c2a67a2056e7808ed3575a4811507b3343c4b37ad37df4f1396ab5b8817d0b709f70ea41a4feb9be8ce90d7f6007d2438f59f55d01756f586f44e078bfccbfff40ef4024eec0645c4d97efb05e6e1465ee439d3571ca316fdb1265ab7bc4d42c40d04b3c74983f10c6ad3afe5da00e6f8d181c827451de3bf0c4a75bba8f1d72eab3c523976494a969b19afb5128c7a1349b3b5cd46b6bcf6540046c121037ffb30402ff07f158d591a77abae242c27e0cac601c6903d2e7b04e12fd003ee6966a78038cc4a08479972e29bab4474fcb80ebbf0deeb245ae80de2baed50e3066c86ea2d05cee447d8fa7b58722c21388f2431c8597ccd8f0c528465b754991b507a94b87c2a769978abc66cddfe1e7bbb9c2fad75cdb7ed3fbe4542e59b382611d797a53fff1bfbcbf02d9ad1564d417b0728d28c7954a61a67d4003024c0665252fc728068aff20d24bfb01fbc07a8d657cc4da04759b6d3d7e72d7226897f10e074f404bf5c347970fffa83aa18b9da4733305c6ba9ecc6bd6973c01526868dc0d78c375a7aab8bdabdeaf6d28b6f1ad220471f7a0427102e0b5773dcbd5816b8e29ffbc37cab3110f35320f0b412da51020d48092fd9dd0e75eb398398b3db5737bc984560ac13cf6243449870ee0970d2eaa1b6207516a21e74a5e3e986d42343df8a6eb84a27fe643af7e8965ffd0d99697cf4c7b44937169bee93f053636b5083eb67ffeb73612b5e10cbb125e771e8a95d34ac0363e6cb6d443a1611a4987e793542ea51f4fe2f6fbdcf3f48358d5a6d8f34c928517b044efa33b4602bb1f3cb8fd0decdaea7d01e652934a32b8f3df608983f6bdb39281134b2817079762bdfe24d51bca2f9ef1b623913025b68abf369b538f533fac9d7ede84988394ceca757f663ad6584ee182ceb5fafe73c2d167e8878e1ea761a3fb42c8f65a41f6826161a0cd721fcd092d93ee24654daac24b924085d7ffc3b421e9a39f27a51545e9d13e8e66ead7bc2b6d1f3f1bfbf45812a0ace1ece695d9b52415f8b958322594402cb04c3e5d3e6c9f1391271211247d1e540882c37fe17e65cd6b196cbcb13829c2fc940cf59f1ad2439efde6b3c6f7cb440b8b4315fe6a9b1457583d3e546d66acb5465534b5adc62e410b75a12fe66ca5b2b6541cb8944bdfe5ebfc625931b6e1dc849a0d950f06a191bc66370cd6e475c85ce476e435f668124f489663c205312ce85c722e3c5757db941b227d4ebba980cad58e1086681855473d05da0d8f99e6344a2658a61dfc8c04d4efa9da2a4d96d40400b0570f85f323c8dd37620c1d2a9d2b487e0fce4523975cacfa4b727dc76c4085096586a62ab4de4667681c3eb239e9ea029583b70d74c773978353579c6f0dc9f523b89c12f0816cdddb749dd1669c13846b2964e2e441eb01a23d79ce007faf60293c8eaa', NULL, NULL, NULL, NULL);


--
-- Name: analytics_marks_id_seq; Type: SEQUENCE SET; Schema: public; Owner: release_owner
--

SELECT pg_catalog.setval('public.analytics_marks_id_seq', 10, true);


--
-- Name: call_changes_id_seq; Type: SEQUENCE SET; Schema: public; Owner: release_owner
--

SELECT pg_catalog.setval('public.call_changes_id_seq', 4, true);


--
-- Name: address_rules address_rules_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.address_rules
    ADD CONSTRAINT address_rules_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: agents agents_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.agents
    ADD CONSTRAINT agents_pkey PRIMARY KEY (tenant_id, provider, agent_id);


--
-- Name: agents agents_provider_agent_id_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.agents
    ADD CONSTRAINT agents_provider_agent_id_key UNIQUE (provider, agent_id);


--
-- Name: alert_entries alert_entries_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.alert_entries
    ADD CONSTRAINT alert_entries_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: alert_looks alert_looks_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.alert_looks
    ADD CONSTRAINT alert_looks_pkey PRIMARY KEY (tenant_id);


--
-- Name: alert_messages alert_messages_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.alert_messages
    ADD CONSTRAINT alert_messages_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: alert_processes alert_processes_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.alert_processes
    ADD CONSTRAINT alert_processes_pkey PRIMARY KEY (tenant_id, process);


--
-- Name: alert_rules alert_rules_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.alert_rules
    ADD CONSTRAINT alert_rules_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: alert_settings alert_settings_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.alert_settings
    ADD CONSTRAINT alert_settings_pkey PRIMARY KEY (tenant_id);


--
-- Name: alerts alerts_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.alerts
    ADD CONSTRAINT alerts_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: analytics_call_sums analytics_call_sums_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.analytics_call_sums
    ADD CONSTRAINT analytics_call_sums_pkey PRIMARY KEY (tenant_id, unit, bucket, provider, agent_id, number);


--
-- Name: analytics_cost_sums analytics_cost_sums_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.analytics_cost_sums
    ADD CONSTRAINT analytics_cost_sums_pkey PRIMARY KEY (tenant_id, unit, bucket, provider, agent_id, number, currency, component);


--
-- Name: analytics_costs analytics_costs_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.analytics_costs
    ADD CONSTRAINT analytics_costs_pkey PRIMARY KEY (tenant_id, bucket, provider, agent_id, number, is_frozen, currency, component);


--
-- Name: analytics_latencies analytics_latencies_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.analytics_latencies
    ADD CONSTRAINT analytics_latencies_pkey PRIMARY KEY (tenant_id, bucket, provider, agent_id, number, is_frozen, stage);


--
-- Name: analytics_latency_sums analytics_latency_sums_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.analytics_latency_sums
    ADD CONSTRAINT analytics_latency_sums_pkey PRIMARY KEY (tenant_id, unit, bucket, provider, agent_id, number, stage);


--
-- Name: analytics_marks analytics_marks_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.analytics_marks
    ADD CONSTRAINT analytics_marks_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: analytics_recounts analytics_recounts_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.analytics_recounts
    ADD CONSTRAINT analytics_recounts_pkey PRIMARY KEY (tenant_id);


--
-- Name: analytics_word_sums analytics_word_sums_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.analytics_word_sums
    ADD CONSTRAINT analytics_word_sums_pkey PRIMARY KEY (tenant_id, unit, bucket, provider, agent_id, number, kind, word);


--
-- Name: analytics_words analytics_words_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.analytics_words
    ADD CONSTRAINT analytics_words_pkey PRIMARY KEY (tenant_id, bucket, provider, agent_id, number, is_frozen, kind, word);


--
-- Name: api_keys api_keys_key_hash_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_key_hash_key UNIQUE (key_hash);


--
-- Name: api_keys api_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: audit_log audit_log_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (tenant_id, seq);


--
-- Name: backups backups_kind_slot_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.backups
    ADD CONSTRAINT backups_kind_slot_key UNIQUE (kind, slot);


--
-- Name: backups backups_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.backups
    ADD CONSTRAINT backups_pkey PRIMARY KEY (id);


--
-- Name: call_changes call_changes_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.call_changes
    ADD CONSTRAINT call_changes_pkey PRIMARY KEY (id);


--
-- Name: call_checks call_checks_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.call_checks
    ADD CONSTRAINT call_checks_pkey PRIMARY KEY (tenant_id, call_id);


--
-- Name: call_comments call_comments_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.call_comments
    ADD CONSTRAINT call_comments_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: call_estimates call_estimates_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.call_estimates
    ADD CONSTRAINT call_estimates_pkey PRIMARY KEY (tenant_id, call_id);


--
-- Name: call_external_ids call_external_ids_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.call_external_ids
    ADD CONSTRAINT call_external_ids_pkey PRIMARY KEY (tenant_id, kind, value, call_id);


--
-- Name: call_patches call_patches_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.call_patches
    ADD CONSTRAINT call_patches_pkey PRIMARY KEY (tenant_id, call_id, event_id, seq);


--
-- Name: call_prices call_prices_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.call_prices
    ADD CONSTRAINT call_prices_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: call_prices call_prices_tenant_id_provider_agent_id_component_unit_vali_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.call_prices
    ADD CONSTRAINT call_prices_tenant_id_provider_agent_id_component_unit_vali_key UNIQUE (tenant_id, provider, agent_id, component, unit, valid_from);


--
-- Name: call_reviews call_reviews_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.call_reviews
    ADD CONSTRAINT call_reviews_pkey PRIMARY KEY (tenant_id, call_id);


--
-- Name: call_routes call_routes_connection_id_provider_call_id_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.call_routes
    ADD CONSTRAINT call_routes_connection_id_provider_call_id_key UNIQUE (connection_id, provider_call_id);


--
-- Name: call_routes call_routes_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.call_routes
    ADD CONSTRAINT call_routes_pkey PRIMARY KEY (tenant_id, connection_id, provider_call_id);


--
-- Name: call_search call_search_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.call_search
    ADD CONSTRAINT call_search_pkey PRIMARY KEY (tenant_id, call_id);


--
-- Name: call_tool_calls call_tool_calls_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.call_tool_calls
    ADD CONSTRAINT call_tool_calls_pkey PRIMARY KEY (tenant_id, call_id, seq);


--
-- Name: call_turns call_turns_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.call_turns
    ADD CONSTRAINT call_turns_pkey PRIMARY KEY (tenant_id, call_id, seq);


--
-- Name: calls calls_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.calls
    ADD CONSTRAINT calls_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: catalogue_categories catalogue_categories_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.catalogue_categories
    ADD CONSTRAINT catalogue_categories_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: catalogue_categories catalogue_categories_tenant_id_location_id_id_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.catalogue_categories
    ADD CONSTRAINT catalogue_categories_tenant_id_location_id_id_key UNIQUE (tenant_id, location_id, id);


--
-- Name: catalogue_item_modifiers catalogue_item_modifiers_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.catalogue_item_modifiers
    ADD CONSTRAINT catalogue_item_modifiers_pkey PRIMARY KEY (tenant_id, item_id, group_id);


--
-- Name: catalogue_items catalogue_items_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.catalogue_items
    ADD CONSTRAINT catalogue_items_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: catalogue_items catalogue_items_tenant_id_location_id_id_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.catalogue_items
    ADD CONSTRAINT catalogue_items_tenant_id_location_id_id_key UNIQUE (tenant_id, location_id, id);


--
-- Name: catalogue_modifier_groups catalogue_modifier_groups_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.catalogue_modifier_groups
    ADD CONSTRAINT catalogue_modifier_groups_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: catalogue_modifier_groups catalogue_modifier_groups_tenant_id_location_id_id_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.catalogue_modifier_groups
    ADD CONSTRAINT catalogue_modifier_groups_tenant_id_location_id_id_key UNIQUE (tenant_id, location_id, id);


--
-- Name: completeness_days completeness_days_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.completeness_days
    ADD CONSTRAINT completeness_days_pkey PRIMARY KEY (tenant_id, connection_id, day);


--
-- Name: connection_secrets connection_secrets_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.connection_secrets
    ADD CONSTRAINT connection_secrets_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: connections connections_id_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.connections
    ADD CONSTRAINT connections_id_key UNIQUE (id);


--
-- Name: connections connections_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.connections
    ADD CONSTRAINT connections_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: contact_backfills contact_backfills_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.contact_backfills
    ADD CONSTRAINT contact_backfills_pkey PRIMARY KEY (tenant_id);


--
-- Name: contact_calls contact_calls_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.contact_calls
    ADD CONSTRAINT contact_calls_pkey PRIMARY KEY (tenant_id, call_id);


--
-- Name: contact_notes contact_notes_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.contact_notes
    ADD CONSTRAINT contact_notes_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: contact_numbers contact_numbers_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.contact_numbers
    ADD CONSTRAINT contact_numbers_pkey PRIMARY KEY (tenant_id, number);


--
-- Name: contacts contacts_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: delivery_zones delivery_zones_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.delivery_zones
    ADD CONSTRAINT delivery_zones_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: erasures erasures_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.erasures
    ADD CONSTRAINT erasures_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: estimate_recounts estimate_recounts_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.estimate_recounts
    ADD CONSTRAINT estimate_recounts_pkey PRIMARY KEY (tenant_id);


--
-- Name: follow_ups follow_ups_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.follow_ups
    ADD CONSTRAINT follow_ups_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: identities identities_issuer_subject_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.identities
    ADD CONSTRAINT identities_issuer_subject_key UNIQUE (issuer, subject);


--
-- Name: identities identities_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.identities
    ADD CONSTRAINT identities_pkey PRIMARY KEY (tenant_id, issuer, subject);


--
-- Name: identities identities_tenant_id_user_id_issuer_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.identities
    ADD CONSTRAINT identities_tenant_id_user_id_issuer_key UNIQUE (tenant_id, user_id, issuer);


--
-- Name: imports imports_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: inbound_rules inbound_rules_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.inbound_rules
    ADD CONSTRAINT inbound_rules_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: invitations invitations_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: invitations invitations_token_hash_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_token_hash_key UNIQUE (token_hash);


--
-- Name: knowledge_bases knowledge_bases_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_bases
    ADD CONSTRAINT knowledge_bases_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: knowledge_changes knowledge_changes_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_changes
    ADD CONSTRAINT knowledge_changes_pkey PRIMARY KEY (tenant_id, base_id, version, chunk_id);


--
-- Name: knowledge_chunks knowledge_chunks_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_chunks
    ADD CONSTRAINT knowledge_chunks_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: knowledge_documents knowledge_documents_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_documents
    ADD CONSTRAINT knowledge_documents_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: knowledge_documents knowledge_documents_tenant_id_base_id_identity_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_documents
    ADD CONSTRAINT knowledge_documents_tenant_id_base_id_identity_key UNIQUE (tenant_id, base_id, identity);


--
-- Name: knowledge_large_bases knowledge_large_bases_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_large_bases
    ADD CONSTRAINT knowledge_large_bases_pkey PRIMARY KEY (tenant_id, base_id);


--
-- Name: knowledge_large_grams knowledge_large_grams_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_large_grams
    ADD CONSTRAINT knowledge_large_grams_pkey PRIMARY KEY (tenant_id, base_id, gram, word);


--
-- Name: knowledge_large_units knowledge_large_units_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_large_units
    ADD CONSTRAINT knowledge_large_units_pkey PRIMARY KEY (tenant_id, base_id, place);


--
-- Name: knowledge_large_units knowledge_large_units_tenant_id_base_id_chunk_id_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_large_units
    ADD CONSTRAINT knowledge_large_units_tenant_id_base_id_chunk_id_key UNIQUE (tenant_id, base_id, chunk_id);


--
-- Name: knowledge_large_words knowledge_large_words_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_large_words
    ADD CONSTRAINT knowledge_large_words_pkey PRIMARY KEY (tenant_id, base_id, word, segment);


--
-- Name: knowledge_question_answers knowledge_question_answers_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_question_answers
    ADD CONSTRAINT knowledge_question_answers_pkey PRIMARY KEY (tenant_id, run_id, place);


--
-- Name: knowledge_question_runs knowledge_question_runs_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_question_runs
    ADD CONSTRAINT knowledge_question_runs_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: knowledge_question_sets knowledge_question_sets_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_question_sets
    ADD CONSTRAINT knowledge_question_sets_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: knowledge_questions knowledge_questions_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_questions
    ADD CONSTRAINT knowledge_questions_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: knowledge_settings knowledge_settings_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_settings
    ADD CONSTRAINT knowledge_settings_pkey PRIMARY KEY (tenant_id);


--
-- Name: knowledge_vector_sets knowledge_vector_sets_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_vector_sets
    ADD CONSTRAINT knowledge_vector_sets_pkey PRIMARY KEY (tenant_id, base_id, model, dimensions);


--
-- Name: knowledge_vectors knowledge_vectors_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_vectors
    ADD CONSTRAINT knowledge_vectors_pkey PRIMARY KEY (tenant_id, base_id, model, dimensions, chunk_id);


--
-- Name: legal_holds legal_holds_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.legal_holds
    ADD CONSTRAINT legal_holds_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: location_hours location_hours_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.location_hours
    ADD CONSTRAINT location_hours_pkey PRIMARY KEY (tenant_id, location_id);


--
-- Name: location_knowledge location_knowledge_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.location_knowledge
    ADD CONSTRAINT location_knowledge_pkey PRIMARY KEY (tenant_id, base_id);


--
-- Name: location_knowledge location_knowledge_tenant_id_location_id_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.location_knowledge
    ADD CONSTRAINT location_knowledge_tenant_id_location_id_key UNIQUE (tenant_id, location_id);


--
-- Name: location_texts location_texts_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.location_texts
    ADD CONSTRAINT location_texts_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: locations locations_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.locations
    ADD CONSTRAINT locations_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: mem_agent_settings mem_agent_settings_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_agent_settings
    ADD CONSTRAINT mem_agent_settings_pkey PRIMARY KEY (tenant_id, agent_id);


--
-- Name: mem_digests mem_digests_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_digests
    ADD CONSTRAINT mem_digests_pkey PRIMARY KEY (tenant_id, session_id, from_seq, to_seq);


--
-- Name: mem_entries mem_entries_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_entries
    ADD CONSTRAINT mem_entries_pkey PRIMARY KEY (tenant_id, session_id, seq);


--
-- Name: mem_jobs mem_jobs_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_jobs
    ADD CONSTRAINT mem_jobs_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: mem_jobs mem_jobs_tenant_id_dedupe_key_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_jobs
    ADD CONSTRAINT mem_jobs_tenant_id_dedupe_key_key UNIQUE (tenant_id, dedupe_key);


--
-- Name: mem_messages mem_messages_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_messages
    ADD CONSTRAINT mem_messages_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: mem_messages mem_messages_tenant_id_session_id_seq_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_messages
    ADD CONSTRAINT mem_messages_tenant_id_session_id_seq_key UNIQUE (tenant_id, session_id, seq);


--
-- Name: mem_scopes mem_scopes_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_scopes
    ADD CONSTRAINT mem_scopes_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: mem_sessions mem_sessions_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_sessions
    ADD CONSTRAINT mem_sessions_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: mem_settings mem_settings_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_settings
    ADD CONSTRAINT mem_settings_pkey PRIMARY KEY (tenant_id);


--
-- Name: mem_token_ratios mem_token_ratios_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_token_ratios
    ADD CONSTRAINT mem_token_ratios_pkey PRIMARY KEY (model);


--
-- Name: mem_tombstones mem_tombstones_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_tombstones
    ADD CONSTRAINT mem_tombstones_pkey PRIMARY KEY (tenant_id, session_digest);


--
-- Name: mem_vectors mem_vectors_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_vectors
    ADD CONSTRAINT mem_vectors_pkey PRIMARY KEY (tenant_id, message_id, model, dimensions);


--
-- Name: mem_windows mem_windows_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_windows
    ADD CONSTRAINT mem_windows_pkey PRIMARY KEY (tenant_id, session_id);


--
-- Name: model_prices model_prices_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.model_prices
    ADD CONSTRAINT model_prices_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: model_prices model_prices_tenant_id_model_valid_from_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.model_prices
    ADD CONSTRAINT model_prices_tenant_id_model_valid_from_key UNIQUE (tenant_id, model, valid_from);


--
-- Name: model_settings model_settings_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.model_settings
    ADD CONSTRAINT model_settings_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: model_settings model_settings_tenant_id_agent_id_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.model_settings
    ADD CONSTRAINT model_settings_tenant_id_agent_id_key UNIQUE (tenant_id, agent_id);


--
-- Name: model_settings model_settings_tenant_id_slug_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.model_settings
    ADD CONSTRAINT model_settings_tenant_id_slug_key UNIQUE (tenant_id, slug);


--
-- Name: model_turns model_turns_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.model_turns
    ADD CONSTRAINT model_turns_pkey PRIMARY KEY (tenant_id, lease);


--
-- Name: model_use_days model_use_days_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.model_use_days
    ADD CONSTRAINT model_use_days_pkey PRIMARY KEY (tenant_id, day, agent_id, model);


--
-- Name: model_use model_use_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.model_use
    ADD CONSTRAINT model_use_pkey PRIMARY KEY (tenant_id, session_id, model);


--
-- Name: outgoing_deliveries outgoing_deliveries_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.outgoing_deliveries
    ADD CONSTRAINT outgoing_deliveries_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: outgoing_deliveries outgoing_deliveries_tenant_id_target_id_event_id_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.outgoing_deliveries
    ADD CONSTRAINT outgoing_deliveries_tenant_id_target_id_event_id_key UNIQUE (tenant_id, target_id, event_id);


--
-- Name: outgoing_deliveries outgoing_deliveries_tenant_id_target_id_event_type_call_id_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.outgoing_deliveries
    ADD CONSTRAINT outgoing_deliveries_tenant_id_target_id_event_type_call_id_key UNIQUE (tenant_id, target_id, event_type, call_id);


--
-- Name: outgoing_secrets outgoing_secrets_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.outgoing_secrets
    ADD CONSTRAINT outgoing_secrets_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: outgoing_targets outgoing_targets_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.outgoing_targets
    ADD CONSTRAINT outgoing_targets_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: phone_numbers phone_numbers_number_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.phone_numbers
    ADD CONSTRAINT phone_numbers_number_key UNIQUE (number);


--
-- Name: phone_numbers phone_numbers_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.phone_numbers
    ADD CONSTRAINT phone_numbers_pkey PRIMARY KEY (tenant_id, number);


--
-- Name: price_settings price_settings_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.price_settings
    ADD CONSTRAINT price_settings_pkey PRIMARY KEY (tenant_id, from_month);


--
-- Name: provider_analytics provider_analytics_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.provider_analytics
    ADD CONSTRAINT provider_analytics_pkey PRIMARY KEY (tenant_id, bucket, provider, agent_id, number, is_frozen);


--
-- Name: rate_windows rate_windows_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.rate_windows
    ADD CONSTRAINT rate_windows_pkey PRIMARY KEY (tenant_id, key);


--
-- Name: recording_settings recording_settings_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.recording_settings
    ADD CONSTRAINT recording_settings_pkey PRIMARY KEY (tenant_id);


--
-- Name: recordings recordings_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.recordings
    ADD CONSTRAINT recordings_pkey PRIMARY KEY (tenant_id, call_id);


--
-- Name: rejected_deliveries rejected_deliveries_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.rejected_deliveries
    ADD CONSTRAINT rejected_deliveries_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: request_metrics request_metrics_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.request_metrics
    ADD CONSTRAINT request_metrics_pkey PRIMARY KEY (minute, process, route);


--
-- Name: retention_settings retention_settings_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.retention_settings
    ADD CONSTRAINT retention_settings_pkey PRIMARY KEY (tenant_id, kind);


--
-- Name: saved_views saved_views_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.saved_views
    ADD CONSTRAINT saved_views_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: schema_migrations schema_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (name);


--
-- Name: security_events security_events_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.security_events
    ADD CONSTRAINT security_events_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: sessions sessions_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (tenant_id, token_hash);


--
-- Name: sessions sessions_token_hash_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_token_hash_key UNIQUE (token_hash);


--
-- Name: sideband_sessions sideband_sessions_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.sideband_sessions
    ADD CONSTRAINT sideband_sessions_pkey PRIMARY KEY (tenant_id, call_id);


--
-- Name: sweeps sweeps_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.sweeps
    ADD CONSTRAINT sweeps_pkey PRIMARY KEY (tenant_id, connection_id);


--
-- Name: switches switches_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.switches
    ADD CONSTRAINT switches_pkey PRIMARY KEY (tenant_id, name);


--
-- Name: system_metrics system_metrics_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.system_metrics
    ADD CONSTRAINT system_metrics_pkey PRIMARY KEY (minute, process);


--
-- Name: tenants tenants_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.tenants
    ADD CONSTRAINT tenants_pkey PRIMARY KEY (tenant_id);


--
-- Name: tenants tenants_slug_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.tenants
    ADD CONSTRAINT tenants_slug_key UNIQUE (slug);


--
-- Name: tool_uses tool_uses_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.tool_uses
    ADD CONSTRAINT tool_uses_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: tools tools_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.tools
    ADD CONSTRAINT tools_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: tools tools_tenant_id_name_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.tools
    ADD CONSTRAINT tools_tenant_id_name_key UNIQUE (tenant_id, name);


--
-- Name: users users_email_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_email_key UNIQUE (email);


--
-- Name: users users_id_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_id_key UNIQUE (id);


--
-- Name: users users_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: webhook_events webhook_events_connection_id_event_key_key; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.webhook_events
    ADD CONSTRAINT webhook_events_connection_id_event_key_key UNIQUE (connection_id, event_key);


--
-- Name: webhook_events webhook_events_pkey; Type: CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.webhook_events
    ADD CONSTRAINT webhook_events_pkey PRIMARY KEY (tenant_id, id);


--
-- Name: address_rules_network; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX address_rules_network ON public.address_rules USING btree (tenant_id, network, created_at);


--
-- Name: alert_entries_alert; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX alert_entries_alert ON public.alert_entries USING btree (tenant_id, alert_id, id);


--
-- Name: alert_messages_alert; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX alert_messages_alert ON public.alert_messages USING btree (tenant_id, alert_id);


--
-- Name: alert_messages_due; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX alert_messages_due ON public.alert_messages USING btree (channel, next_try_at) WHERE (status = 'pending'::text);


--
-- Name: alert_messages_list; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX alert_messages_list ON public.alert_messages USING btree (tenant_id, created_at DESC, id DESC);


--
-- Name: alerts_list; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX alerts_list ON public.alerts USING btree (tenant_id, opened_at DESC, id DESC) WHERE (opened_at IS NOT NULL);


--
-- Name: alerts_live; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE UNIQUE INDEX alerts_live ON public.alerts USING btree (tenant_id, rule_id, subject) WHERE is_live;


--
-- Name: analytics_marks_bucket; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX analytics_marks_bucket ON public.analytics_marks USING btree (tenant_id, bucket);


--
-- Name: backups_requested; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX backups_requested ON public.backups USING btree (requested_at DESC, id);


--
-- Name: backups_under_way; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE UNIQUE INDEX backups_under_way ON public.backups USING btree (kind) WHERE (status = ANY (ARRAY['queued'::text, 'running'::text]));


--
-- Name: call_comments_call; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX call_comments_call ON public.call_comments USING btree (tenant_id, call_id, id DESC);


--
-- Name: call_estimates_happened; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX call_estimates_happened ON public.call_estimates USING btree (tenant_id, happened_at);


--
-- Name: call_external_ids_call; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX call_external_ids_call ON public.call_external_ids USING btree (tenant_id, call_id);


--
-- Name: call_reviews_labels; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX call_reviews_labels ON public.call_reviews USING gin (labels);


--
-- Name: call_reviews_state; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX call_reviews_state ON public.call_reviews USING btree (tenant_id, state, call_id);


--
-- Name: call_search_document; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX call_search_document ON public.call_search USING gin (document);


--
-- Name: calls_from; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX calls_from ON public.calls USING btree (tenant_id, from_number, first_seen_at DESC);


--
-- Name: calls_happened; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX calls_happened ON public.calls USING btree (tenant_id, (
CASE
    WHEN ((
    CASE
        WHEN (started_at IS NOT NULL) THEN started_at
        WHEN (first_occurred_at IS NOT NULL) THEN first_occurred_at
        ELSE ended_at
    END >= '2000-01-01 00:00:00+00'::timestamp with time zone) AND (
    CASE
        WHEN (started_at IS NOT NULL) THEN started_at
        WHEN (first_occurred_at IS NOT NULL) THEN first_occurred_at
        ELSE ended_at
    END <= last_event_at)) THEN
    CASE
        WHEN (started_at IS NOT NULL) THEN started_at
        WHEN (first_occurred_at IS NOT NULL) THEN first_occurred_at
        ELSE ended_at
    END
    ELSE first_seen_at
END));


--
-- Name: calls_list; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX calls_list ON public.calls USING btree (tenant_id, first_seen_at DESC, id DESC);


--
-- Name: calls_open; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX calls_open ON public.calls USING btree (closes_at) WHERE (closes_at IS NOT NULL);


--
-- Name: calls_to; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX calls_to ON public.calls USING btree (tenant_id, to_number, first_seen_at DESC);


--
-- Name: catalogue_categories_external; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE UNIQUE INDEX catalogue_categories_external ON public.catalogue_categories USING btree (tenant_id, location_id, external_id);


--
-- Name: catalogue_categories_list; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX catalogue_categories_list ON public.catalogue_categories USING btree (tenant_id, location_id, "position", id);


--
-- Name: catalogue_categories_name; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE UNIQUE INDEX catalogue_categories_name ON public.catalogue_categories USING btree (tenant_id, location_id, lower(name));


--
-- Name: catalogue_item_modifiers_group; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX catalogue_item_modifiers_group ON public.catalogue_item_modifiers USING btree (tenant_id, location_id, group_id);


--
-- Name: catalogue_items_category; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX catalogue_items_category ON public.catalogue_items USING btree (tenant_id, location_id, category_id);


--
-- Name: catalogue_items_external; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE UNIQUE INDEX catalogue_items_external ON public.catalogue_items USING btree (tenant_id, location_id, external_id);


--
-- Name: catalogue_items_list; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX catalogue_items_list ON public.catalogue_items USING btree (tenant_id, location_id, "position", id);


--
-- Name: catalogue_modifier_groups_external; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE UNIQUE INDEX catalogue_modifier_groups_external ON public.catalogue_modifier_groups USING btree (tenant_id, location_id, external_id);


--
-- Name: catalogue_modifier_groups_list; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX catalogue_modifier_groups_list ON public.catalogue_modifier_groups USING btree (tenant_id, location_id, "position", id);


--
-- Name: catalogue_modifier_groups_name; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE UNIQUE INDEX catalogue_modifier_groups_name ON public.catalogue_modifier_groups USING btree (tenant_id, location_id, lower(name));


--
-- Name: connection_secrets_connection; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX connection_secrets_connection ON public.connection_secrets USING btree (tenant_id, connection_id);


--
-- Name: connections_default; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE UNIQUE INDEX connections_default ON public.connections USING btree (provider) WHERE is_default;


--
-- Name: contact_backfills_due; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX contact_backfills_due ON public.contact_backfills USING btree (next_at) WHERE (done_at IS NULL);


--
-- Name: contact_calls_number; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX contact_calls_number ON public.contact_calls USING btree (tenant_id, number, at, call_id);


--
-- Name: contact_notes_contact; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX contact_notes_contact ON public.contact_notes USING btree (tenant_id, contact_id, id DESC);


--
-- Name: contact_numbers_contact; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX contact_numbers_contact ON public.contact_numbers USING btree (tenant_id, contact_id);


--
-- Name: contacts_list; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX contacts_list ON public.contacts USING btree (tenant_id, COALESCE(last_call_at, '-infinity'::timestamp with time zone) DESC, id DESC);


--
-- Name: delivery_zones_external; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE UNIQUE INDEX delivery_zones_external ON public.delivery_zones USING btree (tenant_id, location_id, external_id);


--
-- Name: delivery_zones_list; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX delivery_zones_list ON public.delivery_zones USING btree (tenant_id, location_id, "position", id);


--
-- Name: delivery_zones_name; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE UNIQUE INDEX delivery_zones_name ON public.delivery_zones USING btree (tenant_id, location_id, lower(name));


--
-- Name: erasures_due; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX erasures_due ON public.erasures USING btree (due_at) WHERE (due_at IS NOT NULL);


--
-- Name: estimate_recounts_due; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX estimate_recounts_due ON public.estimate_recounts USING btree (tenant_id) WHERE (from_at IS NOT NULL);


--
-- Name: follow_ups_contact; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX follow_ups_contact ON public.follow_ups USING btree (tenant_id, contact_id);


--
-- Name: follow_ups_due; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX follow_ups_due ON public.follow_ups USING btree (tenant_id, due_at, id);


--
-- Name: imports_due; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX imports_due ON public.imports USING btree (next_page_at) WHERE (status = 'running'::text);


--
-- Name: inbound_rules_location; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX inbound_rules_location ON public.inbound_rules USING btree (tenant_id, location_id) WHERE (location_id IS NOT NULL);


--
-- Name: inbound_rules_of; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE UNIQUE INDEX inbound_rules_of ON public.inbound_rules USING btree (tenant_id, COALESCE(number, ''::text), COALESCE(provider, ''::text));


--
-- Name: invitations_email; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX invitations_email ON public.invitations USING btree (email) WHERE (accepted_at IS NULL);


--
-- Name: knowledge_bases_location; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE UNIQUE INDEX knowledge_bases_location ON public.knowledge_bases USING btree (tenant_id, location_id) WHERE (location_id IS NOT NULL);


--
-- Name: knowledge_bases_name; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE UNIQUE INDEX knowledge_bases_name ON public.knowledge_bases USING btree (tenant_id, lower(name));


--
-- Name: knowledge_changes_at; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX knowledge_changes_at ON public.knowledge_changes USING btree (at);


--
-- Name: knowledge_chunks_base; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX knowledge_chunks_base ON public.knowledge_chunks USING btree (tenant_id, base_id, id);


--
-- Name: knowledge_chunks_document; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX knowledge_chunks_document ON public.knowledge_chunks USING btree (tenant_id, document_id, place);


--
-- Name: knowledge_documents_base; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX knowledge_documents_base ON public.knowledge_documents USING btree (tenant_id, base_id, status) INCLUDE (bytes, chunk_count);


--
-- Name: knowledge_documents_due; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX knowledge_documents_due ON public.knowledge_documents USING btree (tenant_id, due_at) WHERE (due_at IS NOT NULL);


--
-- Name: knowledge_documents_from; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX knowledge_documents_from ON public.knowledge_documents USING btree (tenant_id, base_id, valid_from) WHERE (valid_from IS NOT NULL);


--
-- Name: knowledge_documents_list; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX knowledge_documents_list ON public.knowledge_documents USING btree (tenant_id, created_at DESC, id DESC);


--
-- Name: knowledge_documents_until; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX knowledge_documents_until ON public.knowledge_documents USING btree (tenant_id, base_id, valid_until) WHERE (valid_until IS NOT NULL);


--
-- Name: knowledge_question_runs_due; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX knowledge_question_runs_due ON public.knowledge_question_runs USING btree (due_at) WHERE (due_at IS NOT NULL);


--
-- Name: knowledge_question_runs_set; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX knowledge_question_runs_set ON public.knowledge_question_runs USING btree (tenant_id, set_id, created_at DESC, id DESC);


--
-- Name: knowledge_question_sets_base; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX knowledge_question_sets_base ON public.knowledge_question_sets USING btree (tenant_id, base_id);


--
-- Name: knowledge_question_sets_name; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE UNIQUE INDEX knowledge_question_sets_name ON public.knowledge_question_sets USING btree (tenant_id, lower(name));


--
-- Name: knowledge_questions_set; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX knowledge_questions_set ON public.knowledge_questions USING btree (tenant_id, set_id, place, id);


--
-- Name: knowledge_vector_sets_active; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE UNIQUE INDEX knowledge_vector_sets_active ON public.knowledge_vector_sets USING btree (tenant_id, base_id) WHERE is_active;


--
-- Name: knowledge_vectors_chunk; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX knowledge_vectors_chunk ON public.knowledge_vectors USING btree (tenant_id, chunk_id);


--
-- Name: knowledge_vectors_content; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX knowledge_vectors_content ON public.knowledge_vectors USING btree (tenant_id, content_hash);


--
-- Name: knowledge_vectors_version; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX knowledge_vectors_version ON public.knowledge_vectors USING btree (tenant_id, base_id, model, dimensions, version);


--
-- Name: legal_holds_open; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE UNIQUE INDEX legal_holds_open ON public.legal_holds USING btree (tenant_id, kind, subject) WHERE (released_at IS NULL);


--
-- Name: location_texts_external; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE UNIQUE INDEX location_texts_external ON public.location_texts USING btree (tenant_id, location_id, external_id);


--
-- Name: location_texts_list; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX location_texts_list ON public.location_texts USING btree (tenant_id, location_id, "position", id);


--
-- Name: mem_entries_message; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX mem_entries_message ON public.mem_entries USING btree (tenant_id, message_id) WHERE (message_id IS NOT NULL);


--
-- Name: mem_jobs_due; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX mem_jobs_due ON public.mem_jobs USING btree (tenant_id, priority, due_at) WHERE (due_at IS NOT NULL);


--
-- Name: mem_jobs_finished; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX mem_jobs_finished ON public.mem_jobs USING btree (finished_at) WHERE (status = 'done'::text);


--
-- Name: mem_jobs_list; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX mem_jobs_list ON public.mem_jobs USING btree (tenant_id, created_at DESC, id DESC);


--
-- Name: mem_messages_external; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE UNIQUE INDEX mem_messages_external ON public.mem_messages USING btree (tenant_id, session_id, external_id) WHERE (external_id IS NOT NULL);


--
-- Name: mem_messages_order; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX mem_messages_order ON public.mem_messages USING btree (tenant_id, scope_id, session_id, seq);


--
-- Name: mem_messages_version; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX mem_messages_version ON public.mem_messages USING btree (tenant_id, scope_id, version);


--
-- Name: mem_scopes_subject; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE UNIQUE INDEX mem_scopes_subject ON public.mem_scopes USING btree (tenant_id, subject_id) WHERE (subject_id IS NOT NULL);


--
-- Name: mem_scopes_to_embed; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX mem_scopes_to_embed ON public.mem_scopes USING btree (tenant_id, id) WHERE (embedded_version < version);


--
-- Name: mem_sessions_list; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX mem_sessions_list ON public.mem_sessions USING btree (tenant_id, created_at DESC, id DESC);


--
-- Name: mem_sessions_scope; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX mem_sessions_scope ON public.mem_sessions USING btree (tenant_id, scope_id);


--
-- Name: mem_vectors_version; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX mem_vectors_version ON public.mem_vectors USING btree (tenant_id, scope_id, model, dimensions, version);


--
-- Name: mem_windows_answered; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX mem_windows_answered ON public.mem_windows USING btree (tenant_id, answered_key) WHERE (chain IS NOT NULL);


--
-- Name: mem_windows_chain; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX mem_windows_chain ON public.mem_windows USING btree (tenant_id, chain) WHERE (chain IS NOT NULL);


--
-- Name: outgoing_deliveries_alert; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE UNIQUE INDEX outgoing_deliveries_alert ON public.outgoing_deliveries USING btree (tenant_id, target_id, event_type, alert_id) WHERE (alert_id IS NOT NULL);


--
-- Name: outgoing_deliveries_call; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX outgoing_deliveries_call ON public.outgoing_deliveries USING btree (tenant_id, call_id);


--
-- Name: outgoing_deliveries_due; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX outgoing_deliveries_due ON public.outgoing_deliveries USING btree (tenant_id, target_id, next_try_at) WHERE (status = 'pending'::text);


--
-- Name: outgoing_deliveries_list; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX outgoing_deliveries_list ON public.outgoing_deliveries USING btree (tenant_id, created_at DESC, id DESC);


--
-- Name: outgoing_deliveries_tried; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX outgoing_deliveries_tried ON public.outgoing_deliveries USING btree (tenant_id, target_id, last_tried_at);


--
-- Name: outgoing_secrets_target; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX outgoing_secrets_target ON public.outgoing_secrets USING btree (tenant_id, target_id);


--
-- Name: outgoing_targets_connection; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX outgoing_targets_connection ON public.outgoing_targets USING btree (tenant_id, connection_id);


--
-- Name: rate_windows_second; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX rate_windows_second ON public.rate_windows USING btree (second);


--
-- Name: recordings_due; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX recordings_due ON public.recordings USING btree (due_at) WHERE (due_at IS NOT NULL);


--
-- Name: recordings_stored; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX recordings_stored ON public.recordings USING btree (tenant_id, stored_at) WHERE (file_ref IS NOT NULL);


--
-- Name: rejected_deliveries_connection; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX rejected_deliveries_connection ON public.rejected_deliveries USING btree (tenant_id, connection_id, id DESC);


--
-- Name: saved_views_name; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE UNIQUE INDEX saved_views_name ON public.saved_views USING btree (tenant_id, owner, lower(name));


--
-- Name: sessions_id; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE UNIQUE INDEX sessions_id ON public.sessions USING btree (tenant_id, id);


--
-- Name: sideband_sessions_connection; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX sideband_sessions_connection ON public.sideband_sessions USING btree (tenant_id, connection_id, created_at);


--
-- Name: sideband_sessions_due; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX sideband_sessions_due ON public.sideband_sessions USING btree (next_try_at) WHERE (state = ANY (ARRAY['waiting'::text, 'open'::text]));


--
-- Name: tool_uses_call; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX tool_uses_call ON public.tool_uses USING btree (tenant_id, call_id, asked_at) WHERE (call_id IS NOT NULL);


--
-- Name: tool_uses_caller; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX tool_uses_caller ON public.tool_uses USING btree (tenant_id, caller) WHERE (caller IS NOT NULL);


--
-- Name: tool_uses_once; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE UNIQUE INDEX tool_uses_once ON public.tool_uses USING btree (tenant_id, use_key) WHERE (use_key IS NOT NULL);


--
-- Name: tool_uses_time; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX tool_uses_time ON public.tool_uses USING btree (tenant_id, asked_at DESC, id);


--
-- Name: webhook_events_dead; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX webhook_events_dead ON public.webhook_events USING btree (tenant_id, id) WHERE (status = 'dead'::text);


--
-- Name: webhook_events_quarantine; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX webhook_events_quarantine ON public.webhook_events USING btree (connection_id, provider_call_id) WHERE (tenant_id = 'ten_quarantine'::text);


--
-- Name: webhook_events_work; Type: INDEX; Schema: public; Owner: release_owner
--

CREATE INDEX webhook_events_work ON public.webhook_events USING btree (claimable_at) WHERE (status = 'received'::text);


--
-- Name: inbound_rules tell_live_settings; Type: TRIGGER; Schema: public; Owner: release_owner
--

CREATE TRIGGER tell_live_settings AFTER INSERT OR DELETE OR UPDATE ON public.inbound_rules FOR EACH ROW EXECUTE FUNCTION public.tell_live_settings();


--
-- Name: locations tell_live_settings; Type: TRIGGER; Schema: public; Owner: release_owner
--

CREATE TRIGGER tell_live_settings AFTER INSERT OR DELETE OR UPDATE ON public.locations FOR EACH ROW EXECUTE FUNCTION public.tell_live_settings();


--
-- Name: tools tell_live_settings; Type: TRIGGER; Schema: public; Owner: release_owner
--

CREATE TRIGGER tell_live_settings AFTER INSERT OR DELETE OR UPDATE ON public.tools FOR EACH ROW EXECUTE FUNCTION public.tell_live_settings();


--
-- Name: address_rules address_rules_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.address_rules
    ADD CONSTRAINT address_rules_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: agents agents_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.agents
    ADD CONSTRAINT agents_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: alert_entries alert_entries_tenant_id_alert_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.alert_entries
    ADD CONSTRAINT alert_entries_tenant_id_alert_id_fkey FOREIGN KEY (tenant_id, alert_id) REFERENCES public.alerts(tenant_id, id) ON DELETE CASCADE;


--
-- Name: alert_looks alert_looks_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.alert_looks
    ADD CONSTRAINT alert_looks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: alert_messages alert_messages_tenant_id_alert_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.alert_messages
    ADD CONSTRAINT alert_messages_tenant_id_alert_id_fkey FOREIGN KEY (tenant_id, alert_id) REFERENCES public.alerts(tenant_id, id) ON DELETE CASCADE;


--
-- Name: alert_messages alert_messages_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.alert_messages
    ADD CONSTRAINT alert_messages_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: alert_processes alert_processes_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.alert_processes
    ADD CONSTRAINT alert_processes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: alert_rules alert_rules_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.alert_rules
    ADD CONSTRAINT alert_rules_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: alert_settings alert_settings_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.alert_settings
    ADD CONSTRAINT alert_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: alerts alerts_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.alerts
    ADD CONSTRAINT alerts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: analytics_call_sums analytics_call_sums_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.analytics_call_sums
    ADD CONSTRAINT analytics_call_sums_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: analytics_cost_sums analytics_cost_sums_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.analytics_cost_sums
    ADD CONSTRAINT analytics_cost_sums_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: analytics_costs analytics_costs_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.analytics_costs
    ADD CONSTRAINT analytics_costs_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: analytics_latencies analytics_latencies_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.analytics_latencies
    ADD CONSTRAINT analytics_latencies_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: analytics_latency_sums analytics_latency_sums_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.analytics_latency_sums
    ADD CONSTRAINT analytics_latency_sums_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: analytics_marks analytics_marks_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.analytics_marks
    ADD CONSTRAINT analytics_marks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: analytics_recounts analytics_recounts_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.analytics_recounts
    ADD CONSTRAINT analytics_recounts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: analytics_word_sums analytics_word_sums_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.analytics_word_sums
    ADD CONSTRAINT analytics_word_sums_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: analytics_words analytics_words_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.analytics_words
    ADD CONSTRAINT analytics_words_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: api_keys api_keys_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: audit_log audit_log_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.audit_log
    ADD CONSTRAINT audit_log_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: call_checks call_checks_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.call_checks
    ADD CONSTRAINT call_checks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: call_comments call_comments_tenant_id_call_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.call_comments
    ADD CONSTRAINT call_comments_tenant_id_call_id_fkey FOREIGN KEY (tenant_id, call_id) REFERENCES public.calls(tenant_id, id) ON DELETE CASCADE;


--
-- Name: call_comments call_comments_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.call_comments
    ADD CONSTRAINT call_comments_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: call_estimates call_estimates_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.call_estimates
    ADD CONSTRAINT call_estimates_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: call_prices call_prices_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.call_prices
    ADD CONSTRAINT call_prices_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: call_reviews call_reviews_tenant_id_call_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.call_reviews
    ADD CONSTRAINT call_reviews_tenant_id_call_id_fkey FOREIGN KEY (tenant_id, call_id) REFERENCES public.calls(tenant_id, id) ON DELETE CASCADE;


--
-- Name: call_reviews call_reviews_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.call_reviews
    ADD CONSTRAINT call_reviews_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: call_routes call_routes_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.call_routes
    ADD CONSTRAINT call_routes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: catalogue_categories catalogue_categories_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.catalogue_categories
    ADD CONSTRAINT catalogue_categories_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: catalogue_categories catalogue_categories_tenant_id_location_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.catalogue_categories
    ADD CONSTRAINT catalogue_categories_tenant_id_location_id_fkey FOREIGN KEY (tenant_id, location_id) REFERENCES public.locations(tenant_id, id) ON DELETE CASCADE;


--
-- Name: catalogue_item_modifiers catalogue_item_modifiers_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.catalogue_item_modifiers
    ADD CONSTRAINT catalogue_item_modifiers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: catalogue_item_modifiers catalogue_item_modifiers_tenant_id_location_id_group_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.catalogue_item_modifiers
    ADD CONSTRAINT catalogue_item_modifiers_tenant_id_location_id_group_id_fkey FOREIGN KEY (tenant_id, location_id, group_id) REFERENCES public.catalogue_modifier_groups(tenant_id, location_id, id) ON DELETE CASCADE;


--
-- Name: catalogue_item_modifiers catalogue_item_modifiers_tenant_id_location_id_item_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.catalogue_item_modifiers
    ADD CONSTRAINT catalogue_item_modifiers_tenant_id_location_id_item_id_fkey FOREIGN KEY (tenant_id, location_id, item_id) REFERENCES public.catalogue_items(tenant_id, location_id, id) ON DELETE CASCADE;


--
-- Name: catalogue_items catalogue_items_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.catalogue_items
    ADD CONSTRAINT catalogue_items_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: catalogue_items catalogue_items_tenant_id_location_id_category_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.catalogue_items
    ADD CONSTRAINT catalogue_items_tenant_id_location_id_category_id_fkey FOREIGN KEY (tenant_id, location_id, category_id) REFERENCES public.catalogue_categories(tenant_id, location_id, id) ON DELETE SET NULL (category_id);


--
-- Name: catalogue_items catalogue_items_tenant_id_location_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.catalogue_items
    ADD CONSTRAINT catalogue_items_tenant_id_location_id_fkey FOREIGN KEY (tenant_id, location_id) REFERENCES public.locations(tenant_id, id) ON DELETE CASCADE;


--
-- Name: catalogue_modifier_groups catalogue_modifier_groups_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.catalogue_modifier_groups
    ADD CONSTRAINT catalogue_modifier_groups_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: catalogue_modifier_groups catalogue_modifier_groups_tenant_id_location_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.catalogue_modifier_groups
    ADD CONSTRAINT catalogue_modifier_groups_tenant_id_location_id_fkey FOREIGN KEY (tenant_id, location_id) REFERENCES public.locations(tenant_id, id) ON DELETE CASCADE;


--
-- Name: completeness_days completeness_days_tenant_id_connection_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.completeness_days
    ADD CONSTRAINT completeness_days_tenant_id_connection_id_fkey FOREIGN KEY (tenant_id, connection_id) REFERENCES public.connections(tenant_id, id) ON DELETE CASCADE;


--
-- Name: connection_secrets connection_secrets_tenant_id_connection_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.connection_secrets
    ADD CONSTRAINT connection_secrets_tenant_id_connection_id_fkey FOREIGN KEY (tenant_id, connection_id) REFERENCES public.connections(tenant_id, id) ON DELETE CASCADE;


--
-- Name: connections connections_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.connections
    ADD CONSTRAINT connections_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: contact_backfills contact_backfills_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.contact_backfills
    ADD CONSTRAINT contact_backfills_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: contact_calls contact_calls_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.contact_calls
    ADD CONSTRAINT contact_calls_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: contact_notes contact_notes_tenant_id_contact_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.contact_notes
    ADD CONSTRAINT contact_notes_tenant_id_contact_id_fkey FOREIGN KEY (tenant_id, contact_id) REFERENCES public.contacts(tenant_id, id) ON DELETE CASCADE;


--
-- Name: contact_notes contact_notes_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.contact_notes
    ADD CONSTRAINT contact_notes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: contact_numbers contact_numbers_tenant_id_contact_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.contact_numbers
    ADD CONSTRAINT contact_numbers_tenant_id_contact_id_fkey FOREIGN KEY (tenant_id, contact_id) REFERENCES public.contacts(tenant_id, id) ON DELETE CASCADE;


--
-- Name: contact_numbers contact_numbers_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.contact_numbers
    ADD CONSTRAINT contact_numbers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: contacts contacts_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: delivery_zones delivery_zones_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.delivery_zones
    ADD CONSTRAINT delivery_zones_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: delivery_zones delivery_zones_tenant_id_location_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.delivery_zones
    ADD CONSTRAINT delivery_zones_tenant_id_location_id_fkey FOREIGN KEY (tenant_id, location_id) REFERENCES public.locations(tenant_id, id) ON DELETE CASCADE;


--
-- Name: erasures erasures_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.erasures
    ADD CONSTRAINT erasures_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: estimate_recounts estimate_recounts_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.estimate_recounts
    ADD CONSTRAINT estimate_recounts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: follow_ups follow_ups_tenant_id_contact_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.follow_ups
    ADD CONSTRAINT follow_ups_tenant_id_contact_id_fkey FOREIGN KEY (tenant_id, contact_id) REFERENCES public.contacts(tenant_id, id) ON DELETE CASCADE;


--
-- Name: follow_ups follow_ups_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.follow_ups
    ADD CONSTRAINT follow_ups_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: identities identities_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.identities
    ADD CONSTRAINT identities_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: identities identities_tenant_id_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.identities
    ADD CONSTRAINT identities_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE;


--
-- Name: imports imports_tenant_id_connection_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_tenant_id_connection_id_fkey FOREIGN KEY (tenant_id, connection_id) REFERENCES public.connections(tenant_id, id) ON DELETE CASCADE;


--
-- Name: inbound_rules inbound_rules_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.inbound_rules
    ADD CONSTRAINT inbound_rules_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: inbound_rules inbound_rules_tenant_id_location_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.inbound_rules
    ADD CONSTRAINT inbound_rules_tenant_id_location_id_fkey FOREIGN KEY (tenant_id, location_id) REFERENCES public.locations(tenant_id, id) ON DELETE SET NULL (location_id);


--
-- Name: invitations invitations_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: knowledge_bases knowledge_bases_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_bases
    ADD CONSTRAINT knowledge_bases_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: knowledge_changes knowledge_changes_tenant_id_base_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_changes
    ADD CONSTRAINT knowledge_changes_tenant_id_base_id_fkey FOREIGN KEY (tenant_id, base_id) REFERENCES public.knowledge_bases(tenant_id, id) ON DELETE CASCADE;


--
-- Name: knowledge_changes knowledge_changes_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_changes
    ADD CONSTRAINT knowledge_changes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: knowledge_chunks knowledge_chunks_tenant_id_document_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_chunks
    ADD CONSTRAINT knowledge_chunks_tenant_id_document_id_fkey FOREIGN KEY (tenant_id, document_id) REFERENCES public.knowledge_documents(tenant_id, id) ON DELETE CASCADE;


--
-- Name: knowledge_chunks knowledge_chunks_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_chunks
    ADD CONSTRAINT knowledge_chunks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: knowledge_documents knowledge_documents_tenant_id_base_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_documents
    ADD CONSTRAINT knowledge_documents_tenant_id_base_id_fkey FOREIGN KEY (tenant_id, base_id) REFERENCES public.knowledge_bases(tenant_id, id) ON DELETE CASCADE;


--
-- Name: knowledge_documents knowledge_documents_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_documents
    ADD CONSTRAINT knowledge_documents_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: knowledge_large_bases knowledge_large_bases_tenant_id_base_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_large_bases
    ADD CONSTRAINT knowledge_large_bases_tenant_id_base_id_fkey FOREIGN KEY (tenant_id, base_id) REFERENCES public.knowledge_bases(tenant_id, id) ON DELETE CASCADE;


--
-- Name: knowledge_large_bases knowledge_large_bases_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_large_bases
    ADD CONSTRAINT knowledge_large_bases_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: knowledge_large_grams knowledge_large_grams_tenant_id_base_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_large_grams
    ADD CONSTRAINT knowledge_large_grams_tenant_id_base_id_fkey FOREIGN KEY (tenant_id, base_id) REFERENCES public.knowledge_large_bases(tenant_id, base_id) ON DELETE CASCADE;


--
-- Name: knowledge_large_grams knowledge_large_grams_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_large_grams
    ADD CONSTRAINT knowledge_large_grams_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: knowledge_large_units knowledge_large_units_tenant_id_base_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_large_units
    ADD CONSTRAINT knowledge_large_units_tenant_id_base_id_fkey FOREIGN KEY (tenant_id, base_id) REFERENCES public.knowledge_large_bases(tenant_id, base_id) ON DELETE CASCADE;


--
-- Name: knowledge_large_units knowledge_large_units_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_large_units
    ADD CONSTRAINT knowledge_large_units_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: knowledge_large_words knowledge_large_words_tenant_id_base_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_large_words
    ADD CONSTRAINT knowledge_large_words_tenant_id_base_id_fkey FOREIGN KEY (tenant_id, base_id) REFERENCES public.knowledge_large_bases(tenant_id, base_id) ON DELETE CASCADE;


--
-- Name: knowledge_large_words knowledge_large_words_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_large_words
    ADD CONSTRAINT knowledge_large_words_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: knowledge_question_answers knowledge_question_answers_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_question_answers
    ADD CONSTRAINT knowledge_question_answers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: knowledge_question_answers knowledge_question_answers_tenant_id_run_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_question_answers
    ADD CONSTRAINT knowledge_question_answers_tenant_id_run_id_fkey FOREIGN KEY (tenant_id, run_id) REFERENCES public.knowledge_question_runs(tenant_id, id) ON DELETE CASCADE;


--
-- Name: knowledge_question_runs knowledge_question_runs_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_question_runs
    ADD CONSTRAINT knowledge_question_runs_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: knowledge_question_runs knowledge_question_runs_tenant_id_set_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_question_runs
    ADD CONSTRAINT knowledge_question_runs_tenant_id_set_id_fkey FOREIGN KEY (tenant_id, set_id) REFERENCES public.knowledge_question_sets(tenant_id, id) ON DELETE CASCADE;


--
-- Name: knowledge_question_sets knowledge_question_sets_tenant_id_base_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_question_sets
    ADD CONSTRAINT knowledge_question_sets_tenant_id_base_id_fkey FOREIGN KEY (tenant_id, base_id) REFERENCES public.knowledge_bases(tenant_id, id) ON DELETE CASCADE;


--
-- Name: knowledge_question_sets knowledge_question_sets_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_question_sets
    ADD CONSTRAINT knowledge_question_sets_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: knowledge_questions knowledge_questions_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_questions
    ADD CONSTRAINT knowledge_questions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: knowledge_questions knowledge_questions_tenant_id_set_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_questions
    ADD CONSTRAINT knowledge_questions_tenant_id_set_id_fkey FOREIGN KEY (tenant_id, set_id) REFERENCES public.knowledge_question_sets(tenant_id, id) ON DELETE CASCADE;


--
-- Name: knowledge_settings knowledge_settings_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_settings
    ADD CONSTRAINT knowledge_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: knowledge_vector_sets knowledge_vector_sets_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_vector_sets
    ADD CONSTRAINT knowledge_vector_sets_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: knowledge_vectors knowledge_vectors_tenant_id_chunk_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_vectors
    ADD CONSTRAINT knowledge_vectors_tenant_id_chunk_id_fkey FOREIGN KEY (tenant_id, chunk_id) REFERENCES public.knowledge_chunks(tenant_id, id) ON DELETE CASCADE;


--
-- Name: knowledge_vectors knowledge_vectors_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.knowledge_vectors
    ADD CONSTRAINT knowledge_vectors_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: legal_holds legal_holds_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.legal_holds
    ADD CONSTRAINT legal_holds_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: location_hours location_hours_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.location_hours
    ADD CONSTRAINT location_hours_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: location_hours location_hours_tenant_id_location_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.location_hours
    ADD CONSTRAINT location_hours_tenant_id_location_id_fkey FOREIGN KEY (tenant_id, location_id) REFERENCES public.locations(tenant_id, id) ON DELETE CASCADE;


--
-- Name: location_knowledge location_knowledge_tenant_id_base_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.location_knowledge
    ADD CONSTRAINT location_knowledge_tenant_id_base_id_fkey FOREIGN KEY (tenant_id, base_id) REFERENCES public.knowledge_bases(tenant_id, id) ON DELETE CASCADE;


--
-- Name: location_knowledge location_knowledge_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.location_knowledge
    ADD CONSTRAINT location_knowledge_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: location_knowledge location_knowledge_tenant_id_location_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.location_knowledge
    ADD CONSTRAINT location_knowledge_tenant_id_location_id_fkey FOREIGN KEY (tenant_id, location_id) REFERENCES public.locations(tenant_id, id) ON DELETE SET NULL (location_id);


--
-- Name: location_texts location_texts_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.location_texts
    ADD CONSTRAINT location_texts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: location_texts location_texts_tenant_id_location_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.location_texts
    ADD CONSTRAINT location_texts_tenant_id_location_id_fkey FOREIGN KEY (tenant_id, location_id) REFERENCES public.locations(tenant_id, id) ON DELETE CASCADE;


--
-- Name: locations locations_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.locations
    ADD CONSTRAINT locations_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: mem_agent_settings mem_agent_settings_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_agent_settings
    ADD CONSTRAINT mem_agent_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: mem_digests mem_digests_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_digests
    ADD CONSTRAINT mem_digests_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: mem_digests mem_digests_tenant_id_session_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_digests
    ADD CONSTRAINT mem_digests_tenant_id_session_id_fkey FOREIGN KEY (tenant_id, session_id) REFERENCES public.mem_windows(tenant_id, session_id) ON DELETE CASCADE;


--
-- Name: mem_entries mem_entries_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_entries
    ADD CONSTRAINT mem_entries_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: mem_entries mem_entries_tenant_id_session_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_entries
    ADD CONSTRAINT mem_entries_tenant_id_session_id_fkey FOREIGN KEY (tenant_id, session_id) REFERENCES public.mem_windows(tenant_id, session_id) ON DELETE CASCADE;


--
-- Name: mem_jobs mem_jobs_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_jobs
    ADD CONSTRAINT mem_jobs_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: mem_messages mem_messages_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_messages
    ADD CONSTRAINT mem_messages_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: mem_messages mem_messages_tenant_id_session_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_messages
    ADD CONSTRAINT mem_messages_tenant_id_session_id_fkey FOREIGN KEY (tenant_id, session_id) REFERENCES public.mem_sessions(tenant_id, id) ON DELETE CASCADE;


--
-- Name: mem_scopes mem_scopes_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_scopes
    ADD CONSTRAINT mem_scopes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: mem_sessions mem_sessions_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_sessions
    ADD CONSTRAINT mem_sessions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: mem_sessions mem_sessions_tenant_id_scope_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_sessions
    ADD CONSTRAINT mem_sessions_tenant_id_scope_id_fkey FOREIGN KEY (tenant_id, scope_id) REFERENCES public.mem_scopes(tenant_id, id) ON DELETE CASCADE;


--
-- Name: mem_settings mem_settings_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_settings
    ADD CONSTRAINT mem_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: mem_tombstones mem_tombstones_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_tombstones
    ADD CONSTRAINT mem_tombstones_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: mem_vectors mem_vectors_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_vectors
    ADD CONSTRAINT mem_vectors_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: mem_vectors mem_vectors_tenant_id_message_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_vectors
    ADD CONSTRAINT mem_vectors_tenant_id_message_id_fkey FOREIGN KEY (tenant_id, message_id) REFERENCES public.mem_messages(tenant_id, id) ON DELETE CASCADE;


--
-- Name: mem_windows mem_windows_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_windows
    ADD CONSTRAINT mem_windows_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: mem_windows mem_windows_tenant_id_session_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.mem_windows
    ADD CONSTRAINT mem_windows_tenant_id_session_id_fkey FOREIGN KEY (tenant_id, session_id) REFERENCES public.mem_sessions(tenant_id, id) ON DELETE CASCADE;


--
-- Name: model_prices model_prices_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.model_prices
    ADD CONSTRAINT model_prices_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: model_settings model_settings_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.model_settings
    ADD CONSTRAINT model_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: model_turns model_turns_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.model_turns
    ADD CONSTRAINT model_turns_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: model_use_days model_use_days_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.model_use_days
    ADD CONSTRAINT model_use_days_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: model_use model_use_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.model_use
    ADD CONSTRAINT model_use_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: model_use model_use_tenant_id_session_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.model_use
    ADD CONSTRAINT model_use_tenant_id_session_id_fkey FOREIGN KEY (tenant_id, session_id) REFERENCES public.mem_sessions(tenant_id, id) ON DELETE CASCADE;


--
-- Name: outgoing_deliveries outgoing_deliveries_tenant_id_target_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.outgoing_deliveries
    ADD CONSTRAINT outgoing_deliveries_tenant_id_target_id_fkey FOREIGN KEY (tenant_id, target_id) REFERENCES public.outgoing_targets(tenant_id, id) ON DELETE CASCADE;


--
-- Name: outgoing_secrets outgoing_secrets_tenant_id_target_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.outgoing_secrets
    ADD CONSTRAINT outgoing_secrets_tenant_id_target_id_fkey FOREIGN KEY (tenant_id, target_id) REFERENCES public.outgoing_targets(tenant_id, id) ON DELETE CASCADE;


--
-- Name: outgoing_targets outgoing_targets_tenant_id_connection_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.outgoing_targets
    ADD CONSTRAINT outgoing_targets_tenant_id_connection_id_fkey FOREIGN KEY (tenant_id, connection_id) REFERENCES public.connections(tenant_id, id) ON DELETE CASCADE;


--
-- Name: outgoing_targets outgoing_targets_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.outgoing_targets
    ADD CONSTRAINT outgoing_targets_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: phone_numbers phone_numbers_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.phone_numbers
    ADD CONSTRAINT phone_numbers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: price_settings price_settings_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.price_settings
    ADD CONSTRAINT price_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: provider_analytics provider_analytics_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.provider_analytics
    ADD CONSTRAINT provider_analytics_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: rate_windows rate_windows_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.rate_windows
    ADD CONSTRAINT rate_windows_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: recording_settings recording_settings_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.recording_settings
    ADD CONSTRAINT recording_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: recordings recordings_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.recordings
    ADD CONSTRAINT recordings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: retention_settings retention_settings_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.retention_settings
    ADD CONSTRAINT retention_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: saved_views saved_views_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.saved_views
    ADD CONSTRAINT saved_views_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: security_events security_events_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.security_events
    ADD CONSTRAINT security_events_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: sessions sessions_acting_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_acting_tenant_id_fkey FOREIGN KEY (acting_tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE SET NULL;


--
-- Name: sessions sessions_tenant_id_api_key_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_tenant_id_api_key_id_fkey FOREIGN KEY (tenant_id, api_key_id) REFERENCES public.api_keys(tenant_id, id) ON DELETE CASCADE;


--
-- Name: sessions sessions_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: sessions sessions_tenant_id_user_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE;


--
-- Name: sideband_sessions sideband_sessions_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.sideband_sessions
    ADD CONSTRAINT sideband_sessions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: sweeps sweeps_tenant_id_connection_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.sweeps
    ADD CONSTRAINT sweeps_tenant_id_connection_id_fkey FOREIGN KEY (tenant_id, connection_id) REFERENCES public.connections(tenant_id, id) ON DELETE CASCADE;


--
-- Name: switches switches_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.switches
    ADD CONSTRAINT switches_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id) ON DELETE CASCADE;


--
-- Name: tool_uses tool_uses_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.tool_uses
    ADD CONSTRAINT tool_uses_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: tools tools_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.tools
    ADD CONSTRAINT tools_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: users users_tenant_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: release_owner
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(tenant_id);


--
-- Name: address_rules; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.address_rules ENABLE ROW LEVEL SECURITY;

--
-- Name: agents; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.agents ENABLE ROW LEVEL SECURITY;

--
-- Name: alert_entries; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.alert_entries ENABLE ROW LEVEL SECURITY;

--
-- Name: alert_looks; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.alert_looks ENABLE ROW LEVEL SECURITY;

--
-- Name: alert_messages; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.alert_messages ENABLE ROW LEVEL SECURITY;

--
-- Name: alert_processes; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.alert_processes ENABLE ROW LEVEL SECURITY;

--
-- Name: alert_rules; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.alert_rules ENABLE ROW LEVEL SECURITY;

--
-- Name: alert_settings; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.alert_settings ENABLE ROW LEVEL SECURITY;

--
-- Name: alerts; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.alerts ENABLE ROW LEVEL SECURITY;

--
-- Name: analytics_call_sums; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.analytics_call_sums ENABLE ROW LEVEL SECURITY;

--
-- Name: analytics_cost_sums; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.analytics_cost_sums ENABLE ROW LEVEL SECURITY;

--
-- Name: analytics_costs; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.analytics_costs ENABLE ROW LEVEL SECURITY;

--
-- Name: analytics_latencies; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.analytics_latencies ENABLE ROW LEVEL SECURITY;

--
-- Name: analytics_latency_sums; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.analytics_latency_sums ENABLE ROW LEVEL SECURITY;

--
-- Name: analytics_marks; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.analytics_marks ENABLE ROW LEVEL SECURITY;

--
-- Name: analytics_recounts; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.analytics_recounts ENABLE ROW LEVEL SECURITY;

--
-- Name: analytics_word_sums; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.analytics_word_sums ENABLE ROW LEVEL SECURITY;

--
-- Name: analytics_words; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.analytics_words ENABLE ROW LEVEL SECURITY;

--
-- Name: api_keys; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.api_keys ENABLE ROW LEVEL SECURITY;

--
-- Name: audit_log; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.audit_log ENABLE ROW LEVEL SECURITY;

--
-- Name: call_changes; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.call_changes ENABLE ROW LEVEL SECURITY;

--
-- Name: call_checks; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.call_checks ENABLE ROW LEVEL SECURITY;

--
-- Name: call_comments; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.call_comments ENABLE ROW LEVEL SECURITY;

--
-- Name: call_estimates; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.call_estimates ENABLE ROW LEVEL SECURITY;

--
-- Name: call_external_ids; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.call_external_ids ENABLE ROW LEVEL SECURITY;

--
-- Name: call_patches; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.call_patches ENABLE ROW LEVEL SECURITY;

--
-- Name: call_prices; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.call_prices ENABLE ROW LEVEL SECURITY;

--
-- Name: call_reviews; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.call_reviews ENABLE ROW LEVEL SECURITY;

--
-- Name: call_routes; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.call_routes ENABLE ROW LEVEL SECURITY;

--
-- Name: call_search; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.call_search ENABLE ROW LEVEL SECURITY;

--
-- Name: call_tool_calls; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.call_tool_calls ENABLE ROW LEVEL SECURITY;

--
-- Name: call_turns; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.call_turns ENABLE ROW LEVEL SECURITY;

--
-- Name: calls; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.calls ENABLE ROW LEVEL SECURITY;

--
-- Name: catalogue_categories; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.catalogue_categories ENABLE ROW LEVEL SECURITY;

--
-- Name: catalogue_item_modifiers; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.catalogue_item_modifiers ENABLE ROW LEVEL SECURITY;

--
-- Name: catalogue_items; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.catalogue_items ENABLE ROW LEVEL SECURITY;

--
-- Name: catalogue_modifier_groups; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.catalogue_modifier_groups ENABLE ROW LEVEL SECURITY;

--
-- Name: completeness_days; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.completeness_days ENABLE ROW LEVEL SECURITY;

--
-- Name: connection_secrets; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.connection_secrets ENABLE ROW LEVEL SECURITY;

--
-- Name: connections; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.connections ENABLE ROW LEVEL SECURITY;

--
-- Name: contact_backfills; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.contact_backfills ENABLE ROW LEVEL SECURITY;

--
-- Name: contact_calls; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.contact_calls ENABLE ROW LEVEL SECURITY;

--
-- Name: contact_notes; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.contact_notes ENABLE ROW LEVEL SECURITY;

--
-- Name: contact_numbers; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.contact_numbers ENABLE ROW LEVEL SECURITY;

--
-- Name: contacts; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.contacts ENABLE ROW LEVEL SECURITY;

--
-- Name: delivery_zones; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.delivery_zones ENABLE ROW LEVEL SECURITY;

--
-- Name: erasures; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.erasures ENABLE ROW LEVEL SECURITY;

--
-- Name: estimate_recounts; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.estimate_recounts ENABLE ROW LEVEL SECURITY;

--
-- Name: follow_ups; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.follow_ups ENABLE ROW LEVEL SECURITY;

--
-- Name: identities; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.identities ENABLE ROW LEVEL SECURITY;

--
-- Name: imports; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.imports ENABLE ROW LEVEL SECURITY;

--
-- Name: inbound_rules; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.inbound_rules ENABLE ROW LEVEL SECURITY;

--
-- Name: rejected_deliveries ingest; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY ingest ON public.rejected_deliveries FOR INSERT TO voicelens_ingest WITH CHECK (true);


--
-- Name: webhook_events ingest; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY ingest ON public.webhook_events FOR INSERT TO voicelens_ingest WITH CHECK (true);


--
-- Name: invitations; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.invitations ENABLE ROW LEVEL SECURITY;

--
-- Name: knowledge_bases; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.knowledge_bases ENABLE ROW LEVEL SECURITY;

--
-- Name: knowledge_changes; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.knowledge_changes ENABLE ROW LEVEL SECURITY;

--
-- Name: knowledge_chunks; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.knowledge_chunks ENABLE ROW LEVEL SECURITY;

--
-- Name: knowledge_documents; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.knowledge_documents ENABLE ROW LEVEL SECURITY;

--
-- Name: knowledge_large_bases; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.knowledge_large_bases ENABLE ROW LEVEL SECURITY;

--
-- Name: knowledge_large_grams; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.knowledge_large_grams ENABLE ROW LEVEL SECURITY;

--
-- Name: knowledge_large_units; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.knowledge_large_units ENABLE ROW LEVEL SECURITY;

--
-- Name: knowledge_large_words; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.knowledge_large_words ENABLE ROW LEVEL SECURITY;

--
-- Name: knowledge_question_answers; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.knowledge_question_answers ENABLE ROW LEVEL SECURITY;

--
-- Name: knowledge_question_runs; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.knowledge_question_runs ENABLE ROW LEVEL SECURITY;

--
-- Name: knowledge_question_sets; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.knowledge_question_sets ENABLE ROW LEVEL SECURITY;

--
-- Name: knowledge_questions; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.knowledge_questions ENABLE ROW LEVEL SECURITY;

--
-- Name: knowledge_settings; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.knowledge_settings ENABLE ROW LEVEL SECURITY;

--
-- Name: knowledge_vector_sets; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.knowledge_vector_sets ENABLE ROW LEVEL SECURITY;

--
-- Name: knowledge_vectors; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.knowledge_vectors ENABLE ROW LEVEL SECURITY;

--
-- Name: legal_holds; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.legal_holds ENABLE ROW LEVEL SECURITY;

--
-- Name: location_hours; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.location_hours ENABLE ROW LEVEL SECURITY;

--
-- Name: location_knowledge; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.location_knowledge ENABLE ROW LEVEL SECURITY;

--
-- Name: location_texts; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.location_texts ENABLE ROW LEVEL SECURITY;

--
-- Name: locations; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.locations ENABLE ROW LEVEL SECURITY;

--
-- Name: mem_agent_settings; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.mem_agent_settings ENABLE ROW LEVEL SECURITY;

--
-- Name: mem_digests; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.mem_digests ENABLE ROW LEVEL SECURITY;

--
-- Name: mem_entries; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.mem_entries ENABLE ROW LEVEL SECURITY;

--
-- Name: mem_jobs; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.mem_jobs ENABLE ROW LEVEL SECURITY;

--
-- Name: mem_messages; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.mem_messages ENABLE ROW LEVEL SECURITY;

--
-- Name: mem_scopes; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.mem_scopes ENABLE ROW LEVEL SECURITY;

--
-- Name: mem_sessions; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.mem_sessions ENABLE ROW LEVEL SECURITY;

--
-- Name: mem_settings; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.mem_settings ENABLE ROW LEVEL SECURITY;

--
-- Name: mem_tombstones; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.mem_tombstones ENABLE ROW LEVEL SECURITY;

--
-- Name: mem_vectors; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.mem_vectors ENABLE ROW LEVEL SECURITY;

--
-- Name: mem_windows; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.mem_windows ENABLE ROW LEVEL SECURITY;

--
-- Name: model_prices; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.model_prices ENABLE ROW LEVEL SECURITY;

--
-- Name: model_settings; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.model_settings ENABLE ROW LEVEL SECURITY;

--
-- Name: model_turns; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.model_turns ENABLE ROW LEVEL SECURITY;

--
-- Name: model_use; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.model_use ENABLE ROW LEVEL SECURITY;

--
-- Name: model_use_days; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.model_use_days ENABLE ROW LEVEL SECURITY;

--
-- Name: outgoing_deliveries; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.outgoing_deliveries ENABLE ROW LEVEL SECURITY;

--
-- Name: outgoing_secrets; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.outgoing_secrets ENABLE ROW LEVEL SECURITY;

--
-- Name: outgoing_targets; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.outgoing_targets ENABLE ROW LEVEL SECURITY;

--
-- Name: phone_numbers; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.phone_numbers ENABLE ROW LEVEL SECURITY;

--
-- Name: price_settings; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.price_settings ENABLE ROW LEVEL SECURITY;

--
-- Name: provider_analytics; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.provider_analytics ENABLE ROW LEVEL SECURITY;

--
-- Name: rate_windows; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.rate_windows ENABLE ROW LEVEL SECURITY;

--
-- Name: recording_settings; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.recording_settings ENABLE ROW LEVEL SECURITY;

--
-- Name: recordings; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.recordings ENABLE ROW LEVEL SECURITY;

--
-- Name: rejected_deliveries; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.rejected_deliveries ENABLE ROW LEVEL SECURITY;

--
-- Name: retention_settings; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.retention_settings ENABLE ROW LEVEL SECURITY;

--
-- Name: saved_views; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.saved_views ENABLE ROW LEVEL SECURITY;

--
-- Name: security_events; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.security_events ENABLE ROW LEVEL SECURITY;

--
-- Name: sessions; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.sessions ENABLE ROW LEVEL SECURITY;

--
-- Name: sideband_sessions; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.sideband_sessions ENABLE ROW LEVEL SECURITY;

--
-- Name: sweeps; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.sweeps ENABLE ROW LEVEL SECURITY;

--
-- Name: switches; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.switches ENABLE ROW LEVEL SECURITY;

--
-- Name: address_rules tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.address_rules TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: agents tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.agents TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: alert_entries tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.alert_entries TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: alert_looks tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.alert_looks TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: alert_messages tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.alert_messages TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: alert_processes tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.alert_processes TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: alert_rules tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.alert_rules TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: alert_settings tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.alert_settings TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: alerts tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.alerts TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: analytics_call_sums tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.analytics_call_sums TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: analytics_cost_sums tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.analytics_cost_sums TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: analytics_costs tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.analytics_costs TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: analytics_latencies tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.analytics_latencies TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: analytics_latency_sums tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.analytics_latency_sums TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: analytics_marks tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.analytics_marks TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: analytics_recounts tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.analytics_recounts TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: analytics_word_sums tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.analytics_word_sums TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: analytics_words tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.analytics_words TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: api_keys tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.api_keys TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: audit_log tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.audit_log TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: call_changes tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.call_changes TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: call_checks tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.call_checks TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: call_comments tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.call_comments TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: call_estimates tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.call_estimates TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: call_external_ids tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.call_external_ids TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: call_patches tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.call_patches TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: call_prices tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.call_prices TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: call_reviews tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.call_reviews TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: call_routes tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.call_routes TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: call_search tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.call_search TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: call_tool_calls tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.call_tool_calls TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: call_turns tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.call_turns TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: calls tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.calls TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: catalogue_categories tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.catalogue_categories TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: catalogue_item_modifiers tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.catalogue_item_modifiers TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: catalogue_items tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.catalogue_items TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: catalogue_modifier_groups tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.catalogue_modifier_groups TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: completeness_days tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.completeness_days TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: connection_secrets tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.connection_secrets TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: connections tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.connections TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: contact_backfills tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.contact_backfills TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: contact_calls tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.contact_calls TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: contact_notes tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.contact_notes TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: contact_numbers tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.contact_numbers TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: contacts tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.contacts TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: delivery_zones tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.delivery_zones TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: erasures tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.erasures TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: estimate_recounts tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.estimate_recounts TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: follow_ups tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.follow_ups TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: identities tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.identities TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: imports tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.imports TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: inbound_rules tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.inbound_rules TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: invitations tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.invitations TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: knowledge_bases tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.knowledge_bases TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: knowledge_changes tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.knowledge_changes TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: knowledge_chunks tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.knowledge_chunks TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: knowledge_documents tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.knowledge_documents TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: knowledge_large_bases tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.knowledge_large_bases TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: knowledge_large_grams tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.knowledge_large_grams TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: knowledge_large_units tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.knowledge_large_units TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: knowledge_large_words tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.knowledge_large_words TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: knowledge_question_answers tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.knowledge_question_answers TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: knowledge_question_runs tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.knowledge_question_runs TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: knowledge_question_sets tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.knowledge_question_sets TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: knowledge_questions tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.knowledge_questions TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: knowledge_settings tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.knowledge_settings TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: knowledge_vector_sets tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.knowledge_vector_sets TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: knowledge_vectors tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.knowledge_vectors TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: legal_holds tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.legal_holds TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: location_hours tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.location_hours TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: location_knowledge tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.location_knowledge TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: location_texts tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.location_texts TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: locations tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.locations TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: mem_agent_settings tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.mem_agent_settings TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: mem_digests tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.mem_digests TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: mem_entries tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.mem_entries TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: mem_jobs tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.mem_jobs TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: mem_messages tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.mem_messages TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: mem_scopes tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.mem_scopes TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: mem_sessions tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.mem_sessions TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: mem_settings tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.mem_settings TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: mem_tombstones tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.mem_tombstones TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: mem_vectors tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.mem_vectors TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: mem_windows tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.mem_windows TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: model_prices tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.model_prices TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: model_settings tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.model_settings TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: model_turns tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.model_turns TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: model_use tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.model_use TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: model_use_days tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.model_use_days TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: outgoing_deliveries tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.outgoing_deliveries TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: outgoing_secrets tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.outgoing_secrets TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: outgoing_targets tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.outgoing_targets TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: phone_numbers tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.phone_numbers TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: price_settings tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.price_settings TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: provider_analytics tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.provider_analytics TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: rate_windows tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.rate_windows TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: recording_settings tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.recording_settings TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: recordings tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.recordings TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: rejected_deliveries tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.rejected_deliveries TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: retention_settings tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.retention_settings TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: saved_views tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.saved_views TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: security_events tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.security_events TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: sessions tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.sessions TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: sideband_sessions tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.sideband_sessions TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: sweeps tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.sweeps TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: switches tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.switches TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: tenants tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.tenants TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: tool_uses tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.tool_uses TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: tools tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.tools TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: users tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.users TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: webhook_events tenant; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY tenant ON public.webhook_events TO voicelens_app USING ((tenant_id = current_setting('app.tenant_id'::text, true))) WITH CHECK ((tenant_id = current_setting('app.tenant_id'::text, true)));


--
-- Name: tenants; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.tenants ENABLE ROW LEVEL SECURITY;

--
-- Name: tool_uses; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.tool_uses ENABLE ROW LEVEL SECURITY;

--
-- Name: tools; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.tools ENABLE ROW LEVEL SECURITY;

--
-- Name: users; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.users ENABLE ROW LEVEL SECURITY;

--
-- Name: webhook_events; Type: ROW SECURITY; Schema: public; Owner: release_owner
--

ALTER TABLE public.webhook_events ENABLE ROW LEVEL SECURITY;

--
-- Name: address_rules worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.address_rules TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: agents worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.agents TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: alert_entries worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.alert_entries TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: alert_looks worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.alert_looks TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: alert_messages worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.alert_messages TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: alert_processes worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.alert_processes TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: alert_rules worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.alert_rules TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: alert_settings worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.alert_settings TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: alerts worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.alerts TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: analytics_call_sums worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.analytics_call_sums TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: analytics_cost_sums worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.analytics_cost_sums TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: analytics_costs worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.analytics_costs TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: analytics_latencies worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.analytics_latencies TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: analytics_latency_sums worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.analytics_latency_sums TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: analytics_marks worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.analytics_marks TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: analytics_recounts worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.analytics_recounts TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: analytics_word_sums worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.analytics_word_sums TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: analytics_words worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.analytics_words TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: api_keys worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.api_keys TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: audit_log worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.audit_log TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: call_changes worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.call_changes TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: call_checks worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.call_checks TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: call_comments worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.call_comments TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: call_estimates worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.call_estimates TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: call_external_ids worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.call_external_ids TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: call_patches worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.call_patches TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: call_prices worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.call_prices TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: call_reviews worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.call_reviews TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: call_routes worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.call_routes TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: call_search worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.call_search TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: call_tool_calls worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.call_tool_calls TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: call_turns worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.call_turns TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: calls worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.calls TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: catalogue_categories worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.catalogue_categories TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: catalogue_item_modifiers worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.catalogue_item_modifiers TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: catalogue_items worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.catalogue_items TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: catalogue_modifier_groups worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.catalogue_modifier_groups TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: completeness_days worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.completeness_days TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: connection_secrets worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.connection_secrets TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: connections worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.connections TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: contact_backfills worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.contact_backfills TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: contact_calls worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.contact_calls TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: contact_notes worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.contact_notes TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: contact_numbers worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.contact_numbers TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: contacts worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.contacts TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: delivery_zones worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.delivery_zones TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: erasures worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.erasures TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: estimate_recounts worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.estimate_recounts TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: follow_ups worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.follow_ups TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: identities worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.identities TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: imports worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.imports TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: inbound_rules worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.inbound_rules TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: invitations worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.invitations TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: knowledge_bases worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.knowledge_bases TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: knowledge_changes worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.knowledge_changes TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: knowledge_chunks worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.knowledge_chunks TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: knowledge_documents worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.knowledge_documents TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: knowledge_large_bases worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.knowledge_large_bases TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: knowledge_large_grams worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.knowledge_large_grams TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: knowledge_large_units worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.knowledge_large_units TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: knowledge_large_words worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.knowledge_large_words TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: knowledge_question_answers worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.knowledge_question_answers TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: knowledge_question_runs worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.knowledge_question_runs TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: knowledge_question_sets worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.knowledge_question_sets TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: knowledge_questions worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.knowledge_questions TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: knowledge_settings worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.knowledge_settings TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: knowledge_vector_sets worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.knowledge_vector_sets TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: knowledge_vectors worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.knowledge_vectors TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: legal_holds worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.legal_holds TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: location_hours worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.location_hours TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: location_knowledge worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.location_knowledge TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: location_texts worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.location_texts TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: locations worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.locations TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: mem_agent_settings worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.mem_agent_settings TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: mem_digests worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.mem_digests TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: mem_entries worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.mem_entries TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: mem_jobs worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.mem_jobs TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: mem_messages worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.mem_messages TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: mem_scopes worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.mem_scopes TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: mem_sessions worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.mem_sessions TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: mem_settings worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.mem_settings TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: mem_tombstones worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.mem_tombstones TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: mem_vectors worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.mem_vectors TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: mem_windows worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.mem_windows TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: model_prices worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.model_prices TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: model_settings worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.model_settings TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: model_turns worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.model_turns TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: model_use worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.model_use TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: model_use_days worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.model_use_days TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: outgoing_deliveries worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.outgoing_deliveries TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: outgoing_secrets worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.outgoing_secrets TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: outgoing_targets worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.outgoing_targets TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: phone_numbers worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.phone_numbers TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: price_settings worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.price_settings TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: provider_analytics worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.provider_analytics TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: rate_windows worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.rate_windows TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: recording_settings worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.recording_settings TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: recordings worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.recordings TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: rejected_deliveries worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.rejected_deliveries TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: retention_settings worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.retention_settings TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: saved_views worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.saved_views TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: security_events worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.security_events TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: sessions worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.sessions TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: sideband_sessions worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.sideband_sessions TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: sweeps worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.sweeps TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: switches worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.switches TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: tenants worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.tenants TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: tool_uses worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.tool_uses TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: tools worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.tools TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: users worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.users TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: webhook_events worker; Type: POLICY; Schema: public; Owner: release_owner
--

CREATE POLICY worker ON public.webhook_events TO voicelens_worker USING (true) WITH CHECK (true);


--
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: pg_database_owner
--

GRANT ALL ON SCHEMA public TO release_owner WITH GRANT OPTION;


--
-- Name: FUNCTION cleanup_performance_data(days integer); Type: ACL; Schema: public; Owner: release_owner
--

REVOKE ALL ON FUNCTION public.cleanup_performance_data(days integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.cleanup_performance_data(days integer) TO voicelens_worker;


--
-- Name: FUNCTION find_access(hash bytea, at timestamp with time zone); Type: ACL; Schema: public; Owner: voicelens_worker
--

REVOKE ALL ON FUNCTION public.find_access(hash bytea, at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.find_access(hash bytea, at timestamp with time zone) TO voicelens_app;


--
-- Name: FUNCTION find_identity(provider text, person text); Type: ACL; Schema: public; Owner: voicelens_worker
--

REVOKE ALL ON FUNCTION public.find_identity(provider text, person text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.find_identity(provider text, person text) TO voicelens_app;


--
-- Name: FUNCTION find_invitation(hash bytea, at timestamp with time zone); Type: ACL; Schema: public; Owner: voicelens_worker
--

REVOKE ALL ON FUNCTION public.find_invitation(hash bytea, at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.find_invitation(hash bytea, at timestamp with time zone) TO voicelens_app;


--
-- Name: FUNCTION find_invitations_by_email(address text, at timestamp with time zone); Type: ACL; Schema: public; Owner: voicelens_worker
--

REVOKE ALL ON FUNCTION public.find_invitations_by_email(address text, at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.find_invitations_by_email(address text, at timestamp with time zone) TO voicelens_app;


--
-- Name: FUNCTION find_route(connection text, provider_key text, call text, dialled text[], agent text); Type: ACL; Schema: public; Owner: voicelens_worker
--

REVOKE ALL ON FUNCTION public.find_route(connection text, provider_key text, call text, dialled text[], agent text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.find_route(connection text, provider_key text, call text, dialled text[], agent text) TO voicelens_app;


--
-- Name: FUNCTION find_user_by_email(address text); Type: ACL; Schema: public; Owner: voicelens_worker
--

REVOKE ALL ON FUNCTION public.find_user_by_email(address text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.find_user_by_email(address text) TO voicelens_app;


--
-- Name: FUNCTION get_performance_bottlenecks(hours integer); Type: ACL; Schema: public; Owner: release_owner
--

REVOKE ALL ON FUNCTION public.get_performance_bottlenecks(hours integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_performance_bottlenecks(hours integer) TO voicelens_worker;


--
-- Name: FUNCTION get_performance_metrics(hours integer); Type: ACL; Schema: public; Owner: release_owner
--

REVOKE ALL ON FUNCTION public.get_performance_metrics(hours integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.get_performance_metrics(hours integer) TO voicelens_worker;


--
-- Name: FUNCTION insert_webhook_events(ids uuid[], tenant_ids text[], connection_ids text[], providers text[], event_keys text[], received timestamp with time zone[], verified boolean[], content_types text[], urls text[], sizes integer[], file_refs text[], starts integer[], lengths integer[], contents bytea); Type: ACL; Schema: public; Owner: voicelens_ingest
--

REVOKE ALL ON FUNCTION public.insert_webhook_events(ids uuid[], tenant_ids text[], connection_ids text[], providers text[], event_keys text[], received timestamp with time zone[], verified boolean[], content_types text[], urls text[], sizes integer[], file_refs text[], starts integer[], lengths integer[], contents bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.insert_webhook_events(ids uuid[], tenant_ids text[], connection_ids text[], providers text[], event_keys text[], received timestamp with time zone[], verified boolean[], content_types text[], urls text[], sizes integer[], file_refs text[], starts integer[], lengths integer[], contents bytea) TO release_owner;


--
-- Name: TABLE model_prices; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.model_prices TO voicelens_app;
GRANT SELECT ON TABLE public.model_prices TO voicelens_worker;


--
-- Name: FUNCTION installation_model_prices(); Type: ACL; Schema: public; Owner: voicelens_worker
--

REVOKE ALL ON FUNCTION public.installation_model_prices() FROM PUBLIC;
GRANT ALL ON FUNCTION public.installation_model_prices() TO voicelens_app;


--
-- Name: FUNCTION performance_quantile(counts bigint[], q double precision, longest double precision); Type: ACL; Schema: public; Owner: release_owner
--

REVOKE ALL ON FUNCTION public.performance_quantile(counts bigint[], q double precision, longest double precision) FROM PUBLIC;
GRANT ALL ON FUNCTION public.performance_quantile(counts bigint[], q double precision, longest double precision) TO voicelens_worker;


--
-- Name: FUNCTION performance_ratio(part double precision, whole double precision, digits integer); Type: ACL; Schema: public; Owner: release_owner
--

REVOKE ALL ON FUNCTION public.performance_ratio(part double precision, whole double precision, digits integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.performance_ratio(part double precision, whole double precision, digits integer) TO voicelens_worker;


--
-- Name: FUNCTION performance_since(hours integer); Type: ACL; Schema: public; Owner: release_owner
--

REVOKE ALL ON FUNCTION public.performance_since(hours integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.performance_since(hours integer) TO voicelens_worker;


--
-- Name: FUNCTION search_calls(query text); Type: ACL; Schema: public; Owner: voicelens_worker
--

REVOKE ALL ON FUNCTION public.search_calls(query text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.search_calls(query text) TO voicelens_app;


--
-- Name: TABLE address_rules; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.address_rules TO voicelens_app;
GRANT SELECT,DELETE ON TABLE public.address_rules TO voicelens_worker;


--
-- Name: TABLE agents; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agents TO voicelens_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.agents TO voicelens_worker;


--
-- Name: TABLE alert_entries; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.alert_entries TO voicelens_app;
GRANT SELECT ON TABLE public.alert_entries TO voicelens_worker;


--
-- Name: TABLE alert_looks; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.alert_looks TO voicelens_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.alert_looks TO voicelens_worker;


--
-- Name: TABLE alert_messages; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.alert_messages TO voicelens_app;
GRANT SELECT,DELETE,UPDATE ON TABLE public.alert_messages TO voicelens_worker;


--
-- Name: TABLE alert_processes; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.alert_processes TO voicelens_app;
GRANT SELECT ON TABLE public.alert_processes TO voicelens_worker;


--
-- Name: TABLE alert_rules; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.alert_rules TO voicelens_app;
GRANT SELECT ON TABLE public.alert_rules TO voicelens_worker;


--
-- Name: TABLE alert_settings; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.alert_settings TO voicelens_app;
GRANT SELECT ON TABLE public.alert_settings TO voicelens_worker;


--
-- Name: TABLE alerts; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.alerts TO voicelens_app;
GRANT SELECT,DELETE ON TABLE public.alerts TO voicelens_worker;


--
-- Name: TABLE analytics_call_sums; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.analytics_call_sums TO voicelens_app;
GRANT SELECT ON TABLE public.analytics_call_sums TO voicelens_worker;


--
-- Name: TABLE analytics_cost_sums; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.analytics_cost_sums TO voicelens_app;
GRANT SELECT ON TABLE public.analytics_cost_sums TO voicelens_worker;


--
-- Name: TABLE analytics_costs; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.analytics_costs TO voicelens_app;
GRANT SELECT ON TABLE public.analytics_costs TO voicelens_worker;


--
-- Name: TABLE analytics_latencies; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.analytics_latencies TO voicelens_app;
GRANT SELECT ON TABLE public.analytics_latencies TO voicelens_worker;


--
-- Name: TABLE analytics_latency_sums; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.analytics_latency_sums TO voicelens_app;
GRANT SELECT ON TABLE public.analytics_latency_sums TO voicelens_worker;


--
-- Name: TABLE analytics_marks; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.analytics_marks TO voicelens_app;
GRANT SELECT ON TABLE public.analytics_marks TO voicelens_worker;


--
-- Name: SEQUENCE analytics_marks_id_seq; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT ON SEQUENCE public.analytics_marks_id_seq TO voicelens_worker;


--
-- Name: TABLE analytics_recounts; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.analytics_recounts TO voicelens_app;
GRANT SELECT ON TABLE public.analytics_recounts TO voicelens_worker;


--
-- Name: TABLE analytics_word_sums; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.analytics_word_sums TO voicelens_app;
GRANT SELECT ON TABLE public.analytics_word_sums TO voicelens_worker;


--
-- Name: TABLE analytics_words; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.analytics_words TO voicelens_app;
GRANT SELECT ON TABLE public.analytics_words TO voicelens_worker;


--
-- Name: TABLE api_keys; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.api_keys TO voicelens_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.api_keys TO voicelens_worker;


--
-- Name: TABLE audit_log; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT ON TABLE public.audit_log TO voicelens_app;
GRANT SELECT,DELETE ON TABLE public.audit_log TO voicelens_worker;


--
-- Name: COLUMN audit_log.payload; Type: ACL; Schema: public; Owner: release_owner
--

GRANT UPDATE(payload) ON TABLE public.audit_log TO voicelens_worker;


--
-- Name: COLUMN audit_log.payload_salt; Type: ACL; Schema: public; Owner: release_owner
--

GRANT UPDATE(payload_salt) ON TABLE public.audit_log TO voicelens_worker;


--
-- Name: TABLE backups; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.backups TO voicelens_worker;


--
-- Name: TABLE call_changes; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.call_changes TO voicelens_app;
GRANT SELECT,DELETE ON TABLE public.call_changes TO voicelens_worker;


--
-- Name: SEQUENCE call_changes_id_seq; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT ON SEQUENCE public.call_changes_id_seq TO voicelens_worker;


--
-- Name: TABLE call_checks; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.call_checks TO voicelens_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.call_checks TO voicelens_worker;


--
-- Name: TABLE call_comments; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT ON TABLE public.call_comments TO voicelens_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.call_comments TO voicelens_app;


--
-- Name: TABLE call_estimates; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.call_estimates TO voicelens_app;
GRANT SELECT ON TABLE public.call_estimates TO voicelens_worker;


--
-- Name: TABLE call_external_ids; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.call_external_ids TO voicelens_app;
GRANT SELECT ON TABLE public.call_external_ids TO voicelens_worker;


--
-- Name: TABLE call_patches; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.call_patches TO voicelens_app;
GRANT SELECT ON TABLE public.call_patches TO voicelens_worker;


--
-- Name: TABLE call_prices; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.call_prices TO voicelens_app;
GRANT SELECT ON TABLE public.call_prices TO voicelens_worker;


--
-- Name: TABLE call_reviews; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT ON TABLE public.call_reviews TO voicelens_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.call_reviews TO voicelens_app;


--
-- Name: TABLE call_routes; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.call_routes TO voicelens_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.call_routes TO voicelens_worker;


--
-- Name: TABLE call_search; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.call_search TO voicelens_app;
GRANT SELECT ON TABLE public.call_search TO voicelens_worker;


--
-- Name: TABLE call_tool_calls; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.call_tool_calls TO voicelens_app;
GRANT SELECT ON TABLE public.call_tool_calls TO voicelens_worker;


--
-- Name: TABLE call_turns; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.call_turns TO voicelens_app;
GRANT SELECT ON TABLE public.call_turns TO voicelens_worker;


--
-- Name: TABLE calls; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.calls TO voicelens_app;
GRANT SELECT ON TABLE public.calls TO voicelens_worker;


--
-- Name: TABLE catalogue_categories; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.catalogue_categories TO voicelens_app;
GRANT SELECT ON TABLE public.catalogue_categories TO voicelens_worker;


--
-- Name: TABLE catalogue_item_modifiers; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.catalogue_item_modifiers TO voicelens_app;
GRANT SELECT ON TABLE public.catalogue_item_modifiers TO voicelens_worker;


--
-- Name: TABLE catalogue_items; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.catalogue_items TO voicelens_app;
GRANT SELECT ON TABLE public.catalogue_items TO voicelens_worker;


--
-- Name: TABLE catalogue_modifier_groups; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.catalogue_modifier_groups TO voicelens_app;
GRANT SELECT ON TABLE public.catalogue_modifier_groups TO voicelens_worker;


--
-- Name: TABLE completeness_days; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.completeness_days TO voicelens_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.completeness_days TO voicelens_worker;


--
-- Name: TABLE connection_secrets; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.connection_secrets TO voicelens_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.connection_secrets TO voicelens_worker;


--
-- Name: TABLE connections; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.connections TO voicelens_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.connections TO voicelens_worker;


--
-- Name: TABLE contact_backfills; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.contact_backfills TO voicelens_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.contact_backfills TO voicelens_worker;


--
-- Name: TABLE contact_calls; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.contact_calls TO voicelens_app;
GRANT SELECT ON TABLE public.contact_calls TO voicelens_worker;


--
-- Name: TABLE contact_notes; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.contact_notes TO voicelens_app;
GRANT SELECT ON TABLE public.contact_notes TO voicelens_worker;


--
-- Name: TABLE contact_numbers; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.contact_numbers TO voicelens_app;
GRANT SELECT ON TABLE public.contact_numbers TO voicelens_worker;


--
-- Name: TABLE contacts; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.contacts TO voicelens_app;
GRANT SELECT ON TABLE public.contacts TO voicelens_worker;


--
-- Name: TABLE delivery_zones; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.delivery_zones TO voicelens_app;
GRANT SELECT ON TABLE public.delivery_zones TO voicelens_worker;


--
-- Name: TABLE erasures; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,UPDATE ON TABLE public.erasures TO voicelens_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.erasures TO voicelens_app;


--
-- Name: TABLE estimate_recounts; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.estimate_recounts TO voicelens_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.estimate_recounts TO voicelens_worker;


--
-- Name: TABLE follow_ups; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.follow_ups TO voicelens_app;
GRANT SELECT ON TABLE public.follow_ups TO voicelens_worker;


--
-- Name: TABLE identities; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE public.identities TO voicelens_app;
GRANT SELECT,DELETE ON TABLE public.identities TO voicelens_worker;


--
-- Name: TABLE imports; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.imports TO voicelens_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.imports TO voicelens_worker;


--
-- Name: TABLE inbound_rules; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.inbound_rules TO voicelens_app;
GRANT SELECT ON TABLE public.inbound_rules TO voicelens_worker;


--
-- Name: TABLE invitations; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.invitations TO voicelens_app;
GRANT SELECT,DELETE ON TABLE public.invitations TO voicelens_worker;


--
-- Name: TABLE knowledge_bases; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.knowledge_bases TO voicelens_app;
GRANT SELECT,DELETE,UPDATE ON TABLE public.knowledge_bases TO voicelens_worker;


--
-- Name: TABLE knowledge_changes; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.knowledge_changes TO voicelens_app;
GRANT SELECT,DELETE,UPDATE ON TABLE public.knowledge_changes TO voicelens_worker;


--
-- Name: TABLE knowledge_chunks; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.knowledge_chunks TO voicelens_app;
GRANT SELECT,DELETE,UPDATE ON TABLE public.knowledge_chunks TO voicelens_worker;


--
-- Name: TABLE knowledge_documents; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.knowledge_documents TO voicelens_app;
GRANT SELECT,DELETE,UPDATE ON TABLE public.knowledge_documents TO voicelens_worker;


--
-- Name: TABLE knowledge_large_bases; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.knowledge_large_bases TO voicelens_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.knowledge_large_bases TO voicelens_worker;


--
-- Name: TABLE knowledge_large_grams; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.knowledge_large_grams TO voicelens_app;
GRANT SELECT ON TABLE public.knowledge_large_grams TO voicelens_worker;


--
-- Name: TABLE knowledge_large_units; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.knowledge_large_units TO voicelens_app;
GRANT SELECT ON TABLE public.knowledge_large_units TO voicelens_worker;


--
-- Name: TABLE knowledge_large_words; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.knowledge_large_words TO voicelens_app;
GRANT SELECT ON TABLE public.knowledge_large_words TO voicelens_worker;


--
-- Name: TABLE knowledge_question_answers; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.knowledge_question_answers TO voicelens_app;
GRANT SELECT ON TABLE public.knowledge_question_answers TO voicelens_worker;


--
-- Name: TABLE knowledge_question_runs; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.knowledge_question_runs TO voicelens_app;
GRANT SELECT,UPDATE ON TABLE public.knowledge_question_runs TO voicelens_worker;


--
-- Name: TABLE knowledge_question_sets; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.knowledge_question_sets TO voicelens_app;
GRANT SELECT ON TABLE public.knowledge_question_sets TO voicelens_worker;


--
-- Name: TABLE knowledge_questions; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.knowledge_questions TO voicelens_app;
GRANT SELECT ON TABLE public.knowledge_questions TO voicelens_worker;


--
-- Name: TABLE knowledge_settings; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.knowledge_settings TO voicelens_app;
GRANT SELECT ON TABLE public.knowledge_settings TO voicelens_worker;


--
-- Name: TABLE knowledge_vector_sets; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.knowledge_vector_sets TO voicelens_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.knowledge_vector_sets TO voicelens_worker;


--
-- Name: TABLE knowledge_vectors; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.knowledge_vectors TO voicelens_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.knowledge_vectors TO voicelens_worker;


--
-- Name: TABLE legal_holds; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT ON TABLE public.legal_holds TO voicelens_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.legal_holds TO voicelens_app;


--
-- Name: TABLE location_hours; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.location_hours TO voicelens_app;
GRANT SELECT ON TABLE public.location_hours TO voicelens_worker;


--
-- Name: TABLE location_knowledge; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.location_knowledge TO voicelens_app;
GRANT SELECT,UPDATE ON TABLE public.location_knowledge TO voicelens_worker;


--
-- Name: TABLE location_texts; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.location_texts TO voicelens_app;
GRANT SELECT ON TABLE public.location_texts TO voicelens_worker;


--
-- Name: TABLE locations; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.locations TO voicelens_app;
GRANT SELECT ON TABLE public.locations TO voicelens_worker;


--
-- Name: TABLE mem_agent_settings; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mem_agent_settings TO voicelens_app;
GRANT SELECT ON TABLE public.mem_agent_settings TO voicelens_worker;


--
-- Name: TABLE mem_digests; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mem_digests TO voicelens_app;
GRANT SELECT ON TABLE public.mem_digests TO voicelens_worker;


--
-- Name: TABLE mem_entries; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mem_entries TO voicelens_app;
GRANT SELECT ON TABLE public.mem_entries TO voicelens_worker;


--
-- Name: TABLE mem_jobs; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mem_jobs TO voicelens_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mem_jobs TO voicelens_worker;


--
-- Name: TABLE mem_messages; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mem_messages TO voicelens_app;
GRANT SELECT ON TABLE public.mem_messages TO voicelens_worker;


--
-- Name: TABLE mem_scopes; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mem_scopes TO voicelens_app;
GRANT SELECT,UPDATE ON TABLE public.mem_scopes TO voicelens_worker;


--
-- Name: TABLE mem_sessions; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mem_sessions TO voicelens_app;
GRANT SELECT ON TABLE public.mem_sessions TO voicelens_worker;


--
-- Name: TABLE mem_settings; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mem_settings TO voicelens_app;
GRANT SELECT ON TABLE public.mem_settings TO voicelens_worker;


--
-- Name: TABLE mem_token_ratios; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mem_token_ratios TO voicelens_worker;


--
-- Name: TABLE mem_tombstones; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mem_tombstones TO voicelens_app;
GRANT SELECT ON TABLE public.mem_tombstones TO voicelens_worker;


--
-- Name: TABLE mem_vectors; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mem_vectors TO voicelens_app;
GRANT SELECT ON TABLE public.mem_vectors TO voicelens_worker;


--
-- Name: TABLE mem_windows; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mem_windows TO voicelens_app;
GRANT SELECT ON TABLE public.mem_windows TO voicelens_worker;


--
-- Name: TABLE model_settings; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.model_settings TO voicelens_app;
GRANT SELECT ON TABLE public.model_settings TO voicelens_worker;


--
-- Name: TABLE model_turns; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.model_turns TO voicelens_app;
GRANT SELECT ON TABLE public.model_turns TO voicelens_worker;


--
-- Name: TABLE model_use; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.model_use TO voicelens_app;
GRANT SELECT ON TABLE public.model_use TO voicelens_worker;


--
-- Name: TABLE model_use_days; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.model_use_days TO voicelens_app;
GRANT SELECT ON TABLE public.model_use_days TO voicelens_worker;


--
-- Name: TABLE outgoing_deliveries; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outgoing_deliveries TO voicelens_app;
GRANT SELECT,DELETE,UPDATE ON TABLE public.outgoing_deliveries TO voicelens_worker;


--
-- Name: TABLE outgoing_secrets; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outgoing_secrets TO voicelens_app;
GRANT SELECT,DELETE,UPDATE ON TABLE public.outgoing_secrets TO voicelens_worker;


--
-- Name: TABLE outgoing_targets; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outgoing_targets TO voicelens_app;
GRANT SELECT,DELETE ON TABLE public.outgoing_targets TO voicelens_worker;


--
-- Name: TABLE request_metrics; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.request_metrics TO voicelens_worker;


--
-- Name: TABLE system_metrics; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.system_metrics TO voicelens_worker;


--
-- Name: TABLE performance_summary; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT ON TABLE public.performance_summary TO voicelens_worker;


--
-- Name: TABLE phone_numbers; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.phone_numbers TO voicelens_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.phone_numbers TO voicelens_worker;


--
-- Name: TABLE price_settings; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.price_settings TO voicelens_app;
GRANT SELECT ON TABLE public.price_settings TO voicelens_worker;


--
-- Name: TABLE provider_analytics; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.provider_analytics TO voicelens_app;
GRANT SELECT ON TABLE public.provider_analytics TO voicelens_worker;


--
-- Name: TABLE rate_windows; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,DELETE ON TABLE public.rate_windows TO voicelens_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.rate_windows TO voicelens_worker;


--
-- Name: TABLE recording_settings; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.recording_settings TO voicelens_app;
GRANT SELECT,DELETE,UPDATE ON TABLE public.recording_settings TO voicelens_worker;


--
-- Name: TABLE recordings; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.recordings TO voicelens_app;
GRANT SELECT,DELETE,UPDATE ON TABLE public.recordings TO voicelens_worker;


--
-- Name: TABLE rejected_deliveries; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.rejected_deliveries TO voicelens_app;
GRANT INSERT ON TABLE public.rejected_deliveries TO voicelens_ingest;
GRANT SELECT,DELETE,UPDATE ON TABLE public.rejected_deliveries TO voicelens_worker;


--
-- Name: TABLE retention_settings; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT ON TABLE public.retention_settings TO voicelens_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.retention_settings TO voicelens_app;


--
-- Name: TABLE saved_views; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT ON TABLE public.saved_views TO voicelens_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.saved_views TO voicelens_app;


--
-- Name: TABLE schema_migrations; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT ON TABLE public.schema_migrations TO voicelens_worker;


--
-- Name: TABLE security_events; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.security_events TO voicelens_app;
GRANT SELECT,DELETE ON TABLE public.security_events TO voicelens_worker;


--
-- Name: TABLE sessions; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sessions TO voicelens_app;
GRANT SELECT,DELETE,UPDATE ON TABLE public.sessions TO voicelens_worker;


--
-- Name: TABLE sideband_sessions; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sideband_sessions TO voicelens_app;
GRANT SELECT,UPDATE ON TABLE public.sideband_sessions TO voicelens_worker;


--
-- Name: TABLE sweeps; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sweeps TO voicelens_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sweeps TO voicelens_worker;


--
-- Name: TABLE switches; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT ON TABLE public.switches TO voicelens_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.switches TO voicelens_app;


--
-- Name: TABLE tenants; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT ON TABLE public.tenants TO voicelens_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tenants TO voicelens_worker;


--
-- Name: COLUMN tenants.time_zone; Type: ACL; Schema: public; Owner: release_owner
--

GRANT UPDATE(time_zone) ON TABLE public.tenants TO voicelens_app;


--
-- Name: TABLE tool_uses; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tool_uses TO voicelens_app;
GRANT SELECT ON TABLE public.tool_uses TO voicelens_worker;


--
-- Name: TABLE tools; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tools TO voicelens_app;
GRANT SELECT,UPDATE ON TABLE public.tools TO voicelens_worker;


--
-- Name: TABLE users; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.users TO voicelens_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.users TO voicelens_worker;


--
-- Name: TABLE webhook_events; Type: ACL; Schema: public; Owner: release_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.webhook_events TO voicelens_app;
GRANT INSERT ON TABLE public.webhook_events TO voicelens_ingest;
GRANT SELECT,UPDATE ON TABLE public.webhook_events TO voicelens_worker;


--
-- Name: DEFAULT PRIVILEGES FOR SEQUENCES; Type: DEFAULT ACL; Schema: public; Owner: release_owner
--

ALTER DEFAULT PRIVILEGES FOR ROLE release_owner IN SCHEMA public GRANT SELECT ON SEQUENCES  TO voicelens_worker;


--
-- Name: DEFAULT PRIVILEGES FOR TABLES; Type: DEFAULT ACL; Schema: public; Owner: release_owner
--

ALTER DEFAULT PRIVILEGES FOR ROLE release_owner IN SCHEMA public GRANT SELECT ON TABLES  TO voicelens_worker;


--
-- PostgreSQL database dump complete
--


