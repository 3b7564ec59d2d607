import { assistableApi } from "./assistable/assistable.api.ts";
import { assistableSimulator } from "./assistable/assistable.simulate.ts";
import { assistable } from "./assistable/assistable.ts";
import { blandApi } from "./bland/bland.api.ts";
import { blandSimulator } from "./bland/bland.simulate.ts";
import { bland } from "./bland/bland.ts";
import { elevenlabsApi } from "./elevenlabs/elevenlabs.api.ts";
import { elevenlabsSimulator } from "./elevenlabs/elevenlabs.simulate.ts";
import { elevenlabs } from "./elevenlabs/elevenlabs.ts";
import { openaiRealtimeSimulator } from "./openai_realtime/openai_realtime.simulate.ts";
import { openaiRealtime } from "./openai_realtime/openai_realtime.ts";
import type { VoiceProvider } from "./provider.ts";
import type { ProviderApi } from "./provider-api.ts";
import { retellApi } from "./retell/retell.api.ts";
import { retellSimulator } from "./retell/retell.simulate.ts";
import { retell } from "./retell/retell.ts";
import type { ProviderSimulator } from "./script.ts";
import { twilioApi } from "./twilio/twilio.api.ts";
import { twilioSimulator } from "./twilio/twilio.simulate.ts";
import { twilio } from "./twilio/twilio.ts";
import { vapiApi } from "./vapi/vapi.api.ts";
import { vapiSimulator } from "./vapi/vapi.simulate.ts";
import { vapi } from "./vapi/vapi.ts";
import { vcp } from "./vcp/vcp.ts";

export { ApiError, type ApiErrorKind } from "./api-error.ts";
export type { BreakerState } from "./circuit-breaker.ts";
export type { ToolToDefine } from "./define-tool.ts";
export { listAllCalls } from "./list-all.ts";
export type {
  AskedTool,
  AskingCall,
  InboundDecision,
  KnowledgePiece,
  LiveAsk,
  LiveContext,
  LiveSide,
  ToolResult,
  TransferDecision,
} from "./live-ask.ts";
export {
  type AskedCall,
  type LiveRequest,
  type LiveScript,
  liveScripts,
  readToolAnswer,
} from "./live-script.ts";
export { type HeardBatch, openaiCallSocket } from "./openai_realtime/openai_realtime.socket.ts";
export {
  type Delivery,
  type Finding,
  type Normalised,
  NormaliseError,
  type ProviderId,
  type Verdict,
  type VoiceProvider,
} from "./provider.ts";
export {
  type AccountOptions,
  type CallPage,
  type FetchedCall,
  type ListQuery,
  type OpenAccount,
  openAccount,
  type ProposedFix,
  type ProviderAccount,
  type ProviderApi,
  type ProviderConfiguration,
  type WebhookSetting,
} from "./provider-api.ts";
export { type ProviderSimulator, type Scenario, type SimulatedCall, scenarios } from "./script.ts";
export type { ApiRequest } from "./transport.ts";
export { writeScript } from "./write-script.ts";

/** Every provider there is. A new one is a folder and a line here. */
export const providers: readonly VoiceProvider[] = [
  retell,
  vapi,
  elevenlabs,
  openaiRealtime,
  assistable,
  bland,
  twilio,
  vcp,
];

const byKey = new Map(
  providers.flatMap((provider) => [provider.id, ...provider.aliases].map((key) => [key, provider])),
);

/** The provider of a key in a path, filter or variable, aliases included. */
export function findProvider(key: string): VoiceProvider | undefined {
  return byKey.get(key);
}

/** Plays calls as the providers report them, by provider key. */
export const simulators: ReadonlyMap<string, ProviderSimulator> = new Map(
  [
    retellSimulator,
    vapiSimulator,
    elevenlabsSimulator,
    openaiRealtimeSimulator,
    assistableSimulator,
    blandSimulator,
    twilioSimulator,
  ].map((simulator) => [simulator.id, simulator]),
);

/** What can be read back from providers by their APIs, by provider key. OpenAI Realtime keeps no list of calls. */
export const providerApis: ReadonlyMap<string, ProviderApi> = new Map(
  [retellApi, vapiApi, elevenlabsApi, twilioApi, blandApi, assistableApi].map((api) => [
    api.id,
    api,
  ]),
);
