import type { FileStore } from "../files/index.ts";
import { type SecretBox, SecretBoxError } from "../guard/index.ts";
import { type CallPatch, captureSourceOf } from "../lib/call.ts";
import { cutText } from "../lib/text.ts";
import {
  type Finding,
  NormaliseError,
  type ProviderApi,
  type VoiceProvider,
} from "../providers/index.ts";
import { unreadableHeader } from "./accept-fetched.ts";
import type { ClaimedEvent } from "./event.store.ts";
import { parseBody, UnreadableBodyError } from "./parse-body.ts";
import { type DeliveryContent, openDelivery } from "./sealed-delivery.ts";
import { isTestEvent, testEventType } from "./test-event.ts";

/** What was understood of an event, or why nothing was. */
export type ReadEvent =
  | { kind: "understood"; eventType: string; patches: CallPatch[]; findings: Finding[] }
  | { kind: "dead"; eventType: string | null; code: string; message: string };

const eventTypeCharactersMax = 100;
const toolPath = /^\/webhook\/[^/]+\/[^/]+\/tools\//;

export interface EventReader {
  /** The exact bytes and headers of an event. */
  open(
    event: Pick<ClaimedEvent, "connection_id" | "sealed" | "file_ref">,
  ): Promise<DeliveryContent>;
  /** Never throws for what an event holds; a bug in a mapping does throw, and the event is tried again later. */
  read(event: ClaimedEvent): Promise<ReadEvent>;
}

/** Reads stored events: from the row or the file store, decrypted, parsed, and put into our words by the provider's mapping. */
export function createEventReader(needs: {
  box: SecretBox;
  files: FileStore;
  findProvider: (key: string) => VoiceProvider | undefined;
  apis: ReadonlyMap<string, ProviderApi>;
}): EventReader {
  const open: EventReader["open"] = async (event) => {
    const sealed = event.sealed ?? (await needs.files.get(event.file_ref ?? ""));
    return openDelivery(needs.box, event.connection_id, sealed);
  };
  return {
    open,
    async read(event) {
      const provider = needs.findProvider(event.provider);
      if (provider === undefined) {
        return dead("unknown-provider", "No mapping for this provider is installed.");
      }
      try {
        const { headers, body: bytes } = await open(event);
        const isFetched = captureSourceOf(event.event_key) !== "webhook";
        // Senders of webhooks may write any header; on what we fetched ourselves they are ours.
        const unreadable = isFetched ? headers[unreadableHeader] : undefined;
        if (unreadable !== undefined) return dead("unreadable-answer", `${unreadable}.`);
        const { body, findings } = parseBody(bytes, headers);
        if (!isFetched && isTestEvent(body)) {
          return { kind: "understood", eventType: testEventType, patches: [], findings: [] };
        }
        const isToolPath = toolPath.test(event.url);
        const context = { receivedAt: event.received_at.getTime(), headers, isToolPath };
        const api = isFetched ? needs.apis.get(provider.id) : undefined;
        // What a provider's API tells has a shape of its own; without an API we fetched its events themselves.
        const normalised =
          api === undefined
            ? provider.normalise(body, context)
            : api.normaliseFetched(body, context);
        return {
          kind: "understood",
          eventType: cutText(normalised.eventType, eventTypeCharactersMax),
          patches: normalised.patches,
          findings: [...findings, ...normalised.findings],
        };
      } catch (error) {
        const reason = explain(error);
        if (reason === null) throw error;
        return reason;
      }
    },
  };
}

function explain(error: unknown): ReadEvent | null {
  if (error instanceof UnreadableBodyError) return dead(error.code, error.message);
  if (error instanceof NormaliseError) return dead("not-understood", error.message);
  if (error instanceof SecretBoxError) return dead("cannot-decrypt", error.message);
  if ((error as { code?: string }).code === "ENOENT") {
    return dead("body-missing", "The body is no longer in the file store.");
  }
  return null;
}

function dead(code: string, message: string): ReadEvent {
  return { kind: "dead", eventType: null, code, message };
}
