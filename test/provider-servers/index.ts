import { assistableServer } from "./assistable.server.ts";
import { blandServer } from "./bland.server.ts";
import { elevenlabsServer } from "./elevenlabs.server.ts";
import { type ProviderServer, type ProviderServerOptions, startFrame } from "./frame.ts";
import { retellServer } from "./retell.server.ts";
import { twilioServer } from "./twilio.server.ts";
import { vapiServer } from "./vapi.server.ts";

export { type InventedCalls, inventCalls } from "./calls.ts";
export type { Fault, FaultKind } from "./faults.ts";
export type { ProviderServer, ProviderServerOptions } from "./frame.ts";
export { type OpenedServer, openServer, type TestClock } from "./open.ts";

const blueprints = {
  retell: retellServer,
  vapi: vapiServer,
  elevenlabs: elevenlabsServer,
  twilio: twilioServer,
  bland: blandServer,
  assistable: assistableServer,
} as const;

export type ServedProvider = keyof typeof blueprints;
export const servedProviders = Object.keys(blueprints) as ServedProvider[];

/**
 * Starts a local server that behaves like the provider's REST API, filled with simulated calls: the same invented call that the
 * webhooks tell of. Give `url` as base address and `credentials` to whoever reads it.
 */
export function startProviderServer(
  provider: ServedProvider,
  options: ProviderServerOptions = {},
): Promise<ProviderServer> {
  return startFrame(blueprints[provider], options);
}
