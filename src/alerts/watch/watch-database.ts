import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { defaultTenantId } from "../../lib/tenant-scope.ts";
import { errorFields, type Logger } from "../../observe/index.ts";
import { asWorker, type Database, inTenant, type Trx } from "../../store/index.ts";
import { readSettings, recipientsOf } from "../settings/settings.store.ts";
import { ChannelError } from "../tell/channel.ts";
import type { Channels } from "../tell/channels.ts";
import { installation } from "./process-figures.ts";

interface Needs {
  db: Database;
  channels: Channels;
  /** Asks somebody outside to expect us; left out where nobody does. */
  beat?: () => Promise<void>;
  /** Whether calls can come in, as far as this process can tell without the database. */
  isWell: () => boolean;
  now: () => number;
  log: Logger;
}

/** Looks at the database from outside of it. */
export interface DatabaseWatch {
  /** Looks once, and tells what is to be told. */
  look(): Promise<void>;
}

/** A restart or a failover is shorter. */
const downAfterMs = 60_000;
const answerMs = 5_000;
/** A look at the rules is due every minute; without any for so long, nobody watches. */
const unwatchedMs = 10 * 60_000;
const beatEveryMs = 60_000;

interface Outage {
  /** The same for all that is said of this outage. */
  id: string;
  since: number;
}

/**
 * Tells that the database is down, by the channels and without the queue, which lies in it; and lets somebody outside know that all is well, so that they notice when it is not.
 *
 * Each process says so for itself. What does not get through is tried again at the next look.
 */
export function watchDatabase(needs: Needs): DatabaseWatch {
  const { db, channels, beat, isWell, now, log } = needs;
  let outage: Outage | null = null;
  let beatAt: number | null = null;
  /** Who would be told, as read when it could be. */
  let recipients: readonly string[] = [];
  let told = new Set<string>();

  const tell = async (message: { id: string; subject: string; text: string }) => {
    const addresses = [
      ...(channels.webhook === undefined ? [] : [{ send: channels.webhook, recipient: "" }]),
      ...recipients.flatMap((recipient) =>
        channels.email === undefined ? [] : [{ send: channels.email, recipient }],
      ),
    ];
    const tries = addresses.map(async ({ send, recipient }) => {
      const key = `${message.id}/${recipient}`;
      if (told.has(key)) return true;
      try {
        await send(message, recipient, AbortSignal.timeout(30_000));
        told.add(key);
        return true;
      } catch (error) {
        const reason = error instanceof ChannelError ? error.message : "unexpected";
        log.warn({ reason, ...errorFields(error) }, "nobody could be told of the database");
        return false;
      }
    });
    return (await Promise.all(tries)).every((isTold) => isTold);
  };

  const whenDown = async (at: number) => {
    outage ??= { id: `msg_database_${randomBytes(8).toString("hex")}`, since: at };
    // The clock may have been put back.
    if (at < outage.since) outage.since = at;
    if (at - outage.since < downAfterMs) return;
    const since = new Date(outage.since).toISOString().slice(0, 16);
    await tell({
      id: outage.id,
      subject: "[P1] The database does not answer",
      text: `Since ${since}Z. Webhooks are refused with 503 and come again; nothing else works.`,
    });
  };

  const whenUp = async (at: number, { isWatched, ...read }: Seen) => {
    recipients = read.recipients;
    if (outage !== null && told.size > 0) {
      const isTold = await tell({
        id: `${outage.id}_over`,
        subject: "Resolved. [P1] The database answers again",
        text: `It did not from ${new Date(outage.since).toISOString().slice(0, 16)}Z.`,
      });
      if (!isTold) return;
      told = new Set();
    }
    outage = null;
    if (beat === undefined || !isWatched || !isWell()) return;
    if (beatAt !== null && at >= beatAt && at - beatAt < beatEveryMs) return;
    beatAt = at;
    await beat();
  };

  return {
    async look() {
      const at = now();
      const seen = await lookInside(db, at).catch(() => null);
      await (seen === null ? whenDown(at) : whenUp(at, seen));
    },
  };
}

interface Seen {
  /** Somebody looks at the rules. */
  isWatched: boolean;
  recipients: string[];
}

/** Asks the database; who waits longer than that for it waits in vain. */
async function lookInside(db: Database, at: number): Promise<Seen> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("the database takes too long")), answerMs);
  });
  const answer = asWorker(db, (trx) => lookedAt(trx), { pace: "online" }).then(async (last) => ({
    isWatched: last !== null && Math.abs(at - last.getTime()) < unwatchedMs,
    recipients: await inTenant(db, installation, async (trx) =>
      recipientsOf(trx, installation, await readSettings(trx, installation)),
    ),
  }));
  return Promise.race([answer, tooLate]).finally(() => clearTimeout(timer));
}

async function lookedAt(trx: Trx): Promise<Date | null> {
  const { rows } = await sql<{ looked_at: Date | null }>`select looked_at from alert_looks
    where tenant_id = ${defaultTenantId}`.execute(trx);
  return rows[0]?.looked_at ?? null;
}
