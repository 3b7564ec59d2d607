import { sql } from "kysely";
import { recordAudit } from "../../audit/index.ts";
import { type RequestAccess, requireAgency } from "../../http/index.ts";
import { newId } from "../../lib/ids.ts";
import { isAllowed } from "../../lib/permissions.ts";
import { ProblemError } from "../../lib/problems.ts";
import { defaultTenantId, quarantineTenantId, type TenantScope } from "../../lib/tenant-scope.ts";
import { type Database, type ErasureSubject, inTenant, type Trx } from "../../store/index.ts";
import { type ErasureRow, findErasure, insertErasure, listErasures } from "./erasure.store.ts";
import type { ErasureHashes } from "./erasure-hashes.ts";
import { isAnythingHeld } from "./legal-hold.store.ts";
import { readCaller } from "./read-caller.ts";

export type ErasureService = ReturnType<typeof createErasureService>;

interface Needs {
  db: Database;
  hashes: ErasureHashes;
  /** There is something to do. */
  wake: () => void;
  now: () => number;
}

/** Erasing whoever wants to be forgotten. It is done in the background; the row that is left is the proof. */
export function createErasureService({ db, hashes, wake, now }: Needs) {
  /** Writes the wish down where its proof will be. */
  const ask = async (
    scope: TenantScope,
    { actor, of, subject }: { actor: string; of: TenantScope; subject: ErasureSubject },
  ): Promise<ErasureRow> => {
    await inTenant(db, of, (trx) => refuseHeld(trx, of, subject));
    const row = await inTenant(db, scope, async (trx) => {
      const written = await insertErasure(trx, scope, {
        ...{ id: newId("era"), kind: subject.kind, requested_by: actor, at: new Date(now()) },
        subject: subject.kind === "caller" ? subject.number : of.tenantId,
        subject_hash: hashes.of(of.tenantId, subject),
      });
      const { id, kind, subject_hash } = written;
      await recordAudit(trx, scope, {
        ...{ actor, action: "erasure.requested", subject: id },
        payload: { kind, subject_hash },
      });
      return written;
    });
    wake();
    return row;
  };
  return {
    async ofCaller({ scope, actor }: RequestAccess, text: string): Promise<ErasureRow> {
      const number = readCaller(text);
      await inTenant(db, scope, (trx) => refuseOwnNumber(trx, scope, number));
      return ask(scope, { actor, of: scope, subject: { kind: "caller", number } });
    },
    /** A client of the installation, with everything; the proof is the installation's. */
    async ofTenant(access: RequestAccess, tenantId: string): Promise<ErasureRow> {
      requireAgency(access);
      if (!isAllowed(access, "tenants:write")) {
        throw new ProblemError("forbidden", "This needs the permission tenants:write.");
      }
      if (tenantId === defaultTenantId || tenantId === quarantineTenantId) {
        throw new ProblemError("invalid-request", "The installation's own tenants stay.");
      }
      const of = { tenantId };
      await inTenant(db, of, (trx) => requireTenantExists(trx, of));
      return ask(access.scope, { actor: access.actor, of, subject: { kind: "tenant" } });
    },
    list: (scope: TenantScope, page: Parameters<typeof listErasures>[2]) =>
      listErasures(db, scope, page),
    async get(scope: TenantScope, id: string): Promise<ErasureRow> {
      const row = await findErasure(db, scope, id);
      if (row === undefined)
        throw new ProblemError("erasure-not-found", "There is no such erasure.");
      return row;
    },
  };
}

async function refuseHeld(trx: Trx, scope: TenantScope, subject: ErasureSubject): Promise<void> {
  const number = subject.kind === "caller" ? subject.number : null;
  if (!(await isAnythingHeld(trx, scope, number))) return;
  throw new ProblemError("legal-hold", "A legal hold is in force: release it first.");
}

/** Every call has a number of the tenant's own on one end. */
async function refuseOwnNumber(trx: Trx, { tenantId }: TenantScope, number: string): Promise<void> {
  const { rows } = await sql`select from phone_numbers
    where tenant_id = ${tenantId} and number = ${number}`.execute(trx);
  if (rows.length === 0) return;
  throw new ProblemError("invalid-request", "This number is your own: every call to it would go.");
}

async function requireTenantExists(trx: Trx, { tenantId }: TenantScope): Promise<void> {
  const { rows } = await sql`select from tenants where tenant_id = ${tenantId}`.execute(trx);
  if (rows.length === 0) throw new ProblemError("tenant-not-found", `No tenant ${tenantId}`);
}
