import { recordAudit } from "../audit/index.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Logger } from "../observe/index.ts";
import type { OpenAccount, ProposedFix } from "../providers/index.ts";
import { type Database, inTenant } from "../store/index.ts";
import type { Diagnosis, DoctorFix } from "./doctor.schema.ts";
import type { Examined, ProviderDoctor } from "./doctor.ts";
import { apiFinding, kindOf } from "./doctor-connection.ts";
import { connectionOfFix, shownBody } from "./doctor-fixes.ts";

interface Confirmed {
  id: string;
  fix: ProposedFix;
  account: OpenAccount;
  diagnosis: Diagnosis;
}

/** Changes settings at providers, each as it was shown before. */
export interface FixService {
  /** What would be sent. Changes nothing. @throws ProblemError `fix-not-found`, `outbound-failed`. */
  show(scope: TenantScope, ids: readonly string[]): Promise<FixReport>;
  /** Sends it, and looks again. @throws as {@link FixService.show}, before anything is sent. */
  apply(scope: TenantScope, actor: string, ids: readonly string[]): Promise<FixReport>;
}

export interface FixReport {
  fixes: DoctorFix[];
  /** The connections concerned, as they are now. */
  diagnoses: Diagnosis[];
}

const sendPatienceMs = 20_000;

export function createFixService(needs: {
  db: Database;
  doctor: ProviderDoctor;
  log: Logger;
}): FixService {
  const { db, doctor, log } = needs;
  const confirm = async (scope: TenantScope, ids: readonly string[]) => {
    const connectionIds = [...new Set(ids.map(connectionOfFix))];
    const examined = await examineAll(doctor, scope, connectionIds);
    return {
      examined,
      connectionIds,
      confirmed: [...new Set(ids)].map((id) => find(id, examined)),
    };
  };
  const send = async (scope: TenantScope, actor: string, each: Confirmed) => {
    const { id, fix, account, diagnosis } = each;
    const { method, path } = fix.request;
    const entry = {
      actor,
      subject: diagnosis.connection_id,
      payload: { provider: diagnosis.provider, fix_id: id, method, path, reasons: fix.reasons },
    };
    // Written first: a change without its entry would be worse than an entry without its change.
    await audit(db, scope, { ...entry, action: "connection.fix_sent" });
    try {
      await account.apply(fix, AbortSignal.timeout(sendPatienceMs));
      return show(each, "applied");
    } catch (error) {
      const { title } = apiFinding(diagnosis.provider_name, kindOf(error));
      await audit(db, scope, { ...entry, action: "connection.fix_failed" });
      log.warn({ connection_id: diagnosis.connection_id, fix_id: id }, "a fix was not taken");
      return show(each, "failed", title);
    }
  };
  return {
    async show(scope, ids) {
      const { confirmed, examined } = await confirm(scope, ids);
      return {
        fixes: confirmed.map((each) => show(each, "not_sent")),
        diagnoses: examined.map(({ diagnosis }) => diagnosis),
      };
    },
    async apply(scope, actor, ids) {
      const { confirmed, connectionIds } = await confirm(scope, ids);
      const fixes: DoctorFix[] = [];
      for (const each of confirmed) fixes.push(await send(scope, actor, each));
      const after = await doctor.examine(scope, connectionIds, { isFresh: true });
      return { fixes, diagnoses: after.map(({ diagnosis }) => diagnosis) };
    },
  };
}

/** A connection that is not the tenant's has no fixes that it could confirm. */
async function examineAll(doctor: ProviderDoctor, scope: TenantScope, ids: readonly string[]) {
  try {
    return await doctor.examine(scope, ids, { isFresh: true });
  } catch (error) {
    if (error instanceof ProblemError && error.code === "connection-not-found") throw unknownFix();
    throw error;
  }
}

function find(id: string, examined: readonly Examined[]): Confirmed {
  const connectionId = connectionOfFix(id);
  const of = examined.find(({ diagnosis }) => diagnosis.connection_id === connectionId);
  const fix = of?.fixes.get(id);
  if (of !== undefined && fix !== undefined && of.account !== null) {
    return { id, fix, account: of.account, diagnosis: of.diagnosis };
  }
  if (of?.account && !of.diagnosis.is_read) {
    throw new ProblemError(
      "outbound-failed",
      `The settings at ${of.diagnosis.provider_name} could not be read, so nothing was changed.`,
    );
  }
  throw unknownFix();
}

function unknownFix(): ProblemError {
  return new ProblemError(
    "fix-not-found",
    "The settings are no longer as they were when this fix was shown, or it was applied already.",
  );
}

function show(
  { id, fix, diagnosis }: Confirmed,
  outcome: DoctorFix["outcome"],
  detail: string | null = null,
): DoctorFix {
  return {
    id,
    connection_id: diagnosis.connection_id,
    provider: diagnosis.provider,
    reasons: [...fix.reasons],
    method: fix.request.method,
    path: fix.request.path,
    body: shownBody(fix),
    outcome,
    detail,
  };
}

function audit(db: Database, scope: TenantScope, entry: Parameters<typeof recordAudit>[2]) {
  return inTenant(db, scope, (trx) => recordAudit(trx, scope, entry));
}
