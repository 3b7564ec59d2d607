import { sql } from "kysely";
import type { SecretBox } from "../guard/index.ts";
import { uuidV7 } from "../lib/ids.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Delivery } from "../providers/index.ts";
import { asWorker, type Database, inTenant, type Page } from "../store/index.ts";
import type { Arrival } from "./arrival.ts";
import { openDelivery, sealDelivery } from "./sealed-delivery.ts";

/** Deliveries that were refused, kept for a while: when our secret was the wrong one, they are calls. */
export interface RejectedDeliveries {
  /** Keeps a refused delivery if the budget of its connection allows. Never throws: the refusal stands either way. */
  keep(arrival: Arrival, reason: string): Promise<void>;
}

interface Budget {
  bytesPerHour: number;
  bodyBytesMax: number;
}

const budget: Budget = { bytesPerHour: 32 * 1024 * 1024, bodyBytesMax: 1024 * 1024 };
/** How long they are kept, and how many of one connection at the most. */
const rejectedKeptMs = 7 * 24 * 3_600_000;
const keptPerConnectionMax = 10_000;
const hourMs = 3_600_000;
const underWayMax = 8;

export function createRejectedDeliveries(needs: {
  db: Database;
  box: SecretBox;
}): RejectedDeliveries {
  const spent = new Map<string, { hour: number; bytes: number }>();
  let underWay = 0;

  const isAffordable = ({ connection, delivery }: Arrival): boolean => {
    const hour = Math.floor(delivery.receivedAt / hourMs);
    const known = spent.get(connection.id);
    const bytes = (known?.hour === hour ? known.bytes : 0) + delivery.body.length + 1024;
    if (delivery.body.length > budget.bodyBytesMax || bytes > budget.bytesPerHour) return false;
    spent.set(connection.id, { hour, bytes });
    return true;
  };

  return {
    async keep(arrival, reason) {
      if (underWay >= underWayMax || !isAffordable(arrival)) return;
      underWay++;
      try {
        await insert(needs, arrival, reason);
      } catch {
        // The sender was refused; that it could not be kept as well changes nothing for anybody.
      } finally {
        underWay--;
      }
    },
  };
}

async function insert(
  { db, box }: { db: Database; box: SecretBox },
  { connection, provider, delivery, remoteAddress }: Arrival,
  reason: string,
): Promise<void> {
  const content = { headers: delivery.headers, body: delivery.body };
  await inTenant(db, { tenantId: connection.tenantId }, async (trx) => {
    await trx
      .insertInto("rejected_deliveries")
      .values({
        tenant_id: connection.tenantId,
        id: uuidV7(delivery.receivedAt),
        connection_id: connection.id,
        provider: provider.id,
        received_at: new Date(delivery.receivedAt),
        reason,
        remote_address: remoteAddress,
        url: delivery.url.split("?")[0]?.slice(0, 500) ?? "",
        body_bytes: delivery.body.length,
        sealed: sealDelivery(box, connection.id, {
          ...content,
          headers: {
            ...content.headers,
            ":url": delivery.url,
            ":public": delivery.publicUrls.join(" "),
          },
        }),
      })
      .execute();
  });
}

/** A kept delivery as it was, with the clock of its arrival. */
export function reopenDelivery(
  box: SecretBox,
  row: { connection_id: string; received_at: Date; sealed: Buffer },
): Delivery {
  const { headers, body } = openDelivery(box, row.connection_id, row.sealed);
  const { ":url": url = "", ":public": publicUrls = "", ...plain } = headers;
  return {
    method: "POST",
    url,
    publicUrls: publicUrls === "" ? [] : publicUrls.split(" "),
    headers: plain,
    body,
    receivedAt: row.received_at.getTime(),
  };
}

/** One page of refused deliveries, the newest first. */
export function listRejected(
  db: Database,
  scope: TenantScope,
  filters: { provider?: string | undefined; status?: "rejected" | "accepted" | undefined },
  page: Page<{ id: string }>,
) {
  return inTenant(db, scope, (trx) => {
    let query = trx
      .selectFrom("rejected_deliveries")
      .selectAll()
      .where("tenant_id", "=", scope.tenantId)
      .orderBy("id", "desc")
      .limit(page.limit + 1);
    if (filters.provider !== undefined) query = query.where("provider", "=", filters.provider);
    if (filters.status !== undefined) query = query.where("status", "=", filters.status);
    if (page.cursor !== undefined) query = query.where("id", "<", page.cursor.id);
    return query.execute();
  });
}

/** Notes that deliveries were accepted after all. */
export async function markAccepted(db: Database, scope: TenantScope, ids: readonly string[]) {
  if (ids.length === 0) return;
  await inTenant(db, scope, (trx) =>
    trx
      .updateTable("rejected_deliveries")
      .set({ status: "accepted" })
      .where("tenant_id", "=", scope.tenantId)
      .where("id", "in", [...ids])
      .execute(),
  );
}

/** Forgets deliveries that are too old, and the oldest of connections with too many. */
export async function expireRejected(db: Database, now: number): Promise<void> {
  await asWorker(db, async (trx) => {
    await trx
      .deleteFrom("rejected_deliveries")
      .where("received_at", "<", new Date(now - rejectedKeptMs))
      .execute();
    await sql`delete from rejected_deliveries r using (
        select id, row_number() over (partition by connection_id order by id desc) as place from rejected_deliveries) p
      where p.id = r.id and p.place > ${keptPerConnectionMax}`.execute(trx);
  });
}
