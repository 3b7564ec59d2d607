// What a conversation waits for us when it speaks with a model through us: beside the same model asked directly, in the same minute.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Pool } from "undici";
import { withFreshServer } from "./lib/databases.js";
import { fixed, load, print, say, summarise, table, whole } from "./lib/figures.js";
import { startReceiver } from "./lib/servers.js";
import { countProcessorTime, makeFolder, removeFolder } from "./lib/workplace.js";

const goals = { addedMs: 30, windowMs: 10, cpuMs: 10 };
const rehearsal = 20;
const tools = [{ type: "function", function: { name: "look_up", parameters: { type: "object" } } }];
const system = { role: "system", content: "You answer the phone of a restaurant. ".repeat(40) };
const env = {
  ...{ RATE_LIMIT_PER_MINUTE: "100000000", RATE_LIMIT_BURST: "10000000" },
  ...{ LLM_MODEL: "steady", LLM_MODEL_MAP: "instant=instant", MAX_CONTEXT_TOKENS: "8000" },
};

export async function run(args) {
  const options = readOptions(args);
  const before = load();
  const folder = makeFolder();
  const model = await startReceiver("baseline-model", { folder });
  const address = { LLM_BASE_URL: `http://127.0.0.1:${model.port}/v1` };
  const product = { script: "product", env: { ...env, ...address }, nodeArgs: options.nodeArgs };
  const found = await withFreshServer(product, (server) => measure(model, server, options)).finally(
    model.stop,
  );
  removeFolder(folder);
  const outcome = { goals, options, ...found, load: { before, after: load() } };
  print(options.json ? JSON.stringify(outcome, null, 2) : describe(outcome));
  return found.atOnce.incomplete === 0 ? 0 : 1;
}

function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      ...{ quick: { type: "boolean", default: false }, profile: { type: "string" } },
      json: { type: "boolean", default: false },
    },
  });
  const { quick, profile, json } = values;
  return {
    ...{ turns: quick ? 40 : 200, atOnce: quick ? 40 : 200, transcript: quick ? 1_000 : 10_000 },
    nodeArgs: profile ? ["--cpu-prof", "--cpu-prof-dir", resolve(profile)] : [],
    json,
  };
}

async function measure(model, server, { turns, atOnce, transcript }) {
  const [direct, through] = [openSpeaker(model), openSpeaker(server)];
  try {
    say("one conversation at a time …");
    await alternate(direct, through, rehearsal, "rehearsal");
    const counted = async (count, work) => {
      const spent = countProcessorTime(server);
      const found = await work();
      return { ...found, ...spent(count) };
    };
    const alone = await counted(turns, () => alternate(direct, through, turns, "alone"));
    say(`${atOnce} conversations at once …`);
    const crowd = await counted(atOnce, () => together(direct, through, atOnce));
    say(`a conversation of ${transcript} turns …`);
    const more = await beginLong(through, transcript);
    await speakOn(direct, through, { ...more, turns: rehearsal });
    const before = await openingsOf(server);
    const window = await counted(turns, () => speakOn(direct, through, { ...more, turns }));
    const opening = between(before, await openingsOf(server));
    return { alone, atOnce: crowd, window: { transcript, ...window }, opening };
  } finally {
    await Promise.all([direct.close(), through.close()]);
  }
}

/** The same conversation with the model and through us, turn by turn, with its whole history each time. */
async function alternate(direct, through, turns, name) {
  const [of, ours] = [[], []];
  let history = [];
  for (let at = 0; at < turns; at++) {
    if (at % 20 === 0) history = [];
    const session_id = `${name} ${Math.floor(at / 20)}`;
    history = [...history, asks(at)];
    const request = { model: "steady", tools, messages: [system, ...history] };
    of.push((await direct.ask(request)).firstMs);
    const { firstMs, text } = await through.ask({ ...request, metadata: { session_id } });
    ours.push(firstMs);
    history = [...history, { role: "assistant", content: text }];
  }
  return {
    direct: summarise(of),
    through: summarise(ours),
    added: summarise(differences(of, ours)),
  };
}

const differences = (of, ours) => ours.map((ms, at) => ms - of[at]);
const asks = (at) => ({ role: "user", content: `Question ${at}: is there a table for ${at % 9}?` });

async function together(direct, through, count) {
  const all = (speaker, name) =>
    Promise.all(
      Array.from({ length: count }, (_, at) =>
        speaker.ask({
          ...{ model: "steady", tools, messages: [system, asks(at)] },
          metadata: { session_id: `${name} ${at}` },
        }),
      ),
    );
  const of = await all(direct, "direct");
  const ours = await all(through, "at once");
  const incomplete = ours.filter(({ isComplete }) => !isComplete).length;
  const firsts = (answers) => summarise(answers.map(({ firstMs }) => firstMs));
  return { count, incomplete, direct: firsts(of), through: firsts(ours) };
}

/** A conversation that went on for long. */
async function beginLong(through, transcript) {
  const metadata = { session_id: "long" };
  const said = Array.from({ length: transcript }, (_, at) =>
    at % 2 === 0
      ? asks(at)
      : { role: "assistant", content: `Answer ${at}: there is one at ${at}.` },
  );
  await through.ask({ model: "instant", metadata, messages: [system, ...said, asks(transcript)] });
  return { metadata, transcript };
}

/** Only what is new is sent, and the window is relieved again and again. */
async function speakOn(direct, through, { metadata, transcript, turns }) {
  const [of, ours] = [[], []];
  for (let at = 0; at < turns; at++) {
    const content = `${asks(transcript + at).content} ${"And one more thing. ".repeat(20)}`;
    const request = { model: "instant", messages: [{ role: "user", content }] };
    of.push((await direct.ask(request)).firstMs);
    ours.push((await through.ask({ ...request, metadata })).firstMs);
  }
  const added = summarise(differences(of, ours));
  return { direct: summarise(of), through: summarise(ours), added };
}

/** How many turns were opened within each time until now, as the server counts them. */
async function openingsOf({ port }) {
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const bucket = /^memory_window_seconds_bucket\{le="([\d.]+)"\} (\d+)$/gm;
  return [...metrics.matchAll(bucket)].map(([, le, count]) => [Number(le) * 1_000, Number(count)]);
}

/** What was counted between two moments, evened out between two bounds. */
function between(before, after) {
  const counts = after.map(([ms, count], at) => [ms, count - (before[at]?.[1] ?? 0)]);
  const total = counts.at(-1)?.[1] ?? 0;
  const at = (share) => {
    const place = counts.findIndex(([, count]) => count > 0 && count >= share * total);
    if (place === -1) return null;
    const [[from, below], [to, upTo]] = [counts[place - 1] ?? [0, 0], counts[place]];
    return from + ((to - from) * (share * total - below)) / (upTo - below);
  };
  return { p50: at(0.5), p95: at(0.95) };
}

/** Asks for streamed answers, and says when their first word came. */
function openSpeaker({ port, token }) {
  const pool = new Pool(`http://127.0.0.1:${port}`, { pipelining: 1 });
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  return {
    close: () => pool.close(),
    async ask(request) {
      const body = JSON.stringify({ ...request, stream: true });
      const begun = performance.now();
      const path = "/v1/chat/completions";
      const answer = await pool.request({ method: "POST", path, headers, body });
      if (answer.statusCode !== 200) throw new Error((await answer.body.text()).slice(0, 300));
      let text = "";
      let firstMs = Number.NaN;
      for await (const part of answer.body) {
        text += part;
        if (Number.isNaN(firstMs) && text.includes('"content":"w'))
          firstMs = performance.now() - begun;
      }
      const words = [...text.matchAll(/"content":"(w[^"]*)"/g)].map(([, word]) => word).join("");
      return { firstMs, text: words, isComplete: text.endsWith("data: [DONE]\n\n") };
    },
  };
}

function describe({ alone, atOnce, window, opening, load: busy }) {
  const row = (name, { direct, through, added, serverMs, databaseMs }) => [
    ...[name, fixed(direct?.p50), fixed(direct?.p95), fixed(through.p50), fixed(through.p95)],
    ...[fixed(added?.p50), fixed(added?.p95), fixed(serverMs), fixed(databaseMs)],
  ];
  const head = [
    ...["first word, ms", "model p50", "p95", "through us p50", "p95", "added p50", "p95"],
    ...["server cpu", "database cpu"],
  ];
  const rows = [
    row("one at a time", alone),
    row(`${whole(atOnce.count)} at once`, atOnce),
    row(`${whole(window.transcript)} turns, an instant model`, window),
    row("  of it writing down, pressure and relief", { through: opening }),
  ];
  return `${table(head, rows)}

Cpu: processor time for each turn, with what is done after the answer. Answers that did not end: ${whole(atOnce.incomplete)} of ${whole(atOnce.count)}.
Goals: ${goals.addedMs} ms added to the first word; ${goals.windowMs} ms for writing down, pressure and relief in a long conversation (p95), without the search; ${goals.cpuMs} ms of processor a turn.
Load average before ${busy.before.join(" ")}, after ${busy.after.join(" ")}.`;
}
