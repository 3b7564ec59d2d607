import type { ServerResponse } from "node:http";
import type { FastifyRequest } from "fastify";
import { sql } from "kysely";
import pg from "pg";
import { z } from "zod";
import { type App, requireTenant } from "../http/index.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { errorFields, type Logger } from "../observe/index.ts";
import { asWorker, type Database, inTenant, isPooled } from "../store/index.ts";
import type { CallSummary } from "./call.schema.ts";
import { findCalls } from "./call.store.ts";
import { toSummary } from "./call-views.ts";

/** One thing that the live stream tells. */
export interface LiveEvent {
  id: number;
  type: "call.started" | "call.updated" | "call.ended";
  call: CallSummary;
}

type Listener = (event: LiveEvent) => void;

/** Who listens, and to which agents' calls. */
interface Audience {
  scope: TenantScope;
  listener: Listener;
}

export interface LiveStream {
  start(): void;
  stop(): Promise<void>;
  /** Tells the tenant's changes from now on. Returns the way to stop it. */
  subscribe(scope: TenantScope, listener: Listener): () => void;
  /** The changes after one that was seen, as far as they are still known (an hour). */
  since(scope: TenantScope, lastId: number): Promise<LiveEvent[]>;
}

interface Change {
  tenant_id: string;
  id: number;
  call_id: string;
  kind: "started" | "updated" | "ended";
}

const changesMax = 1_000;
const reconnectMs = 500;
/** A notification can be lost with the connection that would have brought it, so we look from time to time. */
const lookEveryMs = 5_000;
/** Behind a pooler no notification comes at all: it gives our connection to others between transactions. */
const lookBehindPoolerMs = 300;

/**
 * Tells browsers what changes, on every replica: the fold writes change rows and notifies; here one connection listens and reads the rows since the last look.
 * Behind a pooler, where listening is in vain, it looks at short intervals.
 */
export function createLiveStream(needs: { db: Database; log: Logger }): LiveStream {
  const { db, log } = needs;
  const listeners = new Map<string, Set<Audience>>();
  let isRunning = false;
  let client: pg.Client | undefined;
  let lastId: number | undefined;
  let reading = Promise.resolve();
  let isStale = false;
  let timer: NodeJS.Timeout | undefined;

  const tell = async (changes: readonly Change[]) => {
    for (const tenantId of new Set(changes.map((change) => change.tenant_id))) {
      const audience = listeners.get(tenantId);
      if (audience === undefined) continue;
      const ofTenant = changes.filter((change) => change.tenant_id === tenantId);
      for (const event of await withCalls(db, { tenantId }, ofTenant)) {
        for (const { scope, listener } of audience) {
          if (isOfAgents(scope, event.call)) listener(event);
        }
      }
    }
  };

  const read = async () => {
    isStale = false;
    lastId ??= await newestId(db);
    for (;;) {
      const changes = await changesAfter(db, lastId);
      lastId = changes.at(-1)?.id ?? lastId;
      await tell(changes);
      if (changes.length < changesMax) return;
    }
  };

  const look = () => {
    if (isStale || !isRunning) return;
    isStale = true;
    reading = reading
      .then(read)
      .catch((error: unknown) => log.warn(errorFields(error), "live stream could not read"));
  };

  const listen = async () => {
    const next = new pg.Client(db.options);
    const again = () => {
      if (client !== next) return;
      client = undefined;
      next.end().catch(() => undefined);
      if (isRunning) setTimeout(() => void listen(), reconnectMs).unref();
    };
    client = next;
    next.on("error", again);
    next.on("end", again);
    next.on("notification", look);
    try {
      await next.connect();
      if (await isPooled(next)) return lookOften(next);
      await next.query("listen call_changes");
      look();
    } catch {
      again();
    }
  };

  const lookEvery = (ms: number) => {
    clearInterval(timer);
    timer = setInterval(look, ms);
    timer.unref();
  };

  const lookOften = async (pooled: pg.Client) => {
    client = undefined;
    await pooled.end();
    if (isRunning) lookEvery(lookBehindPoolerMs);
    look();
  };

  return {
    start() {
      isRunning = true;
      void listen();
      lookEvery(lookEveryMs);
    },
    async stop() {
      isRunning = false;
      clearInterval(timer);
      const last = client;
      client = undefined;
      await last?.end().catch(() => undefined);
      await reading;
    },
    subscribe(scope, listener) {
      const audience = listeners.get(scope.tenantId) ?? new Set();
      const member = { scope, listener };
      listeners.set(scope.tenantId, audience.add(member));
      return () => {
        audience.delete(member);
        if (audience.size === 0) listeners.delete(scope.tenantId);
      };
    },
    async since(scope, after) {
      const events: LiveEvent[] = [];
      for (let last = after; ; ) {
        const changes = await tenantChangesAfter(db, scope, last);
        events.push(...(await withCalls(db, scope, changes)));
        last = changes.at(-1)?.id ?? last;
        if (changes.length < changesMax) return events;
      }
    },
  };
}

function isOfAgents({ agentIds }: TenantScope, call: CallSummary): boolean {
  return agentIds === undefined || (call.agent_id !== null && agentIds.includes(call.agent_id));
}

function newestId(db: Database): Promise<number> {
  return asWorker(db, async (trx) => {
    const { rows } = await sql<{
      id: number;
    }>`select coalesce(max(id), 0) as id from call_changes`.execute(trx);
    return rows[0]?.id ?? 0;
  });
}

function changesAfter(db: Database, lastId: number): Promise<Change[]> {
  return asWorker(db, async (trx) => {
    const { rows } = await sql<Change>`select tenant_id, id, call_id, kind from call_changes
      where id > ${lastId} order by id limit ${changesMax}`.execute(trx);
    return rows;
  });
}

function tenantChangesAfter(db: Database, scope: TenantScope, lastId: number): Promise<Change[]> {
  return inTenant(db, scope, async (trx) => {
    const { rows } = await sql<Change>`select tenant_id, id, call_id, kind from call_changes
      where tenant_id = ${scope.tenantId} and id > ${lastId} order by id limit ${changesMax}`.execute(
      trx,
    );
    return rows;
  });
}

/** The newest change of each call, with the call as it is now: what came between is no news any more. */
async function withCalls(
  db: Database,
  scope: TenantScope,
  changes: readonly Change[],
): Promise<LiveEvent[]> {
  if (changes.length === 0) return [];
  const newest = new Map<string, Change>();
  for (const change of changes) {
    const known = newest.get(change.call_id);
    const kind = known !== undefined && change.kind === "updated" ? known.kind : change.kind;
    newest.set(change.call_id, { ...change, kind });
  }
  const calls = await findCalls(db, scope, [...newest.keys()]);
  const byId = new Map(calls.map((row) => [row.id, toSummary(row)]));
  return [...newest.values()]
    .sort((a, b) => a.id - b.id)
    .flatMap(({ id, call_id, kind }) => {
      const call = byId.get(call_id);
      return call === undefined ? [] : [{ id, type: `call.${kind}` as const, call }];
    });
}

/** Forgets changes that no reader will ask for any more. */
export async function expireChanges(db: Database): Promise<void> {
  await asWorker(db, (trx) =>
    sql`delete from call_changes where at < now() - interval '1 hour'`.execute(trx),
  );
}

const defaultHeartbeatMs = 15_000;
/** What may wait for a slow reader before it is dropped; it comes back with its last event id. */
const bufferedBytesMax = 1024 * 1024;

/** The live list as server-sent events. */
export function liveRoutes(
  app: App,
  {
    live,
    isStillAllowed,
    heartbeatMs = defaultHeartbeatMs,
  }: {
    live: LiveStream;
    heartbeatMs?: number | undefined;
    /** Whether the key or session that opened a stream still opens it. */
    isStillAllowed: (request: FastifyRequest) => Promise<boolean>;
  },
): void {
  const open = new Set<ServerResponse>();
  // Streams never end by themselves, and closing waits for every answer.
  app.addHook("preClose", async () => {
    for (const raw of open) raw.end();
  });
  app.get(
    "/api/v1/live",
    {
      config: { access: "tenant", needs: "calls:read" },
      schema: {
        tags: ["Live"],
        operationId: "streamCalls",
        summary: "Follow calls as server-sent events; resumes by Last-Event-ID",
        headers: z.object({ "last-event-id": z.string().optional() }),
      },
    },
    async (request, reply) => {
      const scope = requireTenant(request);
      const lastId = Number(request.headers["last-event-id"] ?? Number.NaN);
      reply.hijack();
      const { raw } = reply;
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) raw.setHeader(name, value);
      }
      raw.writeHead(200, {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
      });
      raw.write(": connected\n\n");
      open.add(raw);
      let sentId = 0;
      const send = (event: LiveEvent) => {
        if (event.id <= sentId) return;
        sentId = event.id;
        raw.write(`id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event.call)}\n\n`);
        if (raw.writableLength > bufferedBytesMax) raw.destroy();
      };
      const missed: LiveEvent[] = [];
      let isCatchingUp = Number.isSafeInteger(lastId);
      const unsubscribe = live.subscribe(scope, (event) => {
        if (isCatchingUp) missed.push(event);
        else send(event);
      });
      const heartbeat = setInterval(() => {
        raw.write(": \n\n");
        // A stream must not outlive the session: who was shut out is not told any more.
        isStillAllowed(request)
          .catch(() => true)
          .then((isAllowed) => isAllowed || raw.end())
          .catch(() => undefined);
      }, heartbeatMs);
      raw.on("close", () => {
        clearInterval(heartbeat);
        unsubscribe();
        open.delete(raw);
      });
      if (!isCatchingUp) return;
      // Whoever cannot be told what it missed must come back, not believe that it missed nothing.
      const old = await live.since(scope, lastId).catch(() => null);
      if (old === null) return raw.end();
      for (const event of [...old, ...missed].sort((a, b) => a.id - b.id)) send(event);
      isCatchingUp = false;
    },
  );
}
