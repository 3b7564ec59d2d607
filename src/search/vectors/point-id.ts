import { createHash } from "node:crypto";
import type { VectorScope } from "./vector-index.ts";

/** A UUID for a unit: indexes want one as key. The same unit has the same in every process, so that putting it in again replaces it. */
export function pointId({ tenantId, id: scopeId }: VectorScope, unitId: string): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([tenantId, scopeId, unitId]))
    .digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join("-");
}

/** What a server calls the vectors of one model; letters, digits and underscores, the same for the same model. */
export function collectionName({ model, dimensions }: VectorScope): string {
  const readable = model.replace(/[^A-Za-z0-9]+/g, "_").slice(0, 60);
  const hash = createHash("sha256").update(model).digest("hex").slice(0, 8);
  return `${collectionPrefix}${readable}_${dimensions}_${hash}`;
}

/** What all our collections begin with, on a server that others may use too. */
export const collectionPrefix = "VoiceLens_";
