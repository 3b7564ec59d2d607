import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");

/** A fenced block of a document. */
export interface CodeBlock {
  /** What stands behind the fence: a language, and whether a test runs it. */
  info: string;
  text: string;
  line: number;
}

/** Every document that people read, by its path in the repository. */
export const documentPaths: readonly string[] = [
  ...["README.md", "CONTRIBUTING.md", "CHANGELOG.md"],
  ...markdownIn("docs"),
  ...markdownIn("bench"),
  ...markdownIn("src/providers"),
];

function markdownIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(".md") && !name.includes("node_modules"))
    .map((name) => `${folder}/${name}`)
    .sort();
}

export function readDocument(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** The fenced blocks of a document, in order. */
export function blocksOf(markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { block: CodeBlock; lines: string[] } | null = null;
  for (const [at, line] of markdown.split("\n").entries()) {
    const [, info] = /^\s*```(.*)$/.exec(line) ?? [];
    if (info === undefined) open?.lines.push(line);
    else if (open === null) {
      open = { block: { info, text: "", line: at + 1 }, lines: [] };
    } else {
      blocks.push({ ...open.block, text: open.lines.join("\n") });
      open = null;
    }
  }
  return blocks;
}
