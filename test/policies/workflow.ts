import { parse } from "yaml";

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Job {
  environment?: unknown;
  permissions?: object;
  "timeout-minutes"?: number;
  /** A workflow of ours in place of steps. */
  uses?: string;
  steps?: Step[];
}

/** What a workflow may not do, whatever its syntax allows. */
export function workflowFaults(text: string): string[] {
  const { jobs, permissions, concurrency } = parse(text) as {
    jobs: Record<string, Job>;
    permissions?: object;
    concurrency?: object;
  };
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
    ...steps
      .filter((step) => /:latest\b/.test(String(step.with?.tags ?? step.run ?? "")))
      .map(() => "an image that may become another"),
    ...(concurrency === undefined ? ["two runs at once"] : []),
    ...all.filter(([, job]) => deploys(job)).flatMap(([name, job]) => deployFaults(name, job)),
    ...steps.filter(({ run = "" }) => run.includes("${{")).map(() => "text of others in a command"),
  ];
}

function deploys({ steps = [] }: Job): boolean {
  return steps.some(({ uses = "", run = "" }) =>
    /k8s-deploy|kubectl|rolling\.sh/.test(`${uses} ${run}`),
  );
}

function deployFaults(name: string, { environment, steps = [] }: Job): string[] {
  const parts: Record<string, boolean> = {
    "nobody has to agree": environment !== undefined,
    "files that were not checked out": steps[0]?.uses?.startsWith("actions/checkout@") === true,
    "the schema is left behind": steps.some(({ run = "" }) => /rolling\.sh|migrate/.test(run)),
  };
  return Object.entries(parts)
    .filter(([, holds]) => !holds)
    .map(([part]) => `${name}: ${part}`);
}
