import { z } from "zod";
import { anonymousKey } from "../lib/anonymous-key.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { toIsoOrNull } from "../lib/time.ts";
import { type Database, readCursor, toPage } from "../store/index.ts";
import { buildVcon, buildVcpMessage, type VcpSource } from "../vcp/index.ts";
import type {
  CallFilters,
  CallOrigin,
  EstimateReader,
  TimelineLine,
  TurnView,
} from "./call.schema.ts";
import {
  type CallRow,
  findCall,
  findCalls,
  listPatches,
  listToolCalls,
  listTurns,
} from "./call.store.ts";
import { type ExportFormat, exportCalls } from "./call-export.ts";
import { countCalls, listCalls } from "./call-list.store.ts";
import { toCall, toSummary, toTurn } from "./call-views.ts";
import { foldPatches, inOrder, type PatchEntry } from "./fold.ts";
import { findEqual, originsOf } from "./origins.ts";
import { unknownCall } from "./unknown-call.ts";

export type CallService = ReturnType<typeof createCallService>;

/** Calls of thousands of events are told by few of them; no more are opened for one question. */
const payloadsRead = 20;

/** Reads the parsed payload of a stored event; null when it cannot be read any more. */
export type PayloadReader = (scope: TenantScope, eventId: string) => Promise<unknown>;

/** Reading calls. They are only ever written by folding events. */
export function createCallService(needs: {
  db: Database;
  readPayload: PayloadReader;
  findProvider: (key: string) => { id: string } | undefined;
  estimatesOf: EstimateReader;
  /** The SHA-256 of what the address of a call's recording gave; null while it was not fetched. */
  recordingHashOf: (scope: TenantScope, callId: string) => Promise<string | null>;
  /** Makes callers' anonymous keys; stays the same as long as the installation's secret does. */
  callerKeySecret: string;
  now: () => number;
}) {
  const { db } = needs;

  const mustFind = async (scope: TenantScope, callId: string): Promise<CallRow> => {
    const row = await findCall(db, scope, callId);
    if (row === undefined) throw unknownCall(callId);
    return row;
  };

  const sourceOf = async (scope: TenantScope, callId: string): Promise<VcpSource> => {
    const row = await mustFind(scope, callId);
    const entries = await listPatches(db, scope, callId);
    const leading = inOrder(entries).findLast((entry) => entry.kind === "event");
    return {
      record: foldPatches(entries),
      callId,
      firstSeenAt: row.first_seen_at.getTime(),
      receivedAt: leading?.receivedAt ?? row.last_event_at.getTime(),
      processedAt: row.updated_at.getTime(),
      payload:
        leading === undefined
          ? null
          : { eventId: leading.eventId, data: await needs.readPayload(scope, leading.eventId) },
      capturedBy: row.captured_by,
      findings: [],
      callerKey: callerKeyOf(needs.callerKeySecret, scope, row),
      now: needs.now(),
    };
  };

  const vcon = async (scope: TenantScope, callId: string) =>
    buildVcon(await sourceOf(scope, callId), await needs.recordingHashOf(scope, callId));

  return {
    async list(
      scope: TenantScope,
      query: CallFilters & { limit: number; cursor?: string | undefined },
    ) {
      const { limit, cursor, ...filters } = query;
      if (filters.provider !== undefined) {
        filters.provider = needs.findProvider(filters.provider)?.id ?? filters.provider;
      }
      const place = readCursor(cursor, { at: z.iso.datetime(), id: z.string().max(100) });
      const rows = await listCalls(db, scope, filters, { limit, cursor: place });
      const page = toPage(rows, limit, (row) => ({
        at: row.first_seen_at.toISOString(),
        id: row.id,
      }));
      return { data: page.rows.map(toSummary), next_cursor: page.nextCursor };
    },

    /** Several calls in the order in which they are named; those that do not exist are left out. */
    async some(scope: TenantScope, callIds: readonly string[]) {
      if (callIds.length === 0) return [];
      const rows = new Map((await findCalls(db, scope, callIds)).map((row) => [row.id, row]));
      return callIds.flatMap((id) => {
        const row = rows.get(id);
        return row === undefined ? [] : [toSummary(row)];
      });
    },

    /** Every call that a filter meets, in the form asked for; see {@link exportCalls}. */
    async export(scope: TenantScope, query: CallFilters, format: ExportFormat) {
      const filters = {
        ...query,
        provider: query.provider && (needs.findProvider(query.provider)?.id ?? query.provider),
      };
      return {
        total: await countCalls(db, scope, filters),
        text: exportCalls({ ...needs, buildVcon: vcon }, scope, filters, format),
      };
    },

    async get(scope: TenantScope, callId: string) {
      const row = await mustFind(scope, callId);
      const tools = await listToolCalls(db, scope, callId);
      const estimates = await needs.estimatesOf(scope, [callId]);
      return toCall(row, tools, estimates.get(callId) ?? null);
    },

    async transcript(scope: TenantScope, callId: string): Promise<TurnView[]> {
      await mustFind(scope, callId);
      return (await listTurns(db, scope, callId)).map(toTurn);
    },

    /** Events as received, tool calls and what happened within the call, in one line of time. */
    async timeline(scope: TenantScope, callId: string) {
      const row = await mustFind(scope, callId);
      const entries = await listPatches(db, scope, callId);
      return timelineOf(entries, row.started_at?.getTime() ?? null);
    },

    /** Which events told what the record says, and where in them an equal value stands. */
    async origins(scope: TenantScope, callId: string): Promise<CallOrigin[]> {
      await mustFind(scope, callId);
      const origins = originsOf(await listPatches(db, scope, callId));
      const payloads = new Map<string, unknown>();
      for (const { eventId } of origins.flatMap(({ toldBy }) => toldBy)) {
        if (payloads.has(eventId) || payloads.size >= payloadsRead) continue;
        payloads.set(eventId, await needs.readPayload(scope, eventId));
      }
      return origins.map(({ field, value, isAsTold, toldBy }) => ({
        field,
        value,
        is_as_told: isAsTold,
        told_by: toldBy.slice(-payloadsRead).map(({ eventId, eventType, told }) => ({
          event_id: eventId,
          event_type: eventType,
          equal_at: findEqual(payloads.get(eventId), told),
        })),
      }));
    },

    async vcp(scope: TenantScope, callId: string) {
      return buildVcpMessage(await sourceOf(scope, callId));
    },

    vcon,
  };
}

type Line = z.infer<typeof TimelineLine>;

function timelineOf(entries: readonly PatchEntry[], startedAt: number | null): Line[] {
  if (entries.length === 0) return [];
  const record = foldPatches(entries);
  const offsetOf = (at: number | null) =>
    at === null || startedAt === null ? null : Math.round(at - startedAt);
  const atOf = (offset: number | null | undefined) =>
    typeof offset === "number" && startedAt !== null ? startedAt + offset : null;
  const events = inOrder(entries).map((entry) => ({
    at: entry.patch.occurredAt ?? entry.receivedAt,
    line: {
      offset_ms: offsetOf(entry.patch.occurredAt),
      kind: "event" as const,
      type: entry.eventType,
      label:
        entry.kind === "deadline"
          ? "No end was ever reported"
          : entry.patch.lifecycle.replace("_", " "),
      webhook_event_id: entry.kind === "event" ? entry.eventId : null,
      lifecycle: entry.patch.lifecycle,
    },
  }));
  const inside = { webhook_event_id: null, lifecycle: null };
  const tools = record.toolCalls.map((tool) => ({
    at: tool.invokedAt ?? atOf(tool.offsetMs),
    line: {
      offset_ms: tool.offsetMs ?? null,
      kind: "tool_call" as const,
      type: tool.name,
      label: tool.isSuccess === false ? `${tool.name} failed` : tool.name,
      ...inside,
    },
  }));
  const happenings = record.timeline.map((entry) => ({
    at: entry.at ?? atOf(entry.offsetMs),
    line: {
      offset_ms: entry.offsetMs ?? offsetOf(entry.at),
      kind: "entry" as const,
      type: entry.type,
      label: entry.label,
      ...inside,
    },
  }));
  return [...events, ...tools, ...happenings]
    .sort((a, b) => (a.at ?? 0) - (b.at ?? 0))
    .map(({ at, line }) => ({ at: toIsoOrNull(at), ...line }));
}

/** VCP's anonymous caller id (§6.22): the same caller of the same tenant always has the same one, and it leads back to nobody. */
function callerKeyOf(secret: string, scope: TenantScope, row: CallRow): string | null {
  const number = row.direction === "outbound" ? row.to_number : row.from_number;
  if (number === null) return null;
  return anonymousKey(secret, scope, number);
}
