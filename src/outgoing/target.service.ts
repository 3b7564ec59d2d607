import { recordAudit } from "../audit/index.ts";
import type { Outgoing, SecretBox } from "../guard/index.ts";
import type { RequestAccess } from "../http/index.ts";
import { newId } from "../lib/ids.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../store/index.ts";
import type { ConnectionDirectory } from "../tenants/index.ts";
import { type EventType, testEventType } from "./message.ts";
import { insertDeliveries } from "./queue.store.ts";
import { addSecret, listSecrets, removeSecret } from "./secrets.ts";
import {
  countTargets,
  deleteTarget,
  insertTarget,
  listTargets,
  lockTarget,
  successOf,
  type TargetKind,
  type TargetRow,
  updateTarget,
} from "./target.store.ts";
import { toRelay, toSubscription } from "./target-views.ts";

export type TargetService = ReturnType<typeof createTargetService>;

/** Every fold of a tenant looks at all of its targets. */
const targetsMax = 50;
const dayMs = 24 * 3_600_000;

type Change = Partial<{
  url: string | undefined;
  name: string | undefined;
  is_enabled: boolean | undefined;
  event_types: EventType[] | null | undefined;
  agent_ids: string[] | null | undefined;
}>;

/** Where a tenant has things handed on to: webhook subscriptions and relays. Every change is audited, by whose hand, without the URL: it may hold a token. */
export function createTargetService(needs: {
  db: Database;
  outgoing: Outgoing;
  box: SecretBox;
  connections: ConnectionDirectory;
  baseUrl: () => string;
  wake: () => void;
  now: () => number;
}) {
  const { db, box } = needs;
  const at = () => new Date(needs.now());
  const audit = (trx: Trx, access: RequestAccess, action: string, subject: string, payload = {}) =>
    recordAudit(trx, access.scope, { actor: access.actor, action, subject, payload });

  const refuseUrl = async (kind: TargetKind, url: string) => {
    await needs.outgoing.refuseStranger(url);
    if (kind === "relay" && new URL(url).host === new URL(needs.baseUrl()).host) {
      throw new ProblemError("outbound-refused", "It leads back here: that would never end.");
    }
  };
  const refuseFurther = async (trx: Trx, scope: TenantScope) => {
    if ((await countTargets(trx, scope)) < targetsMax) return;
    throw new ProblemError("too-many-targets", `A tenant has ${targetsMax} at most.`);
  };
  const read = async (trx: Trx, scope: TenantScope, rows: readonly TargetRow[]) => ({
    success: await successOf(trx, scope, new Date(needs.now() - dayMs)),
    secrets: await listSecrets(
      trx,
      scope,
      rows.map(({ id }) => id),
    ),
  });
  const viewSubscription = async (trx: Trx, scope: TenantScope, row: TargetRow) => {
    const { success, secrets } = await read(trx, scope, [row]);
    return toSubscription(row, secrets, success);
  };

  const change = async (
    trx: Trx,
    access: RequestAccess,
    kind: TargetKind,
    id: string,
    of: Change,
  ) => {
    await mustLock(trx, access.scope, kind, id);
    const { is_enabled: isEnabled, ...rest } = of;
    const given = Object.fromEntries(Object.entries(rest).filter(([, v]) => v !== undefined));
    const switched =
      isEnabled === undefined
        ? {}
        : isEnabled
          ? { is_enabled: true, disabled_at: null, disabled_reason: null, failing_since: null }
          : { is_enabled: false, disabled_at: at(), disabled_reason: "person" as const };
    const whole = { ...given, ...switched };
    if (Object.keys(whole).length > 0) await updateTarget(trx, access.scope, id, whole);
    const { url, ...told } = of;
    const payload = { ...told, ...(url === undefined ? {} : { url_changed: true }) };
    await audit(trx, access, `${kind}.changed`, id, payload);
    return mustLock(trx, access.scope, kind, id);
  };

  return {
    listSubscriptions: (scope: TenantScope) =>
      inTenant(db, scope, async (trx) => {
        const rows = await listTargets(trx, scope, "subscription");
        const { success, secrets } = await read(trx, scope, rows);
        return rows.map((row) => toSubscription(row, secrets, success));
      }),

    getSubscription: (scope: TenantScope, id: string) =>
      inTenant(db, scope, async (trx) =>
        viewSubscription(trx, scope, await mustLock(trx, scope, "subscription", id)),
      ),

    /** Makes a subscription. Its secret is told this once. */
    async createSubscription(
      access: RequestAccess,
      given: {
        url: string;
        name: string;
        event_types: EventType[] | null;
        agent_ids: string[] | null;
      },
    ) {
      const { scope, actor } = access;
      await refuseUrl("subscription", given.url);
      return inTenant(db, scope, async (trx) => {
        await refuseFurther(trx, scope);
        const id = newId("sub");
        const made = { id, kind: "subscription", created_by: actor, created_at: at() } as const;
        await insertTarget(trx, scope, { ...given, ...made });
        const { secret } = await addSecret(trx, scope, box, { targetId: id, actor, at: at() });
        const { url: _, ...told } = given;
        await audit(trx, access, "subscription.created", id, told);
        const row = await mustLock(trx, scope, "subscription", id);
        return { ...(await viewSubscription(trx, scope, row)), secret };
      });
    },

    async changeSubscription(access: RequestAccess, id: string, of: Change) {
      if (of.url !== undefined) await refuseUrl("subscription", of.url);
      return inTenant(db, access.scope, async (trx) =>
        viewSubscription(trx, access.scope, await change(trx, access, "subscription", id, of)),
      );
    },

    /** Makes a second secret; from now on both sign. It is told this once. */
    addSecret: (access: RequestAccess, targetId: string) =>
      inTenant(db, access.scope, async (trx) => {
        const { scope, actor } = access;
        await mustLock(trx, scope, "subscription", targetId);
        const made = await addSecret(trx, scope, box, { targetId, actor, at: at() });
        const payload = { secret_id: made.id };
        await audit(trx, access, "subscription.secret_added", targetId, payload);
        return made;
      }),

    removeSecret: (access: RequestAccess, targetId: string, secretId: string) =>
      inTenant(db, access.scope, async (trx) => {
        await mustLock(trx, access.scope, "subscription", targetId);
        await removeSecret(trx, access.scope, targetId, secretId);
        const payload = { secret_id: secretId };
        await audit(trx, access, "subscription.secret_removed", targetId, payload);
      }),

    /** Puts a test message into the queue. Returns its id. */
    async sendTest(access: RequestAccess, targetId: string): Promise<string> {
      const { scope } = access;
      const ids = await inTenant(db, scope, async (trx) => {
        const target = await mustLock(trx, scope, "subscription", targetId);
        if (!target.is_enabled) {
          throw new ProblemError("target-disabled", "Enable the subscription first.");
        }
        await audit(trx, access, "subscription.tested", targetId);
        const eventType = testEventType;
        const test = { targetId, eventType, callId: null, eventId: null, occurredAt: at() };
        return insertDeliveries(trx, scope, [test], at());
      });
      needs.wake();
      return ids[0] ?? "";
    },

    listRelays: (scope: TenantScope) =>
      inTenant(db, scope, async (trx) => {
        const rows = await listTargets(trx, scope, "relay");
        const { success } = await read(trx, scope, rows);
        return rows.map((row) => toRelay(row, success));
      }),

    async createRelay(
      access: RequestAccess,
      given: { connection_id: string; url: string; name: string },
    ) {
      const { scope, actor } = access;
      const connection = needs.connections.byId(given.connection_id);
      if (connection?.tenantId !== scope.tenantId) {
        throw new ProblemError("connection-not-found", "This tenant has no such connection.");
      }
      if (connection.isShared) {
        throw new ProblemError(
          "invalid-request",
          "What comes through a shared connection belongs to several tenants and cannot be relayed.",
        );
      }
      await refuseUrl("relay", given.url);
      return inTenant(db, scope, async (trx) => {
        await refuseFurther(trx, scope);
        const id = newId("rly");
        const made = { id, kind: "relay", created_by: actor, created_at: at() } as const;
        await insertTarget(trx, scope, { ...given, ...made });
        const { url: _, ...told } = given;
        await audit(trx, access, "relay.created", id, told);
        return toRelay(await mustLock(trx, scope, "relay", id), new Map());
      });
    },

    async changeRelay(access: RequestAccess, id: string, of: Change) {
      const { scope } = access;
      if (of.url !== undefined) await refuseUrl("relay", of.url);
      return inTenant(db, scope, async (trx) => {
        const row = await change(trx, access, "relay", id, of);
        return toRelay(row, (await read(trx, scope, [row])).success);
      });
    },

    /** Removes a target with everything that was to be sent to it. */
    remove: (access: RequestAccess, kind: TargetKind, id: string) =>
      inTenant(
        db,
        access.scope,
        async (trx) => {
          if (!(await deleteTarget(trx, access.scope, kind, id))) throw unknown(kind);
          await audit(trx, access, `${kind}.deleted`, id);
        },
        { pace: "report" },
      ),
  };
}

async function mustLock(trx: Trx, scope: TenantScope, kind: TargetKind, id: string) {
  const row = await lockTarget(trx, scope, kind, id);
  if (row === undefined) throw unknown(kind);
  return row;
}

function unknown(kind: TargetKind): ProblemError {
  return kind === "relay"
    ? new ProblemError("relay-not-found", "This tenant has no such relay.")
    : new ProblemError("subscription-not-found", "This tenant has no such subscription.");
}
