// Question sets as they lie on the disk: a folder of documents, and questions with the passages that answer them.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * @typedef {{ external_id: string, title: string, content: string, mime: string, category?: string }} Document
 * @typedef {{ document: string, quote: string, part?: number }} Answer answers of one part stand for each other
 * @typedef {{ id: string, split: string, kind: string, language: string, question: string, history: string[], answers: Answer[], business?: string }} Question
 * @typedef {{ name: string, language: string, documents: Document[], questions: Question[] }} QuestionSet
 */

const ownFolder = fileURLToPath(new URL("../../knowledge", import.meta.url));
const mimes = { ".md": "text/markdown", ".html": "text/html", ".txt": "text/plain" };

/** The sets that come with the benchmark. @returns {QuestionSet[]} */
export function readOwnSets() {
  return readdirSync(ownFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => readSet(join(ownFolder, name, "questions.jsonl")));
}

/**
 * Another file of questions. They are about the documents in the folder `documents` beside it; without one, about those of our own businesses, which each question names.
 * @returns {QuestionSet[]}
 */
export function readSetsOf(file) {
  if (existsSync(join(dirname(resolve(file)), "documents"))) return [readSet(resolve(file))];
  const byBusiness = groupBy(readQuestions(file), ({ business }) => business);
  return [...byBusiness].map(([business, questions]) => {
    const own = join(ownFolder, String(business), "questions.jsonl");
    if (!existsSync(own)) throw new Error(`${file}: there is no business ${business}`);
    return { ...readSet(own), questions };
  });
}

function readSet(questionFile) {
  const folder = dirname(questionFile);
  const about = join(folder, "business.json");
  const { language = "en" } = existsSync(about) ? JSON.parse(readFileSync(about, "utf8")) : {};
  const documents = readdirSync(join(folder, "documents"), { recursive: true, encoding: "utf8" })
    .filter((name) => Object.hasOwn(mimes, extname(name)))
    .sort()
    .map((name) => readDocument(join(folder, "documents"), name));
  return { name: basename(folder), language, documents, questions: readQuestions(questionFile) };
}

function readDocument(folder, name) {
  const content = readFileSync(join(folder, name), "utf8");
  const extension = extname(name);
  const category = dirname(name);
  return {
    external_id: basename(name, extension),
    title: titleOf(content),
    content,
    mime: mimes[extension],
    ...(category === "." ? {} : { category }),
  };
}

/** The title of a page, else its first line. */
function titleOf(content) {
  const inHtml = /<title>(.*?)<\/title>/.exec(content)?.[1];
  return inHtml ?? (content.split("\n", 1)[0] ?? "").replace(/^#+ /, "");
}

function readQuestions(file) {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line));
}

/** What has the same key, together, in the order it came. */
export function groupBy(values, keyOf) {
  const groups = new Map();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
