/** An archive that cannot be used. The message is for people. */
export class ArchiveError extends Error {
  override readonly name: string = "ArchiveError";
}

/** An archive that is not what it was when it was made. */
export class DamagedArchiveError extends ArchiveError {
  override readonly name = "DamagedArchiveError";
}

/** What is thrown while an archive is read, as a sentence where it means that the archive is bad. */
export function explainReading(error: unknown): unknown {
  const { code, name, message } = error as { code?: unknown; name?: string; message?: string };
  const isUnpacking = typeof code === "string" && code.startsWith("Z_");
  const isSealing = name === "SecretBoxError";
  const isTar = /tar header|Unexpected end of data|Invalid file name/.test(message ?? "");
  if (isUnpacking || isSealing || isTar || error instanceof SyntaxError) {
    return new DamagedArchiveError(
      "The archive is damaged, or was cut short. Nothing was changed.",
      {
        cause: error,
      },
    );
  }
  return error;
}
