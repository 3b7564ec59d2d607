import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { Env } from "../src/config/index.ts";

const root = resolve(import.meta.dirname, "..");
const read = (path: string) => readFileSync(resolve(root, path), "utf8");
const pinned = /@sha256:[0-9a-f]{64}$/;

// biome-ignore lint/suspicious/noExplicitAny: its shape is checked by the schema of compose files
type Compose = any;
const shipped: Compose = parse(read("compose.yaml"), { merge: true });

/** What compose files are, as Docker publishes it. */
const isCompose = (() => {
  const path = createRequire(import.meta.url).resolve("docker-compose/schema/compose-spec.json");
  const { $schema, ...schema } = JSON.parse(readFileSync(path, "utf8"));
  return new Ajv({ strict: false, logger: false }).compile(schema);
})();

/** What a compose file may not do, whatever the schema allows. */
function composeFaults({ services, secrets = {}, volumes = {} }: Compose): string[] {
  return Object.entries<Compose>(services).flatMap(([name, service]) => {
    const environment = Object.entries<string>(service.environment ?? {});
    const limits = service.deploy?.resources?.limits ?? {};
    const parts: Record<string, boolean> = {
      "a root that cannot be written": service.read_only === true,
      "no capabilities": String(service.cap_drop) === "ALL",
      "no way to more rights": String(service.security_opt) === "no-new-privileges:true",
      "limits for memory, processors and processes":
        limits.memory !== undefined && limits.cpus !== undefined && limits.pids !== undefined,
      "a log that ends": service.logging?.options?.["max-size"] !== undefined,
      "a check of its health": service.healthcheck?.test !== undefined,
      "an image by its content":
        service.build !== undefined || name === "worker" || pinned.test(service.image),
      "no port open to the world but the proxy's": (service.ports ?? []).every(
        (port: string) => name === "proxy" || port.startsWith("127.0.0.1:"),
      ),
      "no name that keeps it from being several": service.container_name === undefined,
      "no password in its environment": environment.every(
        ([key, value]) =>
          !/PASSWORD|SECRET|TOKEN|_KEY|_URL/.test(key) || /^\$\{|^\/run\/secrets\//.test(value),
      ),
      "waits for what is healthy": Object.values<Compose>(service.depends_on ?? {}).every(
        ({ condition }) => condition === "service_healthy",
      ),
      "volumes, secrets and files that exist": [
        ...(service.secrets ?? []).map((each: Compose) => (each.source ?? each) in secrets),
        ...(service.volumes ?? []).map((each: string) => {
          const [from = ""] = each.split(":");
          return from in volumes || /^\.\/secrets\//.test(from) || existsSync(resolve(root, from));
        }),
      ].every(Boolean),
    };
    return Object.entries(parts)
      .filter(([, holds]) => !holds)
      .map(([part]) => `${name}: ${part}`);
  });
}

describe("compose.yaml", () => {
  test("is one, and keeps every rule", () => {
    expect([isCompose(shipped), isCompose.errors]).toEqual([true, null]);
    expect(composeFaults(shipped)).toEqual([]);
  });

  test("starts one container by itself, and servers, proxy and monitoring when asked", () => {
    const profiles = Object.entries<Compose>(shipped.services).map(([name, service]) => [
      name,
      String(service.profiles ?? ""),
    ]);
    expect(Object.fromEntries(profiles)).toEqual({
      voicelens: "",
      worker: "servers",
      postgres: "servers",
      redis: "servers",
      proxy: "proxy",
      prometheus: "monitoring",
      alertmanager: "monitoring",
      grafana: "monitoring",
    });
  });

  test("gives the server variables that it reads", () => {
    for (const name of ["voicelens", "worker"]) {
      const names = Object.keys(shipped.services[name].environment);
      expect(names.filter((each) => !(each in Env.shape))).toEqual([]);
    }
  });

  test("a word that compose does not know is refused by the schema", () => {
    const odd = structuredClone(shipped);
    odd.services.redis.imagee = "redis";
    expect(isCompose(odd)).toBe(false);
  });

  // As guides write them.
  test.each<[fault: string, spoil: (compose: Compose) => void]>([
    [
      "voicelens: no port open to the world but the proxy's",
      ({ services }) => {
        services.voicelens.ports = ["8080:8080"];
      },
    ],
    [
      "postgres: no password in its environment",
      ({ services }) => {
        services.postgres.environment = { POSTGRES_PASSWORD: "password" };
      },
    ],
    [
      "redis: an image by its content",
      ({ services }) => {
        services.redis.image = "redis:latest";
      },
    ],
    [
      "redis: no name that keeps it from being several",
      ({ services }) => {
        services.redis.container_name = "redis";
      },
    ],
    [
      "worker: waits for what is healthy",
      ({ services }) => {
        services.worker.depends_on = { voicelens: { condition: "service_started" } };
      },
    ],
    [
      "proxy: a root that cannot be written",
      ({ services }) => {
        delete services.proxy.read_only;
      },
    ],
    [
      "proxy: volumes, secrets and files that exist",
      ({ services }) => {
        services.proxy.volumes = ["./ssl/private:/etc/ssl/private"];
      },
    ],
    [
      "grafana: limits for memory, processors and processes",
      ({ services }) => {
        delete services.grafana.deploy;
      },
    ],
  ])("%s", (fault, spoil) => {
    const odd = structuredClone(shipped);
    spoil(odd);
    expect(composeFaults(odd)).toEqual([fault]);
  });
});

/** The instructions of a Dockerfile, stage by stage. */
function stagesOf(text: string): Array<Array<{ word: string; rest: string }>> {
  const lines = text
    .replace(/^#.*\n/gm, "")
    .replace(/\\\n/g, "")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const stages: Array<Array<{ word: string; rest: string }>> = [[]];
  for (const line of lines) {
    const [, word = "", rest = ""] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    if (word === "FROM") stages.push([]);
    stages.at(-1)?.push({ word, rest });
  }
  return stages;
}

function dockerfileFaults(text: string): string[] {
  const [before = [], ...stages] = stagesOf(text);
  const last = stages.at(-1) ?? [];
  const all = stages.flat();
  const restOf = (word: string) =>
    last.filter((each) => each.word === word).map(({ rest }) => rest);
  const base = /NODE_IMAGE=(\S+)/.exec(before.map(({ rest }) => rest).join())?.[1] ?? "";
  const known =
    "FROM ARG LABEL RUN WORKDIR COPY ENV USER VOLUME EXPOSE STOPSIGNAL HEALTHCHECK ENTRYPOINT CMD";
  const parts: Record<string, boolean> = {
    "instructions that exist": all.every(({ word }) => known.split(" ").includes(word)),
    "a base by its content": pinned.test(base),
    "a stage for the build and one for the packages": stages.length === 3,
    "only what the lock file says": all
      .filter(({ rest }) => /\bnpm (?:ci|i|install)\b/.test(rest))
      .every(({ rest }) => rest.startsWith("npm ci")),
    "nothing copied whole": all.every(({ word, rest }) => word !== "COPY" || !/^\.\s/.test(rest)),
    "the program belongs to root": restOf("COPY").every((rest) => !rest.includes("--chown")),
    "a user by number": /^[1-9]\d*:[1-9]\d*$/.test(restOf("USER").at(-1) ?? ""),
    "signals reach the server": [...restOf("ENTRYPOINT"), ...restOf("CMD")].every((rest) =>
      rest.startsWith("["),
    ),
    "a check of its health": restOf("HEALTHCHECK").some((rest) =>
      rest.includes("bin/healthcheck.js"),
    ),
    "a list of what is in it": restOf("COPY").some((rest) => rest.includes("sbom.json")),
  };
  return Object.entries(parts)
    .filter(([, holds]) => !holds)
    .map(([part]) => part);
}

describe("Dockerfile", () => {
  const text = read("Dockerfile");

  test("keeps every rule", () => expect(dockerfileFaults(text)).toEqual([]));

  test.each<[fault: string, from: string | RegExp, to: string]>([
    ["a user by number", "USER 10001:10001", "USER voicelens"],
    [
      "signals reach the server",
      'ENTRYPOINT ["node", "bin/voicelens.js"]',
      "ENTRYPOINT node bin/voicelens.js",
    ],
    ["a base by its content", /@sha256:\w+/, ""],
    ["only what the lock file says", "RUN npm ci\n", "RUN npm install\n"],
    ["nothing copied whole", "COPY src src", "COPY . ."],
    ["a check of its health", /^HEALTHCHECK.*\n/m, ""],
    ["instructions that exist", "WORKDIR", "WORKDIRR"],
  ])("%s", (fault, from, to) => {
    expect(dockerfileFaults(text.replace(from, to))).toEqual([fault]);
  });

  test("what it copies is let through to the builder, and exists", () => {
    const ignored = read(".dockerignore").split("\n");
    const sources = stagesOf(text)
      .flat()
      .filter(({ word, rest }) => word === "COPY" && !rest.startsWith("--from"))
      .flatMap(({ rest }) => rest.split(" ").slice(0, -1));
    expect(sources.length).toBeGreaterThan(10);
    for (const path of sources) {
      expect(existsSync(resolve(root, path))).toBe(true);
      expect(ignored).toContain(`!${path.split("/")[0]}`);
    }
  });
});
