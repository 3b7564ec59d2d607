import {
  asWorker,
  type Database,
  eraseRows,
  exportRows,
  inTenant,
  type TenantData,
} from "../store/index.ts";

/** What `sharing/` keeps. A link goes with its call; what opens it is never given out. */
export const shareData: TenantData = {
  room: "sharing",
  tables: ["call_shares"],
  erase: (db, scope, subject) =>
    subject.kind === "caller"
      ? Promise.resolve(0)
      : inTenant(db, scope, (trx) => eraseRows(trx, scope, ["call_shares"])),
  expire: async () => 0,
  async *exportData(db, scope) {
    for await (const { token_hash: _, ...row } of exportRows(db, scope, "call_shares", ["id"])) {
      yield { table: "call_shares", row };
    }
  },
};

/** Removes links that have run out. */
export async function expireShares(db: Database, now: number): Promise<void> {
  await asWorker(db, (trx) =>
    trx.deleteFrom("call_shares").where("expires_at", "<=", new Date(now)).execute(),
  );
}
