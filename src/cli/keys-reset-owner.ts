import type { Command } from "commander";
import { commandConfig, withClient } from "./client.ts";
import { addCommand } from "./options.ts";
import { print, printJson } from "./output.ts";

/** `voicelens keys reset-owner`: replaces the owner key; sessions of the old one end. */
export function keysResetOwnerCommand(parent: Command): void {
  addCommand(
    parent,
    "reset-owner",
    "replace the owner key; the old one opens nothing any more",
  ).action(async ({ json }: { json: boolean }) => {
    const config = commandConfig();
    const answer = await withClient(config, (client) =>
      client.ask("POST", "/api/v1/owner-key/reset"),
    );
    const { key } = answer.json as { key: string };
    if (json) return printJson({ key });
    print(`Owner key (shown this once, keep it):  ${key}`);
    if (config.VOICELENS_OWNER_KEY === undefined) return;
    print("VOICELENS_OWNER_KEY is set: from the next start on it is the owner key again.");
  });
}
