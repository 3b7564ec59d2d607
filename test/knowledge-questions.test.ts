import { readdirSync, readFileSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";

const folder = resolve(import.meta.dirname, "../bench/knowledge");
const businesses = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const Question = z.strictObject({
  id: z.string().min(1),
  split: z.enum(["dev", "heldout"]),
  kind: z.enum([
    "plain",
    "paraphrase",
    "misheard",
    "followup",
    "switch",
    "rambling",
    "multipart",
    "unanswerable",
  ]),
  language: z.enum(["en", "de", "fr", "es"]),
  question: z.string().min(3),
  history: z.array(z.string().min(1)).max(2),
  answers: z.array(
    z.strictObject({ document: z.string(), quote: z.string().min(4), part: z.int().min(1) }),
  ),
});

function documentsOf(business: string): ReadonlyMap<string, string> {
  const root = join(folder, business, "documents");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(extname);
  const texts = files.map(
    (name) => [basename(name, extname(name)), readFileSync(join(root, name), "utf8")] as const,
  );
  expect(new Set(texts.map(([id]) => id)).size).toBe(texts.length);
  return new Map(texts);
}

function questionsOf(business: string) {
  return readFileSync(join(folder, business, "questions.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => Question.parse(JSON.parse(line)));
}

/** As the benchmark compares: letters and digits only. */
function plain(text: string): string {
  return ` ${(
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(" ")} `;
}

describe.each(businesses)("the questions about %s", (business) => {
  const documents = documentsOf(business);
  const questions = questionsOf(business);

  test("quote their documents exactly, and each passage is one place", () => {
    const wrong = questions.flatMap(({ id, answers }) =>
      answers.flatMap(({ document, quote }) => {
        const text = documents.get(document) ?? "";
        const isOnePlace = plain(text).split(plain(quote)).length === 2;
        return text.includes(quote) && isOnePlace ? [] : [`${id}: ${document}: ${quote}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test("have answers unless they are unanswerable, and a history when they follow up", () => {
    for (const { id, kind, answers, history } of questions) {
      expect([id, answers.length > 0]).toEqual([id, kind !== "unanswerable"]);
      if (kind === "unanswerable") continue;
      expect([id, history.length > 0]).toEqual([id, kind === "followup" || kind === "switch"]);
    }
  });

  test("are asked of every document", () => {
    const asked = new Set(questions.flatMap(({ answers }) => answers.map((one) => one.document)));
    expect([...documents.keys()].filter((id) => !asked.has(id))).toEqual([]);
  });
});

test("there are enough of every kind, and a quarter is held out", () => {
  const all = businesses.flatMap(questionsOf);
  const count = (is: (question: z.infer<typeof Question>) => boolean) => all.filter(is).length;
  expect(all.length).toBeGreaterThanOrEqual(300);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(new Set(all.map(({ question, history }) => [question, ...history].join())).size).toBe(
    all.length,
  );
  expect(count(({ kind }) => kind === "unanswerable")).toBeGreaterThanOrEqual(60);
  for (const kind of Question.shape.kind.options) {
    expect([kind, count((one) => one.kind === kind) >= 15]).toEqual([kind, true]);
  }
  const heldOut = count(({ split }) => split === "heldout") / all.length;
  expect(heldOut).toBeGreaterThan(0.22);
  expect(heldOut).toBeLessThan(0.3);
});
