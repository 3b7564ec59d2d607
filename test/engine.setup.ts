import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { prepareDatabase, startEngine } from "../src/store/index.ts";

/** Where tests clone their databases from. */
export interface TestCluster {
  /** May create and drop databases. */
  administrator: pg.ClientConfig;
  /** What the product logs in as. */
  login: pg.ClientConfig;
  template: string;
}

declare module "vitest" {
  interface ProvidedContext {
    cluster: TestCluster;
  }
}

/** One engine for the whole run (or the server of TEST_DATABASE_URL), and one migrated template on it. */
export default async function setup(project: TestProject) {
  const template = `voicelens_test_${process.pid}_template`;
  const url = process.env.TEST_DATABASE_URL;
  if (url !== undefined) {
    const administrator = { connectionString: url };
    await withClient(administrator, (client) => client.query(`create database ${template}`));
    const login = { connectionString: withDatabase(url, template) };
    await prepareDatabase(login, { isProduction: false });
    project.provide("cluster", { administrator, login: administrator, template });
    return () => withClient(administrator, (client) => client.query(`drop database ${template}`));
  }
  const dataDir = mkdtempSync(join(tmpdir(), "voicelens-test-"));
  const engine = await startEngine({ dataDir, log: () => undefined });
  const administrator = engine.superuser;
  const login = {
    ...administrator,
    user: "voicelens",
    password: "only-for-tests",
    database: template,
  };
  await prepareDatabase(login, { administrator, isProduction: true });
  project.provide("cluster", { administrator, login, template });
  return async () => {
    await engine.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

async function withClient(options: pg.ClientConfig, work: (client: pg.Client) => Promise<unknown>) {
  const client = new pg.Client(options);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}
