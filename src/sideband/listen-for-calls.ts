import type { CallEffect } from "../calls/index.ts";
import { isTerminal } from "../lib/call.ts";
import { openaiCallSocket } from "../providers/index.ts";
import { addSessions, findRung } from "./sideband.store.ts";

/** A call lasts an hour at most: what is told of older ones is told again, after a correction of the mapping or by a late delivery. */
const newsMs = 60 * 60_000;

/**
 * Writes down, with the call itself, that its socket is to be listened to: for calls that ring or run, of which a verified delivery told through a connection that has a key.
 */
export function listenForCalls(needs: {
  hasKey: (connectionId: string) => boolean;
  now: () => number;
}): CallEffect {
  return async (trx, scope, changes) => {
    const live = changes.filter(
      ({ record }) =>
        record.provider === openaiCallSocket.providerId && !isTerminal(record.lifecycle),
    );
    if (live.length === 0) return;
    const rung = await findRung(trx, scope, {
      callIds: live.map(({ id }) => id),
      eventType: openaiCallSocket.incomingType,
      notBefore: new Date(needs.now() - newsMs),
    });
    const heard = rung.filter(({ connectionId }) => needs.hasKey(connectionId));
    if (heard.length > 0) await addSessions(trx, scope, heard);
  };
}
