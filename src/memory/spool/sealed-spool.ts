import {
  countedKey,
  resealRows,
  type SealedPlace,
  type SealedStore,
  type SecretBox,
} from "../../guard/index.ts";
import type { SpoolFiles } from "./spool-files.ts";

const pageSize = 100;

export interface SpoolNeeds {
  box: SecretBox;
  files: SpoolFiles;
}

/** Turns that wait for the store, in the folder of this process. */
export function sealedSpool({ box, files }: SpoolNeeds): SealedStore {
  return {
    name: "spooled_turns",
    keyIds: box.keyIds,
    async count() {
      const counts = new Map<string, number>();
      for (const name of await files.list()) {
        const sealed = await files.readSealed(name).catch(() => null);
        // Written down meanwhile.
        if (sealed === null) continue;
        counts.set(countedKey(sealed), (counts.get(countedKey(sealed)) ?? 0) + 1);
      }
      return counts;
    },
    async reseal(_db, after, { isDryRun }) {
      const names = (await files.list()).filter((name) => name > (after?.id ?? ""));
      const page = names.slice(0, pageSize).map((id): SealedPlace => ({ tenant_id: "", id }));
      const of = {
        context: ({ id }: SealedPlace) => id,
        read: ({ id }: SealedPlace) => files.readSealed(id),
        write: ({ id }: SealedPlace, sealed: Buffer) => files.replaceSealed(id, sealed),
      };
      return resealRows(box, page, of, { isDryRun, pageSize });
    },
  };
}
