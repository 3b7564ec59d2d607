import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  documents,
  fieldFaults,
  kubectl,
  rendered,
  root,
  secretKeys,
  valueFaults,
} from "./kubernetes.ts";
import { type Manifest, policies } from "./kubernetes-policies.ts";

const isInstalled = kubectl !== undefined;
const folders = isInstalled ? ["single", "scaled", "migrate"] : [];
const shipped = new Map(folders.map((folder) => [folder, rendered(folder)]));
const readExample = (path: string) => documents(readFileSync(join(root, path), "utf8"));

const faultsOf = (all: readonly Manifest[]) =>
  Object.entries(policies).flatMap(([name, policy]) =>
    policy(all, secretKeys).map((fault) => `${name}: ${fault}`),
  );

describe.skipIf(!isInstalled)("manifests", () => {
  test("what is shipped is what Kubernetes knows, and what it does not know is seen", () => {
    const examples = ["components/ingress/ingress.yaml", "examples/cloudnative-pg.yaml"];
    const all = [...[...shipped.values()].flat(), ...examples.flatMap(readExample)];
    expect(all.length).toBeGreaterThan(30);
    expect(valueFaults(all)).toEqual([]);
    const odd = structuredClone(find(shipped.get("scaled") ?? [], "Deployment"));
    odd.spec.template.spec.containers[0].livenesProbe = {};
    expect(fieldFaults([...all, odd])).toEqual([expect.stringContaining("livenesProbe")]);
    odd.spec.minReadySeconds = "10";
    expect(valueFaults([odd]).join()).toContain("minReadySeconds");
  });

  test.each(["single", "scaled"])("%s keeps every policy", (folder) => {
    expect(faultsOf(shipped.get(folder) ?? [])).toEqual([]);
  });

  test("the guide names the numbers that the cluster is given", () => {
    const guide = readFileSync(join(root, "..", "..", "docs", "scaling.md"), "utf8");
    const scalers = (shipped.get("scaled") ?? []).filter(({ kind }) => /Autoscaler$/.test(kind));
    expect(scalers).toHaveLength(2);
    for (const { metadata, spec } of scalers) {
      const { averageUtilization } = spec.metrics[0].resource.target;
      expect(guide).toContain(
        `| \`${metadata.name}\` | ${spec.minReplicas} | ${spec.maxReplicas} | ${averageUtilization} % `,
      );
    }
  });

  test("the job before a release is as restricted as what it prepares", () => {
    const all = [
      ...(shipped.get("migrate") ?? []),
      ...(shipped.get("scaled") ?? []).filter(({ kind }) => kind !== "Namespace"),
    ];
    expect(faultsOf(all)).toEqual([]);
  });

  test.each(mistakes())("%s is seen", (policy, make) => {
    const all = structuredClone(shipped.get("scaled") ?? []);
    make(all);
    expect(policies[policy]?.(all, secretKeys)).not.toEqual([]);
  });
});

function find(all: Manifest[], kind: string, name?: string): Manifest {
  return all.find((one) => one.kind === kind && (name === undefined || one.metadata.name === name));
}

/** One mistake for each policy, as guides make them. */
function mistakes(): Array<[policy: string, make: (all: Manifest[]) => void]> {
  const container = (all: Manifest[]) => find(all, "Deployment").spec.template.spec.containers[0];
  return [
    ["pods are restricted", (all) => delete container(all).securityContext],
    ["the namespace refuses others", (all) => delete find(all, "Namespace").metadata.labels],
    [
      "images are named by their content",
      (all) => {
        container(all).image = "voicelens:latest";
      },
    ],
    [
      "probes ask what they are for",
      (all) => {
        container(all).livenessProbe = { httpGet: { path: "/health", port: 8080 } };
      },
    ],
    ["pods are let go in order", (all) => delete container(all).lifecycle],
    [
      "one says how many there are",
      (all) => {
        find(all, "Deployment").spec.replicas = 3;
      },
    ],
    [
      "memory does not scale",
      (all) => {
        find(all, "HorizontalPodAutoscaler").spec.metrics[0].resource.name = "memory";
      },
    ],
    ["never all at once", (all) => all.splice(all.indexOf(find(all, "PodDisruptionBudget")), 1)],
    [
      "what many mount can be mounted by many",
      (all) => {
        find(all, "PersistentVolumeClaim").spec.accessModes = ["ReadWriteOnce"];
      },
    ],
    [
      "what is referred to exists",
      (all) => {
        find(all, "HTTPRoute", "voicelens").spec.rules[0].backendRefs[0].name = "voicelens-ws";
      },
    ],
    [
      "there is one door",
      (all) => {
        find(all, "Service").spec.type = "LoadBalancer";
      },
    ],
    [
      "secrets are not here",
      (all) => all.push({ kind: "Secret", metadata: { name: "db" }, stringData: { KEY: "value" } }),
    ],
    [
      "nothing of one controller",
      (all) =>
        all.push({
          kind: "Ingress",
          metadata: { name: "x", annotations: { "nginx.ingress.kubernetes.io/rate-limit": "100" } },
          spec: { rules: [] },
        }),
    ],
    [
      "the network is closed, and open where it must be",
      (all) => all.splice(all.indexOf(find(all, "NetworkPolicy", "names")), 1),
    ],
  ];
}
