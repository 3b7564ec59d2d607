import type { FileStore } from "../files/index.ts";
import type { SecretBox } from "../guard/index.ts";
import type { CaptureSource } from "../lib/call.ts";
import { uuidV7 } from "../lib/ids.ts";
import { ProblemError } from "../lib/problems.ts";
import { sha256Hex } from "../lib/signature.ts";
import type { Connection } from "../tenants/index.ts";
import { eventScopeOf, inlineBytesMax } from "./accept-delivery.ts";
import type { GroupCommit } from "./group-commit.ts";
import { sealDelivery } from "./sealed-delivery.ts";

/** Something about a call that we fetched ourselves instead of being told. */
export interface FetchedContent {
  connection: Connection;
  source: Exclude<CaptureSource, "webhook">;
  body: unknown;
  receivedAt: number;
}

/** An answer of a provider that could not be read as what it should be. */
export interface UnreadableAnswer extends Omit<FetchedContent, "body"> {
  /** What was asked for, such as a call's id: of each, one a day is kept. */
  about: string;
  /** Why it could not be read; quotes nothing. */
  why: string;
  /** Its bytes, or the beginning of them. */
  bytes: Buffer;
}

/**
 * Stores what we fetched as an event like any other: sealed, committed before it counts, and once, however often the same is fetched.
 * @throws ProblemError `overloaded`, `storage-full` or `database-unavailable`.
 */
export type StoreFetched = (content: FetchedContent) => Promise<void>;

/** Stores an unreadable answer as an event like any other, for a person to look at. It becomes a dead letter, which alarms. */
export type StoreUnreadable = (answer: UnreadableAnswer) => Promise<void>;

/** On a fetched event: that it is an answer which could not be read, and why. */
export const unreadableHeader = "x-voicelens-unreadable";

interface FetchedNeeds {
  box: SecretBox;
  files: FileStore;
  commit: GroupCommit;
  isDiskFull: () => boolean;
  onStored: () => void;
}

interface Fetched {
  headers: Record<string, string>;
  bytes: Buffer;
  /** What makes it the same event when it is fetched again. */
  identity: string;
}

/** Makes the door for what we fetch. */
export function createFetchedStore(needs: FetchedNeeds): StoreFetched {
  const store = storeWith(needs);
  return async (content) => {
    const bytes = Buffer.from(JSON.stringify(content.body));
    const headers = { "content-type": "application/json" };
    await store(content, { headers, bytes, identity: `sha256:${sha256Hex(bytes)}` });
  };
}

/** Makes the door for answers that cannot be read. */
export function createUnreadableStore(needs: FetchedNeeds): StoreUnreadable {
  const store = storeWith(needs);
  return async (answer) => {
    const { about, why, bytes, receivedAt } = answer;
    const headers = { "content-type": "application/octet-stream", [unreadableHeader]: why };
    const day = new Date(receivedAt).toISOString().slice(0, 10);
    const identity = `unreadable:${day}:${sha256Hex(Buffer.from(about))}`;
    await store(answer, { headers, bytes, identity });
  };
}

function storeWith(needs: FetchedNeeds) {
  return async (
    { connection, source, receivedAt }: Omit<FetchedContent, "body">,
    { headers, bytes, identity }: Fetched,
  ): Promise<void> => {
    if (needs.isDiskFull()) {
      throw new ProblemError("storage-full", "The disk is almost full.", { retryAfterSec: 60 });
    }
    const sealed = sealDelivery(needs.box, connection.id, { headers, body: bytes });
    const isLarge = bytes.length > inlineBytesMax;
    const fileRef = isLarge ? await needs.files.put(sealed) : null;
    await needs.commit.store({
      id: uuidV7(receivedAt),
      tenantId: eventScopeOf(connection).tenantId,
      connectionId: connection.id,
      provider: connection.provider,
      eventKey: `${source}:${identity}`,
      receivedAt: new Date(receivedAt),
      isVerified: true,
      contentType: headers["content-type"] ?? null,
      url: "",
      bodyBytes: bytes.length,
      sealed: isLarge ? null : sealed,
      fileRef,
    });
    needs.onStored();
  };
}
