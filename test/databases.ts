import pg from "pg";
import { inject } from "vitest";
import { at } from "./at.ts";
import { reset } from "./reset.ts";

let count = 0;

/** Databases of this worker that nobody uses any more. */
const used: string[] = [];

/**
 * A migrated database with nothing in it, for one world: one that an earlier world left, made new again, or else a clone of the template.
 */
export async function takeDatabase(): Promise<string> {
  const name = used.pop();
  if (name !== undefined) {
    if (await resetDatabase(name)) return name;
    await dropDatabase(name);
  }
  return cloneDatabase();
}

/** A new clone of the template. */
export async function cloneDatabase(): Promise<string> {
  const { administrator, template } = inject("cluster");
  const name = `${template}_${process.pid}_${++count}`;
  await administrate(
    administrator,
    `create database ${name} template ${template} strategy file_copy`,
  );
  return name;
}

export async function dropDatabase(name: string): Promise<void> {
  await administrate(inject("cluster").administrator, `drop database ${name} with (force)`);
}

/** Leaves the database to a later world. What the test wrote is in it until then. */
export function leaveDatabase(name: string): void {
  used.push(name);
}

async function resetDatabase(name: string): Promise<boolean> {
  const { administrator, fresh } = inject("cluster");
  const client = new pg.Client(at(administrator, name));
  await client.connect();
  try {
    return await reset(client, fresh);
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
