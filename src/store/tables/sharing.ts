/** Owner: sharing/. Links by which somebody without an account sees one call for a while. */
export interface CallSharesTable {
  tenant_id: string;
  id: string;
  call_id: string;
  token_hash: Buffer;
  /** What of the call is shown beside its bare facts: `transcript`, `recording`, `cost`. */
  parts: string[];
  /** Numbers and addresses are taken out of what is shown. */
  is_masked: boolean;
  created_by: string;
  created_at: Date;
  expires_at: Date;
  /** Noted once an hour at most. */
  last_opened_at: Date | null;
}
