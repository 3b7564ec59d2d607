import type { Notice } from "../ingest/index.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Database } from "../store/index.ts";
import { listTroubled } from "./delivery.store.ts";

/** A receiver that restarts is nobody's business. */
const silentMs = 15 * 60_000;

/** Targets that somebody should look at: those that fail, and those that were disabled for it. */
export async function outgoingNotices(
  db: Database,
  scope: TenantScope,
  now: number,
): Promise<Notice[]> {
  const rows = await listTroubled(db, scope);
  return rows.flatMap((row): Notice[] => {
    const since = row.failing_since ?? row.disabled_at;
    const what = row.kind === "relay" ? "relay" : "webhook";
    const name = row.name === "" ? row.id : row.name;
    const common = { link: "/outgoing", since: since?.toISOString() ?? null };
    if (!row.is_enabled) {
      return [
        {
          ...common,
          code: "outgoing-disabled",
          level: "critical",
          title: `The ${what} ${name} was disabled`,
          detail:
            row.disabled_reason === "gone"
              ? "Its receiver says that it is gone for good. Remove it, or enable it again."
              : "It has only failed for five days. Mend the receiver, enable it, and replay what was given up.",
        },
      ];
    }
    if (since === null || now - since.getTime() < silentMs) return [];
    return [
      {
        ...common,
        code: "outgoing-failing",
        level: "warning",
        title: `The ${what} ${name} fails`,
        detail: "Messages are tried again for a day or longer, then given up until replayed.",
      },
    ];
  });
}
