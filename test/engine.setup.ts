import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { prepareDatabase, startEngine } from "../src/store/index.ts";
import { at } from "./at.ts";
import { type Fresh, readFresh } from "./reset.ts";

/** Where tests clone their databases from. */
export interface TestCluster {
  /** May create and drop databases. */
  administrator: pg.ClientConfig;
  /** What the product logs in as. */
  login: pg.ClientConfig;
  template: string;
  /** What the template holds. */
  fresh: Fresh;
}

declare module "vitest" {
  interface ProvidedContext {
    cluster: TestCluster;
  }
}

/**
 * One engine for the whole run, and one migrated template on it. With TEST_DATABASE_URL it is the server named there, by a superuser: like the embedded engine's, it makes
 * the plain user as whom the product then runs.
 */
export default async function setup(project: TestProject) {
  const template = `voicelens_test_${process.pid}_template`;
  const url = process.env.TEST_DATABASE_URL;
  if (url !== undefined) {
    const administrator = { connectionString: url };
    const user = `voicelens_test_${process.pid}`;
    const login = { ...addressOf(url), user, password: "only-for-tests", database: template };
    await prepareDatabase(login, { administrator, isProduction: true });
    const fresh = await readTemplate(administrator, template);
    project.provide("cluster", { administrator, login, template, fresh });
    return async () => {
      await dropAll(administrator, template);
      await administrate(administrator, `drop role ${user}`);
    };
  }
  const dataDir = mkdtempSync(join(tmpdir(), "voicelens-test-"));
  // What survives a crash of the machine is nothing to these tests; those about kills start engines of their own.
  const engine = await startEngine({
    dataDir,
    log: () => undefined,
    isDisposable: true,
    settings: {
      autovacuum: "off",
      checkpoint_timeout: "1h",
      wal_level: "minimal",
      // Three files at a time, each with as many replicas as it likes.
      max_connections: "300",
    },
  });
  const administrator = engine.superuser;
  const login = {
    ...administrator,
    user: "voicelens",
    password: "only-for-tests",
    database: template,
  };
  await prepareDatabase(login, { administrator, isProduction: true });
  const fresh = await readTemplate(administrator, template);
  project.provide("cluster", { administrator, login, template, fresh });
  return async () => {
    await engine.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

async function readTemplate(administrator: pg.ClientConfig, template: string): Promise<Fresh> {
  const client = new pg.Client(at(administrator, template));
  await client.connect();
  try {
    return await readFresh(client);
  } finally {
    await client.end();
  }
}

/** The template, and what the worlds left to worlds that did not come. */
async function dropAll(administrator: pg.ClientConfig, template: string): Promise<void> {
  const client = new pg.Client(administrator);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "select datname as name from pg_database where starts_with(datname, $1)",
      [template],
    );
    for (const { name } of rows) await client.query(`drop database ${name} with (force)`);
  } finally {
    await client.end();
  }
}

async function administrate(options: pg.ClientConfig, statement: string): Promise<void> {
  const client = new pg.Client(options);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function addressOf(url: string): pg.ClientConfig {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: port === "" ? 5432 : Number(port) };
}
