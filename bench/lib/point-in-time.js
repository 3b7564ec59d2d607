// Two ways back to a moment: PostgreSQL's own programs, and pgBackRest. Each archives what is written, makes a base backup, and recovers to a moment in a new place.
import { execFile } from "node:child_process";
import { appendFileSync, chmodSync, chownSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { findProgram, needPrograms, plainUser } from "./debian.js";

/** At most this long something that was written is not in the archive. */
export const archiveTimeoutSeconds = 60;

const runAs = (program, args) =>
  promisify(execFile)(program, args, { ...plainUser, cwd: "/", env: { PATH: process.env.PATH } });

/** A folder that the database's user may write. */
function folderFor(path) {
  mkdirSync(path);
  if (plainUser.uid !== undefined) chownSync(path, plainUser.uid, plainUser.gid);
  chmodSync(path, 0o700);
  return path;
}

/** What a server needs that can be recovered to a moment. */
function archiving(command, socketFolder) {
  return {
    archive_mode: "on",
    archive_command: command,
    archive_timeout: String(archiveTimeoutSeconds),
    unix_socket_directories: socketFolder,
  };
}

/** PostgreSQL's own: `archive_command` to a folder, and `pg_basebackup`. */
export function plainWay({ folder, port }) {
  const { pg_basebackup: baseBackup } = needPrograms("pg_basebackup");
  const archive = folderFor(join(folder, "archive"));
  const backup = join(folderFor(join(folder, "base-backups")), "first");
  return {
    name: "pg_basebackup",
    settings: archiving(
      `test ! -f ${archive}/%f && cp %p ${archive}/%f.part && mv ${archive}/%f.part ${archive}/%f`,
      folderFor(join(folder, "sockets")),
    ),
    prepare: async () => undefined,
    backUp: () =>
      runAs(baseBackup, [
        ...["-h", "127.0.0.1", "-p", String(port), "-U", "postgres"],
        ...["-D", backup, "-c", "fast"],
      ]),
    async recover(home, moment) {
      await runAs("/bin/cp", ["-a", `${backup}/.`, folderFor(home)]);
      appendFileSync(
        join(home, "postgresql.auto.conf"),
        `restore_command = 'cp ${archive}/%f %p'
recovery_target_time = '${moment}'
recovery_target_action = 'promote'
`,
      );
      writeFileSync(join(home, "recovery.signal"), "");
    },
  };
}

/** pgBackRest; undefined where it is not installed. */
export function pgBackRestWay({ folder, port, home }) {
  const program = findProgram("pgbackrest");
  if (program === undefined) return undefined;
  const sockets = folderFor(join(folder, "sockets"));
  const repository = folderFor(join(folder, "repository"));
  const file = join(folder, "pgbackrest.conf");
  writeFileSync(
    file,
    `[global]
repo1-path=${repository}
repo1-retention-full=2
start-fast=y
lock-path=${folderFor(join(folder, "locks"))}
spool-path=${folderFor(join(folder, "spool"))}
log-level-file=off
[voicelens]
pg1-path=${home}
pg1-port=${port}
pg1-socket-path=${sockets}
pg1-user=postgres
`,
  );
  const run = (...args) => runAs(program, [`--config=${file}`, "--stanza=voicelens", ...args]);
  return {
    name: "pgBackRest",
    settings: archiving(`${program} --config=${file} --stanza=voicelens archive-push %p`, sockets),
    async prepare() {
      await run("stanza-create");
      await run("check");
    },
    backUp: () => run("--type=full", "backup"),
    recover(to, moment) {
      const target = ["--type=time", `--target=${moment}`, "--target-action=promote"];
      return run(`--pg1-path=${folderFor(to)}`, ...target, "restore");
    },
  };
}
