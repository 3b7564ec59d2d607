import { createHash, hash } from "node:crypto";

/** A count of rows and a sum over the hash of each, equal in whatever order they come. */
export interface RowSum {
  /** Takes a piece of rows, one a line, wherever it was cut. */
  update(part: Uint8Array): void;
  result(): { rows: number; sum: string };
}

const newline = 10;
const half = 2 ** 48;

/** Sums up rows in PostgreSQL's text form, in which a line feed inside of a value is written otherwise. */
export function createRowSum(): RowSum {
  let rows = 0;
  let [high, low] = [0, 0];
  /** Of a row that came in pieces. */
  let begun: ReturnType<typeof createHash> | undefined;
  const add = (digest: Buffer) => {
    rows++;
    high = (high + digest.readUIntBE(0, 6)) % half;
    low = (low + digest.readUIntBE(6, 6)) % half;
  };
  return {
    update(part) {
      let from = 0;
      for (let end = part.indexOf(newline); end >= 0; end = part.indexOf(newline, from)) {
        const line = part.subarray(from, end);
        add(begun === undefined ? hash("sha256", line, "buffer") : begun.update(line).digest());
        begun = undefined;
        from = end + 1;
      }
      if (from === part.length) return;
      begun ??= createHash("sha256");
      begun.update(part.subarray(from));
    },
    result: () => ({
      rows,
      sum: [high, low].map((n) => n.toString(16).padStart(12, "0")).join(""),
    }),
  };
}
