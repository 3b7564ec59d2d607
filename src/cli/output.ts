/** Writes the result of a command to standard output. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Writes the result of a command for programs: one JSON document. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** Aligns columns; the last one is left as it is. */
export function table(rows: ReadonlyArray<readonly string[]>): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, place) => {
      widths[place] = Math.max(widths[place] ?? 0, cell.length);
    });
  }
  return rows
    .map((row) => row.map((cell, place) => cell.padEnd(widths[place] ?? 0)).join("  "))
    .map((line) => line.trimEnd())
    .join("\n");
}

/** A count with its noun: `1 event`, `2 deliveries`. */
export function counted(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  return `${count} ${noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;
}

/** An instant of the API without what a list has no room for. */
export function shortTime(instant: string | null): string {
  return instant === null ? "-" : instant.slice(0, 19).replace("T", " ");
}

/** A size, in the unit in which archives are measured. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
