import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { documents, secretKeys } from "./kubernetes.ts";
import { policies } from "./kubernetes-policies.ts";
import { read as readShipped, rules } from "./monitoring.ts";
import { composeFaults } from "./policies/compose.ts";
import { dockerfileFaults } from "./policies/dockerfile.ts";
import { nginxFaults } from "./policies/nginx.ts";
import { scriptFaults } from "./policies/script.ts";
import { dashboardFaults, expressionFaults } from "./policies/watching.ts";
import { workflowFaults } from "./policies/workflow.ts";

const root = resolve(import.meta.dirname, "..");
const guide = (name: string) =>
  readFileSync(join(root, "test", "fixtures", "guides", name), "utf8");

describe("what guides show, each fault of it named", () => {
  test("compose", () => {
    const faults = composeFaults(parse(guide("compose.yaml")));
    for (const fault of [
      "app: no port open to the world but the proxy's",
      "app: an image by its content",
      "app: no name that keeps it from being several",
      "app: no password in its environment",
      "app: volumes, secrets and files that exist",
      "app: no folder of the machine that tells of other containers",
      "app: waits for what is healthy",
      "app: a root that cannot be written",
      "app: no capabilities",
      "app: no way to more rights",
      "app: limits for memory, processors and processes",
      "app: a log that ends",
      "app: a check of its health",
      "postgres: no password in its environment",
      "redis: no cache that forgets what it holds for others",
    ]) {
      expect(faults).toContain(fault);
    }
  });

  test("Dockerfile", () => {
    expect(dockerfileFaults(guide("Dockerfile"))).toEqual([
      "a base by its content",
      "a stage for the build and one for the packages",
      "only what the lock file says",
      "nothing copied whole",
      "a user by number",
      "nothing is installed for a look at its health",
      "signals reach the server",
      "a check of its health",
      "a list of what is in it",
    ]);
  });

  test("Kubernetes: every policy finds something", () => {
    const all = documents(guide("kubernetes.yaml"));
    const silent = Object.entries(policies).filter(
      ([, policy]) => policy(all, secretKeys).length === 0,
    );
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  test("workflows", () => {
    expect(workflowFaults(guide("workflow.yml"))).toEqual([
      "rights that were not asked for",
      "build says neither its rights nor its end",
      "deploy says neither its rights nor its end",
      "actions/checkout@v3 may become another",
      "docker/build-push-action@v4 may become another",
      "azure/k8s-deploy@v4 may become another",
      "an image that may become another",
      "two runs at once",
      "deploy: nobody has to agree",
      "deploy: files that were not checked out",
      "deploy: the schema is left behind",
      "text of others in a command",
    ]);
  });

  test("nginx: every policy finds something", () => {
    const faults = nginxFaults(guide("nginx.conf"));
    expect(faults).toHaveLength(11);
  });

  test.each([
    [
      "backup.sh",
      [
        "it ends at the first failure, in a pipe too",
        "it waits for what happened, not for some time",
        "no container by a name that compose gives another",
        "nothing goes by its age alone",
      ],
    ],
    [
      "restore.sh",
      [
        "it ends at the first failure, in a pipe too",
        "no container by a name that compose gives another",
        "programs that still exist",
        "nothing is dropped before there is something better",
      ],
    ],
    [
      "maintenance.sh",
      [
        "it ends at the first failure, in a pipe too",
        "every wait has an end",
        "no container by a name that compose gives another",
        "images by their content",
      ],
    ],
  ])("%s", (name, faults) => {
    expect(scriptFaults(guide(name))).toEqual(faults);
  });

  test("alerts", () => {
    const shown = parse(guide("rules.yml")) as Record<string, string>;
    const faults = Object.entries(shown).map(([name, one]) => [name, expressionFaults(one)]);
    expect(Object.fromEntries(faults)).toEqual({
      HighErrorRate: ["a share is a division"],
      HighResponseTime: ["percentiles are of a window", "percentiles are of all replicas"],
      LowCallSuccessRate: ["both sides of a division are sums"],
    });
  });

  test("dashboards", () => {
    expect(guide("dashboards.txt").split("---\n").map(dashboardFaults)).toEqual([
      ["it is JSON, without comments"],
      [
        "it stands by itself, not as its API wraps it",
        "it names its form",
        "every panel says what it is, where it is and whom it asks",
      ],
    ]);
  });
});

test("what is shipped keeps the same policies", () => {
  expect(nginxFaults(readFileSync(join(root, "deploy/nginx/voicelens.conf"), "utf8"))).toEqual([]);
  const scripts = readdirSync(join(root, "deploy/scripts")).map((name) => `deploy/scripts/${name}`);
  for (const path of [...scripts, "deploy/compose/create-database.sh"]) {
    expect([path, ...scriptFaults(readFileSync(join(root, path), "utf8"))]).toEqual([path]);
  }
  for (const { expr } of rules) expect([expr, ...expressionFaults(expr)]).toEqual([expr]);
  const folder = join(root, "deploy/monitoring/grafana/dashboards");
  for (const name of readdirSync(folder)) {
    expect(dashboardFaults(readShipped(`grafana/dashboards/${name}`))).toEqual([]);
  }
});
