import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { IntlMessageFormat } from "intl-messageformat";
import ts from "typescript";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../web/src");
const german: Record<string, string> = JSON.parse(
  readFileSync(join(root, "lib/german.json"), "utf8"),
);

/** Said alike in every language: names, and words of machines. */
const untranslated = new Set(["vCon", "null", "VoiceLens"]);

/** Attributes and members that hold what people read. */
const spoken =
  /^(?:alt|aria-description|aria-label|caption|detail|empty|heading|hint|label|meaning|note|placeholder|sureLabel|submit|submitLabel|title)$/;

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

function visit(node: ts.Node, meet: (node: ts.Node) => void): void {
  meet(node);
  ts.forEachChild(node, (child) => visit(child, meet));
}

function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

/** The message of a call of `t` or `rich`; texts that are put together elsewhere cannot be translated. */
function messageOf(node: ts.Node): Message | undefined {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return;
  if (!/^(?:t|rich)$/.test(node.expression.text)) return;
  const [text, values] = node.arguments;
  if (text === undefined || !ts.isStringLiteral(text)) throw new Error(`${placeOf(node)}: no text`);
  if (values === undefined) return { text: text.text, values: undefined };
  if (!ts.isObjectLiteralExpression(values)) throw new Error(`${placeOf(node)}: no values`);
  const names = values.properties.map((property) => property.name?.getText() ?? "");
  return { text: text.text, values: names.sort() };
}

const messages = files.flatMap((file) => {
  const found: Message[] = [];
  visit(file, (node) => {
    const message = messageOf(node);
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

test("every text has a German one", () => {
  expect(messages.map(({ text }) => text).filter((text) => !(text in german))).toEqual([]);
});

test("no German text is kept that stands nowhere", () => {
  const texts = new Set(messages.map(({ text }) => text));
  expect(Object.keys(german).filter((text) => !texts.has(text))).toEqual([]);
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
  const check = (node: ts.Node, text: string) => {
    if (!untranslated.has(text)) bare.push(`${placeOf(node)}: ${text}`);
  };
  for (const file of files) {
    visit(file, (node) => {
      if (ts.isJsxText(node) && /[A-Za-z]{2}/.test(node.text)) check(node, node.text.trim());
      if (!ts.isJsxAttribute(node) && !ts.isPropertyAssignment(node)) return;
      const { name, initializer } = node;
      if (!initializer || !ts.isStringLiteral(initializer)) return;
      if (spoken.test(name.getText()) && /^[A-Z][a-z]/.test(initializer.text)) {
        check(node, initializer.text);
      }
    });
  }
  expect(bare).toEqual([]);
});
