// After a run: was everything that was acknowledged really kept, once, and understood?
import { existsSync, readFileSync } from "node:fs";
import { withDatabase } from "./servers.js";

/** The acknowledged deliveries of a ledger file: call id and event key. */
export function readLedger(file) {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter(Boolean).map((line) => {
    const [callId = "", eventKey = ""] = line.split(" ");
    return { callId, eventKey };
  });
}

/** Compares acknowledged deliveries with the rows of a hand-written receiver. */
export async function auditReceiver(server, ledger) {
  const keys = await withDatabase(
    server,
    (client) => column(client, "select event_key as value from received_events"),
    {
      isTenant: false,
    },
  );
  return compareKeys(ledger, keys);
}

/** Compares acknowledged deliveries with the events that the product keeps. */
export async function auditStored(server, ledger) {
  const keys = await withDatabase(server, (client) =>
    column(client, "select event_key as value from webhook_events"),
  );
  return compareKeys(ledger, keys);
}

/** As {@link auditStored}, and each delivery must have become part of its call, exactly once. Every ledger line is a call of its own. */
export async function auditFolded(server, ledger) {
  return withDatabase(server, async (client) => {
    const keys = await column(client, "select event_key as value from webhook_events");
    const { rows } =
      await client.query(`select c.provider_call_id as id, count(p.event_id)::int as parts
      from calls c left join call_patches p on p.tenant_id = c.tenant_id and p.call_id = c.id group by 1`);
    const parts = new Map();
    let duplicates = 0;
    for (const row of rows) {
      if (parts.has(row.id) || row.parts !== 1) duplicates++;
      parts.set(row.id, row.parts);
    }
    const unfolded = ledger.filter(({ callId }) => !parts.has(callId)).length;
    const stored = compareKeys(ledger, keys);
    return { ...stored, unfolded, duplicates: stored.duplicates + duplicates };
  });
}

async function column(client, query) {
  const { rows } = await client.query({ text: query, rowMode: "array" });
  return rows.map(([value]) => value);
}

function compareKeys(ledger, keys) {
  const kept = new Set(keys);
  return {
    acked: ledger.length,
    stored: keys.length,
    lost: ledger.filter(({ eventKey }) => !kept.has(eventKey)).length,
    duplicates: keys.length - kept.size,
    unfolded: 0,
  };
}

/** What is wrong, in words; empty when nothing is. */
export function faultsOf(name, audit) {
  return ["lost", "duplicates", "unfolded"]
    .filter((kind) => audit[kind] > 0)
    .map((kind) => `${name}: ${audit[kind]} ${kind} of ${audit.acked} acknowledged`);
}
