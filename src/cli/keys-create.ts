import { type Command, Option } from "commander";
import { userRoles } from "../lib/permissions.ts";
import { commandConfig, withClient } from "./client.ts";
import { addCommand, instant } from "./options.ts";
import { print, printJson } from "./output.ts";

interface Options {
  json: boolean;
  name: string;
  role: string;
  tenant?: string;
  scopes?: string;
  expires?: string;
}

/** `voicelens keys create`: a key for a program, printed this once. */
export function keysCreateCommand(parent: Command): void {
  addCommand(parent, "create", "make an API key; it is printed this once")
    .requiredOption("--name <name>", "what it is for")
    .addOption(
      new Option("--role <role>", "what it may do").choices([...userRoles]).default("viewer"),
    )
    .option("--tenant <id>", "a client; left out, the installation itself")
    .option("--scopes <list>", "only these permissions, separated by commas")
    .option("--expires <time>", "when it ends (ISO 8601)", instant)
    .action(async ({ json, name, role, tenant, scopes, expires }: Options) => {
      const answer = await withClient(commandConfig(), (client) =>
        client.ask("POST", "/api/v1/api-keys", {
          name,
          role,
          tenant_id: tenant,
          scopes: scopes?.split(",").map((scope) => scope.trim()),
          expires_at: expires,
        }),
      );
      if (json) return printJson(answer.json);
      const { id, key } = answer.json as { id: string; key: string };
      print(`Key ${id} (shown this once, keep it):  ${key}`);
    });
}
