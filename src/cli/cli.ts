import { Command } from "commander";
import { ConfigError } from "../config/index.ts";
import { version } from "../package.ts";
import { CommandError } from "./command-error.ts";

/** Runs one command line. Returns the exit code: 0 only on success. */
export async function run(args: readonly string[]): Promise<number> {
  const program = new Command("voicelens")
    .description("The backend behind voice agents: every webhook kept, one record per call.")
    .version(version)
    .exitOverride();
  await addCommands(program, args);
  try {
    await program.parseAsync([...args], { from: "user" });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return await explain(error);
  }
}

type Add = (program: Command) => Promise<void>;

/** The commands by their first word. Only what is asked for is loaded: some bring the whole product, which takes longer than most commands do. */
const commands: ReadonlyMap<string, Add> = new Map<string, Add>([
  ["serve", async (program) => (await import("./serve.ts")).serveCommand(program)],
  ["simulate", async (program) => (await import("./simulate.ts")).simulateCommand(program)],
  ["converse", async (program) => (await import("./converse.ts")).converseCommand(program)],
  [
    "calls",
    async (program) => {
      const calls = program.command("calls").description("calls");
      (await import("./calls-active.ts")).callsActiveCommand(calls);
      (await import("./calls-export.ts")).callsExportCommand(calls);
    },
  ],
  [
    "events",
    async (program) => {
      const events = program
        .command("events")
        .description("the webhook log and what can be done with it");
      (await import("./events-list.ts")).eventsListCommand(events);
      (await import("./events-show.ts")).eventsShowCommand(events);
      (await import("./events-replay.ts")).eventsReplayCommand(events);
      (await import("./events-reverify.ts")).eventsReverifyCommand(events);
    },
  ],
  [
    "renormalise",
    async (program) => (await import("./renormalise.ts")).renormaliseCommand(program),
  ],
  ["import", async (program) => (await import("./import.ts")).importCommand(program)],
  [
    "knowledge",
    async (program) => {
      const knowledge = program
        .command("knowledge")
        .description("what agents look up: documents in knowledge bases");
      (await import("./knowledge-add.ts")).knowledgeAddCommand(knowledge);
      (await import("./knowledge-list.ts")).knowledgeListCommand(knowledge);
      (await import("./knowledge-rebuild.ts")).knowledgeRebuildCommand(knowledge);
      const questions = knowledge
        .command("questions")
        .description("what knowledge bases should answer");
      (await import("./knowledge-questions-run.ts")).knowledgeQuestionsRunCommand(questions);
    },
  ],
  [
    "business",
    async (program) => {
      const business = program.command("business").description("what agents say of locations");
      (await import("./business-import.ts")).businessImportCommand(business);
    },
  ],
  [
    "migrate",
    async (program) => {
      const migrate = program
        .command("migrate")
        .description("the schema of the database, and its place");
      const { migrateStatusCommand, migrateUpCommand } = await import("./migrate.ts");
      migrateStatusCommand(migrate);
      migrateUpCommand(migrate);
      (await import("./migrate-to.ts")).migrateToCommand(migrate);
    },
  ],
  [
    "backup",
    async (program) => {
      const backup = program.command("backup").description("copies of everything, in one archive");
      (await import("./backup-create.ts")).backupCreateCommand(backup);
      (await import("./backup-list.ts")).backupListCommand(backup);
      (await import("./backup-verify.ts")).backupVerifyCommand(backup);
      (await import("./backup-prune.ts")).backupPruneCommand(backup);
    },
  ],
  ["restore", async (program) => (await import("./restore.ts")).restoreCommand(program)],
  [
    "keys",
    async (program) => {
      const keys = program.command("keys").description("API keys");
      (await import("./keys-reset-owner.ts")).keysResetOwnerCommand(keys);
      (await import("./keys-create.ts")).keysCreateCommand(keys);
    },
  ],
  [
    "audit",
    async (program) => {
      const audit = program.command("audit").description("who changed what");
      (await import("./audit-verify.ts")).auditVerifyCommand(audit);
    },
  ],
  [
    "secrets",
    async (program) => {
      const secrets = program.command("secrets").description("what is stored encrypted");
      (await import("./secrets-status.ts")).secretsStatusCommand(secrets);
      (await import("./secrets-reencrypt.ts")).secretsReencryptCommand(secrets);
    },
  ],
  ["health", async (program) => (await import("./health.ts")).healthCommand(program)],
  [
    "performance",
    async (program) => (await import("./performance.ts")).performanceCommand(program),
  ],
  [
    "bottlenecks",
    async (program) => (await import("./performance.ts")).bottlenecksCommand(program),
  ],
  ["cleanup", async (program) => (await import("./performance.ts")).cleanupCommand(program)],
  [
    "tenants",
    async (program) => {
      const tenants = program.command("tenants").description("tenants of the installation");
      (await import("./tenants-export.ts")).tenantsExportCommand(tenants);
    },
  ],
  [
    "erasures",
    async (program) => {
      const erasures = program.command("erasures").description("who was erased");
      (await import("./erasures-reapply.ts")).erasuresReapplyCommand(erasures);
    },
  ],
  ["maintenance", async (program) => (await import("./modes.ts")).maintenanceCommand(program)],
  ["read-only", async (program) => (await import("./modes.ts")).readOnlyCommand(program)],
  ["features", async (program) => (await import("./modes.ts")).featuresCommand(program)],
  ["doctor", async (program) => (await import("./doctor.ts")).doctorCommand(program)],
  [
    "security-check",
    async (program) => (await import("./security-check.ts")).securityCheckCommand(program),
  ],
  [
    "verify-evidence",
    async (program) => (await import("./verify-evidence.ts")).verifyEvidenceCommand(program),
  ],
  ["docs", async (program) => (await import("./docs.ts")).docsCommand(program)],
  ["version", async (program) => (await import("./version.ts")).versionCommand(program)],
]);

/** Adds the command of the first word; help, and what is mistyped, need all of them. */
export async function addCommands(program: Command, [word = ""]: readonly string[]): Promise<void> {
  const asked = commands.get(word);
  if (asked !== undefined) return asked(program);
  for (const add of commands.values()) await add(program);
}

async function explain(error: unknown): Promise<number> {
  const { code, exitCode } = error as { code?: unknown; exitCode?: unknown };
  if (typeof code === "string" && code.startsWith("commander.")) return Number(exitCode ?? 1);
  const isForPeople =
    error instanceof CommandError || error instanceof ConfigError || (await isOfRoom(error));
  process.stderr.write(
    isForPeople ? `${(error as Error).message}\n` : `${String((error as Error).stack)}\n`,
  );
  return 1;
}

/** Their errors are for people too; what throws them is loaded already. */
async function isOfRoom(error: unknown): Promise<boolean> {
  const { EngineError } = await import("../store/index.ts");
  const { ArchiveError } = await import("../backup/index.ts");
  return error instanceof EngineError || error instanceof ArchiveError;
}
