import { recordAudit } from "../../audit/index.ts";
import type { RequestAccess } from "../../http/index.ts";
import { anonymousKey } from "../../lib/anonymous-key.ts";
import { ProblemError } from "../../lib/problems.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../../store/index.ts";
import type { MemoryService } from "../memory.service.ts";
import { findSession } from "../memory.store.ts";
import { lockSession } from "../session-lock.ts";
import { noWindow } from "../windows/no-window.ts";
import type { PinnedEntry } from "../windows/pinned.ts";
import { findWindow } from "../windows/window.store.ts";
import { pinnedTokens, refuseTooLong } from "./pinned.ts";
import { type StatsSettings, viewStats } from "./stats.ts";
import { counterOfWindow, viewPinned, viewWindow } from "./view-window.ts";
import type { Reset, ResetDone } from "./window.schema.ts";
import { emptyWindow, writePinned } from "./window.store.ts";

export type WindowService = ReturnType<typeof createWindowService>;

interface Needs extends StatsSettings {
  db: Database;
  memory: MemoryService;
  /** For the audit, which must not say whose window it is. */
  secretKey: string;
  now: () => number;
}

/** Looks into the window of a session, keeps things in its sight, and empties it. */
export function createWindowService({ db, memory, secretKey, now, ...configured }: Needs) {
  const { settings } = configured;
  const pinned = async (trx: Trx, scope: TenantScope, sessionId: string) => {
    const row = (await findWindow(trx, scope, sessionId)) ?? noWindow(sessionId);
    return { row, counter: await counterOfWindow(row) };
  };
  return {
    window: (scope: TenantScope, sessionId: string) =>
      inTenant(db, scope, async (trx) => {
        await requireSession(trx, scope, sessionId);
        return viewWindow(trx, scope, { sessionId, settings });
      }),
    stats: (scope: TenantScope, sessionId: string | undefined) =>
      inTenant(
        db,
        scope,
        async (trx) => {
          if (sessionId !== undefined) await requireSession(trx, scope, sessionId);
          return viewStats(trx, scope, { sessionId, ...configured, now: now() });
        },
        { pace: "report" },
      ),
    pinned: (scope: TenantScope, sessionId: string) =>
      inTenant(db, scope, async (trx) => {
        await requireSession(trx, scope, sessionId);
        const { row, counter } = await pinned(trx, scope, sessionId);
        return viewPinned(row, counter);
      }),
    pin: ({ scope, actor }: RequestAccess, sessionId: string, entries: readonly PinnedEntry[]) =>
      inTenant(db, scope, async (trx) => {
        await lockSession(trx, scope, sessionId);
        await requireSession(trx, scope, sessionId);
        const before = await pinned(trx, scope, sessionId);
        refuseTooLong(pinnedTokens(entries, before.counter));
        await writePinned(trx, scope, { sessionId, entries, at: new Date(now()) });
        // Neither the session's id nor what is pinned: both can say who it is about.
        await recordAudit(trx, scope, {
          ...{ action: "memory.pinned", subject: anonymousKey(secretKey, scope, sessionId), actor },
          payload: { entries: entries.length },
        });
        const { row, counter } = await pinned(trx, scope, sessionId);
        return viewPinned(row, counter);
      }),
    reset: async (access: RequestAccess, { session_id, forget }: Reset): Promise<ResetDone> => {
      if (forget === "window") return resetWindow({ db, secretKey, now }, access, session_id);
      const { subject_id } = await memory.session(access.scope, session_id);
      const whose = forget === "subject" && subject_id !== null ? { subject_id } : { session_id };
      const receipt = await memory.forget(access, whose);
      const message = `Forgotten: ${receipt.sessions} sessions with ${receipt.messages} messages.`;
      return { status: "success", message, epoch: null, receipt };
    },
  };
}

function resetWindow(
  { db, secretKey, now }: Pick<Needs, "db" | "secretKey" | "now">,
  { scope, actor }: RequestAccess,
  sessionId: string,
): Promise<ResetDone> {
  return inTenant(db, scope, async (trx) => {
    await lockSession(trx, scope, sessionId);
    await requireSession(trx, scope, sessionId);
    const epoch = await emptyWindow(trx, scope, sessionId, new Date(now()));
    await recordAudit(trx, scope, {
      ...{
        action: "memory.window_reset",
        subject: anonymousKey(secretKey, scope, sessionId),
        actor,
      },
      payload: { epoch: epoch ?? 0 },
    });
    const message = "The window is empty. What was said stays in memory.";
    return { status: "success", message, epoch: epoch ?? 0, receipt: null };
  });
}

async function requireSession(trx: Trx, scope: TenantScope, id: string): Promise<void> {
  if ((await findSession(trx, scope, id)) !== undefined) return;
  throw new ProblemError("memory-session-not-found", "There is no such session in memory.");
}
