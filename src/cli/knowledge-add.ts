import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Command } from "commander";
import { z } from "zod";
import { type Client, commandConfig, withClient } from "./client.ts";
import { CommandError } from "./command-error.ts";
import { addCommand } from "./options.ts";
import { counted, print, printJson, table } from "./output.ts";
import { startProgress } from "./progress.ts";

interface Options {
  base: string;
  json: boolean;
}

const Accepted = z.object({ data: z.array(z.object({ id: z.string() })) });
const Document = z.object({
  id: z.string(),
  external_id: z.string().nullable(),
  title: z.string(),
  status: z.enum(["queued", "processing", "ready", "failed"]),
  chunk_count: z.number(),
  problem: z.object({ title: z.string(), detail: z.string() }).nullable(),
});
type Document = z.infer<typeof Document>;

const lookEveryMs = 300;

/** `voicelens knowledge add`: puts files into a knowledge base and waits until each is read. */
export function knowledgeAddCommand(parent: Command): void {
  addCommand(
    parent,
    "add <file...>",
    "add files to a knowledge base; the same path again is the next version of its document",
  )
    .option("--base <name>", "name or id of the knowledge base", "default")
    .action(async (files: string[], options: Options) => {
      const documents = await withClient(commandConfig(), (client) => add(client, files, options));
      const failed = documents.filter(({ status }) => status === "failed");
      if (failed.length > 0) process.exitCode = 1;
      if (options.json) return printJson({ data: documents });
      print(table(documents.map(lineOf)));
      print(
        `${counted(documents.length - failed.length, "document")} ready, ${failed.length} failed.`,
      );
    });
}

async function add(
  client: Client,
  files: readonly string[],
  options: Options,
): Promise<Document[]> {
  const progress = startProgress("Sending files", {
    total: files.length * 2,
    isJson: options.json,
  });
  try {
    const ids: string[] = [];
    for (const [place, file] of files.entries()) {
      progress.at(place, `Sending ${basename(file)}`);
      ids.push(await send(client, file, options.base));
    }
    await client.settle();
    const documents: Document[] = [];
    for (const [place, id] of ids.entries()) {
      progress.at(files.length + place, `${place} of ${counted(ids.length, "document")} read`);
      documents.push(await finished(client, id));
    }
    return documents;
  } finally {
    progress.stop();
  }
}

async function send(client: Client, file: string, base: string): Promise<string> {
  const content = await readFile(file).catch((cause: unknown) => {
    throw new CommandError(`${file} cannot be read.`, { cause });
  });
  const form = new FormData();
  form.set("knowledge_base", base);
  form.set("external_id", file.replaceAll("\\", "/"));
  form.set("file", new Blob([new Uint8Array(content)]), basename(file));
  const { json } = await client.upload("/api/v1/knowledge/documents", form);
  const [added] = Accepted.parse(json).data;
  if (added === undefined) throw new CommandError("The server took no document.");
  return added.id;
}

async function finished(client: Client, id: string): Promise<Document> {
  for (;;) {
    const { json } = await client.ask("GET", `/api/v1/knowledge/documents/${id}`);
    const document = Document.parse(json);
    if (document.status === "ready" || document.status === "failed") return document;
    await wait(lookEveryMs);
  }
}

function lineOf({ id, external_id, title, status, chunk_count, problem }: Document): string[] {
  const what =
    problem === null ? counted(chunk_count, "chunk") : `${problem.title}. ${problem.detail}`;
  return [id, external_id ?? title, status, what];
}
