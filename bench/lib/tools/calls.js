// Agents in the middle of calls: each request is signed as its provider does, and its answer is read as the caller would hear it.
import { Pool } from "undici";
import { liveScripts, readToolAnswer } from "../../../dist/providers/index.js";
import { hungTool } from "./set-up.js";

const patienceMs = 30_000;
const caller = "+12125550147";

/** Opens so many connections, each for one request at a time. */
export function openLine({ port }, connections) {
  const options = { connections, pipelining: 1, headersTimeout: patienceMs };
  const pool = new Pool(`http://127.0.0.1:${port}`, options);
  return {
    async send(path, headers, body) {
      const answer = await pool.request({
        ...{ method: "POST", path, body },
        headers: { "content-type": "application/json", ...headers },
      });
      const text = await answer.body.text();
      if (answer.statusCode !== 200) throw new Error(`${path} was answered ${answer.statusCode}`);
      return JSON.parse(text);
    },
    close: () => pool.close(),
  };
}

/** How often an agent asks in one call. */
const asksPerCall = 6;

/** Asks business after business, three tools in turn, half through each provider; throws when something else is heard. */
export function toolAsker(line, businesses, { corpus, secret, mark }) {
  return async (n) => {
    const business = businesses[n % businesses.length];
    const turn = Math.floor(n / businesses.length);
    const { tool, given, heard } = questionOf(business, turn + (n % 3), corpus);
    const provider = turn % 2 === 0 ? "vapi" : "retell";
    const call = `${mark}-${business.place}-${provider}-${Math.floor(turn / asksPerCall)}`;
    const asked = { provider, tool, given, call, use: `${mark}-${n}`, secret };
    const text = await use(line, business, asked);
    if (!text.includes(heard)) throw new Error(`${tool}: heard "${text.slice(0, 60)}"`);
  };
}

function questionOf({ price, documents }, turn, corpus) {
  switch (turn % 3) {
    case 0:
      return { tool: "opening_hours", given: {}, heard: "We are " };
    case 1:
      return { tool: "items_and_prices", given: { query: "a margherita" }, heard: price };
    default: {
      const code = corpus.codeOf(documents.from + (turn % documents.count));
      return { tool: "knowledge_search", given: { question: `what is part ${code}` }, heard: code };
    }
  }
}

async function use(line, { connections, number }, asked) {
  const { provider, tool, given, secret } = asked;
  const script = liveScripts.get(provider);
  const names = { id: asked.call, useId: asked.use, from: caller, to: number };
  const { path, headers, body } = script.tool({ ...names, tool, arguments: given }, Date.now());
  return sendSigned(line, script, {
    path: `/webhook/${provider}/${connections[provider]}${path}`,
    ...{ headers, body, secret },
  }).then((answer) => readToolAnswer(answer)?.text ?? "");
}

function sendSigned(line, script, { path, headers, body, secret }) {
  const text = JSON.stringify(body);
  return line.send(path, { ...headers, ...script.sign(text, Date.now(), secret) }, text);
}

/** Asks who takes a call; throws when the rule of the number was not followed. */
export function inboundAsker(line, businesses, { secret, mark }) {
  const script = liveScripts.get("vapi");
  return async (n) => {
    const { connections, number } = businesses[n % businesses.length];
    const id = `${mark}-${n}`;
    const asked = { id, useId: id, from: caller, to: number, tool: "", arguments: {} };
    const { headers, body } = script.inbound(asked, Date.now());
    const path = `/webhook/vapi/${connections.vapi}`;
    const answer = await sendSigned(line, script, { path, headers, body, secret });
    const said = answer.assistantOverrides?.variableValues;
    if (answer.assistantId !== "asst_bench" || said?.business_name !== "Main Street") {
      throw new Error("the rule was not followed");
    }
  };
}

/** Asks tools whose server never answers; throws unless the caller hears an apology. */
export function hungAsker(line, business, { secret, mark }) {
  return async (n) => {
    const names = { call: `${mark}-${Math.floor(n / asksPerCall)}`, use: `${mark}-${n}` };
    const asked = { provider: "vapi", tool: hungTool(n), given: { n }, ...names, secret };
    const text = await use(line, business, asked);
    if (!text.includes("can't look that up"))
      throw new Error("something was heard of a hung server");
  };
}

/** The same request to a server that has the answer at hand. */
export function bareAsker(line, { secret, mark }) {
  const business = { connections: {}, number: "+12125550102" };
  const script = liveScripts.get("vapi");
  return async (n) => {
    const id = `${mark}-${n}`;
    const call = { id, useId: id, from: caller, to: business.number, tool: "x", arguments: {} };
    const { headers, body } = script.tool(call, Date.now());
    await sendSigned(line, script, { path: "/webhook/vapi", headers, body, secret });
  };
}
