import type { Command } from "commander";
import { CommandError } from "./command-error.ts";
import { differing, generateDocuments, writeDocuments } from "./generated-documents.ts";
import { addCommand } from "./options.ts";
import { print, printJson } from "./output.ts";

/** `voicelens docs`: writes the documents that are made from the code, or checks that they are up to date. */
export function docsCommand(program: Command): void {
  addCommand(program, "docs", "write or check the documents that are made from the code")
    .option("--write", "write them", false)
    .option("--check", "fail when one differs", false)
    .action(async ({ write, check, json }: { write: boolean; check: boolean; json: boolean }) => {
      if (write === check) throw new CommandError("Say either --write or --check.");
      const documents = await generateDocuments();
      const files = differing(documents);
      if (write) writeDocuments(documents);
      if (json) printJson(write ? { written: files } : { differing: files });
      else if (write) print(files.length === 0 ? "Nothing had changed." : files.join("\n"));
      if (check && files.length > 0) {
        throw new CommandError(`Not up to date: ${files.join(", ")}. Run: npm run docs:write`);
      }
    });
}
