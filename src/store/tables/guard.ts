/** Owner: guard/. How much of a limit is used up, for limits that all replicas share. */
export interface RateWindowsTable {
  tenant_id: string;
  key: string;
  /** The second of the last slot, since 1970. */
  second: number;
  /** How many passed in each of the last 61 seconds, the present one last. */
  slots: number[];
}

/** Owner: guard/. Networks that are or were shut out, and those that never are. All belong to the installation. */
export interface AddressRulesTable {
  tenant_id: string;
  id: string;
  kind: "block" | "allow";
  /** CIDR notation. */
  network: string;
  reason: string;
  source: "guard" | "person";
  /** How often in a row the guard blocked the network; 0 for what a person set. */
  level: number;
  created_by: string;
  created_at: Date;
  expires_at: Date | null;
  lifted_at: Date | null;
  lifted_by: string | null;
}
