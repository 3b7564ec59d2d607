import { sql } from "kysely";
import { recordAudit, recordSecurityEvent } from "../audit/index.ts";
import type { SecretBox } from "../guard/index.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx, withoutTenant } from "../store/index.ts";
import { isPassword } from "./passwords.ts";
import { stepOfCode } from "./totp.ts";

const failuresMax = 5;
const lockedMs = 15 * 60_000;

export interface Credentials {
  email: string;
  password: string;
  totpCode: string | undefined;
}

/** Addresses are compared as people mean them. */
export function plainEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** The box context of a user's second factor. */
export function totpContext(scope: TenantScope, userId: string): string {
  return `totp/${scope.tenantId}/${userId}`;
}

/** Signing in with an address, a password and, where it is set up, a code. */
export function createSignIn(needs: { db: Database; box: SecretBox; now: () => number }) {
  const { db, box, now } = needs;
  return {
    /**
     * Whose credentials these are. Every failure has the same words and costs the same work: neither tells whether the address has an account or is locked.
     * @throws ProblemError `unauthorized`, with `totp_required` after the right password without a code.
     */
    async signIn(
      given: Credentials,
      remoteAddress: string,
    ): Promise<{ scope: TenantScope; userId: string }> {
      const place = await findPlace(db, plainEmail(given.email));
      if (place === undefined) {
        await isPassword(given.password, null);
        throw refusal();
      }
      const scope: TenantScope = { tenantId: place.tenant_id };
      const user = await readUser(db, scope, place.id);
      const isOpen = user !== undefined && isAccountOpen(user, now());
      const isRight = await isPassword(given.password, isOpen ? user.password_hash : null);
      if (user === undefined || !isOpen) throw refusal();
      // Without a password nothing can be guessed; whoever tries must not lock those out who come through the identity provider.
      if (user.password_hash === null) throw refusal();
      if (!isRight) return fail(scope, user.id, remoteAddress);
      const isSecondFactorOn = user.sealed_totp !== null && user.totp_step !== null;
      if (isSecondFactorOn && given.totpCode === undefined) {
        throw new ProblemError("unauthorized", "Enter the code of your authenticator.", {
          extra: { totp_required: true },
        });
      }
      const secret = user.sealed_totp && box.open(user.sealed_totp, totpContext(scope, user.id));
      const step =
        isSecondFactorOn && secret !== null
          ? stepOfCode(secret.toString(), given.totpCode ?? "", now())
          : undefined;
      const isAccepted =
        step === undefined || (step !== null && (await acceptStep(db, scope, user.id, step)));
      if (!isAccepted) return fail(scope, user.id, remoteAddress);
      await inTenant(db, scope, async (trx) => {
        await trx
          .updateTable("users")
          .set({ failed_sign_ins: 0, locked_until: null, last_sign_in_at: new Date(now()) })
          .where("tenant_id", "=", scope.tenantId)
          .where("id", "=", user.id)
          .execute();
        await recordAudit(trx, scope, {
          actor: `user:${user.id}`,
          action: "session.opened",
          subject: user.id,
        });
      });
      return { scope, userId: user.id };
    },

    /** Whether the password is the signed-in user's own; failures count as at sign-in. */
    async confirmPassword(
      scope: TenantScope,
      userId: string,
      password: string,
      remoteAddress: string,
    ) {
      const user = await readUser(db, scope, userId);
      const isLocked = user?.locked_until != null && user.locked_until.getTime() > now();
      if (await isPassword(password, isLocked ? null : (user?.password_hash ?? null))) return;
      if (user?.password_hash == null) throw refusal();
      await fail(scope, userId, remoteAddress);
    },
  };

  async function fail(scope: TenantScope, userId: string, remoteAddress: string): Promise<never> {
    const isLocked = await inTenant(db, scope, (trx) => countFailure(trx, scope, userId, now()));
    if (isLocked) {
      await recordSecurityEvent(db, scope, {
        kind: "sign_in.locked",
        severity: "high",
        remoteAddress,
        detail: { user_id: userId, minutes: lockedMs / 60_000 },
      });
    }
    throw refusal();
  }
}

/** Whether somebody is neither disabled nor locked after too many wrong guesses. */
export function isAccountOpen(
  user: { disabled_at: Date | null; locked_until: Date | null },
  nowMs: number,
): boolean {
  const isLocked = user.locked_until !== null && user.locked_until.getTime() > nowMs;
  return user.disabled_at === null && !isLocked;
}

function refusal(): ProblemError {
  return new ProblemError("unauthorized", "Address, password or code is not right.");
}

/** Where somebody with this address belongs. */
export async function findPlace(db: Database, email: string) {
  const { rows } = await withoutTenant(db, (trx) =>
    sql<{ tenant_id: string; id: string }>`select * from find_user_by_email(${email})`.execute(trx),
  );
  return rows[0];
}

/** The user of that id, or nothing. */
export function readUser(db: Database, scope: TenantScope, id: string) {
  return inTenant(db, scope, (trx) =>
    trx
      .selectFrom("users")
      .selectAll()
      .where("tenant_id", "=", scope.tenantId)
      .where("id", "=", id)
      .executeTakeFirst(),
  );
}

/** Counts in the database, so that guesses at several replicas count together. Returns whether this one locked the account. */
async function countFailure(
  trx: Trx,
  scope: TenantScope,
  userId: string,
  nowMs: number,
): Promise<boolean> {
  const { rows } = await sql<{ is_locked: boolean }>`update users set
      locked_until = case when failed_sign_ins + 1 >= ${failuresMax} then ${new Date(nowMs + lockedMs)} else locked_until end,
      failed_sign_ins = case when failed_sign_ins + 1 >= ${failuresMax} then 0 else failed_sign_ins + 1 end
    where tenant_id = ${scope.tenantId} and id = ${userId}
    returning failed_sign_ins = 0 as is_locked`.execute(trx);
  return rows[0]?.is_locked ?? false;
}

/** Notes the step of a code, if no later or equal one was accepted before: also for two requests at once. */
export function acceptStep(
  db: Database,
  scope: TenantScope,
  userId: string,
  step: number,
): Promise<boolean> {
  return inTenant(db, scope, async (trx) => {
    const { numAffectedRows } = await sql`update users set totp_step = ${step}
      where tenant_id = ${scope.tenantId} and id = ${userId} and coalesce(totp_step, -1) < ${step}`.execute(
      trx,
    );
    return Number(numAffectedRows ?? 0) > 0;
  });
}
