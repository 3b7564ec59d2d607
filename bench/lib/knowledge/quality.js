// Labelled questions against the product: how often the right passage comes, and how often a wrong one is held back.
import { withFreshServer } from "../databases.js";
import { askFully, embeddingFromEnvironment, untilEmbedded } from "../embedding.js";
import { fixed, say, table, whole } from "../figures.js";
import { handIn, makeBase, openClient, search, untilReady } from "./client.js";
import { judge, sumUp } from "./judge.js";
import { groupBy } from "./sets.js";

const topK = 10;
const inFlight = 4;

/**
 * Loads every set into a base of its own and asks all its questions.
 * @param {import("./sets.js").QuestionSet[]} sets
 */
export async function measureQuality(sets, { env, split }) {
  const chosen = sets.map((set) => ({
    ...set,
    questions: set.questions.filter((one) => split === undefined || one.split === split),
  }));
  say("quality: by hand …");
  const byHand = await withFreshServer({ script: "baseline-search" }, (server) =>
    askEverySet(server, chosen, prepareByHand),
  );
  say("quality: voicelens …");
  const settings = { ...env, ...embeddingFromEnvironment() };
  const verdicts = await withFreshServer({ script: "product", env: settings }, (server) =>
    askEverySet(server, chosen, prepareBase),
  );
  return { verdicts, figures: figuresOf(verdicts), byHand: sumUp(byHand) };
}

/** One set after the other: `prepare` loads its documents and returns how to search them. */
async function askEverySet(server, sets, prepare) {
  const client = openClient(server, inFlight);
  const verdicts = [];
  for (const set of sets) {
    const ask = await prepare(client, set);
    verdicts.push(...(await askAll(set, ask)));
  }
  await client.close();
  return verdicts;
}

async function prepareBase(client, { name, language, documents }) {
  const baseId = await makeBase(client, name, language);
  await handIn(client, name, documents);
  await untilReady(client, baseId);
  await untilEmbedded(async () => {
    const { state } = await client.get(`/api/embeddings/generate?knowledge_base=${baseId}`);
    return state === "off" || state === "complete";
  });
  return (asked) => askFully(() => search(client, { ...asked, knowledge_base: name }));
}

/** Cut at headings; the turns before are put in front of the question. What shares no word is not found. */
async function prepareByHand(client, { documents }) {
  const chunks = documents.flatMap(({ external_id, title, content }) =>
    content
      .split(/^##? |<h[12]>/m)
      .filter((text) => text.trim() !== "")
      .map((text) => ({ document: external_id, title, text: text.replace(/<[^>]+>/g, " ") })),
  );
  await client.post("/clear", {});
  await client.post("/load", chunks);
  await client.post("/loaded", {});
  return async ({ query, history = [], top_k }) => {
    const { items } = await client.post("/search", {
      query: [...history, query].join(" "),
      top_k,
    });
    return { found: items.length > 0, confidence: items[0]?.score ?? 0, items };
  };
}

async function askAll({ name, questions }, ask) {
  const verdicts = [];
  const waiting = [...questions];
  const lane = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const { question: query, history, kind, language, split } = one;
      const answer = await ask({ query, top_k: topK, ...(history.length > 0 && { history }) });
      const labels = { business: name, kind, language, split, query };
      const first = answer.items[0]?.external_id ?? null;
      verdicts.push({ ...labels, ...judge(one, answer), first });
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return verdicts.sort((a, b) => a.id.localeCompare(b.id));
}

function figuresOf(verdicts) {
  const rows = [{ by: "all", value: "", ...sumUp(verdicts) }];
  for (const by of ["split", "business", "language", "kind"]) {
    for (const [value, group] of groupBy(verdicts, (one) => one[by])) {
      rows.push({ by, value, ...sumUp(group) });
    }
  }
  return rows;
}

const percent = (share) => (share === null ? "–" : fixed(share * 100));

export function describeQuality({ figures, byHand }) {
  const rows = [...figures, { by: "by hand", value: "", ...byHand }].map((row) => [
    `${row.by} ${row.value}`,
    whole(row.answerable),
    percent(row.recall1),
    percent(row.recall5),
    percent(row.ndcg),
    percent(row.wrongNotFound),
    whole(row.unanswerable),
    percent(row.rightNotFound),
    percent(row.separation),
  ]);
  const head = [
    "",
    "answerable",
    "R@1",
    "R@5",
    "nDCG@10",
    "wrong not found",
    "unanswerable",
    "right not found",
    "separation",
  ];
  return `${table(head, rows)}

In per cent. An item counts when it is of the right document and holds the quoted passage; of questions with several parts, the share found.
Not found: \`found\` is false. Separation: how often the confidence in an answerable question is above that in an unanswerable one.`;
}

/** The questions whose passage was not among the first five, and those that were wrongly held back or let through. */
export function describeMisses({ verdicts }) {
  const lines = verdicts.flatMap((one) => {
    const faults = [
      ...(one.isAnswerable && one.recall5 < 1 ? [`R@5 ${fixed(one.recall5, 2)}`] : []),
      ...(one.isAnswerable && !one.found ? ["wrongly not found"] : []),
      ...(!one.isAnswerable && one.found ? ["found what is not there"] : []),
    ];
    if (faults.length === 0) return [];
    return [
      `${one.id}: ${faults.join(", ")} (first ${one.first}, confidence ${fixed(one.confidence, 2)}): ${one.query}`,
    ];
  });
  return lines.join("\n");
}
