import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Database } from "./database.ts";

/** Whose data is to go: everything of the tenant, or of one caller by number. */
export type ErasureSubject = { kind: "tenant" } | { kind: "caller"; number: string };

/**
 * What every room that owns tenant data can do with it, so that retention, erasure and export never touch another room's tables.
 */
export interface TenantData {
  readonly room: string;
  /** The tables it owns. */
  readonly tables: readonly string[];
  /** Columns, by table, that are the installation's own to know: an export for a client's own people leaves them out. */
  readonly agencyColumns?: Readonly<Record<string, readonly string[]>>;
  /** Removes what belongs to the subject, for good. Returns how many rows went. */
  erase(db: Database, scope: TenantScope, subject: ErasureSubject): Promise<number>;
  /** Removes what is older than the instant. Returns how many rows went. */
  expire(db: Database, scope: TenantScope, before: Date): Promise<number>;
  /** Every row, table by table. Secrets are left out; what is stored encrypted comes decrypted. */
  exportData(
    db: Database,
    scope: TenantScope,
  ): AsyncIterable<{ table: string; row: Record<string, unknown> }>;
}
