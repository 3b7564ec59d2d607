import { statfs } from "node:fs/promises";

/** Below this we stop accepting, while there is still room to finish and to mend things. */
export const freeBytesMin = 256 * 1024 * 1024;

/** Watches the room left on the disk of the data folder. */
export function createDiskWatch(folder: string) {
  let freeBytes: number | null = null;
  return {
    get freeBytes() {
      return freeBytes;
    },
    isFull: () => freeBytes !== null && freeBytes < freeBytesMin,
    async look(): Promise<void> {
      const disk = await statfs(folder);
      freeBytes = disk.bavail * disk.bsize;
    },
  };
}
