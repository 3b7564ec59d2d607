import type { FileStore } from "../files/index.ts";
import type { SecretBox } from "../guard/index.ts";
import { ProblemError } from "../lib/problems.ts";
import { sha256Hex } from "../lib/signature.ts";
import { quarantineTenantId, type TenantScope } from "../lib/tenant-scope.ts";
import type { Logger, Metrics } from "../observe/index.ts";
import type { Delivery, VoiceProvider } from "../providers/index.ts";
import type { Connection, ConnectionDirectory } from "../tenants/index.ts";
import type { Arrival } from "./arrival.ts";
import type { Doorkeeper } from "./doorkeeper.ts";
import type { GroupCommit } from "./group-commit.ts";
import type { RejectedDeliveries } from "./rejected-deliveries.ts";
import { sealDelivery } from "./sealed-delivery.ts";

export interface AcceptService {
  /**
   * Whether the delivery proves its origin; false when nothing can be proven and that is tolerated.
   * @throws ProblemError `signature-invalid`, `too-many-requests` or `address-blocked`; `overloaded` for a verified one beyond its tenant's budget.
   */
  prove(arrival: Arrival): Promise<boolean>;
  /**
   * Resolves with the event's key once the delivery is durable: only now may 200 be answered.
   * @throws ProblemError `overloaded`, `storage-full` or `database-unavailable`.
   */
  store(arrival: Arrival, isVerified: boolean): Promise<{ eventKey: string }>;
}

/** Larger bodies (audio) go to the file store, and only their hash into the row. */
export const inlineBytesMax = 256 * 1024;
const eventKeyCharactersMax = 200;

/** The way of one webhook, up to the answer: prove, seal, store. */
export function createAcceptService(needs: {
  box: SecretBox;
  files: FileStore;
  commit: GroupCommit;
  rejected: RejectedDeliveries;
  doorkeeper: Doorkeeper;
  connections: ConnectionDirectory;
  /** In production a provider without a secret is refused. */
  acceptsUnverified: boolean;
  isDiskFull: () => boolean;
  isBacklogFull: (isVerified: boolean) => boolean;
  onStored: () => void;
  metrics: Metrics;
  log: Logger;
}): AcceptService {
  const signatures = createSignatureWatch(needs);
  const { doorkeeper } = needs;
  const reject = async (arrival: Arrival, reason: string): Promise<never> => {
    doorkeeper.limitUnverified(arrival.remoteAddress);
    signatures.failed(arrival);
    await needs.rejected.keep(arrival, reason);
    throw new ProblemError("signature-invalid", `The delivery was not accepted: ${reason}.`);
  };

  const prove = async (arrival: Arrival): Promise<boolean> => {
    const { provider, delivery, connection } = arrival;
    if (arrival.isTrusted) return true;
    if (connection.secrets.length === 0) {
      if (!needs.acceptsUnverified) return reject(arrival, "no-secret-configured");
      if (!doorkeeper.isAllowed(provider, arrival.remoteAddress)) {
        return reject(arrival, "address-not-allowed");
      }
      doorkeeper.refuseBlocked(arrival.remoteAddress);
      doorkeeper.limitUnverified(arrival.remoteAddress);
      return false;
    }
    let verdict = verify(provider, delivery, connection);
    if (!verdict.isVerified && (await needs.connections.refreshDoubtful())) {
      // The secret may have been added a moment ago, through another replica.
      const fresh = needs.connections.byId(connection.id);
      if (fresh !== undefined) verdict = verify(provider, delivery, fresh);
    }
    if (!verdict.isVerified) return reject(arrival, verdict.reason);
    signatures.succeeded(arrival);
    doorkeeper.limitVerified(connection);
    return true;
  };

  return {
    prove,
    async store(arrival, isVerified) {
      const { connection, provider, delivery } = arrival;
      refuseWhenFull(needs, isVerified);
      const sealed = sealDelivery(needs.box, connection.id, delivery);
      const isLarge = delivery.body.length > inlineBytesMax;
      const fileRef = isLarge ? await needs.files.put(sealed) : null;
      const eventKey = eventKeyOf(provider, delivery);
      await needs.commit.store({
        id: arrival.eventId,
        tenantId: eventScopeOf(connection).tenantId,
        connectionId: connection.id,
        provider: provider.id,
        eventKey,
        receivedAt: new Date(delivery.receivedAt),
        isVerified,
        contentType: delivery.headers["content-type"]?.slice(0, 200) ?? null,
        url: withoutSecrets(delivery.url),
        bodyBytes: delivery.body.length,
        sealed: isLarge ? null : sealed,
        fileRef,
      });
      needs.onStored();
      return { eventKey };
    },
  };
}

/** Where a connection's events are put: those of a shared one wait in quarantine until their tenant is known. */
export function eventScopeOf(connection: Connection): TenantScope {
  return { tenantId: connection.isShared ? quarantineTenantId : connection.tenantId };
}

/** Judges a delivery by the live secrets and the scheme of its connection. */
export function verify(provider: VoiceProvider, delivery: Delivery, connection: Connection) {
  const { secrets, scheme } = connection;
  return provider.verify(delivery, { secrets, scheme });
}

function refuseWhenFull(
  needs: { isDiskFull: () => boolean; isBacklogFull: (isVerified: boolean) => boolean },
  isVerified: boolean,
): void {
  if (needs.isDiskFull()) {
    throw new ProblemError("storage-full", "The disk is almost full.", { retryAfterSec: 60 });
  }
  if (needs.isBacklogFull(isVerified)) {
    throw new ProblemError("overloaded", "Please deliver this again later.", { retryAfterSec: 30 });
  }
}

/** The provider's own delivery id, else the hash of the exact bytes: equal on every redelivery (contract §4). */
export function eventKeyOf(provider: VoiceProvider, delivery: Delivery): string {
  const id = provider.deliveryId(delivery);
  if (id === null) return `sha256:${sha256Hex(delivery.body)}`;
  return id.length <= eventKeyCharactersMax ? `id:${id}` : `id-sha256:${sha256Hex(id)}`;
}

/** A path without what may be a secret in its query. */
function withoutSecrets(url: string): string {
  const [path = "", query] = url.split("?", 2);
  if (query === undefined) return path.slice(0, 500);
  const names = query.split("&").map((pair) => `${pair.split("=", 1)[0]}=…`);
  return `${path}?${names.join("&")}`.slice(0, 500);
}

/** The first refusal after verified deliveries raises an alarm: somebody changed a secret on one side only. */
function createSignatureWatch({ metrics, log }: { metrics: Metrics; log: Logger }) {
  const verified = new Set<string>();
  return {
    succeeded: ({ connection }: Arrival) => {
      verified.add(connection.id);
    },
    failed: ({ connection, provider }: Arrival) => {
      if (!verified.delete(connection.id)) return;
      metrics.signatureAlarms.inc({ provider: provider.id });
      log.error(
        { provider: provider.id, connection_id: connection.id },
        "a delivery was refused after verified ones: was the secret changed at the provider?",
      );
    },
  };
}
