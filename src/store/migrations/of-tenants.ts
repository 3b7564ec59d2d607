/**
 * What every table with a tenant's rows gets: requests see and write the rows of their tenant alone, whatever their SQL says, and work in the background sees all.
 *
 * Steps that were released are made of it, so it never changes: a table that needs something else says so after it.
 */
export function ofTenants(...tables: readonly string[]): string {
  const list = tables.map((table) => `'${table}'`).join(", ");
  return /* sql */ `do $$
declare name text;
begin
  foreach name in array array[${list}] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy tenant on %I to voicelens_app using (tenant_id = current_setting(''app.tenant_id'', true))
       with check (tenant_id = current_setting(''app.tenant_id'', true))', name);
    execute format('create policy worker on %I to voicelens_worker using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to voicelens_app', name);
  end loop;
end $$;`;
}
