// A whole installation of several processes on this machine: two that accept, two that work, and the servers around them.
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { needPrograms, plainUser } from "./debian.js";
import { createPart } from "./part.js";
import { freePorts } from "./ports.js";
import { accepts, databaseName, startPostgres } from "./postgres-server.js";
import { isReady, secret } from "./servers.js";

export const siteName = "voicelens.example.com";
const root = fileURLToPath(new URL("../..", import.meta.url));
export const certificateFile = join(root, "test/fixtures/tls/first.crt");

/** Starts all of it, one after the other. `env` goes to all four processes of ours. */
export async function startCluster({ folder, env }) {
  const programs = needPrograms("redis-server", "pgbouncer", "nginx");
  const [postgresPort, redisPort, bouncerPort, nginxPort, ...ours] = await freePorts(8);
  // Programs that are not root must get through.
  chmodSync(folder, 0o755);
  const postgres = await startPostgres({ folder, port: postgresPort });
  const redis = redisPart(programs, { folder, port: redisPort });
  const pgbouncer = pgbouncerPart(programs, { folder, port: bouncerPort, target: postgresPort });
  mkdirSync(join(folder, "files"));
  const ownerKey = `vl_${randomBytes(32).toString("hex")}`;
  const shared = {
    DATABASE_URL: `postgresql://voicelens@127.0.0.1:${bouncerPort}/${databaseName}`,
    REDIS_URL: `redis://127.0.0.1:${redisPort}`,
    SECRET_KEY: randomBytes(48).toString("base64"),
    VOICELENS_OWNER_KEY: ownerKey,
    WEBHOOK_SECRET_RETELL: secret,
    TRUSTED_PROXIES: "127.0.0.1",
    SERVICE_HOST: "127.0.0.1",
    LOG_LEVEL: "WARNING",
    ...env,
  };
  const names = ["api 1", "api 2", "worker 1", "worker 2"];
  const processes = names.map((name, place) =>
    productPart(name, { folder, port: ours[place], env: shared }),
  );
  const nginx = nginxPart(programs, { folder, port: nginxPort, servers: ours.slice(0, 2) });
  const parts = [postgres, redis, pgbouncer, ...processes, nginx];
  for (const part of parts.slice(1)) await part.start();
  return {
    parts,
    /** Where deliveries are sent: nginx, by https. */
    sitePort: nginxPort,
    /** One that accepts, without the proxy. */
    apiPort: ours[0],
    ownerKey,
    databaseUrl: postgres.superuserUrl,
    async stop() {
      for (const part of parts.toReversed()) await part.stop();
    },
  };
}

function redisPart(programs, { folder, port }) {
  return createPart({
    name: "redis",
    program: programs["redis-server"],
    args: ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--save", ""],
    isUp: () => listens(port),
  });
}

function pgbouncerPart({ pgbouncer }, { folder, port, target }) {
  const file = join(folder, "pgbouncer.ini");
  writeFileSync(
    file,
    `[databases]
${databaseName} = host=127.0.0.1 port=${target} dbname=${databaseName} user=voicelens
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 20
max_client_conn = 400
server_login_retry = 1
`,
  );
  return createPart({
    name: "pgbouncer",
    program: pgbouncer,
    args: [file],
    options: plainUser,
    isUp: () => accepts({ host: "127.0.0.1", port, user: "voicelens", database: databaseName }),
  });
}

function productPart(name, { folder, port, env }) {
  const dataDir = join(folder, name.replace(" ", "-"));
  mkdirSync(dataDir);
  symlinkSync(join(folder, "files"), join(dataDir, "files"));
  return createPart({
    name,
    program: process.execPath,
    args: [fileURLToPath(new URL("../product.js", import.meta.url))],
    options: {
      env: {
        ...process.env,
        ...env,
        SERVICE_ROLE: name.split(" ")[0],
        SERVICE_PORT: String(port),
        DATA_DIR: dataDir,
      },
    },
    isUp: () => isReady(port),
  });
}

/** What we ship for nginx, on a port and in a folder of its own. */
function nginxPart({ nginx }, { folder, port, servers }) {
  const home = join(folder, "nginx");
  mkdirSync(join(home, "tls"), { recursive: true });
  for (const kind of ["crt", "key"]) {
    copyFileSync(join(root, `test/fixtures/tls/first.${kind}`), join(home, `tls/tls.${kind}`));
  }
  copyFileSync(join(root, "deploy/nginx/canary.conf"), join(home, "canary.conf"));
  const lines = servers.map((server) => `server 127.0.0.1:${server};\n`);
  writeFileSync(join(home, "upstream.conf"), lines.join(""));
  const shipped = readFileSync(join(root, "deploy/nginx/voicelens.conf"), "utf8")
    .replaceAll(/^\s*listen 80.*;$/gm, "")
    .replaceAll(/\blisten 443\b/g, `listen 127.0.0.1:${port}`)
    .replaceAll("/etc/nginx/voicelens", home)
    .replaceAll(/access_log .*;/g, "access_log off;");
  const kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const config = join(home, "nginx.conf");
  writeFileSync(
    config,
    `daemon off;
${plainUser.uid === undefined ? "" : "user root;"}
pid ${home}/pid;
worker_processes 2;
events { worker_connections 2048; }
http {
  access_log off;
  ${kinds.map((kind) => `${kind}_temp_path ${home}/${kind};`).join("\n  ")}
${shipped}
}
`,
  );
  return createPart({
    name: "nginx",
    program: nginx,
    args: ["-p", home, "-e", "stderr", "-c", config],
    isUp: () => listens(port),
  });
}

/** Whether somebody takes connections. */
function listens(port) {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    const tell = (is) => {
      socket.destroy();
      resolve(is);
    };
    socket.once("connect", () => tell(true));
    socket.once("error", () => tell(false));
  });
}
