import { setTimeout as wait } from "node:timers/promises";
import type { Command } from "commander";
import { z } from "zod";
import { type Client, commandConfig, withClient } from "./client.ts";
import { addCommand } from "./options.ts";
import { counted, print, printJson } from "./output.ts";
import { readAll } from "./pages.ts";
import { startProgress } from "./progress.ts";

interface Options {
  base?: string;
  json: boolean;
}

const Base = z.object({
  id: z.string(),
  name: z.string(),
  documents: z.object({
    queued: z.number(),
    processing: z.number(),
    ready: z.number(),
    failed: z.number(),
  }),
  chunks: z.number(),
});
type Base = z.infer<typeof Base>;

const lookEveryMs = 300;
const basesMax = 10_000;
const path = "/api/v1/knowledge/bases";

/** `voicelens knowledge rebuild`: reads all documents again. Interrupted, the server goes on by itself. */
export function knowledgeRebuildCommand(parent: Command): void {
  addCommand(parent, "rebuild", "read all documents again, and make their chunks and words anew")
    .option("--base <name>", "only this knowledge base, by name or id")
    .action(async (options: Options) => {
      const bases = await withClient(commandConfig(), (client) => rebuild(client, options));
      const failed = bases.reduce((sum, { documents }) => sum + documents.failed, 0);
      if (failed > 0) process.exitCode = 1;
      if (options.json) return printJson({ data: bases });
      for (const { name, documents, chunks } of bases) {
        const { ready } = documents;
        print(
          `${name}: ${counted(ready, "document")} ready, ${documents.failed} failed, ${counted(chunks, "chunk")}.`,
        );
      }
    });
}

async function rebuild(client: Client, { base, json }: Options): Promise<Base[]> {
  const keys = base === undefined ? await allBases(client) : [base];
  const done: Base[] = [];
  for (const key of keys) {
    const address = `${path}/${encodeURIComponent(key)}`;
    let state = Base.parse((await client.ask("POST", `${address}/rebuild`)).json);
    const total = countOf(state);
    const progress = startProgress(`Reading ${state.name} again`, { total, isJson: json });
    try {
      await client.settle();
      for (;;) {
        state = Base.parse((await client.ask("GET", address)).json);
        const waiting = state.documents.queued + state.documents.processing;
        progress.at(total - waiting, `${total - waiting} of ${counted(total, "document")}`);
        if (waiting === 0) break;
        await wait(lookEveryMs);
      }
    } finally {
      progress.stop();
    }
    done.push(state);
  }
  return done;
}

async function allBases(client: Client): Promise<string[]> {
  const options = { query: new URLSearchParams(), limit: basesMax };
  return (await readAll<{ id: string }>(client, path, options)).map(({ id }) => id);
}

function countOf({ documents }: Base): number {
  const { queued, processing, ready, failed } = documents;
  return queued + processing + ready + failed;
}
