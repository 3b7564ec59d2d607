import type { CallEffect } from "../calls/index.ts";
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
export const followCalls: CallEffect = async (trx, scope, changes, goneIds) => {
  const ids = [...changes.map(({ id }) => id), ...goneIds];
  const moved = await findMovedCalls(trx, scope, ids);
  const numbers = [...new Set(moved.flatMap(({ number, formerNumber }) => [number, formerNumber]))];
  const touched = numbers.filter((number) => number !== null);
  if (touched.length === 0) return;
  await lockNumbers(trx, scope, touched);
  await writeCallParties(trx, scope, moved);
  await addMissingContacts(trx, scope, touched);
  await recount(trx, scope, touched);
};
