import type { Delivery, VoiceProvider } from "../providers/index.ts";
import type { Connection } from "../tenants/index.ts";

/** Where a delivery came in. */
export interface Arrival {
  /** The id of its event, should it be stored. */
  eventId: string;
  connection: Connection;
  provider: VoiceProvider;
  delivery: Delivery;
  remoteAddress: string;
  /** Proven by other means than the provider's scheme (an API key on `/vcp/ingest`). */
  isTrusted?: boolean;
}
