import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, vi } from "vitest";
import { debianTool } from "./debian-tools.ts";
import { dialled } from "./dialled.ts";
import { freePort } from "./free-port.ts";

export const nginx = process.platform === "linux" ? debianTool("nginx") : undefined;
export const siteName = "voicelens.example.com";
const root = resolve(import.meta.dirname, "..");

/** An nginx that runs what we ship, on ports and in a folder of its own. */
export interface Nginx extends AsyncDisposable {
  httpPort: number;
  httpsPort: number;
  /** Names the servers behind it, as a deployment does. Resolves when nothing goes to the former ones any more. */
  switchTo(ports: readonly number[]): Promise<void>;
  /** Gives nearly a third of the clients to a second server, or none. */
  shareWith(port: number | undefined): Promise<void>;
  /** What it complained of when it only read its configuration. */
  complaints(): Promise<string>;
  accessLog(): string;
}

export async function startNginx(ports: readonly number[]): Promise<Nginx> {
  if (nginx === undefined) throw new Error("nginx is not installed");
  const program = nginx;
  const folder = mkdtempSync(join(tmpdir(), "voicelens-nginx-"));
  const [httpPort, httpsPort] = [await freePort(), await freePort()];
  const upstream = join(folder, "upstream.conf");
  const name = (servers: readonly number[]) => {
    const lines = servers.map((port) => `server 127.0.0.1:${port};\n`);
    writeFileSync(`${upstream}.next`, lines.join(""));
    renameSync(`${upstream}.next`, upstream);
  };
  name(ports);
  mkdirSync(join(folder, "tls"));
  for (const kind of ["crt", "key"]) {
    copyFileSync(join(root, `test/fixtures/tls/first.${kind}`), join(folder, `tls/tls.${kind}`));
  }
  const canary = readFileSync(join(root, "deploy/nginx/canary.conf"), "utf8");
  writeFileSync(join(folder, "canary.conf"), canary);
  const config = join(folder, "nginx.conf");
  writeFileSync(config, main(folder, { httpPort, httpsPort }));
  const args = ["-p", folder, "-e", "stderr", "-c", config];
  const child = spawn(program, args, { stdio: "ignore" });
  const ended = once(child, "exit");
  // Former workers finish what they have, with the former servers.
  const reload = async () => {
    const former = workersOf(child.pid);
    await promisify(execFile)(program, [...args, "-s", "reload"]);
    await vi.waitFor(() => {
      const left = workersOf(child.pid).filter((pid) => former.includes(pid));
      expect(left).toEqual([]);
    });
  };
  await vi.waitFor(() => dialled(httpPort));
  return {
    httpPort,
    httpsPort,
    async switchTo(next) {
      name(next);
      await reload();
    },
    async shareWith(port) {
      const part = port === undefined ? "" : "30% voicelens_canary;";
      writeFileSync(join(folder, "canary.conf"), canary.replace("{", `{ ${part}`));
      const text = readFileSync(config, "utf8");
      writeFileSync(config, text.replace("127.0.0.1:8083", `127.0.0.1:${port}`));
      await reload();
    },
    complaints: async () => (await promisify(execFile)(program, [...args, "-t"])).stderr,
    accessLog: () => readFileSync(join(folder, "access.log"), "utf8"),
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Linux tells who was started by whom. */
function workersOf(pid: number | undefined): string[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
}

/** What the distribution's own nginx.conf would be, around ours. */
function main(folder: string, ports: { httpPort: number; httpsPort: number }): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((kind) => `${kind}_temp_path ${folder}/${kind};`)
    .join("\n  ");
  const shipped = readFileSync(join(root, "deploy/nginx/voicelens.conf"), "utf8")
    .replaceAll(/\blisten 80\b/g, `listen 127.0.0.1:${ports.httpPort}`)
    .replaceAll(/\blisten 443\b/g, `listen 127.0.0.1:${ports.httpsPort}`)
    // However slow this machine is, it is faster than that.
    .replace("rate=50r/s", "rate=1r/s")
    .replaceAll("/etc/nginx/voicelens", folder)
    .replaceAll("/dev/stdout", `${folder}/access.log`);
  return `daemon off;
${process.getuid?.() === 0 ? "user root;" : ""}
pid ${folder}/pid;
worker_processes 2;
events { worker_connections 2048; }
http {
  access_log off;
  ${temporary}
${shipped}
}
`;
}
