import type { Command } from "commander";
import { commandConfig, withClient } from "./client.ts";
import { addCommand } from "./options.ts";
import { counted, print, printJson, table } from "./output.ts";
import { readAll } from "./pages.ts";

interface ListedBase {
  id: string;
  name: string;
  language: string;
  documents: { queued: number; processing: number; ready: number; failed: number };
  chunks: number;
  bytes: number;
}

const basesMax = 10_000;

/** `voicelens knowledge list`: the knowledge bases, and how far the documents of each are. */
export function knowledgeListCommand(parent: Command): void {
  addCommand(parent, "list", "list knowledge bases, and how far their documents are").action(
    async ({ json }: { json: boolean }) => {
      const bases = await withClient(commandConfig(), (client) =>
        readAll<ListedBase>(client, "/api/v1/knowledge/bases", {
          query: new URLSearchParams(),
          limit: basesMax,
        }),
      );
      if (json) return printJson({ data: bases });
      if (bases.length > 0) print(showBases(bases));
      print(`${counted(bases.length, "knowledge base")}.`);
    },
  );
}

function showBases(bases: readonly ListedBase[]): string {
  const rows = bases.map(({ id, language, documents, chunks, bytes, name }) => [
    id,
    language,
    String(documents.ready),
    String(documents.queued + documents.processing),
    String(documents.failed),
    String(chunks),
    `${(bytes / 1024 / 1024).toFixed(1)} MB`,
    name,
  ]);
  const head = ["BASE", "LANGUAGE", "READY", "WAITING", "FAILED", "CHUNKS", "SIZE", "NAME"];
  return table([head, ...rows]);
}
