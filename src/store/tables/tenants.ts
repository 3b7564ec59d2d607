import type { Generated } from "kysely";
import type { Role } from "../../lib/permissions.ts";

/** Owner: tenants/. One row per client of the installation. */
export interface TenantsTable {
  tenant_id: string;
  name: string;
  slug: string;
  created_at: Generated<Date>;
  /** From then on nobody signs in for it; its webhooks are still kept. */
  disabled_at: Date | null;
  /** Whose clock counts for days and hours. Null: that of the tenant's locations where they agree, else UTC. */
  time_zone: string | null;
}

/** Owner: tenants/. How a tenant looks to its people; no row for those that look like the product. */
export interface TenantBrandsTable {
  tenant_id: string;
  /** Shown in place of the product's name. */
  name: string | null;
  /** `#rrggbb`, as it was chosen; it is made readable where it is shown. */
  accent: string | null;
  /** A small PNG. */
  logo: Buffer | null;
}

/** Owner: tenants/. One row per place to which a provider sends, each with its own secrets. */
export interface ConnectionsTable {
  tenant_id: string;
  id: string;
  provider: string;
  name: string;
  is_default: boolean;
  created_at: Generated<Date>;
  /** Choices within the provider's scheme of proving its origin (Vapi). */
  scheme: Generated<Record<string, unknown>>;
  /** One connection for many tenants: each event finds its own by the number that was dialled or the agent. */
  is_shared: Generated<boolean>;
  /** Moves with every change of the connection or its secrets: replicas look at it. */
  updated_at: Generated<Date>;
}

/** Owner: tenants/. Keys are stored as SHA-256: they are long and random, so nothing slower is needed. */
export interface ApiKeysTable {
  tenant_id: string;
  id: string;
  name: string;
  role: Role;
  key_hash: Buffer;
  /** Null: everything that the role may. */
  scopes: string[] | null;
  /** Null: calls of every agent. */
  agent_ids: string[] | null;
  last_four: Generated<string>;
  created_by: string | null;
  created_at: Generated<Date>;
  expires_at: Date | null;
  revoked_at: Date | null;
}

/** Owner: tenants/. Signed-in browsers: of a user, or of whoever holds a key. */
export interface SessionsTable {
  tenant_id: string;
  id: string;
  token_hash: Buffer;
  api_key_id: string | null;
  user_id: string | null;
  /** The client for whom the session acts at present; null is its own tenant. */
  acting_tenant_id: string | null;
  user_agent: string | null;
  created_at: Generated<Date>;
  expires_at: Date;
}

/** Owner: tenants/. People. */
export interface UsersTable {
  tenant_id: string;
  id: string;
  /** Lower case; unique in the installation. */
  email: string;
  name: string;
  role: Role;
  /** Only for users of the installation's own tenant: the clients they may act for; null is all. */
  client_ids: string[] | null;
  /** Null: calls of every agent. */
  agent_ids: string[] | null;
  /** Argon2id. */
  password_hash: string | null;
  sealed_totp: Buffer | null;
  /** The last accepted time step: a code is good once. */
  totp_step: number | null;
  failed_sign_ins: Generated<number>;
  locked_until: Date | null;
  disabled_at: Date | null;
  last_sign_in_at: Date | null;
  created_at: Generated<Date>;
}

/** Owner: tenants/. Who was asked to join, by a token that is good once. */
export interface InvitationsTable {
  tenant_id: string;
  id: string;
  email: string;
  role: Role;
  client_ids: string[] | null;
  agent_ids: string[] | null;
  token_hash: Buffer;
  invited_by: string;
  created_at: Generated<Date>;
  expires_at: Date;
  accepted_at: Date | null;
}

/** Owner: tenants/. Who a user is to an OpenID Connect provider. */
export interface IdentitiesTable {
  tenant_id: string;
  user_id: string;
  issuer: string;
  /** The provider's own name for the person; unlike the address it never passes on to somebody else. */
  subject: string;
  linked_at: Generated<Date>;
}

/** Owner: tenants/. Secrets of connections, encrypted and never given out: those that prove webhooks, and keys of the provider's API. */
export interface ConnectionSecretsTable {
  tenant_id: string;
  id: string;
  connection_id: string;
  purpose: "webhook" | "api_key";
  sealed: Buffer;
  last_four: string;
  created_at: Generated<Date>;
  created_by: string;
}

/** Owner: tenants/. Numbers whose calls belong to a tenant, in E.164. */
export interface PhoneNumbersTable {
  tenant_id: string;
  number: string;
  label: Generated<string>;
  created_at: Generated<Date>;
}

/** Owner: tenants/. Providers' agents whose calls belong to a tenant. */
export interface AgentsTable {
  tenant_id: string;
  provider: string;
  agent_id: string;
  name: Generated<string>;
  created_at: Generated<Date>;
}

/** Owner: tenants/. Which tenant a call of a shared connection belongs to: decided once, so that all its events stay together. */
export interface CallRoutesTable {
  tenant_id: string;
  connection_id: string;
  provider_call_id: string;
  created_at: Generated<Date>;
}
