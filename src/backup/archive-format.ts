import { z } from "zod";
import { ArchiveError } from "./archive-error.ts";

/**
 * An archive is one line that says what it is, and after it a tar, compressed by gzip and, with a key, sealed in chunks.
 *
 * In the tar: `shapes.json`, `tables/<name>/<part>` (rows in the form of PostgreSQL's COPY), `files/<sha256>`, and `manifest.json` last, so that whatever was cut
 * short has none.
 */
export const format = 1;

const Step = z.object({ name: z.string(), checksum: z.string() });

/** The first line: what must be known before anything else is read. Nobody needs a key for it. */
const ArchiveHeader = z.object({
  format: z.literal(format),
  /** Of the product that made it. */
  version: z.string(),
  taken_at: z.string(),
  steps: z.array(Step).min(1),
  /** Which SECRET_KEY opens what is stored encrypted. The key itself is not in the archive. */
  secret_key_id: z.string(),
  encryption: z.object({ salt: z.string(), key_id: z.string() }).nullable(),
});
export type ArchiveHeader = z.infer<typeof ArchiveHeader>;

export const Shapes = z.array(
  z.object({
    name: z.string(),
    columns: z.array(z.object({ name: z.string(), type: z.string() })),
    key: z.array(z.string()),
    sequences: z.array(z.string()),
    bytes: z.number(),
  }),
);

/** What an archive holds, to be compared with what comes out of it. */
export const Manifest = z.object({
  /** Of the first line, which anybody could change. */
  header_sha256: z.string(),
  tables: z.array(
    z.object({
      table: z.string(),
      rows: z.number().int(),
      bytes: z.number().int(),
      sha256: z.string(),
      /** Over the rows in any order. */
      row_sum: z.string(),
    }),
  ),
  sequences: z.array(z.object({ name: z.string(), value: z.string(), isCalled: z.boolean() })),
  files: z.object({
    count: z.number().int(),
    bytes: z.number().int(),
    /** Erased while the archive was made. */
    gone: z.array(z.string()),
  }),
});
export type Manifest = z.infer<typeof Manifest>;

const magic = "voicelens-backup ";
/** More than any list of steps of the schema needs. */
const headerBytesMax = 64 * 1024;

export function writeHeader(header: ArchiveHeader): Buffer {
  return Buffer.from(`${magic}${JSON.stringify(header)}\n`);
}

/**
 * Reads the first line, and leaves the rest to be read.
 * @throws ArchiveError when this is no archive, or one of a newer version.
 */
export async function readHeader(content: AsyncIterable<Uint8Array>) {
  const parts = content[Symbol.asyncIterator]();
  let begun = Buffer.alloc(0);
  let end = -1;
  while (end < 0 && begun.length < headerBytesMax) {
    const { value, done } = await parts.next();
    if (done === true) break;
    begun = Buffer.concat([begun, value]);
    end = begun.indexOf("\n");
  }
  if (!begun.toString("latin1").startsWith(magic)) {
    await parts.return?.();
    throw new ArchiveError("This is no archive of VoiceLens.");
  }
  const line = begun.subarray(0, end + 1);
  async function* rest(): AsyncGenerator<Uint8Array> {
    try {
      yield begun.subarray(end + 1);
      for (;;) {
        const { value, done } = await parts.next();
        if (done === true) return;
        yield value;
      }
    } finally {
      await parts.return?.();
    }
  }
  try {
    return { header: parseHeader(line), line, rest: rest() };
  } catch (error) {
    await parts.return?.();
    throw error;
  }
}

function parseHeader(line: Buffer): ArchiveHeader {
  const json: unknown = JSON.parse(line.toString().slice(magic.length));
  const { format: found } = z.object({ format: z.number() }).parse(json);
  if (found > format) {
    throw new ArchiveError(
      "The archive was made by a newer version of VoiceLens. Restore it with that version; nothing was changed.",
    );
  }
  const parsed = ArchiveHeader.safeParse(json);
  if (!parsed.success) throw new SyntaxError("not a header", { cause: parsed.error });
  return parsed.data;
}
