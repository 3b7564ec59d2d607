import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readConfig } from "../config/index.ts";
import { packageFolder } from "../package.ts";
import { vcpJsonSchema } from "../vcp/index.ts";
import { configurationPage, exampleEnvironment } from "./configuration-page.ts";
import { decisionsPage, problemsPage } from "./page-lists.ts";

/** Content by path within the package. */
export type Documents = ReadonlyMap<string, string>;

/** Makes every document that is printed from the code. The product is opened on a folder of its own for it, whatever the environment says. */
export async function generateDocuments(): Promise<Documents> {
  return new Map([
    ["docs/openapi.json", asJson(await readOpenApi())],
    ["docs/configuration.md", configurationPage()],
    ["docs/problems.md", problemsPage()],
    ["docs/decisions/README.md", decisionsPage()],
    [".env.example", exampleEnvironment()],
    ["docs/vcp-0.5.schema.json", asJson(vcpJsonSchema())],
  ]);
}

/** The paths of the documents that are missing or different in the package. */
export function differing(documents: Documents): string[] {
  return [...documents].filter(([path, text]) => readText(path) !== text).map(([path]) => path);
}

export function writeDocuments(documents: Documents): void {
  for (const [path, text] of documents) {
    const file = join(packageFolder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(join(packageFolder, path), "utf8");
  } catch {
    return null;
  }
}

async function readOpenApi(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), "voicelens-docs-"));
  try {
    const config = readConfig({ DATA_DIR: folder });
    const { open } = await import("../main.ts");
    const opened = await open({ ...config, LOG_LEVEL: "silent" }, () => "");
    try {
      await opened.app.http.ready();
      return inStableOrder(opened.app.http.swagger());
    } finally {
      await opened.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Sorts paths and schemas, so that the order in which rooms are wired does not show. */
function inStableOrder(document: {
  paths?: object | undefined;
  components?: { schemas?: object | undefined } | undefined;
}): object {
  return {
    ...document,
    components: { ...document.components, schemas: sorted(document.components?.schemas ?? {}) },
    paths: sorted(document.paths ?? {}),
  };
}

function sorted(members: object): object {
  return Object.fromEntries(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
