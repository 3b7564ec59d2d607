import { Command } from "commander";
import { ConfigError } from "../config/index.ts";
import { version } from "../main.ts";
import { EngineError } from "../store/index.ts";
import { auditVerifyCommand } from "./audit-verify.ts";
import { callsActiveCommand } from "./calls-active.ts";
import { callsExportCommand } from "./calls-export.ts";
import { CommandError } from "./command-error.ts";
import { converseCommand } from "./converse.ts";
import { docsCommand } from "./docs.ts";
import { doctorCommand } from "./doctor.ts";
import { eventsListCommand } from "./events-list.ts";
import { eventsReplayCommand } from "./events-replay.ts";
import { eventsReverifyCommand } from "./events-reverify.ts";
import { eventsShowCommand } from "./events-show.ts";
import { healthCommand } from "./health.ts";
import { importCommand } from "./import.ts";
import { keysCreateCommand } from "./keys-create.ts";
import { keysResetOwnerCommand } from "./keys-reset-owner.ts";
import { knowledgeAddCommand } from "./knowledge-add.ts";
import { knowledgeListCommand } from "./knowledge-list.ts";
import { knowledgeQuestionsRunCommand } from "./knowledge-questions-run.ts";
import { knowledgeRebuildCommand } from "./knowledge-rebuild.ts";
import { migrateStatusCommand, migrateUpCommand } from "./migrate.ts";
import { migrateToCommand } from "./migrate-to.ts";
import { renormaliseCommand } from "./renormalise.ts";
import { secretsReencryptCommand } from "./secrets-reencrypt.ts";
import { secretsStatusCommand } from "./secrets-status.ts";
import { securityCheckCommand } from "./security-check.ts";
import { serveCommand } from "./serve.ts";
import { simulateCommand } from "./simulate.ts";
import { verifyEvidenceCommand } from "./verify-evidence.ts";
import { versionCommand } from "./version.ts";

/** Runs one command line. Returns the exit code: 0 only on success. */
export async function run(args: readonly string[]): Promise<number> {
  const program = new Command("voicelens")
    .description("The backend behind voice agents: every webhook kept, one record per call.")
    .version(version)
    .exitOverride();
  addCommands(program);
  try {
    await program.parseAsync([...args], { from: "user" });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return explain(error);
  }
}

function addCommands(program: Command): void {
  serveCommand(program);
  simulateCommand(program);
  converseCommand(program);
  const calls = program.command("calls").description("calls");
  callsActiveCommand(calls);
  callsExportCommand(calls);
  const events = program
    .command("events")
    .description("the webhook log and what can be done with it");
  eventsListCommand(events);
  eventsShowCommand(events);
  eventsReplayCommand(events);
  eventsReverifyCommand(events);
  renormaliseCommand(program);
  importCommand(program);
  const knowledge = program
    .command("knowledge")
    .description("what agents look up: documents in knowledge bases");
  knowledgeAddCommand(knowledge);
  knowledgeListCommand(knowledge);
  knowledgeRebuildCommand(knowledge);
  const questions = knowledge
    .command("questions")
    .description("what knowledge bases should answer");
  knowledgeQuestionsRunCommand(questions);
  const migrate = program
    .command("migrate")
    .description("the schema of the database, and its place");
  migrateStatusCommand(migrate);
  migrateUpCommand(migrate);
  migrateToCommand(migrate);
  const keys = program.command("keys").description("API keys");
  keysResetOwnerCommand(keys);
  keysCreateCommand(keys);
  const audit = program.command("audit").description("who changed what");
  auditVerifyCommand(audit);
  const secrets = program.command("secrets").description("what is stored encrypted");
  secretsStatusCommand(secrets);
  secretsReencryptCommand(secrets);
  healthCommand(program);
  doctorCommand(program);
  securityCheckCommand(program);
  verifyEvidenceCommand(program);
  docsCommand(program);
  versionCommand(program);
}

function explain(error: unknown): number {
  const { code, exitCode } = error as { code?: unknown; exitCode?: unknown };
  if (typeof code === "string" && code.startsWith("commander.")) return Number(exitCode ?? 1);
  const isForPeople =
    error instanceof CommandError || error instanceof ConfigError || error instanceof EngineError;
  process.stderr.write(isForPeople ? `${error.message}\n` : `${String((error as Error).stack)}\n`);
  return 1;
}
