// Plain JavaScript on purpose: it runs before anything is built.
import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { checkJavaScriptBudget } from "./javascript-budget.js";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const stampFile = join(root, "dist", ".sources");
const lockFile = join(root, "dist", ".building");
const dashboard = join(root, "web", "dist");
/** Where it is built before it takes its place. */
const next = join(root, "dist", ".dashboard");
const manifestName = "manifest.json";
const sources = [
  ...["src", "web/src", "web/index.html", "web/public", "docs/examples"],
  "tsconfig.build.json",
];

/** Builds server and dashboard unless the build is newer than every source. One process builds, the others wait for it. */
export async function ensureBuilt() {
  const stamp = stampOf(sources);
  if (stamp === "" || stamp === readStamp()) return;
  mkdirSync(join(root, "dist"), { recursive: true });
  while (!takeLock()) await new Promise((again) => setTimeout(again, 100));
  try {
    if (stamp !== readStamp()) await build(stamp);
  } finally {
    rmSync(lockFile, { force: true });
  }
}

async function build(stamp) {
  process.stderr.write("Building (once; takes a few seconds) …\n");
  const from = createRequire(join(root, "web", "package.json"));
  const tsc = join(dirname(from.resolve("typescript/package.json")), "bin", "tsc");
  const vite = join(dirname(from.resolve("vite/package.json")), "bin", "vite.js");
  await Promise.all([
    run(tsc, ["-p", "tsconfig.build.json", "--noCheck"], root),
    run(
      vite,
      [
        "build",
        "--logLevel",
        "warn",
        "--outDir",
        next,
        "--emptyOutDir",
        "--manifest",
        manifestName,
      ],
      join(root, "web"),
    ),
  ]);
  process.stderr.write(`${checkJavaScriptBudget(next, takeManifest())}\n`);
  // Whoever starts meanwhile finds the former dashboard, or the new one, or for a moment none; never half of it.
  rmSync(dashboard, { recursive: true, force: true });
  renameSync(next, dashboard);
  writeFileSync(stampFile, stamp);
}

/** What was built of which source. It is for the build alone and is not served. */
function takeManifest() {
  const path = join(next, manifestName);
  const manifest = JSON.parse(readFileSync(path, "utf8"));
  rmSync(path);
  return manifest;
}

/** Takes the lock unless a living process has it; that of a killed one is taken away first. */
function takeLock() {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  const holder = Number(readOr(lockFile, ""));
  if (holder > 0 && !isAlive(holder)) rmSync(lockFile, { force: true });
  return false;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Newest change and number of the sources; empty where only the build was installed. */
function stampOf(paths) {
  if (!existsSync(join(root, "src"))) return "";
  let newest = 0;
  let count = 0;
  const visit = (path) => {
    const entry = statSync(path, { throwIfNoEntry: false });
    if (entry === undefined) return;
    if (entry.isDirectory()) {
      for (const name of readdirSync(path)) visit(join(path, name));
      return;
    }
    count++;
    newest = Math.max(newest, entry.mtimeMs);
  };
  for (const path of paths) visit(join(root, path));
  return `${count} ${newest}`;
}

function readStamp() {
  return readOr(stampFile, null);
}

function readOr(file, otherwise) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return otherwise;
  }
}

function run(script, args, cwd) {
  return new Promise((done, fail) => {
    // A test that begins the build is no reason for a dashboard other than the one that is delivered.
    const env = { ...process.env, NODE_ENV: "production" };
    const child = spawn(process.execPath, [script, ...args], { cwd, env, stdio: ["ignore", 2, 2] });
    child.on("error", fail);
    child.on("exit", (code) =>
      code === 0 ? done() : fail(new Error(`${args[0]} build failed with code ${code}`)),
    );
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureBuilt();
