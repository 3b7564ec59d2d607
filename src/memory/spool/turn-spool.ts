import { hash } from "node:crypto";
import { ProblemError } from "../../lib/problems.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { recordUse } from "../../model-use/index.ts";
import { errorFields, type Logger, type Metrics } from "../../observe/index.ts";
import { type Database, inTenant, isUnavailable } from "../../store/index.ts";
import { isInstruction } from "../chat.ts";
import type { TurnRequest } from "../turn.ts";
import type { SpoolFiles } from "./spool-files.ts";
import { type SpooledTurn, writeSpooled } from "./spooled-turn.ts";

/** Turns that wait until the store takes them. */
export interface TurnSpool {
  /** Keeps a turn; false when there is no room for it. */
  keep(turn: SpooledTurn): Promise<boolean>;
  /** Whether something of the session waits. */
  has(of: Whose): boolean;
  /** Writes down what waits, in its order, as far as the store takes it: of one session, or all. Never fails. */
  write(of?: Whose): Promise<void>;
}

interface Whose {
  readonly scope: TenantScope;
  readonly request: Pick<TurnRequest, "sessionId" | "messages">;
}

/** A session that nobody named is known by how it began: another one need not wait for it. */
function keyOf({ scope, request: { sessionId, messages } }: Whose): string {
  const whose = sessionId ?? messages.find((message) => !isInstruction(message));
  return hash("sha256", JSON.stringify([scope.tenantId, whose]), "base64");
}

/** For what the store refuses again and again, though it is there; and for what takes it too long, which may be the fault of others. */
const triesMax = { refused: 5, late: 60 } as const;
/** A store that takes so many sessions' turns too long has no time for any. */
const lateSessionsMax = 3;

/** What became of a turn. `away`: the store takes none at all. */
type Outcome = "done" | "waits" | "late" | "away";

/** Opens the spool. What another process left in the folder when it was killed is written down with the first {@link TurnSpool.write}. */
export function createTurnSpool(needs: {
  db: Database;
  files: SpoolFiles;
  /** Under which subjects are known to have been forgotten, the present one and former ones. */
  secretKeys: readonly string[];
  metrics: Pick<Metrics, "memorySpooled">;
  log: Logger;
}): TurnSpool {
  const { db, files, secretKeys, metrics, log } = needs;
  const waiting = new Map<string, string>();
  /** How often each session's first turn that waits was tried in vain. */
  const tries = new Map<string, number>();
  const drop = async (name: string, outcome: "written" | "refused") => {
    await files.remove(name);
    tries.delete(waiting.get(name) ?? "");
    waiting.delete(name);
    metrics.memorySpooled.inc({ outcome });
  };
  const read = async (name: string): Promise<SpooledTurn | null> => {
    try {
      const turn: SpooledTurn = JSON.parse((await files.read(name)).toString());
      waiting.set(name, keyOf(turn));
      return turn;
    } catch (error) {
      log.error(errorFields(error), "a turn that waits cannot be read");
      return null;
    }
  };
  /** What it used was used all the same. */
  const refuse = async (name: string, { scope, request, used, at }: SpooledTurn) => {
    const nobodys = { sessionId: null, lease: null, agentId: request.agentId ?? null };
    await inTenant(db, scope, (trx) =>
      recordUse(trx, scope, { ...nobodys, ...used, at: new Date(at) }),
    ).catch((error: unknown) => log.error(errorFields(error), "what a turn used was not counted"));
    await drop(name, "refused");
  };
  const fail = async (name: string, turn: SpooledTurn, error: unknown): Promise<Outcome> => {
    if (isUnavailable(error)) return "away";
    const isLate = error instanceof ProblemError && error.code === "database-timeout";
    const whose = keyOf(turn);
    const count = (tries.get(whose) ?? 0) + 1;
    tries.set(whose, count);
    log.warn({ tries: count, ...errorFields(error) }, "a turn that waited was not written down");
    // A session that was forgotten, or is another subject's, takes nothing.
    const takesNothing = error instanceof ProblemError && !isLate;
    if (!takesNothing && count < triesMax[isLate ? "late" : "refused"]) {
      return isLate ? "late" : "waits";
    }
    await refuse(name, turn);
    return "done";
  };
  const writeOne = async (name: string, turn: SpooledTurn): Promise<Outcome> => {
    try {
      const { scope } = turn;
      const isWritten = await inTenant(db, scope, (trx) =>
        writeSpooled(trx, scope, { turn, secretKeys }),
      );
      await drop(name, isWritten ? "written" : "refused");
      return "done";
    } catch (error) {
      return fail(name, turn, error);
    }
  };
  /** In their order, but sessions that took nothing lately come last: nobody waits for them. */
  const namesInOrder = async () => {
    const triesOf = (name: string) => tries.get(waiting.get(name) ?? "") ?? 0;
    return (await files.list()).sort((one, other) => triesOf(one) - triesOf(other));
  };
  const writeAll = async (of: Whose | undefined) => {
    /** Sessions whose next turn has to wait: so do those behind it. */
    const held = new Set<string>();
    let late = 0;
    for (const name of await namesInOrder()) {
      if (of !== undefined && waiting.get(name) !== keyOf(of)) continue;
      const turn = await read(name);
      if (turn === null || held.has(keyOf(turn))) continue;
      const outcome = await writeOne(name, turn);
      if (outcome === "away") return;
      if (outcome === "done") continue;
      held.add(keyOf(turn));
      if (outcome === "late" && ++late === lateSessionsMax) return;
    }
  };
  let writing = Promise.resolve();
  return {
    async keep(turn) {
      const name = await files.put(Buffer.from(JSON.stringify(turn)), turn.at);
      metrics.memorySpooled.inc({ outcome: name === null ? "full" : "kept" });
      if (name === null) return false;
      waiting.set(name, keyOf(turn));
      return true;
    },
    has: (of) => waiting.size > 0 && [...waiting.values()].includes(keyOf(of)),
    write(of) {
      // One after another: what waits is written in its order, and once.
      writing = writing
        .then(() => writeAll(of))
        .catch((error: unknown) =>
          log.error(errorFields(error), "turns that wait stay where they are"),
        );
      return writing;
    },
  };
}
