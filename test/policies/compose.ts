import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pinned } from "./pinned.ts";

const root = resolve(import.meta.dirname, "..", "..");

// biome-ignore lint/suspicious/noExplicitAny: its shape is checked by the schema of compose files
export type Compose = any;

/** An environment is written as a list of assignments, too. */
function environmentOf({ environment = {} }: Compose): Array<[name: string, value: string]> {
  if (!Array.isArray(environment)) return Object.entries<string>(environment);
  return environment.map((line: string) => {
    const [name = "", ...value] = line.split("=");
    return [name, value.join("=")];
  });
}

/** What a compose file may not do, whatever the schema allows. */
export function composeFaults({ services, secrets = {}, volumes = {} }: Compose): string[] {
  return Object.entries<Compose>(services).flatMap(([name, service]) => {
    const environment = environmentOf(service);
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
      "no folder of the machine that tells of other containers": (service.volumes ?? []).every(
        (each: string) => !/^\/var\/(?:run|lib\/docker|log)\b/.test(each),
      ),
      "no cache that forgets what it holds for others": !/allkeys-/.test(
        String([service.command ?? ""].flat().join(" ")),
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
