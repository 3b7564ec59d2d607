import type { TenantScope } from "../../lib/tenant-scope.ts";
import { type Database, inTenantAtOnce } from "../../store/index.ts";
import type { Remembered } from "../assemble.ts";
import { textOf } from "../chat.ts";
import { sessionsWithAgent } from "../memory.store.ts";
import { type FoundTurn, searchTurns, type TurnSearchers } from "../search-turns.ts";
import { remembersCallsOf } from "../settings/choices.ts";
import { readChoices } from "../settings/settings.store.ts";
import type { TurnRequest } from "../turn.ts";
import type { Opened } from "./begin-turn.ts";
import { type RecalledRow, readRecalled } from "./recall.store.ts";

/** Turns that are looked for; each brings its neighbours. Voice shows less. */
const turnsMax = { voice: 8, text: 16 } as const;
const foundMax = 200;
/** Looked at beyond those wanted: pieces of what is shown, and what another branch took the place of. */
const spare = 32;
const historyMax = 2;
const nothing = { remembered: [], isLate: false };

/** What was found, and whether by words alone because meaning came too late. */
interface Recalled {
  remembered: Remembered[];
  isLate: boolean;
}

/**
 * Finds what was said before and may be of use now: in the session outside of its window, and, where it was decided that callers are remembered, in the subject's other sessions.
 * Never what is shown already. Best first, each turn followed by its neighbours.
 */
export async function recall(
  { db, searchers }: { db: Database; searchers: TurnSearchers },
  scope: TenantScope,
  of: { request: TurnRequest; opened: Opened; signal: AbortSignal },
): Promise<Recalled> {
  const { request, opened, signal } = of;
  const { shown } = opened;
  const { sessionId } = opened.place;
  const asked = opened.parts.window.filter(({ role }) => role === "user").map(textOf);
  const query = asked.at(-1) ?? "";
  if (query.trim() === "") return nothing;
  const sessionIds = await sessionsToSearch(db, scope, { request, opened });
  if (sessionIds === null) return nothing;
  signal.throwIfAborted();
  const wanted = turnsMax[request.profile];
  const { turns, isLate } = await searchTurns(searchers, scope, {
    ...{ place: opened.place.searched, query, history: asked.slice(-1 - historyMax, -1) },
    // What is shown is found as well, and left out afterwards.
    limit: Math.min(foundMax, wanted + shown.size + 1),
    sessionIds,
    patience: () => signal,
  });
  const ids = turns.flatMap(({ id }) => (opened.shownIds.has(id) ? [] : id));
  const asks = { ids: ids.slice(0, wanted + spare), sessionId, shown, limit: wanted };
  const rows = await inTenantAtOnce(db, scope, (trx) => readRecalled(trx, scope, asks));
  const isShown = (row: RecalledRow) =>
    row.session_id === sessionId && row.entry !== null && shown.has(row.entry);
  const remembered = inOrder(
    turns,
    rows.filter((row) => !isShown(row)),
    wanted,
  );
  return { remembered, isLate };
}

/** In which sessions to look; undefined is all of the subject's. Null: all there is to find is shown. */
async function sessionsToSearch(
  db: Database,
  scope: TenantScope,
  { request, opened }: { request: TurnRequest; opened: Opened },
): Promise<string[] | undefined | null> {
  const { sessionId, agentId, subjectId, searched } = opened.place;
  const isShared = subjectId !== null && request.sessionId !== undefined;
  const choices = isShared
    ? await inTenantAtOnce(db, scope, (trx) => readChoices(trx, scope))
    : undefined;
  const remembers = choices !== undefined && remembersCallsOf(choices, agentId);
  if (!remembers) return opened.hasMore ? [sessionId] : null;
  if (agentId === null || choices.sharesAcrossAgents) return undefined;
  const ofAgent = await inTenantAtOnce(db, scope, (trx) =>
    sessionsWithAgent(trx, scope, { scopeId: searched.id, agentId }),
  );
  return [...ofAgent, sessionId];
}

/** As many turns as wanted, best first, each followed by what was said right before and after it. */
function inOrder(
  turns: readonly FoundTurn[],
  rows: readonly RecalledRow[],
  wanted: number,
): Remembered[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const byPlace = new Map(rows.map((row) => [placeOf(row.session_id, row.seq), row]));
  const found = turns
    .flatMap(({ id, channels }) => {
      const row = byId.get(id);
      return row === undefined ? [] : [{ row, channels }];
    })
    .slice(0, wanted);
  const taken = new Map<string, Remembered>();
  const take = (row: RecalledRow | undefined, why: readonly string[]) => {
    const text = row === undefined ? "" : (row.spoken ?? row.content);
    if (row === undefined || text === "" || taken.has(row.id)) return;
    taken.set(row.id, {
      ...{ messageId: row.id, why, role: row.role, text, at: row.created_at },
    });
  };
  for (const { row, channels } of found) take(row, channels);
  for (const { row } of found) {
    for (const step of [-1, 1]) {
      take(byPlace.get(placeOf(row.session_id, row.seq + step)), ["neighbour"]);
    }
  }
  return [...taken.values()];
}

const placeOf = (sessionId: string, seq: number) => JSON.stringify([sessionId, seq]);
