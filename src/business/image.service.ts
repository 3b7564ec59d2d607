import { randomBytes } from "node:crypto";
import type { FileStore } from "../files/index.ts";
import type { RequestAccess } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../store/index.ts";
import { findEntry, updateEntry } from "./entry.store.ts";
import { imageBytesMax, imageTypeOf } from "./image-type.ts";
import type { ItemRow } from "./item.service.ts";
import { audit, lockLocation, readLocation } from "./location.service.ts";

export type ImageService = ReturnType<typeof createImageService>;

interface Needs {
  db: Database;
  files: FileStore;
  now: () => number;
}

interface ItemPlace {
  locationId: string;
  itemId: string;
}

/**
 * What stands before each image in its file: files are named by their content, so without it two items with the same picture would share one, and removing it from one
 * would take it from the other.
 */
const saltBytes = 16;

/** Pictures of items. */
export function createImageService({ db, files, now }: Needs) {
  const replace = (access: RequestAccess, place: ItemPlace, image: Stored | null) =>
    inTenant(db, access.scope, async (trx) => {
      const { scope } = access;
      const { locationId, itemId } = place;
      await lockLocation(trx, scope, locationId);
      const { image_ref: before } = await readItem(trx, scope, place);
      const columns = {
        image_ref: image?.ref ?? null,
        image_type: image?.type ?? null,
        image_bytes: image?.bytes ?? null,
        updated_at: new Date(now()),
      };
      await updateEntry(trx, scope, "catalogue_items", { locationId, id: itemId, columns });
      await audit(trx, access, "item.image_changed", itemId, { location_id: locationId });
      return before;
    });

  return {
    /** @throws ProblemError `unsupported-media-type`, `body-too-large`. */
    async put(access: RequestAccess, place: ItemPlace, content: Buffer) {
      // Nothing is kept for an item that is not there.
      await inTenant(db, access.scope, (trx) => readItem(trx, access.scope, place));
      const type = imageTypeOf(content);
      if (type === null) {
        throw new ProblemError(
          "unsupported-media-type",
          "An image is JPEG, PNG or WebP; its first bytes tell.",
        );
      }
      if (content.length > imageBytesMax) {
        throw new ProblemError("body-too-large", `An image has at most ${imageBytesMax} bytes.`);
      }
      const ref = await files.put(Buffer.concat([randomBytes(saltBytes), content]));
      const image = { ref, type, bytes: content.length };
      let before: string | null;
      try {
        before = await replace(access, place, image);
      } catch (error) {
        await files.remove(ref);
        throw error;
      }
      if (before !== null) await files.remove(before);
      return { type, bytes: content.length };
    },

    async remove(access: RequestAccess, place: ItemPlace): Promise<void> {
      const before = await replace(access, place, null);
      if (before !== null) await files.remove(before);
    },

    /** @throws ProblemError `not-found` for an item without one. */
    async read(scope: TenantScope, place: ItemPlace): Promise<{ type: string; content: Buffer }> {
      const { image_ref: ref, image_type: type } = await inTenant(db, scope, async (trx) => {
        await readLocation(trx, scope, place.locationId);
        return readItem(trx, scope, place);
      });
      if (ref === null || type === null) {
        throw new ProblemError("not-found", "This item has no image.");
      }
      return { type, content: (await files.get(ref)).subarray(saltBytes) };
    },
  };
}

interface Stored {
  ref: string;
  type: string;
  bytes: number;
}

async function readItem(
  trx: Trx,
  scope: TenantScope,
  { locationId, itemId }: ItemPlace,
): Promise<ItemRow> {
  const row = await findEntry(trx, scope, "catalogue_items", { locationId, id: itemId });
  if (row !== undefined) return row;
  throw new ProblemError("item-not-found", "This location has no such item.");
}
