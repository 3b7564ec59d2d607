import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { Env } from "../src/config/index.ts";
import { type Compose, composeFaults } from "./policies/compose.ts";
import { dockerfileFaults, stagesOf } from "./policies/dockerfile.ts";

const root = resolve(import.meta.dirname, "..");
const read = (path: string) => readFileSync(resolve(root, path), "utf8");
const shipped: Compose = parse(read("compose.yaml"), { merge: true });

/** What compose files are, as Docker publishes it. */
const isCompose = (() => {
  const path = createRequire(import.meta.url).resolve("docker-compose/schema/compose-spec.json");
  const { $schema, ...schema } = JSON.parse(readFileSync(path, "utf8"));
  return new Ajv({ strict: false, logger: false }).compile(schema);
})();

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
