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

/**
 * Stores what we fetched as an event like any other: sealed, committed before it counts, and once, however often the same is fetched.
 * @throws ProblemError `overloaded`, `storage-full` or `database-unavailable`.
 */
export type StoreFetched = (content: FetchedContent) => Promise<void>;

/** Makes the door for what we fetch. */
export function createFetchedStore(needs: {
  box: SecretBox;
  files: FileStore;
  commit: GroupCommit;
  isDiskFull: () => boolean;
  onStored: () => void;
}): StoreFetched {
  return async ({ connection, source, body, receivedAt }) => {
    if (needs.isDiskFull()) {
      throw new ProblemError("storage-full", "The disk is almost full.", { retryAfterSec: 60 });
    }
    const bytes = Buffer.from(JSON.stringify(body));
    const headers = { "content-type": "application/json" };
    const sealed = sealDelivery(needs.box, connection.id, { headers, body: bytes });
    const isLarge = bytes.length > inlineBytesMax;
    const fileRef = isLarge ? await needs.files.put(sealed) : null;
    await needs.commit.store({
      id: uuidV7(receivedAt),
      tenantId: eventScopeOf(connection).tenantId,
      connectionId: connection.id,
      provider: connection.provider,
      eventKey: `${source}:sha256:${sha256Hex(bytes)}`,
      receivedAt: new Date(receivedAt),
      isVerified: true,
      contentType: headers["content-type"],
      url: "",
      bodyBytes: bytes.length,
      sealed: isLarge ? null : sealed,
      fileRef,
    });
    needs.onStored();
  };
}
