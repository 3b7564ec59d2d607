// Programs of the system that drills run. DEPLOY_TOOLS names a folder with unpacked Debian packages.
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

const unpacked = process.env.DEPLOY_TOOLS;
const folders = [
  ...(unpacked === undefined ? [] : ["usr/sbin", "usr/bin"].map((path) => join(unpacked, path))),
  ...(process.env.PATH ?? "").split(delimiter),
  "/usr/sbin",
  ...postgresFolders(),
];

/** The newest first. */
function postgresFolders() {
  const root = "/usr/lib/postgresql";
  if (!existsSync(root)) return [];
  const versions = readdirSync(root).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(root, version, "bin"));
}

/** The path of a program; undefined where it is not installed. */
export function findProgram(name) {
  return folders.map((folder) => join(folder, name)).find(existsSync);
}

/** The paths of programs that a drill cannot do without. */
export function needPrograms(...names) {
  const missing = names.filter((name) => findProgram(name) === undefined);
  if (missing.length > 0) {
    throw new Error(
      `Not installed: ${missing.join(", ")}. Install the Debian packages of that name (postgres: postgresql), or unpack them and name the folder in DEPLOY_TOOLS.`,
    );
  }
  return Object.fromEntries(names.map((name) => [name, findProgram(name)]));
}

/** What some programs refuse to do as root they do as nobody. */
export const plainUser = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
