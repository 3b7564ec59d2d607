import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Database, TenantData } from "../../store/index.ts";

interface Needs {
  db: Database;
  rooms: readonly TenantData[];
  version: string;
  now: () => number;
}

/**
 * Everything of a tenant as JSON lines: what it is, then a row on each line, then how many rows of which table there were. Without that last line it broke off.
 *
 * What only the installation's own people may know is left out for everybody else. Rows are read a page at a time, when the ones before were taken.
 */
export async function* exportTenant(
  { db, rooms, version, now }: Needs,
  scope: TenantScope,
  isForAgency: boolean,
): AsyncIterable<string> {
  yield line({
    manifest: {
      ...{ format: "voicelens-tenant", format_version: 1, version, tenant_id: scope.tenantId },
      begun_at: new Date(now()).toISOString(),
      parts: rooms.map(({ room, tables }) => ({ room, tables })),
    },
  });
  const counts: Record<string, number> = {};
  let rows = 0;
  for (const room of rooms) {
    const hidden = isForAgency ? {} : (room.agencyColumns ?? {});
    for await (const { table, row } of room.exportData(db, scope)) {
      counts[table] = (counts[table] ?? 0) + 1;
      rows += 1;
      yield line({ table, row: toShown(row, hidden[table] ?? []) });
    }
  }
  yield line({ end: { rows, counts } });
}

const line = (value: object) => `${JSON.stringify(value)}\n`;

/** A row without what is hidden, and with bytes as base64, which is a third of what JSON makes of them. */
function toShown(row: Record<string, unknown>, hidden: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => !hidden.includes(name))
      .map(([name, value]) => [name, value instanceof Buffer ? value.toString("base64") : value]),
  );
}
