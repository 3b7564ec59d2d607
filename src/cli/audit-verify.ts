import type { Command } from "commander";
import { z } from "zod";
import { commandConfig, withClient } from "./client.ts";
import { addCommand } from "./options.ts";
import { print, printJson } from "./output.ts";

const Answer = z.object({
  data: z.array(
    z.object({
      tenant_id: z.string(),
      is_intact: z.boolean(),
      count: z.number(),
      forgotten: z.number(),
      broken_at: z.number().nullable(),
      head: z.string(),
    }),
  ),
});

/** `voicelens audit verify`: computes every tenant's chain again; fails when one was changed. */
export function auditVerifyCommand(parent: Command): void {
  addCommand(parent, "verify", "compute the audit log's hashes again, for every tenant").action(
    async ({ json }: { json: boolean }) => {
      const answer = await withClient(commandConfig(), (client) =>
        client.ask("GET", "/api/v1/admin/audit/verify?all=true"),
      );
      const { data } = Answer.parse(answer.json);
      if (data.some((chain) => !chain.is_intact)) process.exitCode = 1;
      if (json) return printJson({ data });
      for (const { tenant_id, is_intact, count, forgotten, broken_at, head } of data) {
        const state = is_intact ? "intact" : `CHANGED at entry ${broken_at}`;
        const entries = `${count} ${count === 1 ? "entry" : "entries"}, ${forgotten} without payload`;
        print(`${tenant_id}  ${state}  ${entries}  head ${head}`);
      }
    },
  );
}
