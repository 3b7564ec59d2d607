import { existsSync } from "node:fs";
import { join, posix, resolve } from "node:path";
import { Command } from "commander";
import { Lexer, type Token, type Tokens } from "marked";
import { expect, test } from "vitest";
import { blocksOf, documentPaths, readDocument } from "../../test/code-blocks.ts";
import { aliases, Env } from "../config/index.ts";
import { renderPage } from "../guide/render-page.ts";
import { addCommands } from "./cli.ts";

const root = resolve(import.meta.dirname, "..", "..");
const documents = documentPaths.map((path) => {
  const text = readDocument(path);
  return { path, text, links: linksOf(text) };
});
/** Decisions speak of what was, too, and the changelog of what is named differently today. */
const present = documents.filter(({ path }) => !/^(?:docs\/decisions\/|CHANGELOG)/.test(path));

test("every block of code says whether it is run, and commands alone are", () => {
  const odd = documents.flatMap(({ path, text }) =>
    blocksOf(text)
      .filter(({ info }) => !/^(?:sh run|[a-z]+ not-run)$/.test(info))
      .map(({ info, line }) => `${path}:${line}: ${info}`),
  );
  expect(odd).toEqual([]);
});

test("every link within the repository leads to a file, and to a heading that it has", () => {
  const slugs = new Map(
    documents.map(({ path, text }) => [
      path,
      new Set(renderPage(path, text).sections.map(({ slug }) => slug)),
    ]),
  );
  const broken = documents.flatMap(({ path, links }) =>
    links.flatMap((href) => {
      if (/^[a-z]+:/.test(href)) return [];
      const [to = "", fragment] = href.split("#");
      const target = to === "" ? path : posix.join(posix.dirname(path), to).replace(/\/$/, "");
      const isThere = existsSync(join(root, target));
      const isHeading = fragment === undefined || slugs.get(target)?.has(fragment) === true;
      return isThere && isHeading ? [] : [`${path}: ${href}`];
    }),
  );
  expect(broken).toEqual([]);
});

test("every page is reached from the table of contents", () => {
  const reached = new Set(["docs/README.md"]);
  for (const path of reached) {
    for (const href of documents.find((one) => one.path === path)?.links ?? []) {
      if (/^[a-z]+:/.test(href)) continue;
      const to = posix.join(posix.dirname(path), href.split("#")[0] ?? "");
      if (to.startsWith("docs/") && to.endsWith(".md")) reached.add(to);
    }
  }
  const pages = documents.map(({ path }) => path).filter((path) => path.startsWith("docs/"));
  expect(pages.filter((path) => !reached.has(path))).toEqual([]);
});

test("every command that is shown exists, with its options", async () => {
  const program = new Command("voicelens");
  await addCommands(program, []);
  const shown = present.flatMap(({ path, text }) =>
    [...text.matchAll(/(?:npx |`)voicelens ((?:[a-z][a-z-]*)(?: [^`\n|#]*)?)/g)].map(
      ([, words = ""]) => ({ path, words }),
    ),
  );
  expect(shown.length).toBeGreaterThan(100);
  const unknown = shown.flatMap(({ path, words }) =>
    faultsOf(program, words).map((fault) => `${path}: voicelens ${words}: ${fault}`),
  );
  expect([...new Set(unknown)]).toEqual([]);
});

function faultsOf(program: Command, words: string): string[] {
  let command = program;
  const rest = words.split(/[\s)]+/).map((word) => word.replace(/[,.;:]+$/, ""));
  while (rest.length > 0 && command.commands.length > 0) {
    const word = rest.shift() ?? "";
    const next = command.commands.find(
      (one) => one.name() === word || one.aliases().includes(word),
    );
    // `on|off|status` names several; `…` stands for what was named before.
    if (next === undefined) return /[|\\…]|^--help$|^<|^$/.test(word) ? [] : [`no command ${word}`];
    command = next;
  }
  const options = rest.join(" ").match(/--[a-z][a-z-]*/g) ?? [];
  const known = ["--help", "--json", ...command.options.map(({ long }) => long)];
  return options.filter((option) => !known.includes(option)).map((option) => `no option ${option}`);
}

test("every path of the API that is named is one of its paths", () => {
  const api = JSON.parse(readDocument("docs/openapi.json")) as { paths: object };
  const paths = Object.keys(api.paths).map((path) => path.replace(/\{\w+\}/g, "*"));
  const shape = (path: string) => {
    const pattern = path.replace(/:\w+|\{[\w-]+\}|<[^>]+>|\$\w+|\$\([^)]*\)|\bcon_…/g, "*");
    return pattern.replace(/[.,)]+$/, "").split("/");
  };
  const isOne = (asked: string) => {
    const parts = shape(asked);
    return paths.some((path) => {
      const own = path.split("/");
      // The beginning of a path stands for all that lies below it.
      return parts.every((part, at) => part === own[at] || own[at] === "*" || part === "*");
    });
  };
  const named = present.flatMap(({ path, text }) =>
    [...text.matchAll(/\/api\/v1\/[^\s`"'?|\\)]+/g)].map(([asked]) => ({ path, asked })),
  );
  expect(named.length).toBeGreaterThan(100);
  const wrong = named
    .filter(({ asked }) => !isOne(asked))
    .map(({ path, asked }) => `${path}: ${asked}`);
  expect([...new Set(wrong)]).toEqual([]);
});

test("every variable that is named is read, and every file is there", () => {
  const variables = new Set([...Object.keys(Env.shape), ...Object.values(aliases).flat()]);
  const families = /^(?:WEBHOOK_SECRET|S3)_$|^S3_…$/;
  // Read by the library for traces, by our scripts, and by tests and drills.
  const others = new Set([
    ...["OTEL_EXPORTER_OTLP_HEADERS", "SITE_URL"],
    ...["TEST_DATABASE_URL", "DEPLOY_TOOLS"],
  ]);
  const wrong = present.flatMap(({ path, text }) =>
    inlineCodeOf(text).flatMap((code) => {
      const [, variable] = /^([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:=.*)?$/.exec(code) ?? [];
      const isUnknown =
        variable !== undefined &&
        !variables.has(variable) &&
        !families.test(variable) &&
        !others.has(variable) &&
        !path.startsWith("src/providers/");
      const [, file] = /^((?:src|test|deploy|docs|bench|web|bin)\/[\w./-]+\w)$/.exec(code) ?? [];
      const isMissing = file !== undefined && !existsSync(join(root, file));
      return isUnknown || isMissing ? [`${path}: ${code}`] : [];
    }),
  );
  expect([...new Set(wrong)]).toEqual([]);
});

test("every runbook says how it shows, where to look first, what to do, and when it is over", () => {
  const runbooks = documents.filter(({ path }) =>
    /^docs\/runbooks\/(?!README)[^/]+\.md$/.test(path),
  );
  expect(runbooks.length).toBeGreaterThan(15);
  for (const { path, text } of runbooks) {
    const parts = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect([path, ...parts]).toEqual([
      path,
      ...["Signs", "Look first", "What to do", "It is over when"],
    ]);
  }
});

function tokensOf(markdown: string, type: string): Tokens.Generic[] {
  const found: Tokens.Generic[] = [];
  const visit = (tokens: readonly Token[]) => {
    for (const token of tokens as Tokens.Generic[]) {
      if (token.type === type) found.push(token);
      for (const cells of [token.header, ...(token.rows ?? [])]) {
        for (const cell of cells ?? []) visit(cell.tokens);
      }
      visit(token.items ?? []);
      visit(token.tokens ?? []);
    }
  };
  visit(new Lexer().lex(markdown));
  return found;
}

function linksOf(markdown: string): string[] {
  return [...tokensOf(markdown, "link"), ...tokensOf(markdown, "image")].map(({ href }) => href);
}

function inlineCodeOf(markdown: string): string[] {
  return tokensOf(markdown, "codespan").map(({ text }) => text);
}
