// What else is sent to the door and to knowledge, to be broken: tools used during calls, who takes a call, questions and documents.
import { liveScripts } from "../../dist/providers/index.js";
import { makeBase, openClient } from "./knowledge/client.js";
import { mutate } from "./mutate.js";
import { secret } from "./servers.js";
import { describeBusiness } from "./tools/set-up.js";

/** @typedef {import("../../dist/lib/random.js").Random} Random */

const base = "fuzz";
const number = "+12125550102";
const boundary = "fuzzed";
const tools = ["opening_hours", "items_and_prices", "knowledge_search", "nothing", "%00", "..%2f"];
const questions = [
  "are you open on sunday",
  "how much is a margherita",
  "' or 1=1; drop table calls",
];
const files = [
  [
    "a.pdf",
    "application/pdf",
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>",
  ],
  [
    "a.docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "PK\u0003\u0004word/document.xml",
  ],
  [
    "a.html",
    "text/html",
    "<h1>Hours</h1><table><tr><td>Sunday<td>closed</table><script>alert(1)</script>",
  ],
  ["a.md", "text/markdown", "# Hours\n\n- Sunday: closed\n\n| a | b |\n|---|---|\n| 1 | 2 |"],
  ["a.csv", "text/csv", 'day,hours\nSunday,"closed\nall day"\n'],
];

/** A business with something to ask about. */
export async function openBusiness({ port, token }) {
  const client = openClient({ port, token }, 1);
  await describeBusiness(client, { place: 0, number });
  await makeBase(client, base, "en");
  const connections = {};
  for (const { id, provider } of (await client.get("/api/v1/connections")).data) {
    connections[provider] = id;
  }
  await client.close();
  return { connections, token };
}

/** A request that waits for its answer, one of them in some whole. @param {Random} random */
export function makeAsk(random, { connections }, count) {
  const provider = random.pick([...liveScripts.keys()]);
  const script = liveScripts.get(provider);
  const call = {
    ...{
      id: `fuzz-${random.int(0, 500)}`,
      useId: `use-${count}`,
      from: "+12125550147",
      to: number,
    },
    ...{ tool: random.pick(tools), arguments: { query: random.pick(questions), day: "sunday" } },
  };
  const make = (random.chance(0.3) && script.inbound) || script.tool;
  const { path, headers, body } = make(call, Date.now());
  const content = broken(random, JSON.stringify(body), "application/json");
  const proof = random.chance(0.9) ? script.sign(content.body.toString(), Date.now(), secret) : {};
  return {
    provider,
    path: `/webhook/${provider}/${connections[provider]}${path}`,
    headers: { ...headers, ...typeOf(content), ...proof },
    body: content.body,
  };
}

/** A question, or documents, of somebody who may. @param {Random} random */
export function makeKnowledgeRequest(random, { token }, count) {
  const [path, content] = random.pick([question, question, pasted, uploaded])(random, count);
  const headers = { authorization: `Bearer ${token}`, ...typeOf(content) };
  return { provider: "knowledge", path: `/api/v1/knowledge/${path}`, headers, body: content.body };
}

function question(random) {
  const query = random.chance(0.1) ? "word ".repeat(10_000) : random.pick(questions);
  const asked = {
    query,
    history: ["what about sunday"],
    category: "item",
    top_k: 5,
    explain: true,
  };
  return ["search", broken(random, JSON.stringify(asked), "application/json")];
}

function pasted(random, count) {
  const [title, mime, content] = random.pick(files);
  const document = { knowledge_base: base, external_id: `${count % 300}`, title, content, mime };
  const tags = { category: "item", tags: ["a"], language: "en" };
  return [
    "documents",
    broken(random, JSON.stringify({ ...document, ...tags }), "application/json"),
  ];
}

function uploaded(random) {
  const [name, mime, text] = random.pick(files);
  const file = broken(random, text, mime);
  const part = (head, value) => [
    `--${boundary}\r\ncontent-disposition: form-data; ${head}\r\n\r\n`,
    value,
    "\r\n",
  ];
  const pieces = [
    ...part('name="knowledge_base"', base),
    ...part(
      `name="file"; filename="${name}"\r\ncontent-type: ${file.contentType || mime}`,
      file.body,
    ),
    `--${boundary}--\r\n`,
  ];
  const body = Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
  const contentType = `multipart/form-data; boundary=${boundary}`;
  const whole = { body, contentType };
  return ["documents", random.chance(0.3) ? { ...mutate(random, whole), contentType } : whole];
}

const typeOf = ({ contentType }) => (contentType === "" ? {} : { "content-type": contentType });

function broken(random, text, contentType) {
  const content = { body: Buffer.from(text), contentType };
  return random.chance(0.2) ? content : mutate(random, content);
}
