import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Where CI unpacks Debian packages. What is looked for must then be there. */
const unpacked = process.env.DEPLOY_TOOLS;
const folders = [
  ...(unpacked === undefined ? [] : ["usr/sbin", "usr/bin"].map((path) => join(unpacked, path))),
  ...(process.env.PATH ?? "").split(delimiter),
  "/usr/sbin",
];

/** The path of a program, or nothing where it is not installed. Debian has those that are not optional. */
export function debianTool(name: string, { isOptional = false } = {}): string | undefined {
  const path = folders.map((folder) => join(folder, name)).find(existsSync);
  if (path === undefined && !isOptional && unpacked !== undefined)
    throw new Error(`${name} is not unpacked`);
  return path;
}

/** The libraries that were unpacked with it. */
export const toolEnvironment: Readonly<Record<string, string | undefined>> = {
  ...process.env,
  ...(unpacked === undefined
    ? {}
    : { LD_LIBRARY_PATH: join(unpacked, "usr/lib/x86_64-linux-gnu") }),
};
