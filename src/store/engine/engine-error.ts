type EngineErrorCode =
  | "unavailable"
  | "folder-in-use"
  | "folder-not-ours"
  | "folder-unusable"
  | "disk-full"
  | "version-mismatch"
  | "cannot-change-user"
  | "start-failed";

/**
 * A start the embedded engine refused or could not finish.
 *
 * The message is one sentence for the person at the terminal that says what to do; it never holds
 * callers' data. `code` is stable, for programs.
 */
export class EngineError extends Error {
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "EngineError";
    this.code = code;
  }
}

/** The operating system's code of a failed call (`ENOENT`, `EACCES`), if the error carries one. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** Turns a failed file operation under `path` into a sentence; what we do not know stays as it is. */
export function explainFileError(error: unknown, path: string): unknown {
  if (error instanceof EngineError) return error;
  const options = { cause: error };
  switch (systemCode(error)) {
    case "ENOSPC":
    case "EDQUOT":
      return diskFull(path, options);
    case "EACCES":
    case "EPERM":
      return new EngineError(
        "folder-not-ours",
        `The data folder ${path} may not be written by ${whoWeAre()}: give it to that user with chown, or choose another DATA_DIR.`,
        options,
      );
    case "EROFS":
      return new EngineError(
        "folder-unusable",
        `The data folder ${path} lies on a read-only file system: mount it writable, or choose another DATA_DIR.`,
        options,
      );
    case "ENOTDIR":
    case "EEXIST":
      return new EngineError(
        "folder-unusable",
        `The data folder ${path} is not a folder: choose another DATA_DIR.`,
        options,
      );
    case "EBUSY":
    case "EXDEV":
      return new EngineError(
        "folder-unusable",
        `The database folder ${path} is a mount point of its own: mount the volume one level higher, on DATA_DIR.`,
        options,
      );
    default:
      return error;
  }
}

export function diskFull(path: string, options?: ErrorOptions): EngineError {
  return new EngineError(
    "disk-full",
    `The disk of the data folder ${path} is full: free some space and start again.`,
    options,
  );
}

export function cannotChangeUser(options: ErrorOptions): EngineError {
  return new EngineError(
    "cannot-change-user",
    "PostgreSQL refuses to run as root, and this root may not change to another user: start the server as an ordinary user, or set DATABASE_URL.",
    options,
  );
}

export function whoWeAre(): string {
  const uid = process.getuid?.();
  return uid === undefined ? "this user" : `user id ${uid}`;
}
