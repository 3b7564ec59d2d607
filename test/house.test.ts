import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { problems } from "../src/lib/problems.ts";

const root = resolve(import.meta.dirname, "..");
const source = join(root, "src");

interface SourceFile {
  path: string;
  room: string;
  text: string;
}

function filesBelow(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.includes("node_modules"))
    .map((name) => {
      const path = relative(root, join(folder, name)).replaceAll("\\", "/");
      return { path, room: path.split("/")[1] ?? "", text: readFileSync(join(root, path), "utf8") };
    });
}

const tests = [...filesBelow(source), ...filesBelow(join(root, "test"))].filter(({ path }) =>
  path.endsWith(".test.ts"),
);
const product = filesBelow(source).filter(({ path }) => !path.endsWith(".test.ts"));

/** The text without comments, so that what is only spoken of does not count. */
function codeOf(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}

/** Owner of each table, as `store/tables/` names it. */
const owners: ReadonlyMap<string, string> = (() => {
  const text = product
    .filter(({ path }) => path.startsWith("src/store/tables/"))
    .map((file) => file.text)
    .join("\n");
  const ownerOf = new Map(
    [...text.matchAll(/\/\*\* Owner: ([\w-]+)\/[\s\S]*?\*\/\s*export interface (\w+)/g)].map(
      ([, room = "", type = ""]) => [type, room],
    ),
  );
  const tables = /export interface Tables \{([\s\S]*?)\}/.exec(text)?.[1] ?? "";
  return new Map(
    [...tables.matchAll(/(\w+): (\w+);/g)].map(([, table = "", type = ""]) => [
      table,
      ownerOf.get(type) ?? "nobody",
    ]),
  );
})();

const writing = [
  /(?:insertInto|updateTable|deleteFrom)\(\s*"(\w+)"/g,
  /\binsert into (\w+)/gi,
  /\bupdate (\w+)(?: \w+)? set\b/gi,
  /\bdelete from (\w+)/gi,
  /\btruncate (?:table )?(\w+)/gi,
];

describe("tables", () => {
  test("each names the room that owns it, and that room exists", () => {
    expect(owners.size).toBeGreaterThan(12);
    const rooms = new Set(product.map(({ room }) => room));
    for (const [table, owner] of owners) expect([table, rooms.has(owner)]).toEqual([table, true]);
  });

  test("only its owner writes a table", () => {
    const written = new Set<string>();
    const foreign = product.flatMap(({ path, room, text }) => {
      if (path.startsWith("src/store/migrat")) return [];
      const tables = writing.flatMap((shape) =>
        [...codeOf(text).matchAll(shape)].map(([, table = ""]) => table),
      );
      return tables.flatMap((table) => {
        const owner = owners.get(table);
        if (owner !== undefined) written.add(table);
        return owner === undefined || owner === room
          ? []
          : [`${path} writes ${table} of ${owner}/`];
      });
    });
    expect(foreign).toEqual([]);
    // The rule sees something: nearly every table is written somewhere.
    expect(written.size).toBeGreaterThan(owners.size / 2);
  });
});

/** Store functions without a tenant, and why. */
const withoutScope: Record<string, string> = {
  exchangeRatios: "of the installation, not of any tenant",
  claimEvents: "work of every tenant, claimed under the worker's role",
  claimEventsById: "work of every tenant, claimed under the worker's role",
  claimDeliveries: "work of every tenant, claimed under the worker's role",
  claimLinks: "work of every tenant, claimed under the worker's role",
  claimSets: "work of every tenant, claimed under the worker's role",
  claimSessions: "work of every tenant, claimed under the worker's role",
  renewSessions: "work of every tenant, claimed under the worker's role",
  postponeEvent: "work of every tenant, put off under the worker's role",
};

test("every function of a store takes the tenant as its second argument", () => {
  const missing = product
    .filter(({ path }) => path.endsWith(".store.ts"))
    .flatMap(({ path, text }) =>
      [
        ...codeOf(text).matchAll(
          /export (?:async )?function (\w+)(?:<[^(]*>)?\(([\s\S]*?)\)(?::|\s*\{)/g,
        ),
      ]
        .filter(([, name = "", parameters = ""]) => {
          const second = parameters.split(",")[1] ?? "";
          return !(name in withoutScope) && !/^\s*_?scope: TenantScope\s*$/.test(second);
        })
        .map(([, name]) => `${path} ${name}`),
    );
  expect(missing).toEqual([]);
});

test("every problem has a page, and every page its problem", () => {
  const pages = readdirSync(join(root, "docs", "problems")).filter((name) => name.endsWith(".md"));
  expect(pages.map((name) => basename(name, ".md")).sort()).toEqual(Object.keys(problems).sort());
});

test("rooms have one front door each, which lists names", () => {
  const doors = product.filter(({ path }) => basename(path) === "index.ts");
  /** Tables and migrations are lists, read by their own room only. */
  const inner = new Set(["src/store/tables/index.ts", "src/store/migrations/index.ts"]);
  const odd = doors.filter(
    ({ path }) => !inner.has(path) && !/^src\/[\w-]+\/index\.ts$/.test(path),
  );
  expect(odd.map(({ path }) => path)).toEqual([]);
  const stars = product.filter(({ text }) => /^\s*export \*/m.test(codeOf(text)));
  expect(stars.map(({ path }) => path)).toEqual([]);
});

test("the environment is read in one place, at the edge", () => {
  const readers = product
    .filter(({ text }) => /\bprocess\.env\b/.test(codeOf(text)))
    .map(({ path }) => path)
    .filter((path) => !/^src\/(?:config\/|cli\/|main\.ts$)/.test(path));
  expect(readers).toEqual([]);
});

test("nothing of ours is mocked, and nothing waits by the clock", () => {
  const shapes: ReadonlyArray<readonly [name: string, shape: RegExp]> = [
    ["mocks", /\bvi\.(?:mock|doMock|spyOn|stubGlobal)\(/],
    ["sleeps", /\b(?:sleep|delay)\(\d|\bsetTimeout\(\s*(?:resolve|done|r)\b|timers\/promises"/],
    ["skips or prefers", /\b(?:test|describe|it)\.(?:only|skip|todo)\(/],
  ];
  const found = tests
    .filter(({ path }) => path !== "test/house.test.ts")
    .flatMap(({ path, text }) =>
      shapes.flatMap(([name, shape]) => (shape.test(codeOf(text)) ? [`${path} ${name}`] : [])),
    );
  expect(found).toEqual([]);
});

test("the language stays plain: no any, no enum, no namespace, no default export, imports by full name", () => {
  const shapes: ReadonlyArray<readonly [name: string, shape: RegExp]> = [
    ["has an enum", /^\s*(?:export )?(?:const )?enum \w/m],
    ["has a namespace", /^\s*(?:export )?namespace \w/m],
    ["has a default export", /^export default\b/m],
    ["imports without .ts", /from "\.{1,2}\/[^"]*(?<!\.ts|\.json|\.js)"/],
  ];
  const found = product.flatMap(({ path, text }) =>
    shapes.flatMap(([name, shape]) => (shape.test(codeOf(text)) ? [`${path} ${name}`] : [])),
  );
  expect(found).toEqual([]);
});
