import type { CallChange, CallEffect } from "../calls/index.ts";
import type { EventEffect } from "../ingest/index.ts";
import { captureSourceOf, isTerminal } from "../lib/call.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";
import type { AlertEventType, CallEventType } from "./message.ts";
import { insertDeliveries, lockTargets, type NewDelivery } from "./queue.store.ts";

/** Something that happened to a call and that subscriptions may want to know. */
export interface CallEvent {
  type: CallEventType;
  callId: string;
  agentId: string | null;
  /** When it happened. */
  at: number;
}

/** Writes down what is to be handed on, in the transaction of what happened: neither is ever without the other. */
export interface OutgoingQueue {
  /** For whatever else happens to a call. Each subscription is told of a call's event once, however often this is said. */
  announce(trx: Trx, scope: TenantScope, events: readonly CallEvent[]): Promise<void>;
  /** Something happened to an alert. Whoever wants only calls of some agents is not told: alerts are of all. */
  announceAlert(
    trx: Trx,
    scope: TenantScope,
    event: { type: AlertEventType; alertId: string; at: Date },
  ): Promise<void>;
  readonly callEffect: CallEffect;
  readonly eventEffect: EventEffect;
}

/** Makes the way by which messages get into the queue. */
export function createOutgoingQueue({ now }: { now: () => number }): OutgoingQueue {
  const announce: OutgoingQueue["announce"] = async (trx, scope, events) => {
    if (events.length === 0) return;
    const targets = await lockTargets(trx, scope, "subscription");
    const deliveries = targets.flatMap(({ id, event_types: types, agent_ids: agents }) =>
      events
        .filter((event) => types === null || types.includes(event.type))
        .filter(({ agentId }) => agents === null || (agentId !== null && agents.includes(agentId)))
        .map((event): NewDelivery => {
          const { type: eventType, callId, at } = event;
          return { targetId: id, eventType, callId, eventId: null, occurredAt: new Date(at) };
        }),
    );
    await insertDeliveries(trx, scope, deliveries, new Date(now()));
  };
  return {
    announce,
    async announceAlert(trx, scope, { type: eventType, alertId, at }) {
      const targets = await lockTargets(trx, scope, "subscription");
      const deliveries = targets
        .filter(({ agent_ids: agents }) => agents === null)
        .filter(({ event_types: types }) => types === null || types.includes(eventType))
        .map(({ id: targetId }): NewDelivery => {
          return { targetId, eventType, callId: null, eventId: null, alertId, occurredAt: at };
        });
      await insertDeliveries(trx, scope, deliveries, new Date(now()));
    },
    callEffect: (trx, scope, changes) =>
      announce(
        trx,
        scope,
        changes.flatMap((change) => eventsOf(change, now())),
      ),
    async eventEffect(trx, scope, events) {
      const delivered = events.filter((event) => captureSourceOf(event.eventKey) === "webhook");
      if (delivered.length === 0) return;
      const targets = await lockTargets(trx, scope, "relay");
      const deliveries = targets.flatMap((target) =>
        delivered
          .filter(({ connectionId }) => connectionId === target.connection_id)
          // An event of before that is replayed went to the old receiver when it came.
          .filter(({ receivedAt }) => receivedAt >= target.created_at.getTime())
          .map(
            ({ id, receivedAt }): NewDelivery => ({
              targetId: target.id,
              eventType: "relay",
              callId: null,
              eventId: id,
              occurredAt: new Date(receivedAt),
            }),
          ),
      );
      await insertDeliveries(trx, scope, deliveries, new Date(now()));
    },
  };
}

/** What a change of a call is called outside. Only what is new: folding a call again says nothing again. */
function eventsOf({ id, record, before, capturedBy }: CallChange, now: number): CallEvent[] {
  // Nobody wants to be told today of the calls of the past three months.
  if (capturedBy === "import") return [];
  const { startedAt, endedAt, agentId } = record.facts;
  const isOver = isTerminal(record.lifecycle);
  const wasOver = before !== null && isTerminal(before.lifecycle);
  const hadTranscript = wasOver && before.hasTurns;
  const event = (type: CallEventType, at: number | null | undefined): CallEvent => ({
    type,
    callId: id,
    agentId: agentId ?? null,
    at: at ?? now,
  });
  return [
    ...(before === null ? [event("call.started", startedAt ?? record.firstOccurredAt)] : []),
    ...(isOver && !wasOver ? [event("call.ended", endedAt)] : []),
    ...(isOver && record.turns.length > 0 && !hadTranscript
      ? [event("transcript.ready", endedAt)]
      : []),
    ...(record.lifecycle === "analyzed" && before?.lifecycle !== "analyzed"
      ? [event("call.analyzed", null)]
      : []),
  ];
}
