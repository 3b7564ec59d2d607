import type { Connection } from "../api.ts";

export interface ConnectionSecret {
  id: string;
  purpose: "webhook" | "api_key";
  last_four: string;
  created_at: string;
}

/** A connection with what can be changed of it. */
export type OwnConnection = Connection & {
  secrets: ConnectionSecret[];
  is_default: boolean;
  is_shared: boolean;
  scheme: Record<string, unknown>;
  scheme_members: string[];
};

export interface ConnectionChange {
  name?: string;
  scheme?: unknown;
  is_shared?: boolean;
}

/** What waits for a tenant and names the same. */
export interface QuarantinedEvents {
  provider: string;
  dialled_number: string | null;
  dialled_agent: string | null;
  is_verified: boolean;
  count: number;
  first_at: string;
  last_at: string;
}

export const fieldClass =
  "mt-1 h-8 w-full rounded-md border border-strong-line bg-surface px-2.5 text-sm";
