import type pg from "pg";
import { ConfigError } from "../config/index.ts";
import { roles } from "./roles.ts";

/** Tables that hold nothing of any tenant. */
const tenantless = new Set(["schema_migrations"]);

/** Of the installation as a whole: no tenant's rows are in them, and no tenant's transaction reaches them. */
const installationWide = new Set([
  ...["request_metrics", "system_metrics", "performance_summary"],
  ...["mem_token_ratios", "mem_spools", "backups"],
]);

/**
 * Looks in the catalogue whether the database really keeps tenants apart: every table with a tenant has forced row-level security and policies for reading and
 * writing, neither our roles nor the login can see past them, and functions that can are closed. A server whose database has a hole must not start.
 * @throws ConfigError naming every hole.
 */
export async function refuseHoles(
  client: pg.ClientBase,
  options: { isProduction: boolean },
): Promise<{ warnings: string[] }> {
  const holes = [
    ...(await tableHoles(client)),
    ...(await functionHoles(client)),
    ...(await roleHoles(client)),
  ];
  const login = await loginHoles(client);
  if (options.isProduction) holes.push(...login);
  if (holes.length > 0) {
    throw new ConfigError(`The database does not keep tenants apart:\n  ${holes.join("\n  ")}`);
  }
  return { warnings: login };
}

/** What every policy for the tenants' role must say, reading and writing, as the catalogue writes it. */
const tenantOnly = "(tenant_id = current_setting('app.tenant_id'::text, true))";

interface Relation {
  name: string;
  kind: string;
  is_forced: boolean;
  has_tenant: boolean;
  readable_by_ingest: boolean;
  reachable_by_tenants: boolean;
  /** Whoever reads a view must be allowed to read what it is made of. */
  is_invoked_as_reader: boolean;
  policies: Array<{ name: string; roles: string[]; using: string | null; check: string | null }>;
}

/** Everything that one of our roles can reach, whoever owns it. */
async function tableHoles(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<Relation>(
    `select c.relname as name, c.relkind::text as kind, c.relrowsecurity and c.relforcerowsecurity as is_forced,
       exists (select from pg_attribute a
         where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) as has_tenant,
       has_table_privilege('voicelens_ingest', c.oid, 'select, update, delete') as readable_by_ingest,
       has_table_privilege('voicelens_app', c.oid, 'select, insert, update, delete')
         or has_table_privilege('voicelens_ingest', c.oid, 'insert') as reachable_by_tenants,
       coalesce('security_invoker=true' = any(c.reloptions), false) as is_invoked_as_reader,
       coalesce((select json_agg(json_build_object('name', p.polname, 'roles',
           array(select case when r = 0 then 'public' else pg_get_userbyid(r)::text end from unnest(p.polroles) r),
           'using', pg_get_expr(p.polqual, c.oid), 'check', pg_get_expr(p.polwithcheck, c.oid)))
         from pg_policy p where p.polrelid = c.oid), '[]') as policies
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
       and (pg_get_userbyid(c.relowner) = current_user or exists (select from unnest($1::text[]) role
         where has_table_privilege(role, c.oid, 'select, insert, update, delete')))
     order by c.relname`,
    [roles],
  );
  return rows.filter((relation) => !tenantless.has(relation.name)).flatMap(relationHoles);
}

function relationHoles(relation: Relation): string[] {
  const { name, policies } = relation;
  if (installationWide.has(name)) return installationHoles(relation);
  if (relation.kind !== "r" && relation.kind !== "p") {
    return [`${name} is no plain table, so nothing keeps tenants apart in it`];
  }
  if (!relation.has_tenant) return [`table ${name} has no tenant_id`];
  if (!relation.is_forced) return [`table ${name} has no forced row-level security`];
  const forTenants = policies.filter((policy) => policy.roles.includes("voicelens_app"));
  const open = policies.filter((policy) => !isClosed(policy));
  return [
    ...(forTenants.length === 0 ? [`table ${name} has no policy for voicelens_app`] : []),
    ...open.map((policy) => `policy ${policy.name} of table ${name} is open`),
    ...(relation.readable_by_ingest
      ? [`voicelens_ingest may do more than insert into ${name}`]
      : []),
  ];
}

function installationHoles(relation: Relation): string[] {
  const { name, kind } = relation;
  const isOpen = relation.reachable_by_tenants || relation.readable_by_ingest;
  const isThrough = kind !== "r" && !(kind === "v" && relation.is_invoked_as_reader);
  return [
    ...(isOpen
      ? [`${name} is the installation's and can be reached from a tenant's transaction`]
      : []),
    ...(isThrough ? [`${name} shows what its reader may not see`] : []),
  ];
}

/** A tenants' policy says exactly what it must; the other two roles are known to see across tenants, and nobody else may have a policy. */
function isClosed({ roles: given, using, check }: Relation["policies"][number]): boolean {
  if (given.includes("voicelens_app")) {
    return given.length === 1 && using === tenantOnly && check === tenantOnly;
  }
  if (given.includes("voicelens_ingest")) return given.length === 1 && using === null;
  return given.length === 1 && given[0] === "voicelens_worker";
}

/** Functions that run with their owner's rights: whoever may create a table in a schema that is searched first would decide what they read. */
async function functionHoles(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string; is_fixed: boolean; is_public: boolean }>(
    `select p.oid::regprocedure::text as name,
       exists (select from unnest(p.proconfig) setting where setting like 'search_path=%') as is_fixed,
       has_function_privilege('public', p.oid, 'execute') as is_public
     from pg_proc p
     where p.pronamespace = 'public'::regnamespace and p.prosecdef
       and (pg_get_userbyid(p.proowner) = any(array_append($1::text[], current_user::text)) or exists (select from unnest($1::text[]) role
         where has_function_privilege(role, p.oid, 'execute')))
     order by 1`,
    [roles],
  );
  return rows.flatMap(({ name, is_fixed, is_public }) => [
    ...(is_fixed
      ? []
      : [`function ${name} runs with its owner's rights and has no fixed search_path`]),
    ...(is_public ? [`function ${name} runs with its owner's rights for everybody`] : []),
  ]);
}

async function roleHoles(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{
    rolname: string;
    is_strong: boolean;
    inherits: boolean;
    owns: boolean;
    members: string[];
  }>(
    `select r.rolname, r.rolsuper or r.rolbypassrls or r.rolcanlogin as is_strong,
       not me.rolsuper and pg_has_role(current_user, r.oid, 'USAGE') as inherits,
       exists (select from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p', 'v', 'm')
         and c.relnamespace = 'public'::regnamespace) as owns,
       array(select m.member::regrole::text from pg_auth_members m
         where m.roleid = r.oid and m.member::regrole::text = any($1)) as members
     from pg_roles r, pg_roles me where r.rolname = any($1) and me.rolname = current_user`,
    [roles],
  );
  return rows.flatMap((role) => [
    ...(role.is_strong ? [`role ${role.rolname} can log in or bypass row-level security`] : []),
    ...(role.inherits
      ? [`the login inherits role ${role.rolname}; grant it WITH INHERIT FALSE`]
      : []),
    ...(role.owns ? [`role ${role.rolname} owns tables`] : []),
    ...role.members.map((member) => `role ${member} is a member of role ${role.rolname}`),
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
