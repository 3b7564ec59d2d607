import type { Command } from "commander";
import { z } from "zod";
import { type Client, commandConfig, withClient } from "./client.ts";
import { CommandError } from "./command-error.ts";
import { addCommand } from "./options.ts";
import { counted, print, printJson } from "./output.ts";
import { writeWhole } from "./write-whole.ts";

const Tenants = z.object({ data: z.array(z.object({ id: z.string(), slug: z.string() })) });
const Last = z.object({
  end: z.object({ rows: z.number(), counts: z.record(z.string(), z.number()) }),
});
/** The last line has a number for each table: it is far shorter. */
const tailBytes = 256 * 1024;
const newline = 10;

/** `voicelens tenants export`: writes everything of a tenant into a file. */
export function tenantsExportCommand(parent: Command): void {
  addCommand(parent, "export", "write everything of a tenant into a file of JSON lines")
    .requiredOption("--tenant <slug>", "the tenant's short name")
    .requiredOption("--to <file>", "the file, which is replaced once all is written")
    .action(async ({ tenant, to, json }: { tenant: string; to: string; json: boolean }) => {
      const summary = await withClient(commandConfig(), (client) =>
        exportTenant(client, { slug: tenant, to }),
      );
      if (json) return printJson(summary);
      print(`${counted(summary.rows, "row")} written to ${to} (${summary.bytes} bytes).`);
    });
}

/** Writes an export into a file, whole or not at all: it must end with its counts, and they must be right. */
export async function exportTenant(client: Client, { slug, to }: { slug: string; to: string }) {
  const { data } = Tenants.parse((await client.ask("GET", "/api/v1/tenants")).json);
  const tenant = data.find((one) => one.slug === slug);
  if (tenant === undefined) throw new CommandError(`There is no tenant ${slug}.`);
  const { body } = await client.stream(`/api/v1/tenants/${tenant.id}/export`);
  let tail = Buffer.alloc(0);
  let lines = 0;
  let end: z.infer<typeof Last>["end"] | undefined;
  const { bytes } = await writeWhole(to, body, {
    onPart(part) {
      for (const byte of part) if (byte === newline) lines += 1;
      tail = Buffer.concat([tail, part]).subarray(-tailBytes);
    },
    finish() {
      end = readEnd(tail);
      // Beside the rows there are the first line and the last.
      if (end?.rows !== lines - 2) throw new Error("the export has no right end");
    },
  });
  return { file: to, tenant_id: tenant.id, rows: end?.rows ?? 0, counts: end?.counts ?? {}, bytes };
}

function readEnd(tail: Buffer): z.infer<typeof Last>["end"] | undefined {
  const last = tail.toString().trimEnd().split("\n").at(-1) ?? "";
  try {
    return Last.parse(JSON.parse(last)).end;
  } catch {
    return undefined;
  }
}
