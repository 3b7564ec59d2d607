import { sql } from "kysely";
import { createDueWork, type DueWork } from "../../jobs/index.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { errorFields, type Logger, type Metrics } from "../../observe/index.ts";
import { pauseAfterFailure } from "../../outgoing/index.ts";
import { asWorker, type Database, inTenant, type Trx } from "../../store/index.ts";
import { ChannelError, type ChannelMessage } from "./channel.ts";
import type { Channels } from "./channels.ts";
import { writeMessage } from "./describe.ts";
import {
  type ChannelName,
  channels as channelNames,
  type MessageKind,
  noteTry,
} from "./message.store.ts";

interface Needs {
  db: Database;
  channels: Channels;
  baseUrl: () => string;
  now: () => number;
  metrics: Pick<Metrics, "alertMessages">;
  log: Logger;
}

interface DueMessage {
  tenant_id: string;
  id: string;
  alert_id: string | null;
  kind: MessageKind;
  channel: ChannelName;
  recipient: string;
  attempts: number;
  created_at: Date;
}

/** Each channel has places of its own: one that hangs does not hold up the other. */
const perChannelMax = 4;
/** Longer than a channel can take. */
const leaseMs = 60_000;

/** Sends what is in the queue, each message at least once: killed between sending and noting, it is sent again with the same id. */
export function deliverMessages(needs: Needs): DueWork {
  const { db, now } = needs;
  const underWay = new Map<ChannelName, number>();
  const count = (channel: ChannelName, change: number) =>
    underWay.set(channel, (underWay.get(channel) ?? 0) + change);
  return createDueWork<DueMessage>({
    name: "alert messages",
    concurrency: perChannelMax * channelNames.length,
    claim: async () => {
      const due = await claim(db, underWay, now());
      for (const { channel } of due) count(channel, 1);
      return due;
    },
    perform: (message, signal) =>
      sendOne(needs, message, signal).finally(() => count(message.channel, -1)),
    log: needs.log,
  });
}

function claim(
  db: Database,
  underWay: ReadonlyMap<ChannelName, number>,
  now: number,
): Promise<DueMessage[]> {
  const rooms = channelNames.map((channel) => perChannelMax - (underWay.get(channel) ?? 0));
  return asWorker(db, async (trx) => {
    const { rows } =
      await sql<DueMessage>`update alert_messages m set next_try_at = ${new Date(now + leaseMs)}, last_tried_at = ${new Date(now)}
      from unnest(${[...channelNames]}::text[], ${rooms}::int[]) as c (channel, room)
      cross join lateral (select tenant_id, id from alert_messages
        where channel = c.channel and status = 'pending' and next_try_at <= ${new Date(now)}
        order by next_try_at limit c.room for update skip locked) due
      where m.tenant_id = due.tenant_id and m.id = due.id
      returning m.tenant_id, m.id, m.alert_id, m.kind, m.channel, m.recipient, m.attempts, m.created_at`.execute(
        trx,
      );
    return rows;
  });
}

async function sendOne(needs: Needs, message: DueMessage, signal: AbortSignal): Promise<void> {
  const { db, now, log, metrics } = needs;
  const scope: TenantScope = { tenantId: message.tenant_id };
  const error = await trySending(needs, scope, message, signal);
  // Stopped by ourselves: nothing is known of how it would have gone.
  if (signal.aborted) return;
  const at = now();
  const pauseMs =
    error === null
      ? null
      : pauseAfterFailure({
          tries: message.attempts + 1,
          elapsedMs: at - message.created_at.getTime(),
          retryAfterMs: null,
          random: Math.random,
        });
  const nextTryAt = pauseMs === null ? null : new Date(at + pauseMs);
  await inTenant(db, scope, (trx) =>
    noteTry(trx, scope, message.id, { at: new Date(at), error, nextTryAt }),
  );
  const outcome = error === null ? "delivered" : nextTryAt === null ? "failed" : "retry";
  metrics.alertMessages.inc({ channel: message.channel, outcome });
  if (error === null) return;
  const fields = { message_id: message.id, channel: message.channel, outcome };
  log.warn(fields, "a message about an alert did not get through");
}

/** Returns why it did not work; null when it did. */
async function trySending(
  { db, channels, baseUrl, log }: Needs,
  scope: TenantScope,
  { id, alert_id: alertId, kind, channel, recipient }: DueMessage,
  signal: AbortSignal,
): Promise<string | null> {
  const send = channels[channel];
  if (send === undefined) return "This channel is not set up any more.";
  try {
    const message = await inTenant(db, scope, (trx) =>
      compose(trx, scope, { id, alertId, kind, baseUrl: baseUrl() }),
    );
    await send(message, recipient, signal);
    return null;
  } catch (error) {
    if (error instanceof ChannelError) return error.message;
    log.error({ message_id: id, ...errorFields(error) }, "a message about an alert was not made");
    return "It could not be made.";
  }
}

/** Written when it is sent, so that it says how things are. */
async function compose(
  trx: Trx,
  scope: TenantScope,
  of: { id: string; alertId: string | null; kind: MessageKind; baseUrl: string },
): Promise<ChannelMessage> {
  const { id, alertId, kind, baseUrl } = of;
  const tenant = await trx
    .selectFrom("tenants")
    .select("name")
    .where("tenant_id", "=", scope.tenantId)
    .executeTakeFirst();
  const alert =
    alertId === null
      ? null
      : await trx
          .selectFrom("alerts")
          .selectAll()
          .where("tenant_id", "=", scope.tenantId)
          .where("id", "=", alertId)
          .executeTakeFirstOrThrow();
  const link = `${baseUrl}/alerts${alertId === null ? "" : `?alert=${alertId}`}`;
  return writeMessage(id, kind, { alert, tenantName: tenant?.name ?? scope.tenantId, link });
}
