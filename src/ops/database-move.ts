import { recordAudit } from "../audit/index.ts";
import { ConfigError } from "../config/index.ts";
import { ProblemError } from "../lib/problems.ts";
import { defaultTenantId } from "../lib/tenant-scope.ts";
import { errorFields, type Logger } from "../observe/index.ts";
import { type Database, inTenant, type MovedTable, moveDatabase } from "../store/index.ts";

/** How far moving the database is. */
export interface MoveState {
  status: "idle" | "copying" | "switching" | "done" | "failed";
  done: number;
  total: number;
  table: string | null;
  tables: MovedTable[];
  /** How long deliveries and requests waited for the last part. */
  waited_ms: number | null;
  error: string | null;
}

export interface DatabaseMove {
  state(): MoveState;
  /** @throws ProblemError `cannot-move` when there is nothing to move, or a move is under way. */
  start(target: string): Promise<void>;
  /** Gives up what is under way; the target stays as it was. */
  stop(): Promise<void>;
}

/** The embedded database, which can be moved to a server. */
export interface MovableDatabase {
  /** As a user whom no policy binds. */
  source: Database["options"];
  isProduction: boolean;
  connectionsMax: number;
  /** Remembers on disk, before anything is written to the target, that this folder's database is not the one in use any more. */
  mark(target: string): Promise<void>;
  /** Nobody uses it any more. */
  retire(): Promise<void>;
}

const idle: MoveState = {
  status: "idle",
  done: 0,
  total: 0,
  table: null,
  tables: [],
  waited_ms: null,
  error: null,
};

/** Moves the embedded database to a server while this process goes on serving, first from the one and then from the other. */
export function createDatabaseMove(needs: {
  db: Database;
  movable: MovableDatabase | undefined;
  log: Logger;
}): DatabaseMove {
  const { db, movable, log } = needs;
  let state = idle;
  let underWay: Promise<void> = Promise.resolve();
  let control = new AbortController();

  const move = async (target: string, from: MovableDatabase, signal: AbortSignal) => {
    await note(db, "database.move_started");
    const tables = await moveDatabase({
      ...from,
      target: { connectionString: target },
      signal,
      onProgress: (done, total, table) => {
        state = { ...state, done, total, table };
      },
      whileQuiet: async (lastPart) => {
        let startedAt = 0;
        await db.moveTo(async () => {
          startedAt = performance.now();
          state = { ...state, status: "switching", table: null };
          await lastPart();
          await from.mark(target);
          return { connectionString: target };
        });
        state = { ...state, waited_ms: Math.ceil(performance.now() - startedAt) };
      },
    });
    state = { ...state, status: "done", done: state.total, tables };
    log.warn({ waited_ms: state.waited_ms }, "the database was moved; the embedded one ends");
    await from.retire();
    await note(db, "database.moved");
  };

  return {
    state: () => state,
    async start(target) {
      if (movable === undefined || state.status === "done") {
        throw new ProblemError(
          "cannot-move",
          "The database is on a server already (DATABASE_URL).",
        );
      }
      if (state.status === "copying" || state.status === "switching") {
        throw new ProblemError("cannot-move", "A move is under way.");
      }
      state = { ...idle, status: "copying" };
      control = new AbortController();
      underWay = move(target, movable, control.signal).catch((error: unknown) => {
        if (state.status === "done") return log.error(errorFields(error), "after the move");
        log.error(errorFields(error), "the database was not moved");
        state = { ...state, status: "failed", error: sentenceOf(error) };
      });
    },
    async stop() {
      control.abort(new ConfigError("The move was stopped."));
      await underWay;
    },
  };
}

/** What may be told; anything else is in the log. */
function sentenceOf(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const { code } = error as { code?: unknown };
  return `It failed${typeof code === "string" ? ` (${code})` : ""}; the log tells where. Nothing was changed, and the server goes on as before.`;
}

function note(db: Database, action: string): Promise<void> {
  const scope = { tenantId: defaultTenantId };
  return inTenant(db, scope, (trx) =>
    recordAudit(trx, scope, { actor: "command", action, subject: "database" }),
  );
}
