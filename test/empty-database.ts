import pg from "pg";
import { inject } from "vitest";
import { at } from "./at.ts";

let count = 0;

/** An empty database that the product's login owns. */
export async function emptyDatabase() {
  const cluster = inject("cluster");
  const name = `${cluster.template}_empty_${process.pid}_${++count}`;
  const administrator = new pg.Client(cluster.administrator);
  await administrator.connect();
  const owner = cluster.login.user;
  await administrator.query(`create database ${name} owner ${owner}`);
  const options = at(cluster.login, name);
  const inside = new pg.Client(at(cluster.administrator, name));
  await inside.connect();
  await inside.query(`grant usage, create on schema public to ${owner} with grant option`);
  await inside.end();
  const opened: pg.Client[] = [];
  return {
    name,
    options,
    administration: at(cluster.administrator, name),
    administrator,
    async connect() {
      const client = new pg.Client(options);
      client.on("error", () => undefined);
      opened.push(client);
      await client.connect();
      return client;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(opened.map((client) => client.end().catch(() => undefined)));
      await administrator.query(`drop database ${name} with (force)`);
      await administrator.end();
    },
  };
}

/** The address of a database, as an operator would write it. */
export function urlOf(options: pg.ClientConfig): string {
  const { host, port, user, password, database } = new pg.Client(options);
  const url = new URL(`postgresql://localhost/${database}`);
  url.username = user ?? "";
  url.password = password ?? "";
  url.searchParams.set("host", host);
  url.searchParams.set("port", String(port));
  return url.href;
}
