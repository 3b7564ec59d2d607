import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { threadId } from "node:worker_threads";

/** What was translated once. Most threads of a run load the same files. */
const kept = new URL("../node_modules/.cache/typescript-in-threads/", import.meta.url);

/** Takes the types away, as the build does. */
export async function load(url, context, next) {
  if (!url.endsWith(".ts")) return next(url, context);
  const source = await readFile(fileURLToPath(url), "utf8");
  return { format: "module", shortCircuit: true, source: await translated(source) };
}

async function translated(source) {
  const name = `${createHash("sha256").update(source).digest("hex")}.js`;
  const file = new URL(name, kept);
  try {
    return await readFile(file, "utf8");
  } catch {
    const text = await translate(source);
    // Whole or not at all: another thread may read it meanwhile.
    const draft = new URL(`${name}.${process.pid}.${threadId}`, kept);
    await mkdir(kept, { recursive: true });
    await writeFile(draft, text);
    await rename(draft, file);
    return text;
  }
}

async function translate(source) {
  // Loading the compiler takes longer than most threads work.
  const { default: ts } = await import("typescript");
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 };
  return ts.transpileModule(source, { compilerOptions }).outputText;
}
