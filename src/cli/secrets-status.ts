import type { Command } from "commander";
import { z } from "zod";
import { type Client, commandConfig, withClient } from "./client.ts";
import { addCommand } from "./options.ts";
import { print, printJson, shortTime, table } from "./output.ts";

const key = z.enum(["present", "former", "unknown"]);
const Answer = z.object({
  data: z.array(z.object({ store: z.string(), key, key_id: z.string(), count: z.number() })),
  spools: z.array(
    z.object({
      ...{ host: z.string(), turns: z.number(), key, key_id: z.string(), seen_at: z.string() },
    }),
  ),
});

/** `voicelens secrets status`: whether a former secret key is still needed. */
export function secretsStatusCommand(parent: Command): void {
  addCommand(parent, "status", "count what each secret key sealed").action(
    async ({ json }: { json: boolean }) => {
      const { data, spools } = await withClient(commandConfig(), readKeyUse);
      if (json) return printJson({ data, spools });
      const rows = data.map((use) => [use.store, use.key, use.key_id, String(use.count)]);
      print(table([["stored in", "key", "key id", "contents"], ...rows]));
      if (spools.length === 0) return;
      const folders = spools.map((one) => [
        ...[one.host, one.key, one.key_id, String(one.turns), shortTime(one.seen_at)],
      ]);
      print("");
      print(table([["turns wait on", "key", "key id", "turns", "told at"], ...folders]));
    },
  );
}

/** How many contents each key sealed, and with which key each process seals turns that wait. */
export async function readKeyUse(client: Client) {
  const answer = await client.ask("GET", "/api/v1/admin/secrets/status");
  return Answer.parse(answer.json);
}
