import type { Command } from "commander";
import { version } from "../package.ts";
import { addCommand } from "./options.ts";
import { print, printJson } from "./output.ts";

/** `voicelens version`. */
export function versionCommand(program: Command): void {
  addCommand(program, "version", "print the version").action(({ json }: { json: boolean }) =>
    json ? printJson({ version, node: process.versions.node }) : print(version),
  );
}
