import type { Command } from "commander";
import { z } from "zod";
import { type Client, commandConfig, withClient } from "./client.ts";
import { addCommand } from "./options.ts";
import { counted, print, printJson, shortTime } from "./output.ts";
import { startProgress } from "./progress.ts";
import { readKeyUse } from "./secrets-status.ts";

const Page = z.object({
  checked: z.number(),
  reencrypted: z.number(),
  unreadable: z.number(),
  changed: z.number(),
  next_cursor: z.string().nullable(),
});

interface Totals {
  checked: number;
  reencrypted: number;
  unreadable: number;
}

/** What changed under our hands is looked at again, at most so often. */
const runsMax = 3;

/** `voicelens secrets reencrypt`: seals everything with the present secret key. Interrupted, it goes on when started again. */
export function secretsReencryptCommand(parent: Command): void {
  addCommand(parent, "reencrypt", "seal what is stored encrypted with the present SECRET_KEY")
    .option("--dry-run", "tell what would be sealed anew, and change nothing", false)
    .action(async ({ json: isJson, dryRun }: { json: boolean; dryRun: boolean }) => {
      const { totals, elsewhere } = await withClient(commandConfig(), async (client) => ({
        totals: await reencrypt(client, { isJson, isDryRun: dryRun }),
        elsewhere: (await readKeyUse(client)).spools.filter((spool) => spool.key !== "present"),
      }));
      if (totals.unreadable > 0) process.exitCode = 1;
      if (isJson) return printJson({ ...totals, dry_run: dryRun, elsewhere });
      print(report(totals, dryRun));
      for (const { host, turns, seen_at } of elsewhere) {
        print(
          `Turns that wait on ${host} are sealed with another key (${turns} when it told last, at ${shortTime(seen_at)}). Restart it with both keys; one that is gone may have left turns in \`spool\` of its DATA_DIR.`,
        );
      }
    });
}

async function reencrypt(
  client: Client,
  options: { isJson: boolean; isDryRun: boolean },
): Promise<Totals> {
  const total = (await readKeyUse(client)).data.reduce((sum, { count }) => sum + count, 0);
  const progress = startProgress("Sealing anew", { total, isJson: options.isJson });
  let before = 0;
  try {
    for (let runs = 1; ; runs++) {
      const run = await reencryptOnce(client, options.isDryRun, (checked) =>
        progress.at(checked, `${counted(checked, "content")} checked`),
      );
      const { checked, unreadable, changed } = run;
      const reencrypted = before + run.reencrypted;
      if (changed === 0 || runs === runsMax) return { checked, reencrypted, unreadable };
      before = reencrypted;
    }
  } finally {
    progress.stop();
  }
}

async function reencryptOnce(
  client: Client,
  isDryRun: boolean,
  onPage: (checked: number) => void,
): Promise<Totals & { changed: number }> {
  const totals = { checked: 0, reencrypted: 0, unreadable: 0, changed: 0 };
  let cursor: string | null = null;
  do {
    const answer = await client.ask("POST", "/api/v1/admin/secrets/reencrypt", {
      dry_run: isDryRun,
      ...(cursor === null ? {} : { cursor }),
    });
    const page: z.infer<typeof Page> = Page.parse(answer.json);
    totals.checked += page.checked;
    totals.reencrypted += page.reencrypted;
    totals.unreadable += page.unreadable;
    totals.changed += page.changed;
    onPage(totals.checked);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return totals;
}

function report({ checked, reencrypted, unreadable }: Totals, isDryRun: boolean): string {
  const verb = isDryRun ? "would be sealed anew" : "sealed anew";
  const lines = [`${counted(checked, "content")} checked, ${reencrypted} ${verb}.`];
  if (unreadable > 0) {
    lines.push(
      `${counted(unreadable, "content")} cannot be opened and stayed as they were. Name the key that sealed them in SECRET_KEY_PREVIOUS, restart, and run this again.`,
    );
  }
  return lines.join("\n");
}
