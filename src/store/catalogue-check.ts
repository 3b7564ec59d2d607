import type pg from "pg";
import { ConfigError } from "../config/index.ts";
import { roles } from "./roles.ts";

/** Tables that hold nothing of any tenant. */
const tenantless = new Set(["schema_migrations"]);

/**
 * Looks in the catalogue whether the database really keeps tenants apart: every table with a tenant has forced row-level security and policies for reading and
 * writing, and neither our roles nor the login can see past them. A server whose database has a hole must not start.
 * @throws ConfigError naming every hole.
 */
export async function refuseHoles(
  client: pg.ClientBase,
  options: { isProduction: boolean },
): Promise<{ warnings: string[] }> {
  const holes = [...(await tableHoles(client)), ...(await roleHoles(client))];
  const login = await loginHoles(client);
  if (options.isProduction) holes.push(...login);
  if (holes.length > 0) {
    throw new ConfigError(`The database does not keep tenants apart:\n  ${holes.join("\n  ")}`);
  }
  return { warnings: login };
}

async function tableHoles(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{
    name: string;
    has_tenant: boolean;
    is_forced: boolean;
    has_policy: boolean;
    open_policies: string[];
  }>(`
    select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as is_forced,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) as has_tenant,
      exists (select from pg_policy p where p.polrelid = c.oid and p.polqual is not null and p.polwithcheck is not null
        and p.polroles @> array[to_regrole('voicelens_app')::oid]) as has_policy,
      array(select p.polname::text from pg_policy p where p.polrelid = c.oid
        and (p.polroles && array[0::oid] or (p.polroles @> array[to_regrole('voicelens_app')::oid]
          and pg_get_expr(p.polqual, c.oid) not like '%tenant_id = current_setting(''app.tenant_id''%'))) as open_policies
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and pg_get_userbyid(c.relowner) = current_user`);
  return rows.flatMap((table) => {
    if (tenantless.has(table.name)) return [];
    if (!table.has_tenant) return [`table ${table.name} has no tenant_id`];
    if (!table.is_forced) return [`table ${table.name} has no forced row-level security`];
    if (!table.has_policy) return [`table ${table.name} has no policy for voicelens_app`];
    return table.open_policies.map((policy) => `policy ${policy} of table ${table.name} is open`);
  });
}

async function roleHoles(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{
    rolname: string;
    is_strong: boolean;
    inherits: boolean;
    owns: boolean;
  }>(
    `select r.rolname, r.rolsuper or r.rolbypassrls or r.rolcanlogin as is_strong,
       not me.rolsuper and pg_has_role(current_user, r.oid, 'USAGE') as inherits,
       exists (select from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p', 'v', 'm')
         and c.relnamespace = 'public'::regnamespace) as owns
     from pg_roles r, pg_roles me where r.rolname = any($1) and me.rolname = current_user`,
    [roles],
  );
  return rows.flatMap((role) => [
    ...(role.is_strong ? [`role ${role.rolname} can log in or bypass row-level security`] : []),
    ...(role.inherits
      ? [`the login inherits role ${role.rolname}; grant it WITH INHERIT FALSE`]
      : []),
    ...(role.owns ? [`role ${role.rolname} owns tables`] : []),
  ]);
}

async function loginHoles(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ is_strong: boolean }>(
    "select rolsuper or rolbypassrls as is_strong from pg_roles where rolname = current_user",
  );
  return rows[0]?.is_strong === true
    ? [
        "the database user is a superuser or bypasses row-level security: use one that is neither (it needs CREATEROLE and to own the database)",
      ]
    : [];
}
