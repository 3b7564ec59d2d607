import type { CallService } from "../calls/index.ts";
import { type SecretBox, SecretBoxError } from "../guard/index.ts";
import type { EventService } from "../ingest/index.ts";
import { ProblemError } from "../lib/problems.ts";
import { signMessage } from "../lib/standard-webhooks.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Database } from "../store/index.ts";
import type { DueDelivery } from "./claim.store.ts";
import type { AlertEventType, CallEventType, OutgoingAlert, OutgoingMessage } from "./message.ts";
import { testEventType } from "./message.ts";
import { relayHeaders } from "./relay-request.ts";
import { openSecrets } from "./secrets.ts";

/** What is put into a request, or why there never will be one. */
type Composed = { headers: Record<string, string>; body: string | Uint8Array } | { reason: string };

/** What a message says, and what it is about. */
export type Messaged = Pick<
  DueDelivery,
  "tenant_id" | "event_type" | "call_id" | "event_id" | "alert_id" | "occurred_at"
>;

/** Makes the request of a delivery, anew for every try. */
export type Composer = (delivery: DueDelivery, at: number) => Promise<Composed>;

interface Needs {
  db: Database;
  calls: CallService;
  events: EventService;
  findAlert: AlertFinder;
  box: SecretBox;
}

/** Reads an alert for a message; null when there is none any more. Given, for alerts belong to a room above. */
export type AlertFinder = (scope: TenantScope, alertId: string) => Promise<OutgoingAlert | null>;

/** Makes requests at the moment of sending: the queue holds no second copy of what people said, and what was erased is not sent. */
export function createComposer(needs: Needs): Composer {
  return (delivery, at) =>
    delivery.kind === "relay" ? composeRelay(needs, delivery) : composeMessage(needs, delivery, at);
}

const goneReason = "What it is about is no longer here.";

async function composeMessage(needs: Needs, delivery: DueDelivery, at: number): Promise<Composed> {
  const message = await writeMessage(needs, delivery);
  if (message === null) return { reason: goneReason };
  const scope: TenantScope = { tenantId: delivery.tenant_id };
  const secrets = await openSecrets(needs.db, scope, needs.box, delivery.target_id);
  const body = JSON.stringify(message);
  return {
    headers: {
      "content-type": "application/json",
      "user-agent": "VoiceLens",
      ...signMessage(secrets, { id: delivery.id, at, body }),
    },
    body,
  };
}

/** The body of a message as it would be sent now; null when what it is about is no longer here. */
export async function writeMessage(
  { calls, findAlert }: Pick<Needs, "calls" | "findAlert">,
  delivery: Messaged,
): Promise<OutgoingMessage | null> {
  const timestamp = delivery.occurred_at.toISOString();
  const scope: TenantScope = { tenantId: delivery.tenant_id };
  if (delivery.alert_id !== null) {
    const alert = await findAlert(scope, delivery.alert_id);
    return alert && { type: delivery.event_type as AlertEventType, timestamp, data: { alert } };
  }
  if (delivery.call_id === null) {
    return { type: testEventType, timestamp, data: { message: "A test from VoiceLens." } };
  }
  const type = delivery.event_type as CallEventType;
  try {
    const call = await calls.get(scope, delivery.call_id);
    if (type !== "transcript.ready") return { type, timestamp, data: { call } };
    const transcript = await calls.transcript(scope, delivery.call_id);
    return { type, timestamp, data: { call, transcript } };
  } catch (error) {
    if (error instanceof ProblemError && error.code === "call-not-found") return null;
    throw error;
  }
}

async function composeRelay({ events }: Needs, delivery: DueDelivery): Promise<Composed> {
  const scope: TenantScope = { tenantId: delivery.tenant_id };
  const content = await events.content(scope, delivery.event_id ?? "").catch((error: unknown) => {
    const isMissing = (error as { code?: string }).code === "ENOENT";
    if (isMissing || error instanceof SecretBoxError) return null;
    throw error;
  });
  if (content === null) return { reason: goneReason };
  const { provider, body } = content;
  const headers = relayHeaders(content.headers, { relayId: delivery.target_id, provider });
  return headers === null ? { reason: "It came through this very relay." } : { headers, body };
}
