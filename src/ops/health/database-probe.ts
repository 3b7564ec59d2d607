import { sql } from "kysely";
import { asWorker, type Database } from "../../store/index.ts";

/** How long the database took to answer, in milliseconds; null when it did not. */
export type ProbeResult = number | null;

export interface DatabaseProbe {
  /** On the connections that webhooks are stored through. */
  forIngest(): Promise<ProbeResult>;
  /** On those of everything else: turns, tools, the API. */
  forQueries(): Promise<ProbeResult>;
}

const patienceMs = 2_000;

/** Asks the database for a sign of life. Anybody may ask for it at any time, so those who ask at once share one question. */
export function createDatabaseProbe(db: Database): DatabaseProbe {
  return {
    forIngest: shared(() =>
      db.ingestPool.query({ text: "select 1", values: [], query_timeout: patienceMs }),
    ),
    forQueries: shared(() => asWorker(db, (trx) => sql`select 1`.execute(trx), { pace: "online" })),
  };
}

function shared(ask: () => Promise<unknown>): () => Promise<ProbeResult> {
  let underWay: Promise<ProbeResult> | undefined;
  return () => {
    underWay ??= timed(ask).finally(() => {
      underWay = undefined;
    });
    return within(underWay);
  };
}

async function timed(ask: () => Promise<unknown>): Promise<ProbeResult> {
  const began = performance.now();
  try {
    await ask();
    return Math.round((performance.now() - began) * 10) / 10;
  } catch {
    return null;
  }
}

function within(answer: Promise<ProbeResult>): Promise<ProbeResult> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMs);
  });
  return Promise.race([answer, tooLate]).finally(() => clearTimeout(timer));
}
