import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";
import type { ChatMessage } from "../chat.ts";
import { type Reconciled, readWords, reconcile } from "../reconcile.ts";
import { type EntryRow, entriesMax, readEntries } from "./window.store.ts";

/** So much of a history is looked at first, its end: where that is known, so is what was said before. */
const endMax = 512;
/** Beyond what a client sends, so that a history which lost its end or its middle is aligned all the same. */
const readAhead = 64;

/** How many of the newest entries a history of so many messages is compared with. */
export const entriesBeside = (messages: number) => Math.min(messages, endMax) + readAhead;

/** Aligns a client's history with what is stored: with the newest entries, and only where these do not tell, with as many as can be read. */
export async function align(
  trx: Trx,
  scope: TenantScope,
  of: {
    sessionId: string;
    epoch: number;
    /** The number of the next entry. */
    next: number;
    /** The newest entries, from which number on. */
    entries: EntryRow[];
    from: number;
    said: readonly ChatMessage[];
  },
): Promise<{ rows: EntryRow[]; step: Reconciled }> {
  const { sessionId, epoch, next, entries, from, said } = of;
  const end = said.slice(-endMax);
  const step = await compared(entries, end);
  const isWhole = end.length === said.length;
  const isKnown = isWhole ? step.matched > 0 : step.matched >= end.length - readAhead;
  if (isKnown || said.length <= 1) return { rows: entries, step };
  const isAll = from <= 0 && (isWhole || entries.length === 0);
  if (isAll) return { rows: entries, step: { ...step, fresh: said } };
  const rows = await readEntries(trx, scope, { sessionId, epoch, from: next - entriesMax });
  const most = await compared(rows, said.slice(-entriesMax));
  return { rows, step: most.matched === 0 ? { ...most, fresh: said } : most };
}

async function compared(rows: readonly EntryRow[], history: readonly ChatMessage[]) {
  if (rows.length > 0 && history.length > 1) {
    await readWords([...history, ...rows.map(({ message }) => message)]);
  }
  return reconcile(rows, history);
}
