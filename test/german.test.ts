import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { IntlMessageFormat } from "intl-messageformat";
import ts from "typescript";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../web/src");
const german: Record<string, string> = JSON.parse(
  readFileSync(join(root, "lib/german.json"), "utf8"),
);

/** Said alike in every language: names, and words of machines. The names of providers are read from where they stand. */
const untranslated = new Set(["vCon", "null", "VoiceLens"]);

/** Attributes and members that hold what people read. */
const spoken =
  /^(?:alt|aria-description|aria-label|caption|detail|empty|heading|hint|label|meaning|name|note|placeholder|sureLabel|submit|submitLabel|title)$/;

interface Message {
  text: string;
  /** What is put into it; undefined for a text that is taken as it is. */
  values: string[] | undefined;
}

const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && name !== "api.gen.ts")
  .map((name) =>
    ts.createSourceFile(name, readFileSync(join(root, name), "utf8"), ts.ScriptTarget.Latest, true),
  );

function visit(file: ts.SourceFile, meet: (node: ts.Node, at: string) => void): void {
  const walk = (node: ts.Node) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    meet(node, `${file.fileName}:${line + 1}`);
    ts.forEachChild(node, walk);
  };
  walk(file);
}

/** The message of a call of `t` or `rich`; texts that are put together elsewhere cannot be translated. */
function messageOf(node: ts.Node, at: string): Message | undefined {
  if (!ts.isCallExpression(node) || !/^(?:t|rich)$/.test(node.expression.getText())) return;
  const [text, values] = node.arguments;
  if (text === undefined || !ts.isStringLiteral(text)) throw new Error(`${at}: not a plain text`);
  if (values === undefined) return { text: text.text, values: undefined };
  if (!ts.isObjectLiteralExpression(values)) throw new Error(`${at}: not a list of values`);
  const names = values.properties.map((property) => property.name?.getText() ?? "");
  return { text: text.text, values: names.sort() };
}

const messages = files.flatMap((file) => {
  const found: Message[] = [];
  visit(file, (node, at) => {
    const message = messageOf(node, at);
    if (message) found.push(message);
  });
  return found;
});

type Parts = ReturnType<IntlMessageFormat["getAst"]>;

/** The names of all placeholders and tags of a message. */
function namesIn(parts: Parts): string[] {
  return parts.flatMap((part) => [
    ...("value" in part && part.type !== 0 ? [part.value] : []),
    ...("children" in part ? namesIn(part.children) : []),
    ...("options" in part
      ? Object.values(part.options).flatMap(({ value }) => namesIn(value))
      : []),
  ]);
}

const placeholders = (text: string) =>
  [...new Set(namesIn(new IntlMessageFormat(text, "de").getAst()))].sort();

test("every text has a German one, and no other is kept", () => {
  const texts = [...new Set(messages.map(({ text }) => text))].sort();
  expect(texts.filter((text) => german[text] === undefined)).toEqual([]);
  expect(Object.keys(german).filter((text) => !texts.includes(text))).toEqual([]);
});

test("a text and its German one name the values that they are given", () => {
  const wrong = messages.flatMap(({ text, values }) => {
    if (values === undefined) return [];
    return [text, german[text] ?? text]
      .filter((told) => placeholders(told).join() !== values.join())
      .map((told) => ({ told, values }));
  });
  expect(wrong).toEqual([]);
});

test("no text stands in the dashboard that is not looked up", () => {
  const bare: string[] = [];
  const isText = (text: string) => /[A-Za-z]{2}/.test(text) && !untranslated.has(text.trim());
  for (const file of files) {
    visit(file, (node, at) => {
      if (ts.isJsxText(node) && isText(node.text)) bare.push(`${at}: ${node.text.trim()}`);
      if (!ts.isJsxAttribute(node) && !ts.isPropertyAssignment(node)) return;
      const { initializer } = node;
      if (!spoken.test(node.name.getText()) || !initializer || !ts.isStringLiteral(initializer)) {
        return;
      }
      if (/^[A-Z][a-z]/.test(initializer.text) && isText(initializer.text)) {
        bare.push(`${at}: ${initializer.text}`);
      }
    });
  }
  expect(bare).toEqual([]);
});
