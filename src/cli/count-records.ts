/** How many records have gone by. A line break within quotes of CSV ends none. */
export interface RecordCount {
  records: number;
  hasQuotes: boolean;
  isQuoted: boolean;
}

const quote = 0x22;
const lineFeed = 0x0a;

/** A count that begins; the header of CSV is no record. */
export function newRecordCount(format: "csv" | "jsonl" | "vcon"): RecordCount {
  const hasQuotes = format === "csv";
  return { records: hasQuotes ? -1 : 0, hasQuotes, isQuoted: false };
}

/** Counts the records that end in a part. */
export function countRecords(count: RecordCount, part: Uint8Array): void {
  for (const byte of part) {
    // Two quotes for one leave the state as it was.
    if (byte === quote && count.hasQuotes) count.isQuoted = !count.isQuoted;
    else if (byte === lineFeed && !count.isQuoted) count.records++;
  }
}
