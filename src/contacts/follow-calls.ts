import type { CallEffect } from "../calls/index.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";
import {
  addMissingContacts,
  findMovedCalls,
  recount,
  writeCallParties,
} from "./contact-calls.store.ts";
import { lockNumbers } from "./contact-locks.ts";

/**
 * Keeps contacts in step with calls: whoever calls, or is called, has one; its first and last call are those that there are.
 *
 * Nothing is added up, so events may come in any order, twice, late or be taken back. A call that says nothing new about its party costs one query.
 */
export const followCalls: CallEffect = (trx, scope, changes, goneIds) =>
  linkCalls(trx, scope, [...changes.map(({ id }) => id), ...goneIds]);

/** Brings contacts in step with these calls. Their locks are held, so that nobody changes their parties meanwhile. */
export async function linkCalls(trx: Trx, scope: TenantScope, ids: readonly string[]) {
  const moved = await findMovedCalls(trx, scope, ids);
  const numbers = [...new Set(moved.flatMap(({ number, formerNumber }) => [number, formerNumber]))];
  const touched = numbers.filter((number) => number !== null);
  if (touched.length === 0) return;
  await lockNumbers(trx, scope, touched);
  await writeCallParties(trx, scope, moved);
  await addMissingContacts(trx, scope, touched);
  await recount(trx, scope, touched);
}
