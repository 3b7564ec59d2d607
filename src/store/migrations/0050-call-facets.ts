/** What finds calls by what few of them are, and searched words that many of them hold. */
export const callFacets = {
  name: "0050-call-facets",
  sql: /* sql */ `
/* What a call is in all that has few values, as one text: one index finds it by any of them, and by several. */
alter table calls add column facets text collate "C" not null generated always as (
  provider || ' ' || lifecycle || ' ' || coalesce(disposition, '') || ' ' || status || ' ' || coalesce(direction, '')) stored;
create index calls_facets on calls (tenant_id, facets, first_seen_at desc, id desc);
create index calls_agent on calls (tenant_id, agent_id, first_seen_at desc, id desc, facets);

/* As search_calls, for calls that are known: whether they hold what is looked for. */
create function search_calls_among(query text, ids text[])
returns setof text
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.call_id from call_search s
  where s.tenant_id = current_setting('app.tenant_id', true) and s.call_id = any(ids)
    and s.document @@ websearch_to_tsquery('simple', query)
$$;
revoke execute on function search_calls_among from public;
grant execute on function search_calls_among to voicelens_app;
grant create on schema public to voicelens_worker;
alter function search_calls_among owner to voicelens_worker;
revoke create on schema public from voicelens_worker;
`,
};
