import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { OutgoingQueue } from "../../outgoing/index.ts";
import type { Trx } from "../../store/index.ts";
import type { Priority } from "../rules/default-rules.ts";
import { type AlertSettings, readSettings, recipientsOf } from "../settings/settings.store.ts";
import type { Channels } from "./channels.ts";
import { type Address, insertMessages, type MessageKind, takeBackHeld } from "./message.store.ts";
import { quietUntil } from "./quiet-hours.ts";

/** Writes the messages that tell of an alert, in the transaction of what happened to it. */
export type Teller = (
  trx: Trx,
  scope: TenantScope,
  alert: { id: string; priority: Priority },
  what: { kind: Exclude<MessageKind, "test">; at: Date },
) => Promise<void>;

export function createTeller(needs: {
  channels: Channels;
  queue: Pick<OutgoingQueue, "announceAlert">;
}): Teller {
  const { channels, queue } = needs;
  return async (trx, scope, alert, { kind, at }) => {
    const settings = await readSettings(trx, scope);
    const nextTryAt = quietUntil(settings, alert.priority, at) ?? at;
    const addresses =
      kind === "resolved"
        ? // Whoever was not told that it began need not be told that it is over.
          await takeBackHeld(trx, scope, alert.id, at)
        : await addressesOf(trx, scope, channels, settings, kind === "escalated");
    await insertMessages(trx, scope, { alertId: alert.id, kind, at, nextTryAt }, addresses);
    if (kind === "escalated") return;
    await queue.announceAlert(trx, scope, { type: `alert.${kind}`, alertId: alert.id, at });
  };
}

/** Every address that is told, by the channels that there are. */
export async function addressesOf(
  trx: Trx,
  scope: TenantScope,
  channels: Channels,
  settings: AlertSettings,
  isEscalated: boolean,
): Promise<Address[]> {
  const usual = channels.email === undefined ? [] : await recipientsOf(trx, scope, settings);
  const further = channels.email !== undefined && isEscalated ? settings.escalationEmails : [];
  return [
    ...(channels.webhook === undefined ? [] : [{ channel: "webhook", recipient: "" } as const]),
    ...[...new Set([...usual, ...further])].map(
      (recipient): Address => ({ channel: "email", recipient }),
    ),
  ];
}
