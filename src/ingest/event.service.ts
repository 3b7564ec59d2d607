import { z } from "zod";
import { type SecretBox, SecretBoxError } from "../guard/index.ts";
import { uuidV7 } from "../lib/ids.ts";
import { ProblemError } from "../lib/problems.ts";
import { sha256Hex } from "../lib/signature.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { VoiceProvider } from "../providers/index.ts";
import { type Database, readCursor, toPage } from "../store/index.ts";
import type { Connection, ConnectionDirectory } from "../tenants/index.ts";
import { type AcceptService, eventScopeOf, verify } from "./accept-delivery.ts";
import type { EventQuery } from "./event.schema.ts";
import {
  countEvents,
  type EventFilters,
  type EventRef,
  findEvent,
  findEventId,
  findEventPatches,
  listEvents,
  requeueEvents,
} from "./event.store.ts";
import { toDetail, toEventView } from "./event-views.ts";
import { parseBody } from "./parse-body.ts";
import type { EventReader } from "./read-event.ts";
import { listRejected, markAccepted, reopenDelivery } from "./rejected-deliveries.ts";
import { type RenormaliseQuery, renormalisePage } from "./renormalise.ts";

export type EventService = ReturnType<typeof createEventService>;

/** What was received, without saying it. */
export interface EventDigest {
  id: string;
  provider: string;
  event_key: string;
  event_type: string | null;
  received_at: string;
  is_verified: boolean;
  body_bytes: number;
  body_sha256: string | null;
}

const digestsAtOnce = 100;

/** The webhook log: reading, replaying, verifying again, normalising again. */
export function createEventService(needs: {
  db: Database;
  reader: EventReader;
  accept: AcceptService;
  box: SecretBox;
  connections: ConnectionDirectory;
  findProvider: (key: string) => VoiceProvider | undefined;
  projectAgain: (events: readonly EventRef[]) => Promise<void>;
  wake: () => void;
}) {
  const { db } = needs;
  const mustFind = async (scope: TenantScope, eventId: string) => {
    const row = await findEvent(db, scope, eventId);
    if (row === undefined) {
      throw new ProblemError("event-not-found", `No webhook event ${eventId} in this tenant.`);
    }
    return row;
  };

  const keyOf = (key: string | undefined) =>
    key === undefined ? undefined : (needs.findProvider(key)?.id ?? key);
  const filtersOf = (query: EventFilters) => ({ ...query, provider: keyOf(query.provider) });

  return {
    async list(scope: TenantScope, query: EventQuery) {
      const { limit, cursor, ...filters } = query;
      const place = readCursor(cursor, { id: z.uuid() });
      const rows = await listEvents(db, scope, filtersOf(filters), { limit, cursor: place });
      const page = toPage(rows, limit, (row) => ({ id: row.id }));
      return { data: page.rows.map(toEventView), next_cursor: page.nextCursor };
    },

    async get(scope: TenantScope, eventId: string) {
      const row = await mustFind(scope, eventId);
      const content = await needs.reader.open(row).catch(() => null);
      return toDetail(row, content, await findEventPatches(db, scope, eventId, row.call_ids));
    },

    /** The id under which a delivery is stored. */
    idOf: (connection: Connection, eventKey: string) =>
      findEventId(db, eventScopeOf(connection), connection.id, eventKey),

    /** The exact bytes and headers of a delivery; null when they are no longer here. @throws SecretBoxError when they cannot be opened. */
    async content(scope: TenantScope, eventId: string) {
      const row = await findEvent(db, scope, eventId);
      if (row === undefined) return null;
      const { headers, body } = await needs.reader.open(row);
      return { provider: row.provider, headers, body };
    },

    /** The payload of an event as parsed, for exports; null when it cannot be read. */
    async payload(scope: TenantScope, eventId: string): Promise<unknown> {
      const row = await findEvent(db, scope, eventId);
      if (row === undefined) return null;
      try {
        const { headers, body } = await needs.reader.open(row);
        return parseBody(body, headers).body;
      } catch {
        return null;
      }
    },

    /** What was received about a call, the oldest first, each by the hash of the exact bytes; null where they cannot be read any more. */
    async digests(scope: TenantScope, callId: string) {
      const found: Array<EventDigest> = [];
      let cursor: { id: string } | undefined;
      do {
        const rows = await listEvents(
          db,
          scope,
          { call: callId },
          { limit: digestsAtOnce, cursor },
        );
        for (const row of rows.slice(0, digestsAtOnce)) {
          const stored = await findEvent(db, scope, row.id);
          const content = stored && (await needs.reader.open(stored).catch(() => null));
          found.push({
            id: row.id,
            provider: row.provider,
            event_key: row.event_key,
            event_type: row.event_type,
            received_at: row.received_at.toISOString(),
            is_verified: row.is_verified,
            body_bytes: row.body_bytes,
            body_sha256: content ? sha256Hex(content.body) : null,
          });
        }
        cursor = rows.length > digestsAtOnce ? { id: found.at(-1)?.id ?? "" } : undefined;
      } while (cursor !== undefined);
      return found.reverse();
    },

    async replayOne(scope: TenantScope, eventId: string): Promise<number> {
      await mustFind(scope, eventId);
      const replayed = await requeueEvents(db, scope, { id: eventId });
      needs.wake();
      return replayed;
    },

    /** Makes every event of the filter a work item again. With `isDryRun` only says how many. */
    async replay(scope: TenantScope, query: EventFilters, isDryRun: boolean): Promise<number> {
      const filters = filtersOf(query);
      if (isDryRun) return countEvents(db, scope, filters);
      const replayed = await requeueEvents(db, scope, filters);
      needs.wake();
      return replayed;
    },

    /** Normalises a page of the history again and tells what is different; changes it unless it is a dry run. */
    renormalise: (scope: TenantScope, query: RenormaliseQuery) =>
      renormalisePage(needs, scope, { ...query, provider: keyOf(query.provider) }),

    async listRejected(
      scope: TenantScope,
      query: {
        provider?: string | undefined;
        status?: "rejected" | "accepted" | undefined;
        limit: number;
        cursor?: string | undefined;
      },
    ) {
      const place = readCursor(query.cursor, { id: z.uuid() });
      const rows = await listRejected(db, scope, query, { limit: query.limit, cursor: place });
      const page = toPage(rows, query.limit, (row) => ({ id: row.id }));
      return {
        data: page.rows.map((row) => ({
          id: row.id,
          provider: row.provider,
          connection_id: row.connection_id,
          received_at: row.received_at.toISOString(),
          reason: row.reason,
          status: row.status,
          body_bytes: row.body_bytes,
          remote_address: row.remote_address,
          url: row.url,
        })),
        next_cursor: page.nextCursor,
      };
    },

    /** Verifies refused deliveries with today's secrets and accepts those that now prove their origin. */
    async reverify(scope: TenantScope, provider: string | undefined) {
      const id =
        provider === undefined ? undefined : (needs.findProvider(provider)?.id ?? provider);
      let checked = 0;
      let accepted = 0;
      let cursor: { id: string } | undefined;
      for (;;) {
        const filters = { provider: id, status: "rejected" as const };
        const rows = await listRejected(db, scope, filters, { limit: 100, cursor });
        const proven: string[] = [];
        for (const row of rows.slice(0, 100)) {
          checked++;
          if (await acceptAgain(needs, row)) proven.push(row.id);
          cursor = { id: row.id };
        }
        await markAccepted(db, scope, proven);
        accepted += proven.length;
        if (rows.length <= 100) break;
      }
      needs.wake();
      return { checked, accepted, still_rejected: checked - accepted };
    },
  };
}

/** A row that cannot be opened must not keep the others from being verified. */
function tryReopen(box: SecretBox, row: Parameters<typeof reopenDelivery>[1]) {
  try {
    return reopenDelivery(box, row);
  } catch (error) {
    if (error instanceof SecretBoxError) return null;
    throw error;
  }
}

async function acceptAgain(
  needs: {
    accept: AcceptService;
    box: SecretBox;
    connections: ConnectionDirectory;
    findProvider: (key: string) => VoiceProvider | undefined;
  },
  row: {
    connection_id: string;
    provider: string;
    received_at: Date;
    sealed: Buffer;
    remote_address: string | null;
  },
): Promise<boolean> {
  const connection = needs.connections.byId(row.connection_id);
  const provider = needs.findProvider(row.provider);
  if (connection === undefined || provider === undefined) return false;
  if (connection.secrets.length === 0) return false;
  const delivery = tryReopen(needs.box, row);
  if (delivery === null) return false;
  if (!verify(provider, delivery, connection).isVerified) return false;
  const remoteAddress = row.remote_address ?? "";
  const eventId = uuidV7(delivery.receivedAt);
  await needs.accept.store({ eventId, connection, provider, delivery, remoteAddress }, true);
  return true;
}
