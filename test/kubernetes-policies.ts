import { Env } from "../src/config/index.ts";

// biome-ignore lint/suspicious/noExplicitAny: manifests of any kind; their shape is checked by their schemas
export type Manifest = any;

/** What a set of manifests may not do, whatever the schemas allow. Each says what is wrong and where. */
export type Policy = (all: readonly Manifest[], secretKeys: readonly string[]) => string[];

const named = (one: Manifest) => `${one.kind}/${one.metadata.name}`;
const ofKind = (all: readonly Manifest[], ...kinds: string[]) =>
  all.filter(({ kind }) => kinds.includes(kind));
const workloads = (all: readonly Manifest[]) =>
  ofKind(all, "Deployment", "StatefulSet", "Job", "DaemonSet");
const podOf = (one: Manifest) => one.spec.template.spec;
const containersOf = (one: Manifest): Manifest[] => [
  ...(podOf(one).initContainers ?? []),
  ...podOf(one).containers,
];
const isMany = (all: readonly Manifest[], one: Manifest) =>
  (one.spec.replicas ?? 1) > 1 ||
  ofKind(all, "HorizontalPodAutoscaler", "ScaledObject").some(
    ({ spec }) => spec.scaleTargetRef.name === one.metadata.name,
  );
const isWithin = (wanted: object, labels: Record<string, string> | undefined) =>
  Object.entries(wanted).every(([key, value]) => labels?.[key] === value);

/** Each part as its name and whether it holds; what does not hold is told. */
function broken(place: string, parts: Record<string, boolean>): string[] {
  return Object.entries(parts)
    .filter(([, holds]) => !holds)
    .map(([name]) => `${place}: ${name}`);
}

export const policies: Readonly<Record<string, Policy>> = {
  "pods are restricted": (all) =>
    workloads(all).flatMap((one) => {
      const pod = podOf(one);
      const outer = pod.securityContext ?? {};
      return [
        ...broken(named(one), {
          "a user by number that is not root": outer.runAsNonRoot === true && outer.runAsUser > 0,
          "the runtime's seccomp profile": outer.seccompProfile?.type === "RuntimeDefault",
          "no token of the cluster": pod.automountServiceAccountToken === false,
          "no address of neighbours in its environment": pod.enableServiceLinks === false,
        }),
        ...containersOf(one).flatMap(({ name, securityContext = {}, resources = {} }) =>
          broken(`${named(one)} ${name}`, {
            "no way to more rights": securityContext.allowPrivilegeEscalation === false,
            "a root that cannot be written": securityContext.readOnlyRootFilesystem === true,
            "no capabilities": String(securityContext.capabilities?.drop) === "ALL",
            "as much memory as it asks for":
              resources.limits?.memory !== undefined &&
              resources.limits.memory === resources.requests?.memory,
          }),
        ),
      ];
    }),

  "the namespace refuses others": (all) =>
    ofKind(all, "Namespace").flatMap((one) =>
      broken(named(one), {
        restricted: one.metadata.labels?.["pod-security.kubernetes.io/enforce"] === "restricted",
      }),
    ),

  "images are named by their content": (all) =>
    workloads(all).flatMap((one) =>
      containersOf(one)
        .filter(({ image }) => !/@sha256:[0-9a-f]{64}$/.test(image))
        .map(({ image }) => `${named(one)}: ${image}`),
    ),

  "probes ask what they are for": (all) =>
    ofKind(all, "Deployment", "StatefulSet").flatMap((one) =>
      containersOf(one).flatMap(({ name, livenessProbe, readinessProbe, startupProbe }) =>
        broken(`${named(one)} ${name}`, {
          "alive means that it turns": livenessProbe?.httpGet?.path === "/health/live",
          "ready means that it can accept": readinessProbe?.httpGet?.path === "/health/ready",
          "time to start": startupProbe?.httpGet?.path === "/health/ready",
        }),
      ),
    ),

  "pods are let go in order": (all) =>
    ofKind(all, "Deployment", "StatefulSet").flatMap((one) =>
      containersOf(one).flatMap(({ name, lifecycle }) => {
        const sleep = lifecycle?.preStop?.sleep?.seconds ?? 0;
        return broken(`${named(one)} ${name}`, {
          "time until nobody sends any more": sleep >= 5,
          "time to finish": (podOf(one).terminationGracePeriodSeconds ?? 30) >= sleep + 30,
        });
      }),
    ),

  "one says how many there are": (all) =>
    ofKind(all, "Deployment").flatMap((one) => {
      const owners = ofKind(all, "HorizontalPodAutoscaler", "ScaledObject").filter(
        ({ spec }) => spec.scaleTargetRef.name === one.metadata.name,
      );
      const count = owners.length + (one.spec.replicas === undefined ? 0 : 1);
      return broken(named(one), { [`one owner, not ${count}`]: count === 1 });
    }),

  "memory does not scale": (all) =>
    ofKind(all, "HorizontalPodAutoscaler")
      .filter(({ spec }) =>
        spec.metrics.some(({ resource }: Manifest) => resource?.name === "memory"),
      )
      .map(named),

  "never all at once": (all) =>
    workloads(all)
      .filter((one) => isMany(all, one))
      .flatMap((one) => {
        const labels = one.spec.template.metadata.labels;
        const budgets = ofKind(all, "PodDisruptionBudget").filter(({ spec }) =>
          isWithin(spec.selector.matchLabels, labels),
        );
        return broken(named(one), {
          "a budget for disruptions": budgets.length === 1,
          "spread over nodes": (podOf(one).topologySpreadConstraints ?? []).length > 0,
          "a new one before an old one goes":
            one.spec.strategy?.rollingUpdate?.maxUnavailable === 0,
        });
      }),

  "what many mount can be mounted by many": (all) =>
    workloads(all)
      .filter((one) => isMany(all, one))
      .flatMap((one) => {
        const names = (podOf(one).volumes ?? []).flatMap(
          ({ persistentVolumeClaim }: Manifest) => persistentVolumeClaim?.claimName ?? [],
        );
        const claims = ofKind(all, "PersistentVolumeClaim").filter(({ metadata }) =>
          names.includes(metadata.name),
        );
        return broken(named(one), {
          "its claims are here": claims.length === names.length,
          "each for many nodes": claims.every(
            ({ spec }) => String(spec.accessModes) === "ReadWriteMany",
          ),
        });
      }),

  "what is referred to exists": (all, secretKeys) => [
    ...workloads(all).flatMap((one) =>
      containersOf(one).flatMap(({ env = [] }) =>
        env.flatMap(({ name, valueFrom }: Manifest) =>
          broken(`${named(one)} ${name}`, {
            "a variable that is read": name in Env.shape || name === "NODE_OPTIONS",
            "a key of the secret":
              valueFrom?.secretKeyRef === undefined ||
              secretKeys.includes(valueFrom.secretKeyRef.key),
          }),
        ),
      ),
    ),
    ...ofKind(all, "ConfigMap").flatMap((one) =>
      Object.keys(one.data)
        .filter((name) => !(name in Env.shape))
        .map((name) => `${named(one)}: ${name} is not read`),
    ),
    ...backendsOf(all).flatMap(({ from, name, port }) => {
      const service = ofKind(all, "Service").find(({ metadata }) => metadata.name === name);
      const ports: Manifest[] = service?.spec.ports ?? [];
      return broken(`${from} ${name}`, {
        "a service with this port": ports.some((each) => port === each.port || port === each.name),
      });
    }),
    ...ofKind(all, "Service").flatMap((one) => {
      const chosen = workloads(all).filter(({ spec }) =>
        isWithin(one.spec.selector, spec.template.metadata.labels),
      );
      const targets = one.spec.ports.map(({ targetPort }: Manifest) => targetPort);
      return broken(named(one), {
        "pods that it chooses": chosen.length > 0,
        "their port": chosen
          .flatMap(containersOf)
          .every(({ ports = [] }) =>
            targets.every((target: string) =>
              ports.some(({ name, containerPort }: Manifest) =>
                [name, containerPort].includes(target),
              ),
            ),
          ),
      });
    }),
  ],

  "there is one door": (all) =>
    ofKind(all, "Service")
      .filter(({ spec }) => ["LoadBalancer", "NodePort"].includes(spec.type))
      .map(named),

  "secrets are not here": (all) => ofKind(all, "Secret").map(named),

  "nothing of one controller": (all) =>
    ofKind(all, "Ingress")
      .filter(({ metadata, spec }) => metadata.annotations !== undefined || !spec.ingressClassName)
      .map(named),

  "the network is closed, and open where it must be": (all) => {
    const rules = ofKind(all, "NetworkPolicy").map(({ spec }) => spec);
    const out = rules.flatMap(({ egress = [] }) => egress) as Manifest[];
    const ports = (rule: Manifest) =>
      (rule.ports ?? []).map(({ protocol, port }: Manifest) => `${protocol} ${port}`);
    const web = out.find((rule) => ports(rule).includes("TCP 443") && rule.to?.[0]?.ipBlock);
    const inside = rules.flatMap(({ ingress = [] }) => ingress) as Manifest[];
    return broken("NetworkPolicy", {
      "nothing by default": rules.some(
        (each) =>
          Object.keys(each.podSelector).length === 0 &&
          String([...each.policyTypes].sort()) === "Egress,Ingress" &&
          each.ingress === undefined &&
          each.egress === undefined,
      ),
      names: out.some((rule) => String(ports(rule)) === "UDP 53,TCP 53"),
      "providers on 443": web !== undefined,
      "not the cloud's own addresses": (web?.to ?? [])
        .filter(({ ipBlock }: Manifest) => ipBlock.cidr === "0.0.0.0/0")
        .every(({ ipBlock }: Manifest) => ipBlock.except?.includes("169.254.0.0/16")),
      "in only from namespaces by their own name": inside
        .flatMap(({ from = [{}] }) => from)
        .every(
          (peer: Manifest) =>
            peer.podSelector !== undefined ||
            peer.namespaceSelector?.matchLabels?.["kubernetes.io/metadata.name"] !== undefined,
        ),
    });
  },
};

function backendsOf(all: readonly Manifest[]) {
  const routes = ofKind(all, "HTTPRoute").flatMap((one) =>
    one.spec.rules
      .flatMap(({ backendRefs = [] }: Manifest) => backendRefs)
      .map(({ name, port }: Manifest) => ({ from: named(one), name, port })),
  );
  const ingresses = ofKind(all, "Ingress").flatMap((one) =>
    one.spec.rules
      .flatMap(({ http }: Manifest) => http.paths)
      .map(({ backend: { service } }: Manifest) => ({
        from: named(one),
        name: service.name,
        port: service.port.number ?? service.port.name,
      })),
  );
  return [...routes, ...ingresses] as Array<{ from: string; name: string; port: unknown }>;
}
