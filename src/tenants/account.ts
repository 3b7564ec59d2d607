import { recordAudit } from "../audit/index.ts";
import type { SecretBox } from "../guard/index.ts";
import type { RequestAccess } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../store/index.ts";
import { hashPassword, refuseWeakPassword } from "./passwords.ts";
import { acceptStep, type createSignIn, totpContext } from "./sign-in.ts";
import { newTotp, stepOfCode } from "./totp.ts";

/** What signed-in people do with their own account. */
export function createAccountService(needs: {
  db: Database;
  box: SecretBox;
  signIn: ReturnType<typeof createSignIn>;
  now: () => number;
}) {
  const { db, box, now } = needs;

  const me = async (access: RequestAccess) => {
    const { userId } = access;
    if (userId === null) {
      throw new ProblemError("forbidden", "An API key has no account: sign in as a person.");
    }
    const scope: TenantScope = { tenantId: access.homeTenantId };
    const user = await inTenant(db, scope, (trx) =>
      trx
        .selectFrom("users")
        .selectAll()
        .where("tenant_id", "=", scope.tenantId)
        .where("id", "=", userId)
        .executeTakeFirstOrThrow(),
    );
    return { scope, user };
  };

  return {
    me,

    /** Changes the password; every other session of the user ends. */
    async changePassword(
      access: RequestAccess,
      given: { currentPassword: string; newPassword: string },
      remoteAddress: string,
    ): Promise<void> {
      const { scope, user } = await me(access);
      await needs.signIn.confirmPassword(scope, user.id, given.currentPassword, remoteAddress);
      refuseWeakPassword(given.newPassword, [user.email, user.name]);
      const passwordHash = await hashPassword(given.newPassword);
      await inTenant(db, scope, async (trx) => {
        await setUser(trx, scope, user.id, { password_hash: passwordHash });
        await endOtherSessions(trx, scope, user.id, access.sessionId);
        await note(trx, scope, user.id, "user.password_changed");
      });
    },

    /** Makes a second factor, which counts from its first right code on. */
    async beginTotp(access: RequestAccess): Promise<{ secret: string; uri: string }> {
      const { scope, user } = await me(access);
      if (user.totp_step !== null) {
        throw new ProblemError("invalid-request", "A second factor is set up already.");
      }
      const totp = newTotp(user.email);
      const sealed = box.seal(Buffer.from(totp.secret), totpContext(scope, user.id));
      await inTenant(db, scope, (trx) => setUser(trx, scope, user.id, { sealed_totp: sealed }));
      return totp;
    },

    /** @throws ProblemError `unauthorized` for a wrong code. */
    async confirmTotp(access: RequestAccess, code: string): Promise<void> {
      const { scope, user } = await me(access);
      if (user.sealed_totp === null || user.totp_step !== null) {
        throw new ProblemError("invalid-request", "No second factor waits for its first code.");
      }
      const secret = box.open(user.sealed_totp, totpContext(scope, user.id)).toString();
      const step = stepOfCode(secret, code, now());
      if (step === null || !(await acceptStep(db, scope, user.id, step))) {
        throw new ProblemError("unauthorized", "The code is not right.");
      }
      await inTenant(db, scope, async (trx) => {
        await endOtherSessions(trx, scope, user.id, access.sessionId);
        await note(trx, scope, user.id, "user.totp_enabled");
      });
    },

    async removeTotp(access: RequestAccess, password: string, remoteAddress: string) {
      const { scope, user } = await me(access);
      await needs.signIn.confirmPassword(scope, user.id, password, remoteAddress);
      await inTenant(db, scope, async (trx) => {
        await setUser(trx, scope, user.id, { sealed_totp: null, totp_step: null });
        await note(trx, scope, user.id, "user.totp_disabled");
      });
    },
  };
}

function setUser(
  trx: Trx,
  scope: TenantScope,
  id: string,
  values: { password_hash?: string; sealed_totp?: Buffer | null; totp_step?: number | null },
) {
  return trx
    .updateTable("users")
    .set(values)
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .execute();
}

async function endOtherSessions(
  trx: Trx,
  scope: TenantScope,
  userId: string,
  keptId: string | null,
): Promise<void> {
  await trx
    .deleteFrom("sessions")
    .where("tenant_id", "=", scope.tenantId)
    .where("user_id", "=", userId)
    .where("id", "!=", keptId ?? "")
    .execute();
}

function note(trx: Trx, scope: TenantScope, userId: string, action: string): Promise<void> {
  return recordAudit(trx, scope, { actor: `user:${userId}`, action, subject: userId });
}
