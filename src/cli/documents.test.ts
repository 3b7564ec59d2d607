import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Env, readConfig } from "../config/index.ts";
import { problems } from "../lib/problems.ts";
import { configurationPage, exampleEnvironment, wrapped } from "./configuration-page.ts";

const folder = join(import.meta.dirname, "..", "..", "docs", "problems");
const variables = Object.keys(Env.shape);

test("every problem has its page, and every page its problem", () => {
  const pages = readdirSync(folder).map((name) => name.replace(/\.md$/, ""));
  expect(pages.sort()).toEqual(Object.keys(problems).sort());
});

test("a problem's page has its title and status, and says what happened and what to do", () => {
  for (const [code, { title, status }] of Object.entries(problems)) {
    const page = readFileSync(join(folder, `${code}.md`), "utf8");
    expect(page).toContain(`# ${title}\n\n\`${code}\`, status ${status}\n`);
    expect(page).toMatch(/## What happened\n\n.{20,}\n\n## What to do\n\n.{20,}/s);
  }
});

test("every variable is described, in the table and in the example", () => {
  const [page, example] = [configurationPage(), exampleEnvironment()];
  for (const name of variables) {
    expect(page).toMatch(new RegExp(`^\\| \`${name}\` \\|.*\\| .{10,} \\|$`, "m"));
    expect(example).toMatch(new RegExp(`^#${name}=`, "m"));
  }
});

test("the example with every line taken up is the default configuration", () => {
  const lines = exampleEnvironment().matchAll(/^#(\w+)=(.*)$/gm);
  const env = Object.fromEntries([...lines].map(([, name, value]) => [name, value]));
  expect(Object.keys(env)).toEqual(variables);
  expect(readConfig(env)).toEqual(readConfig({}));
});

test("lines break between words only", () => {
  expect(wrapped("one two three", 8)).toEqual(["one two", "three"]);
  expect(wrapped("incomprehensible", 5)).toEqual(["incomprehensible"]);
});
