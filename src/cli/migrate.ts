import type { Command } from "commander";
import { commandConfig, findServer } from "./client.ts";
import { addCommand } from "./options.ts";
import { counted, print, printJson } from "./output.ts";

const served = "Up to date: a server is running on this database.";

/** `voicelens migrate status`: which steps of the schema the database has. */
export function migrateStatusCommand(parent: Command): void {
  addCommand(parent, "status", "tell which steps of the schema the database has").action(
    async ({ json }: { json: boolean }) => {
      const config = commandConfig();
      if ((await findServer(config.DATA_DIR)) !== null) {
        return json ? printJson({ is_up_to_date: true, is_running: true }) : print(served);
      }
      const { readSchema } = await import("../main.ts");
      const { applied, pending } = await readSchema(config);
      const isUpToDate = pending.length === 0;
      if (json) {
        return printJson({ is_up_to_date: isUpToDate, is_running: false, applied, pending });
      }
      for (const name of applied) print(`applied  ${name}`);
      for (const name of pending) print(`pending  ${name}`);
      print(isUpToDate ? "Up to date." : "Run `voicelens migrate up`, or start the server.");
    },
  );
}

/** `voicelens migrate up`: brings the schema up to date, as every start does. */
export function migrateUpCommand(parent: Command): void {
  addCommand(parent, "up", "bring the schema up to date, as every start does").action(
    async ({ json }: { json: boolean }) => {
      const config = commandConfig();
      if ((await findServer(config.DATA_DIR)) !== null) {
        return json ? printJson({ applied: [], is_running: true }) : print(served);
      }
      const { open, readSchema } = await import("../main.ts");
      const { pending } = await readSchema(config);
      const opened = await open(config, () => "");
      await opened.close();
      if (json) return printJson({ applied: pending, is_running: false });
      for (const name of pending) print(`applied  ${name}`);
      print(`${counted(pending.length, "step")} applied. Up to date.`);
    },
  );
}
