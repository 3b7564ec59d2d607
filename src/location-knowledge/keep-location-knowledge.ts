import { readLocationKnowledge } from "../business/index.ts";
import { createDueWork, type DueWork } from "../jobs/index.ts";
import { type Knowledge, removeGeneratedBase } from "../knowledge/index.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Logger } from "../observe/index.ts";
import { type Database, inTenant, type Trx } from "../store/index.ts";
import { claimLinks, type DueLink, lockLink, noteKept } from "./link.store.ts";

interface Needs {
  db: Database;
  knowledge: Pick<Knowledge, "keepGenerated" | "wakeDocuments">;
  now: () => number;
  log: Logger;
}

/** A change is to be heard within two seconds, and its words have to be made after this. */
const lookEveryMs = 500;

/**
 * Keeps bases that are made of locations what those are. Every change of a location moves its version in the same transaction, so none is missed, whoever made it and whichever
 * process they were at; and what was read is written in one transaction with the version it was read at.
 */
export function keepLocationKnowledge(needs: Needs): DueWork {
  const { db, now } = needs;
  return createDueWork<DueLink>({
    name: "knowledge of locations",
    concurrency: 2,
    lookEveryMs,
    claim: (limit) => claimLinks(db, { limit, at: now() }),
    async perform({ tenant_id: tenantId, base_id }) {
      const scope = { tenantId };
      await inTenant(db, scope, (trx) => keep(needs, trx, scope, base_id), { pace: "report" });
      needs.knowledge.wakeDocuments();
    },
    log: needs.log,
  });
}

async function keep(needs: Needs, trx: Trx, scope: TenantScope, baseId: string): Promise<void> {
  const link = await lockLink(trx, scope, baseId);
  // Switched off meanwhile.
  if (link === undefined) return;
  if (link.location_id === null) return removeGeneratedBase(trx, scope, baseId);
  const { version, name, language, texts } = await readLocationKnowledge(
    trx,
    scope,
    link.location_id,
  );
  const at = new Date(needs.now());
  const documents = texts.map(({ kind, ...text }) => ({ ...text, category: kind }));
  await needs.knowledge.keepGenerated(trx, scope, {
    baseId,
    source: { name, language, documents },
    at,
  });
  await noteKept(trx, scope, { baseId, version, at });
}
