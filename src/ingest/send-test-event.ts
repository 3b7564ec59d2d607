import { recordAudit } from "../audit/index.ts";
import type { Outgoing } from "../guard/index.ts";
import { newId } from "../lib/ids.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Delivery, simulators } from "../providers/index.ts";
import { inTenant } from "../store/index.ts";
import type { Connection, ConnectionDirectory } from "../tenants/index.ts";
import { eventKeyOf } from "./accept-delivery.ts";
import type { ConnectionListNeeds } from "./connection-list.ts";
import { webhookUrlOf } from "./connection-list.ts";
import { writeTestEvent } from "./test-event.ts";

/** What sending test events needs. */
export interface TestEventNeeds extends ConnectionListNeeds {
  outgoing: Pick<Outgoing, "toOperator">;
  findEventId: (connection: Connection, eventKey: string) => Promise<string | undefined>;
  now: () => number;
}

/** What became of a test event. */
export interface TestOutcome {
  /** `unverified`: taken without proof, as the connection has no secret. `unreachable`: no answer came, or not from here. */
  outcome: "verified" | "unverified" | "refused" | "unreachable";
  url: string;
  /** Null when no answer came. */
  http_status: number | null;
  /** Why it was refused or got lost; null when it arrived. */
  detail: string | null;
  event_id: string | null;
  duration_ms: number;
}

/**
 * Delivers a signed event to a connection of ours by the address that its provider uses, so that everything in between is tried too: the name, the certificate, the proxy, the
 * secret and the scheme. It says nothing about a call, so it is in no figure and costs nothing.
 * @throws ProblemError `connection-not-found`.
 */
export async function sendTestEvent(
  needs: TestEventNeeds,
  scope: TenantScope,
  { connectionId, actor }: { connectionId: string; actor: string },
): Promise<TestOutcome> {
  const connection = ownConnection(needs.connections, scope, connectionId);
  const { url, headers, body } = write(needs, connection);
  const sentAt = needs.now();
  const begunAt = performance.now();
  const answer = await needs.outgoing
    .toOperator(url, { method: "POST", headers, body })
    .then(read, lost);
  const duration_ms = Math.round(performance.now() - begunAt);
  await inTenant(needs.db, scope, (trx) =>
    recordAudit(trx, scope, { actor, action: "connection.test_sent", subject: connection.id }),
  );
  const sent = { url, http_status: answer.status, duration_ms };
  if (answer.status !== 200) {
    const outcome = answer.status === 401 ? "refused" : "unreachable";
    return { ...sent, outcome, detail: answer.detail, event_id: null };
  }
  const delivery = { ...toDelivery(url, headers, body), receivedAt: sentAt };
  const key = eventKeyOf(providerOf(needs, connection), delivery);
  const id = await needs.findEventId(connection, key);
  if (id === undefined) {
    const detail = "Something answered there, but the event is not here: is it another server?";
    return { ...sent, outcome: "unreachable", detail, event_id: null };
  }
  const outcome = connection.secrets.length > 0 ? "verified" : "unverified";
  return { ...sent, outcome, detail: null, event_id: id };
}

function ownConnection(
  connections: ConnectionDirectory,
  { tenantId }: TenantScope,
  connectionId: string,
): Connection {
  const found = connections.byId(connectionId);
  if (found?.tenantId === tenantId) return found;
  throw new ProblemError("connection-not-found", "There is no such connection.");
}

/** The event as the connection's provider would send it. */
function write(needs: TestEventNeeds, connection: Connection) {
  const { provider, secrets, scheme } = connection;
  const url = webhookUrlOf(needs.baseUrl(), connection);
  const { body, contentType } = writeTestEvent(provider);
  const [secret] = secrets;
  const at = needs.now();
  const proof =
    secret === undefined
      ? {}
      : (simulators
          .get(provider)
          ?.sign({ body, contentType, url, at, secret, scheme, deliveryId: newId("msg") }) ?? {
          authorization: `Bearer ${secret}`,
        });
  return { url, body, headers: { "content-type": contentType, ...proof } };
}

function providerOf({ findProvider }: TestEventNeeds, { provider }: Connection) {
  const found = findProvider(provider);
  if (found === undefined) throw new ProblemError("provider-not-found", "It has been removed.");
  return found;
}

function toDelivery(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Omit<Delivery, "receivedAt"> {
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    method: "POST",
    url: new URL(url).pathname,
    publicUrls: [url],
    headers: Object.fromEntries(lower),
    body: Buffer.from(body),
  };
}

interface Answer {
  status: number | null;
  detail: string | null;
}

const detailCharactersMax = 300;

/** What the answer says for people, if it is one of our problems. */
async function read(response: Response): Promise<Answer> {
  const { status } = response;
  const said: unknown = await response.json().catch(() => null);
  const detail =
    typeof said === "object" && said !== null && "detail" in said ? said.detail : undefined;
  const words = typeof detail === "string" ? detail : `The answer was ${status}.`;
  return { status, detail: words.slice(0, detailCharactersMax) };
}

function lost(error: unknown): Answer {
  if (error instanceof ProblemError) return { status: null, detail: error.message };
  throw error;
}
