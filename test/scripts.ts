import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";

export const scripts = resolve(import.meta.dirname, "..", "deploy", "scripts");

/** A place in which scripts run: programs that note how they were called, and fail where they are told to. */
export interface Stage extends AsyncDisposable {
  readonly folder: string;
  /** How programs were called, in order. */
  calls(): string[];
  /** Calls that contain this text fail from now on. */
  failAt(text: string): void;
  /** A server of this machine whose answers are given by `answer`. */
  server(answer: (path: string) => { status: number; body?: string }): Promise<number>;
  run(script: string, args: readonly string[], env: Record<string, string>): Promise<Ran>;
}
interface Ran {
  code: number;
  said: string;
}

export function setStage(programs: readonly string[]): Stage {
  const folder = mkdtempSync(join(tmpdir(), "voicelens-scripts-"));
  const bin = join(folder, "bin");
  const servers: Server[] = [];
  mkdirSync(bin);
  writeFileSync(join(folder, "failing"), "");
  for (const program of programs) {
    const path = join(bin, program);
    writeFileSync(
      path,
      `#!/usr/bin/env bash
call="${program} $*"
echo "$call" >> "${folder}/calls"
while read -r text; do [[ -n $text && $call == *"$text"* ]] && { echo "told to fail" >&2; exit 1; }; done < "${folder}/failing"
exit 0
`,
    );
    chmodSync(path, 0o755);
  }
  return {
    folder,
    calls() {
      const path = join(folder, "calls");
      return existsSync(path) ? readFileSync(path, "utf8").trim().split("\n") : [];
    },
    failAt: (text) => writeFileSync(join(folder, "failing"), `${text}\n`),
    async server(answer) {
      const server = createServer((asked, reply) => {
        const { status, body = "" } = answer(asked.url ?? "");
        reply.writeHead(status, { connection: "close" }).end(body);
      }).listen(0, "127.0.0.1");
      servers.push(server);
      await once(server, "listening");
      return (server.address() as AddressInfo).port;
    },
    async run(script, args, env) {
      const child = spawn(script.startsWith("/") ? script : join(scripts, script), args, {
        env: { PATH: `${bin}${delimiter}${process.env.PATH}`, ...env },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let said = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (part: Buffer) => {
          said += part.toString();
        });
      }
      const [code] = await once(child, "close");
      return { code: Number(code), said };
    },
    async [Symbol.asyncDispose]() {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
        await once(server, "close");
      }
      rmSync(folder, { recursive: true });
    },
  };
}
