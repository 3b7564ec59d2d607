import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import ts from "typescript";
import { parseAllDocuments } from "yaml";
import { debianTool } from "./debian-tools.ts";
import type { Manifest } from "./kubernetes-policies.ts";

export const root = resolve(import.meta.dirname, "..", "deploy", "kubernetes");
export const kubectl = debianTool("kubectl", { isOptional: true });

/** The objects of a folder as they would be sent to a cluster. */
export function rendered(folder: string): Manifest[] {
  if (kubectl === undefined) throw new Error("kubectl is not installed");
  return documents(execFileSync(kubectl, ["kustomize", join(root, folder)], { encoding: "utf8" }));
}

export function documents(text: string): Manifest[] {
  return parseAllDocuments(text)
    .map((document) => document.toJS())
    .filter((each) => each !== null);
}

/** The keys that the secret must have. */
export const secretKeys: readonly string[] = [
  ...readFileSync(join(root, "secrets.example.env"), "utf8").matchAll(/^([A-Z_]+)=/gm),
].map(([, key = ""]) => key);

const { resolve: find } = createRequire(import.meta.url);

/** The module of generated types for a kind; nothing for kinds of operators. */
function moduleOf({ apiVersion, kind }: Manifest): string | undefined {
  const from = apiVersion.startsWith("gateway.")
    ? "@kubernetes-models/gateway-api"
    : "kubernetes-models";
  try {
    find(`${from}/${apiVersion}/${kind}`);
    return `${from}/${apiVersion}/${kind}`;
  } catch {
    return undefined;
  }
}

/** What the schemas of Kubernetes have against values. They let fields pass that they do not know. */
export function valueFaults(all: readonly Manifest[]): string[] {
  const load = createRequire(import.meta.url);
  return all.flatMap((one) => {
    const path = moduleOf(one);
    if (path === undefined) return [];
    const Model = load(path)[one.kind];
    try {
      new Model(one).validate();
      return [];
    } catch (error) {
      return [`${one.kind}/${one.metadata.name}: ${String(error)}`];
    }
  });
}

/** What the compiler has against fields that the types of Kubernetes do not have. */
export function fieldFaults(all: readonly Manifest[]): string[] {
  const typed = all.filter((one) => moduleOf(one) !== undefined);
  const lines = typed.map((one, n) => {
    const literal = JSON.stringify(one);
    return `import type { I${one.kind} as T${n} } from "${moduleOf(one)}";\nexport const o${n}: T${n} = ${literal};`;
  });
  // Beside the packages, so that they are found.
  const folder = mkdtempSync(join(import.meta.dirname, "..", "node_modules", ".manifests-"));
  try {
    const file = join(folder, "manifests.ts");
    writeFileSync(file, lines.join("\n"));
    const program = ts.createProgram([file], {
      ...{ noEmit: true, skipLibCheck: true, strict: true, types: [] },
      module: ts.ModuleKind.CommonJS,
      moduleResolution: ts.ModuleResolutionKind.Node10,
      ignoreDeprecations: "6.0",
    });
    return ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
