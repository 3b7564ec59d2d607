export type Log = (fields: object, message: string) => void;

interface PostgresLog {
  read(line: string): void;
  /** What the server said last before it gave up, for the sentence of a failed start. */
  readonly lastFailure: { code: string; text: string } | undefined;
}

const prefixed = /^([^|]*)\|([^|]*)\|([A-Z]+\d?): {2}(.*)$/;

// Processes that never evaluate callers' values. An autovacuum worker does, in indexes on expressions.
const background = new Set([
  "postmaster",
  "startup",
  "checkpointer",
  "background writer",
  "walwriter",
  "autovacuum launcher",
  "archiver",
  "io worker",
]);

// The server is starting or ending, which whoever asked for it knows: 57P01 to 57P03.
const ordinary = new Set(["57P01", "57P02", "57P03"]);

/**
 * Turns what the server writes to stderr into our log.
 *
 * An error of a client session may quote the value that caused it: the caller gets the words with
 * the failed query, and the log only a code, and that only where the server itself is unwell (full,
 * out of connections, damaged). Background processes speak for themselves.
 */
export function createPostgresLog(log: Log): PostgresLog {
  let lastFailure: PostgresLog["lastFailure"];
  return {
    read(line) {
      const match = prefixed.exec(line);
      if (!match) {
        // Written before its settings hold: a library, a setting or a folder is at fault, no caller.
        const early = /(?:\b(?:FATAL|PANIC): {2}|^postgres: )(.*)$/.exec(line)?.[1];
        if (early) lastFailure = { code: "", text: early };
        return;
      }
      const [, process = "", code = "", severity = "", text = ""] = match;
      const isFailure = ["ERROR", "FATAL", "PANIC"].includes(severity);
      const isCrash = severity === "LOG" && text.includes("terminated by signal");
      if ((!isFailure && !isCrash) || ordinary.has(code)) return;
      const isSession = !background.has(process);
      if (isSession && severity === "ERROR" && !/^(53|58|XX)/.test(code)) return;
      if (isFailure && !isSession) lastFailure = { code, text };
      const words = isSession ? {} : { text };
      log({ process, severity, code, ...words }, "PostgreSQL reported a failure");
    },
    get lastFailure() {
      return lastFailure;
    },
  };
}
