import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Database } from "../store/index.ts";
import type { LiveAlert, LiveCall } from "./call.schema.ts";
import { findCalls } from "./call.store.ts";
import { toSummary } from "./call-views.ts";
import type { AlertChange, CallChangeRow, Change } from "./live-changes.ts";
import { readNews } from "./live-news.ts";

/** One thing that the live stream tells. It is written out once, however many are told. */
export interface LiveEvent {
  readonly id: number;
  readonly type: `call.${CallChangeRow["kind"]}` | `alert.${AlertChange["kind"]}`;
  /** The call that changed; undefined where an alert did. */
  readonly call: LiveCall | undefined;
  /** As a block of server-sent events. */
  readonly block: Buffer;
  /** As a message of the WebSocket. */
  readonly message: Buffer;
}

/**
 * Reads what became of the calls that changed, once for all who are told.
 *
 * Each change is an event of its own, so that a reader can stop after any of them and go on from there. Its call is shown as it is now, which may be newer than the change.
 * Of an alert only the id is told: there are few, and who wants more reads it.
 */
export async function readEvents(
  db: Database,
  scope: TenantScope,
  changes: readonly Change[],
): Promise<LiveEvent[]> {
  if (changes.length === 0) return [];
  const ofCalls = changes.filter((change) => change.call_id !== null);
  const ids = [...new Set(ofCalls.map((change) => change.call_id))];
  const calls = ids.length === 0 ? [] : await findCalls(db, scope, ids);
  const byId = new Map(calls.map((row) => [row.id, toSummary(row)]));
  const visible = ofCalls.filter((change) => byId.has(change.call_id));
  const newsOf = await readNews(db, scope, visible);
  return changes.flatMap((change) => {
    if (change.call_id === null) {
      return [toEvent(change.id, `alert.${change.kind}`, { alert: { id: change.alert_id } })];
    }
    const call = byId.get(change.call_id);
    if (call === undefined) return [];
    return [toEvent(change.id, `call.${change.kind}`, { call: { ...call, ...newsOf(change) } })];
  });
}

function toEvent(
  id: number,
  type: LiveEvent["type"],
  { call, alert }: { call?: LiveCall; alert?: LiveAlert },
): LiveEvent {
  let json: string | undefined;
  let block: Buffer | undefined;
  let message: Buffer | undefined;
  const text = () => {
    json ??= JSON.stringify(call ?? alert);
    return json;
  };
  return {
    id,
    type,
    call,
    get block() {
      block ??= Buffer.from(`id: ${id}\nevent: ${type}\ndata: ${text()}\n\n`);
      return block;
    },
    get message() {
      message ??= Buffer.from(
        `{"id":${id},"type":"${type}","${call ? "call" : "alert"}":${text()}}`,
      );
      return message;
    },
  };
}

const written = new WeakMap<readonly LiveEvent[], Buffer>();

/** Several events as server-sent events, written out once for the same list. */
export function toBlocks(events: readonly LiveEvent[]): Buffer {
  const known = written.get(events);
  if (known !== undefined) return known;
  const bytes = Buffer.concat(events.map(({ block }) => block));
  written.set(events, bytes);
  return bytes;
}
