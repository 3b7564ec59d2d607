/** A network that is refused at the door. */
export interface Block {
  id: string;
  network: string;
  reason: string;
  source: "guard" | "person";
  /** How far the guard has gone with it: the higher, the longer. */
  level: number;
  created_by: string;
  created_at: string;
  /** Null: until somebody lifts it. */
  expires_at: string | null;
  lifted_at: string | null;
  lifted_by: string | null;
}

/** A network that is never blocked. */
export interface AllowedAddress {
  id: string;
  network: string;
  reason: string;
  created_by: string;
  created_at: string;
  expires_at: string | null;
}

/** A network as it is put on either list. */
export interface NewNetwork {
  network: string;
  reason: string;
  expires_at: string | null;
}
