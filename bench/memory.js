// Searching what was said: whether the turns that answer a question come, over a public set of long conversations.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { withFreshServer } from "./lib/databases.js";
import { askFully, embeddingFromEnvironment, untilEmbedded } from "./lib/embedding.js";
import { fixed, load, print, say, summarise, table, whole } from "./lib/figures.js";
import { openClient } from "./lib/knowledge/client.js";

const places = [5, 10, 25, 50];
const goals = [69, 77.5, 86, 90];
const singleHopGoal = 87;
const categories = ["", "multi-hop", "temporal", "open-domain", "single-hop", "adversarial"];
const turnsPerSubject = 10_000;
const env = { RATE_LIMIT_PER_MINUTE: "100000000", RATE_LIMIT_BURST: "10000000" };

export async function run(args) {
  const { values } = parseArgs({
    args,
    options: { locomo: { type: "string" }, json: { type: "boolean", default: false } },
  });
  if (values.locomo === undefined) throw new Error("--locomo names the folder or file of the set");
  const file = values.locomo.endsWith(".json") ? values.locomo : `${values.locomo}/locomo10.json`;
  const conversations = JSON.parse(readFileSync(file, "utf8"));
  const before = load();
  const embedding = embeddingFromEnvironment();
  const settings = { ...env, ...embedding };
  const found = await withFreshServer({ script: "product", env: settings }, async (server) => {
    const client = openClient(server, 4);
    for (const one of conversations) await appendConversation(client, one);
    if (embedding.EMBEDDING_BASE_URL !== undefined) await untilEmbedded(() => isEmbedded(client));
    const asked = [];
    for (const one of conversations) asked.push(...(await askConversation(client, one)));
    // Embedding so many turns would be measured instead.
    const speed = embedding.EMBEDDING_BASE_URL ? {} : await measureSpeed(client, conversations);
    await client.close();
    return { recall: figuresOf(asked), speed };
  });
  const outcome = { ...found, goals, load: { before, after: load() } };
  print(values.json ? JSON.stringify(outcome, null, 2) : describe(outcome));
  return 0;
}

/** Each sitting is a session of one subject. */
async function appendConversation(client, { sample_id: subject, conversation }) {
  for (const [session_id, messages] of sittingsOf(conversation)) {
    await append(client, `${subject} ${session_id}`, subject, messages);
  }
}

async function isEmbedded(client) {
  const { vector_store: vectors, context } = await client.get("/stats");
  say(`${vectors.points_count} of ${context.message_count} turns embedded`);
  return vectors.status === "green";
}

async function askConversation(client, { sample_id: subject, qa }) {
  say(`${subject} …`);
  const asked = [];
  for (const { question, category, evidence } of qa) {
    const wanted = new Set(evidence.flatMap((text) => text.match(/D\d+:\d+/g) ?? []));
    if (wanted.size === 0) continue;
    const { items } = await askFully(() => search(client, subject, question));
    const ids = items.map(({ external_id }) => external_id);
    const shares = places.map(
      (k) => ids.slice(0, k).filter((id) => wanted.has(id)).length / wanted.size,
    );
    asked.push({ category, shares });
  }
  return asked;
}

function sittingsOf(conversation) {
  return Object.keys(conversation)
    .filter((key) => /^session_\d+$/.test(key))
    .map((key) => {
      const begin = instantOf(conversation[`${key}_date_time`]);
      const messages = conversation[key].map((turn, at) => ({
        role: turn.speaker === conversation.speaker_a ? "user" : "assistant",
        name: turn.speaker,
        content: turn.text,
        external_id: turn.dia_id,
        created_at: new Date(begin + at * 1_000).toISOString(),
        ...(turn.blip_caption ? { attachments: [{ text: turn.blip_caption }] } : {}),
      }));
      return [key, messages];
    });
}

/** "1:56 pm on 8 May, 2023" */
function instantOf(text) {
  const [time, date] = text.split(" on ");
  return Date.parse(`${date.replace(",", "")} ${time} UTC`);
}

/** One subject with many turns: the conversations over and over. */
async function measureSpeed(client, conversations) {
  const turns = conversations.flatMap(({ conversation }) =>
    sittingsOf(conversation).flatMap(([, messages]) => messages),
  );
  const subject = "speed";
  const bare = (at) => ({ ...turns[at % turns.length], external_id: `t${at}` });
  for (let from = 0; from < turnsPerSubject; from += 500) {
    const messages = Array.from({ length: 500 }, (_, at) => bare(from + at));
    await append(client, `speed ${from}`, subject, messages);
  }
  const questions = conversations.flatMap(({ qa }) => qa.map(({ question }) => question));
  await search(client, subject, questions[0]);
  const appends = [];
  const searches = [];
  for (let at = 0; at < 300; at++) {
    const message = bare(turnsPerSubject + at);
    appends.push(await timed(() => append(client, "speed live", subject, [message])));
    searches.push(await timed(() => search(client, subject, questions[at % questions.length], 10)));
  }
  return { append: summarise(appends), search: summarise(searches) };
}

async function timed(work) {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

const append = (client, session, subject_id, messages) =>
  client.post(`/api/v1/memory/sessions/${encodeURIComponent(session)}/messages`, {
    subject_id,
    messages,
  });
const search = (client, subject_id, query, top_k = 50) =>
  client.post("/api/v1/memory/search", { subject_id, query, top_k });

function figuresOf(asked) {
  const row = (name, some) => {
    const shares = places.map(
      (_, at) => (100 * some.reduce((sum, one) => sum + one.shares[at], 0)) / some.length,
    );
    return { name, count: some.length, shares };
  };
  const rows = [4, 1, 2, 3, 5].map((category) =>
    row(
      categories[category],
      asked.filter((one) => one.category === category),
    ),
  );
  return [row("all", asked), ...rows];
}

function describe({ recall, speed, load: busy }) {
  const rows = recall.map(({ name, count, shares }) => [
    name,
    whole(count),
    ...shares.map((share) => fixed(share)),
  ]);
  const aims = ["goal, all", "", ...goals.map((goal) => fixed(goal))];
  const times = Object.entries(speed).map(([name, { p50, p95 }]) => [name, fixed(p50), fixed(p95)]);
  return `${table(["questions", "n", ...places.map((k) => `R@${k}`)], [...rows, aims])}

Goal for single-hop: R@10 ${singleHopGoal}.

${table([`${whole(turnsPerSubject)} turns`, "p50 ms", "p95"], times)}

Goal for searches: p95 below 20 ms. Load average before ${busy.before.join(" ")}, after ${busy.after.join(" ")}.`;
}
