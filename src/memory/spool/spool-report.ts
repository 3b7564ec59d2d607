import { hostname } from "node:os";
import { errorFields, type Logger } from "../../observe/index.ts";
import { asWorker, type Database } from "../../store/index.ts";
import { type SpoolNeeds, sealedSpool } from "./sealed-spool.ts";

/** Long enough to miss a process; most that are gone took their disk with them. */
const forgottenMs = 30 * 24 * 60 * 60_000;

/** How a folder of turns that wait stood when its process told last. */
export interface SpoolReport {
  host: string;
  turns: number;
  /** Of the key with which the process seals: what it can open in its folder was sealed with it. */
  key_id: string;
  seen_at: Date;
}

/** Tells all processes of the folder of this one: nobody else can see it, nor seal anew what is in it. */
export interface SpoolReports {
  readonly keyIds: readonly string[];
  /** Tells how the folder stands. The first time, what a former key sealed there is sealed anew before. */
  write(): Promise<void>;
  /** Of all processes, those of which was heard last first. */
  read(): Promise<SpoolReport[]>;
  /** Takes back what was told of a folder that is empty now; tells how it stands otherwise. Never fails. */
  close(): Promise<void>;
}

/** Opens what is told of the folder of this process. */
export function createSpoolReports({
  db,
  now,
  log,
  ...needs
}: SpoolNeeds & { db: Database; now: () => number; log: Logger }): SpoolReports {
  const { box, files } = needs;
  const [keyId = ""] = box.keyIds;
  let isTold = false;
  const resealAll = async () => {
    const store = sealedSpool(needs);
    let after = null;
    do ({ next: after } = await store.reseal(db, after, { isDryRun: false }));
    while (after !== null);
  };
  const write = async () => {
    if (!isTold) await resealAll();
    const seen_at = new Date(now());
    const told = { host: hostname(), turns: (await files.list()).length, key_id: keyId, seen_at };
    const row = { id: await files.id(), ...told };
    await asWorker(db, async (trx) => {
      await trx
        .insertInto("mem_spools")
        .values(row)
        .onConflict((conflict) => conflict.column("id").doUpdateSet(told))
        .execute();
      const forgotten = new Date(now() - forgottenMs);
      await trx.deleteFrom("mem_spools").where("seen_at", "<", forgotten).execute();
    });
    isTold = true;
  };
  const end = async () => {
    if ((await files.list()).length > 0) return write();
    const id = await files.id();
    await asWorker(db, (trx) => trx.deleteFrom("mem_spools").where("id", "=", id).execute());
  };
  return {
    keyIds: box.keyIds,
    write,
    read: () =>
      asWorker(db, (trx) =>
        trx
          .selectFrom("mem_spools")
          .select(["host", "turns", "key_id", "seen_at"])
          .orderBy("seen_at", "desc")
          .execute(),
      ),
    async close() {
      if (!isTold) return;
      await end().catch((error: unknown) =>
        log.warn(errorFields(error), "what waits was not told for the last time"),
      );
    },
  };
}
