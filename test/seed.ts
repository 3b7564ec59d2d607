import type { World } from "./world.ts";

const modelCounters =
  "requests, input_tokens, cached_input_tokens, output_tokens, cost_micros, unpriced_requests, estimated_requests, fallback_requests, degraded_requests";

/** A call of the tenant, where it has one. */
const ofCall = "cross join lateral (select id from calls where tenant_id = t.id limit 1) c";

/** Rows for every table that webhooks alone do not fill, so that a test about all tables says something about each. */
const rows: ReadonlyArray<
  readonly [table: string, columns: string, values: string, from?: string]
> = [
  [
    "users",
    "id, email, name, role, password_hash",
    "'usr_' || $1, $1 || '@example.com', 'Ada Example', 'viewer', 'x'",
  ],
  ["tenant_brands", "name, accent, logo", "'Brand', '#4a4fd0', '\\x89504e47'"],
  [
    "invitations",
    "id, email, role, token_hash, invited_by, expires_at",
    "'inv_' || $1, 'invited@example.com', 'viewer', sha256(('inv' || $1)::bytea), 'system', now() + interval '1 day'",
  ],
  [
    "identities",
    "user_id, issuer, subject",
    "'usr_' || $1, 'https://id.example.com', 'subject_' || $1",
  ],
  [
    "connection_secrets",
    "id, connection_id, purpose, sealed, last_four, created_by",
    "'sec_' || $1, 'con_' || $1 || '_retell', 'api_key', '\\x00', '', 'system'",
  ],
  ["phone_numbers", "number", "'+1212555' || lpad((abs(hashtext($1)) % 10000)::text, 4, '0')"],
  ["agents", "provider, agent_id", "'vapi', 'agent_' || $1"],
  ["call_routes", "connection_id, provider_call_id", "'con_' || $1 || '_retell', 'routed'"],
  [
    "audit_log",
    "seq, at, actor, action, subject, payload, payload_salt, payload_hash, previous_hash, hash",
    "1, now(), 'system', 'thing.made', 'thing', '{}', '\\x00', '\\x00', '\\x00', '\\x00'",
  ],
  ["switches", "name, since, set_by, reason", "'seed', now(), 'system', ''"],
  ["retention_settings", "kind, days", "'calls', 365"],
  [
    "legal_holds",
    "id, kind, subject, reason, created_by, created_at, released_by, released_at",
    "'hld_' || $1, 'call', 'call_seed', 'test', 'system', now(), 'system', now()",
  ],
  [
    "erasures",
    "id, kind, subject_hash, requested_by, requested_at, finished_at",
    "'era_' || $1, 'caller', 'x', 'system', now(), now()",
  ],
  ["contact_backfills", "until_at, next_at", "now(), now()"],
  ["call_checks", "call_id, next_check_at", "'call_seed', now()"],
  ["sweeps", "connection_id, next_sweep_at", "'con_' || $1 || '_retell', now()"],
  [
    "imports",
    "id, connection_id, from_at, until_at, next_page_at, created_by, created_at",
    "'imp_' || $1, 'con_' || $1 || '_retell', now(), now(), now(), 'system', now()",
  ],
  [
    "completeness_days",
    "connection_id, day, provider_count, by_webhook, by_poll, by_sweep, by_import, missing, missing_count, checked_at",
    "'con_' || $1 || '_retell', current_date, 1, 1, 0, 0, 0, '{}', 0, now()",
  ],
  ["rate_windows", "key, second, slots", "'api/test', 0, array_fill(0, array[61])"],
  [
    "address_rules",
    "id, kind, network, reason, source, created_by, created_at",
    "'blk_' || $1, 'block', '192.0.2.7', 'test', 'person', 'system', now()",
  ],
  [
    "outgoing_targets",
    "id, kind, url, created_by, created_at",
    "'sub_' || $1, 'subscription', 'https://example.com/hook', 'system', now()",
  ],
  [
    "outgoing_targets",
    "id, kind, url, connection_id, created_by, created_at",
    "'rly_' || $1, 'relay', 'https://example.com/old', 'con_' || $1 || '_retell', 'system', now()",
  ],
  [
    "outgoing_secrets",
    "id, target_id, sealed, created_by, created_at",
    "'sec_' || $1, 'sub_' || $1, '\\x00', 'system', now()",
  ],
  [
    "outgoing_deliveries",
    "id, target_id, event_type, occurred_at, created_at, queued_at, next_try_at",
    "'msg_' || $1, 'sub_' || $1, 'webhook.test', now(), now(), now(), now()",
  ],
  [
    "alert_rules",
    "id, name, metric, comparison, value, minimum_sample, window_minutes, duration_minutes, priority, is_enabled, changed_by, changed_at",
    "'alr_' || $1, 'Too few calls', 'calls', 'below', 1, 0, 60, 5, 'P3', false, 'system', now()",
  ],
  ["alert_settings", "changed_by, changed_at", "'system', now()"],
  ["alert_looks", "due_at", "now() + interval '1 day'"],
  [
    "alerts",
    "id, rule_id, rule_name, metric, subject, subject_name, priority, status, is_live, comparison, threshold, value, bad_since, opened_at, resolved_at, updated_at",
    "'alt_' || $1, 'alr_' || $1, 'Too few calls', 'calls', 'all', '', 'P3', 'resolved', false, 'below', 1, 0, now(), now(), now(), now()",
  ],
  [
    "alert_entries",
    "id, alert_id, at, actor, kind",
    "gen_random_uuid(), 'alt_' || $1, now(), 'system', 'opened'",
  ],
  [
    "alert_messages",
    "id, alert_id, kind, channel, status, created_at, next_try_at",
    "'msg_' || $1, 'alt_' || $1, 'opened', 'webhook', 'delivered', now(), now()",
  ],
  ["alert_processes", "process, measured_at, figures", "'seed', now(), '{}'"],
  [
    "call_reviews",
    "call_id, state, labels, changed_by, changed_at",
    "c.id, 'open', '{billing}', 'system', now()",
    ofCall,
  ],
  [
    "call_comments",
    "id, call_id, content, author, created_at, updated_at",
    "gen_random_uuid(), c.id, 'was put on hold', 'system', now(), now()",
    ofCall,
  ],
  [
    "saved_views",
    "id, name, filters, owner, is_shared, created_at, updated_at",
    "'viw_' || $1, 'Problems', '{\"review\":\"problem\"}', 'user:usr_' || $1, true, now(), now()",
  ],
  [
    "call_shares",
    "id, call_id, token_hash, parts, is_masked, created_by, created_at, expires_at",
    "'shr_' || $1, c.id, sha256(('shr' || $1)::bytea), '{transcript}', false, 'system', now(), '2100-01-01'",
    ofCall,
  ],
  ["contacts", "id, is_kept, created_at, updated_at", "'cnt_' || $1, true, now(), now()"],
  ["contact_numbers", "number, contact_id, created_at", "'+12125550199', 'cnt_' || $1, now()"],
  [
    "contact_notes",
    "id, contact_id, content, author, created_at, updated_at",
    "gen_random_uuid(), 'cnt_' || $1, 'likes mornings', 'system', now(), now()",
  ],
  [
    "follow_ups",
    "id, contact_id, title, due_at, time_zone, priority, created_by, created_at, updated_at",
    "gen_random_uuid(), 'cnt_' || $1, 'call back', now(), 'UTC', 'normal', 'system', now(), now()",
  ],
  [
    "locations",
    "id, name, time_zone, language, currency, created_at, updated_at",
    "'loc_' || $1, 'Main Street', 'America/New_York', 'en-US', 'USD', now(), now()",
  ],
  [
    "location_hours",
    "location_id, hours, version, updated_at",
    `'loc_' || $1, '{"weekly":{}}', 1, now()`,
  ],
  [
    "delivery_zones",
    "id, location_id, name, created_at, updated_at",
    "'zon_' || $1, 'loc_' || $1, 'Downtown', now(), now()",
  ],
  [
    "catalogue_categories",
    "id, location_id, name, created_at, updated_at",
    "'cat_' || $1, 'loc_' || $1, 'Pizza', now(), now()",
  ],
  [
    "catalogue_modifier_groups",
    "id, location_id, name, min_count, options, created_at, updated_at",
    "'mod_' || $1, 'loc_' || $1, 'Toppings', 0, '[]', now(), now()",
  ],
  [
    "catalogue_items",
    "id, location_id, name, created_at, updated_at",
    "'itm_' || $1, 'loc_' || $1, 'Margherita', now(), now()",
  ],
  [
    "catalogue_item_modifiers",
    "location_id, item_id, group_id, position",
    "'loc_' || $1, 'itm_' || $1, 'mod_' || $1, 0",
  ],
  [
    "location_texts",
    "id, location_id, kind, title, content, created_at, updated_at",
    "'txt_' || $1, 'loc_' || $1, 'faq', 'Do you have parking?', 'Behind the house.', now(), now()",
  ],
  [
    "sideband_sessions",
    "call_id, connection_id, provider_call_id, state",
    "'call_of_' || $1, 'con_' || $1 || '_openai_realtime', 'rtc_1', 'done'",
  ],
  ["knowledge_bases", "id, name, created_at, updated_at", "'kb_' || $1, 'Seed', now(), now()"],
  [
    "knowledge_documents",
    "id, base_id, identity, title, mime, source, status, created_at, updated_at",
    "'doc_' || $1, 'kb_' || $1, 'seed', 'Opening hours', 'text/plain', 'paste', 'ready', now(), now()",
  ],
  [
    "knowledge_chunks",
    "id, base_id, document_id, place, text, text_tokens, language, content_hash, changed_version",
    "'chk_' || $1, 'kb_' || $1, 'doc_' || $1, 0, 'We open at nine.', 'open nine', 'en', 'seed', 1",
  ],
  [
    "knowledge_changes",
    "base_id, version, chunk_id, is_removed, at",
    "'kb_' || $1, 1, 'chk_' || $1, false, now()",
  ],
  [
    "knowledge_vector_sets",
    "base_id, model, dimensions, is_active, next_try_at",
    "'kb_' || $1, 'seed', 2, true, now()",
  ],
  [
    "knowledge_vectors",
    "base_id, chunk_id, model, dimensions, content_hash, version",
    "'kb_' || $1, 'chk_' || $1, 'seed', 2, 'seed', 1",
  ],
  [
    "knowledge_question_sets",
    "id, base_id, name, created_at, updated_at",
    "'qst_' || $1, 'kb_' || $1, 'Seed', now(), now()",
  ],
  [
    "knowledge_questions",
    "id, set_id, place, query, expected_document, expects_nothing",
    "'qsn_' || $1, 'qst_' || $1, 0, 'When do you open?', 'doc_' || $1, false",
  ],
  [
    "knowledge_question_runs",
    "id, set_id, status, total, created_by, created_at",
    "'qrn_' || $1, 'qst_' || $1, 'done', 1, 'system', now()",
  ],
  [
    "knowledge_question_answers",
    "run_id, place, question_id, query, history, expects_nothing",
    "'qrn_' || $1, 0, 'qsn_' || $1, 'When do you open?', '{}', true",
  ],
  ["location_knowledge", "base_id, location_id, kept_version", "'kb_' || $1, 'loc_' || $1, 0"],
  // Claimed: who looks after such bases would take away what is kept of one that is small.
  ["knowledge_large_bases", "base_id, claimed_until", "'kb_' || $1, now() + interval '1 day'"],
  [
    "knowledge_large_units",
    "base_id, place, chunk_id, length, words",
    "'kb_' || $1, 0, 'chk_' || $1, 4, 'open nine'",
  ],
  ["knowledge_large_words", "base_id, word, segment, places", "'kb_' || $1, 'open', 0, '{0}'"],
  ["knowledge_large_grams", "base_id, gram, word", "'kb_' || $1, 'ope', 'open'"],
  ["recording_settings", "retention_days, updated_at", "30, now()"],
  ["knowledge_settings", "language, updated_at", "'de', now()"],
  [
    "tools",
    "id, name, description, kind, parameters, url, method, sealed_secret, created_by, created_at, updated_at",
    "'tol_' || $1, 'look', 'Looks', 'http', '{\"type\":\"object\"}', 'https://example.com/look', 'POST', '\\x00', 'system', now(), now()",
  ],
  [
    "inbound_rules",
    "id, created_by, created_at, updated_at",
    "'inr_' || $1, 'system', now(), now()",
  ],
  [
    "tool_uses",
    "id, connection_id, provider, tool, outcome, asked_at",
    "gen_random_uuid(), 'con_' || $1 || '_retell', 'retell', 'look', 'answered', now()",
  ],
  ["mem_scopes", "id, subject_id, created_at", "'msc_' || $1, '+12125550147', now()"],
  [
    "mem_sessions",
    "id, scope_id, subject_id, created_at",
    "'session_' || $1, 'msc_' || $1, '+12125550147', now()",
  ],
  [
    "mem_messages",
    "id, session_id, scope_id, version, seq, sitting, role, content, name_tokens, text_tokens, created_at",
    "'mem_' || $1, 'session_' || $1, 'msc_' || $1, 0, 0, 0, 'user', 'seed', '', 'seed', now()",
  ],
  [
    "mem_vectors",
    "message_id, scope_id, model, dimensions, last_seq, version",
    "'mem_' || $1, 'msc_' || $1, 'seed', 3, 0, 0",
  ],
  ["mem_windows", "session_id, updated_at", "'session_' || $1, now()"],
  [
    "mem_entries",
    "session_id, seq, epoch, role, message, tokens, tokenizer, message_id, created_at",
    "'session_' || $1, 0, 0, 'user', jsonb_build_object('role', 'user', 'content', 'seed'), 4, 'estimate', 'mem_' || $1, now()",
  ],
  [
    "mem_digests",
    "session_id, from_seq, to_seq, epoch, digest, created_at",
    "'session_' || $1, 0, 0, 0, 'seed', now()",
  ],
  ["mem_tombstones", "session_digest, erased_at", "'seed_' || $1, now()"],
  ["mem_forgotten_subjects", "subject_key, forgotten_at", "'anon_' || $1, now()"],
  ["mem_settings", "decided_by, decided_at", "'seed', now()"],
  [
    "mem_agent_settings",
    "agent_id, remembers_calls, decided_by, decided_at",
    "'agent', false, 'seed', now()",
  ],
  [
    "mem_jobs",
    "id, kind, dedupe_key, created_at, updated_at",
    "'mjb_' || $1, 'call', 'seed', now(), now()",
  ],
  [
    "model_prices",
    "id, model, valid_from, input_micros, output_micros, set_by, set_at",
    "'mpr_' || $1, 'house-model', '2026-01-01', 100000, 400000, 'seed', now()",
  ],
  [
    "model_use",
    `session_id, model, ${modelCounters}, first_at, last_at`,
    "'session_' || $1, 'house-model', 1, 21, 0, 7, 5, 0, 0, 0, 0, now(), now()",
  ],
  [
    "model_use_days",
    `day, agent_id, model, ${modelCounters}`,
    "current_date, 'agent', 'house-model', 1, 21, 0, 7, 5, 0, 0, 0, 0",
  ],
  [
    "model_settings",
    "id, agent_id, slug, tokens_per_day, set_by, set_at",
    "'mst_' || $1, 'agent', 'front-desk', 1000, 'seed', now()",
  ],
  ["model_turns", "lease, agent_id, started_at, until", "gen_random_uuid(), '', now(), now()"],
  [
    "provider_analytics",
    "bucket, provider, agent_id, number, is_frozen",
    "'2026-11-01T00:00:00Z', 'seed', 'agent_' || $1, '', true",
  ],
  [
    "analytics_costs",
    "bucket, provider, agent_id, number, is_frozen, currency, component",
    "'2026-11-01T00:00:00Z', 'seed', 'agent_' || $1, '', true, 'USD', 'llm'",
  ],
  [
    "analytics_words",
    "bucket, provider, agent_id, number, is_frozen, kind, word",
    "'2026-11-01T00:00:00Z', 'seed', 'agent_' || $1, '', true, 'sentiment', 'neutral'",
  ],
  [
    "analytics_latencies",
    "bucket, provider, agent_id, number, is_frozen, stage",
    "'2026-11-01T00:00:00Z', 'seed', 'agent_' || $1, '', true, 'e2e'",
  ],
  [
    "analytics_call_sums",
    "unit, bucket, provider, agent_id, number",
    "'day', '2026-11-01T00:00:00Z', 'seed', 'agent_' || $1, ''",
  ],
  [
    "analytics_cost_sums",
    "unit, bucket, provider, agent_id, number, currency, component",
    "'day', '2026-11-01T00:00:00Z', 'seed', 'agent_' || $1, '', 'USD', 'llm'",
  ],
  [
    "analytics_word_sums",
    "unit, bucket, provider, agent_id, number, kind, word",
    "'day', '2026-11-01T00:00:00Z', 'seed', 'agent_' || $1, '', 'sentiment', 'neutral'",
  ],
  [
    "analytics_latency_sums",
    "unit, bucket, provider, agent_id, number, stage",
    "'day', '2026-11-01T00:00:00Z', 'seed', 'agent_' || $1, '', 'e2e'",
  ],
  [
    "call_prices",
    "id, provider, agent_id, component, unit, currency, micros, valid_from, valid_from_at, set_by, set_at",
    "'prc_' || $1, 'seed', '', 'platform', 'call', 'USD', 10000, '2026-11-01', '2026-11-01T00:00:00Z', 'system', now()",
  ],
  [
    "price_settings",
    "from_month, basis, markup, set_by, set_at",
    "'2026-11-01', 'estimate', 1000, 'system', now()",
  ],
  ["estimate_recounts", "from_at", "now()"],
  ["analytics_frozen_calls", "call_id", "'call_' || $1"],
  [
    "analytics_due_sums",
    "length, start, until",
    "'day', '2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'",
  ],
  ["analytics_frozen_links", "link", "sha256(convert_to($1, 'UTF8'))"],
  ["analytics_marks", "bucket, at", "now(), now()"],
  ["analytics_recounts", "again_at", "now()"],
  ["security_events", "id, at, kind, severity", "gen_random_uuid(), now(), 'test', 'low'"],
];

/** Puts a row of each tenant into every such table. */
export async function seedTables(world: World, tenants: readonly string[]): Promise<void> {
  const administrator = await world.administrator();
  for (const tenant of tenants) {
    for (const [table, columns, values, from = ""] of rows) {
      await administrator.query(
        `insert into ${table} (tenant_id, ${columns}) select t.id, ${values.replaceAll("$1", "t.id")} from (select $1::text as id) t ${from}
          on conflict do nothing`,
        [tenant],
      );
    }
    await administrator.query(
      `insert into sessions (tenant_id, id, token_hash, api_key_id, expires_at)
        select $1::text, 'ses_' || $1, sha256(('session' || $1)::bytea), 'key_' || $1, now() + interval '1 day'`,
      [tenant],
    );
  }
  // Figures of the installation, which are nobody's.
  await administrator.query(
    `insert into backups (id, kind, place, requested_by, requested_at, status)
      values ('bkp_seed', 'drill', '/backups', 'system', now(), 'failed') on conflict do nothing`,
  );
  await administrator.query(
    `insert into request_metrics values (now(), 'seed', 'GET /health', 1, 0, 0, 2, 2, array_fill(0, array[14]))
      on conflict do nothing`,
  );
  await administrator.query(
    `insert into system_metrics values (now(), 'seed', 1, 1, 0, 0, 1, 1, 10, 0, 0, 0, 0, 0) on conflict do nothing`,
  );
  await administrator.query(
    `insert into mem_token_ratios values ('house-model', '{1.2}', now()) on conflict do nothing`,
  );
  await administrator.query(
    `insert into mem_spools values ('seed', 'replica', 0, 'key', now()) on conflict do nothing`,
  );
}
