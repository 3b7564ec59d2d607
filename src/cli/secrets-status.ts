import type { Command } from "commander";
import { z } from "zod";
import { type Client, commandConfig, withClient } from "./client.ts";
import { addCommand } from "./options.ts";
import { print, printJson, table } from "./output.ts";

const Answer = z.object({
  data: z.array(
    z.object({
      store: z.string(),
      key: z.enum(["present", "former", "unknown"]),
      key_id: z.string(),
      count: z.number(),
    }),
  ),
});

/** `voicelens secrets status`: whether a former secret key is still needed. */
export function secretsStatusCommand(parent: Command): void {
  addCommand(parent, "status", "count what each secret key sealed").action(
    async ({ json }: { json: boolean }) => {
      const data = await withClient(commandConfig(), readKeyUse);
      if (json) return printJson({ data });
      const rows = data.map((use) => [use.store, use.key, use.key_id, String(use.count)]);
      print(table([["stored in", "key", "key id", "contents"], ...rows]));
    },
  );
}

/** How many contents each key sealed. */
export async function readKeyUse(client: Client) {
  const answer = await client.ask("GET", "/api/v1/admin/secrets/status");
  return Answer.parse(answer.json).data;
}
