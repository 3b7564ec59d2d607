import type { Command } from "commander";
import { z } from "zod";
import { commandConfig, withClient } from "./client.ts";
import { addCommand } from "./options.ts";
import { counted, print, printJson } from "./output.ts";

const Answer = z.object({ missing: z.number(), found: z.number() });

/** `voicelens erasures reapply`: after a database was put back, erases again whoever is on the list. */
export function erasuresReapplyCommand(parent: Command): void {
  addCommand(
    parent,
    "reapply",
    "after a database was put back, erase again whoever is on the list outside it",
  ).action(async ({ json }: { json: boolean }) => {
    const answer = await withClient(commandConfig(), async (client) => {
      const { json } = await client.ask("POST", "/api/v1/admin/erasures/reapply");
      await client.settle();
      return Answer.parse(json);
    });
    if (json) return printJson(answer);
    const { missing, found } = answer;
    if (missing === 0) return print("The database knows of every erasure on the list.");
    print(`${counted(missing, "erasure")} unknown to the database; ${found} found somebody.`);
  });
}
