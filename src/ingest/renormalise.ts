import { isDeepStrictEqual } from "node:util";
import { sql } from "kysely";
import { z } from "zod";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, readCursor, writeCursor } from "../store/index.ts";
import type { Renormalise, RenormaliseResult } from "./event.schema.ts";
import type { ClaimedEvent, EventRef } from "./event.store.ts";
import type { EventReader, ReadEvent } from "./read-event.ts";

export type RenormaliseQuery = z.infer<typeof Renormalise>;
type Difference = z.infer<typeof RenormaliseResult>["differences"][number];

const pageSize = 100;
const changesMax = 30;

interface StoredEvent extends ClaimedEvent {
  status: string;
  event_type: string | null;
  patches: unknown[];
}

/**
 * Puts a page of stored events through today's mapping and compares with what the mapping of their day gave.
 *
 * Without `dry_run` the events that differ are folded again, in the same way as new ones: what the old mapping wrote is retracted. Doing it twice changes nothing more.
 */
export async function renormalisePage(
  needs: {
    db: Database;
    reader: EventReader;
    projectAgain: (events: readonly EventRef[]) => Promise<void>;
  },
  scope: TenantScope,
  query: RenormaliseQuery,
): Promise<z.infer<typeof RenormaliseResult>> {
  const events = await nextEvents(needs.db, scope, query);
  const differences: Difference[] = [];
  for (const event of events) {
    const changes = compare(event, await readOrNote(needs.reader, event));
    if (changes.length === 0) continue;
    const { id, provider, event_type } = event;
    differences.push({ event_id: id, provider, event_type, changes });
  }
  const ids = new Set(differences.map((difference) => difference.event_id));
  const changed = events.filter((event) => ids.has(event.id));
  if (!query.dry_run && changed.length > 0) await needs.projectAgain(changed);
  const last = events.at(-1);
  const hasMore = events.length === pageSize && last !== undefined;
  return {
    checked: events.length,
    changed: changed.length,
    differences,
    next_cursor: hasMore ? writeCursor({ id: last.id }) : null,
  };
}

/** A mapping that fails on one event is a difference to show, not the end of the run. */
async function readOrNote(reader: EventReader, event: StoredEvent): Promise<ReadEvent> {
  try {
    return await reader.read(event);
  } catch {
    return {
      kind: "dead",
      eventType: null,
      code: "mapping-failed",
      message: "The mapping failed.",
    };
  }
}

function nextEvents(
  db: Database,
  scope: TenantScope,
  query: RenormaliseQuery,
): Promise<StoredEvent[]> {
  const after = readCursor(query.cursor, { id: z.uuid() });
  return inTenant(
    db,
    scope,
    async (trx) => {
      const { rows } =
        await sql<StoredEvent>`select e.id, e.tenant_id, e.connection_id, e.provider, e.event_key, e.received_at,
        e.is_verified, e.attempts, e.processed_at, e.call_ids, e.sealed, e.file_ref, e.status, e.event_type,
        coalesce((select json_agg(p.patch order by p.seq) from call_patches p
          where p.tenant_id = e.tenant_id and p.call_id = any(e.call_ids) and p.event_id = e.id), '[]') as patches
      from webhook_events e
      where e.tenant_id = ${scope.tenantId} and e.status <> 'received'
        and (${after?.id ?? null}::uuid is null or e.id > ${after?.id ?? null}::uuid)
        and (${query.provider ?? null}::text is null or e.provider = ${query.provider ?? null})
        and (${query.status ?? null}::text is null or e.status = ${query.status ?? null})
        and (${query.received_after ?? null}::timestamptz is null or e.received_at >= ${query.received_after ?? null}::timestamptz)
      order by e.id limit ${pageSize}`.execute(trx);
      return rows;
    },
    { pace: "report" },
  );
}

function compare(event: StoredEvent, read: ReadEvent): Difference["changes"] {
  const now = {
    status: read.kind === "dead" ? "dead" : read.patches.length > 0 ? "processed" : "ignored",
    event_type: read.eventType ?? event.event_type,
    // As the database would give it back: without members that are undefined.
    patches: read.kind === "dead" ? [] : (JSON.parse(JSON.stringify(read.patches)) as unknown[]),
  };
  const before = { status: event.status, event_type: event.event_type, patches: event.patches };
  const changes: Difference["changes"] = [];
  collect("", before, now, changes);
  return changes;
}

/** Lists the paths at which two JSON values differ. */
function collect(path: string, before: unknown, after: unknown, into: Difference["changes"]): void {
  if (into.length >= changesMax || isDeepStrictEqual(before, after)) return;
  if (!isContainer(before) || !isContainer(after)) {
    into.push({ path, before: shown(before), after: shown(after) });
    return;
  }
  const left = before as Record<string, unknown>;
  const right = after as Record<string, unknown>;
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    collect(path === "" ? key : `${path}.${key}`, left[key], right[key], into);
  }
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function shown(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value).slice(0, 200);
}
