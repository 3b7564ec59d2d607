import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import pg from "pg";
import { expect, test, vi } from "vitest";
import { createCommandLine, type Serving } from "./command-line.ts";
import { emptyDatabase, urlOf } from "./empty-database.ts";
import { type ModelFault, startModelServer } from "./model-server.ts";
import { ownerKey } from "./world.ts";

type Said = { role: "user" | "assistant"; content: string };

/** When a server is killed, and what the model does until then. */
const moments: ReadonlyArray<readonly [name: string, fault: ModelFault | undefined]> = [
  ["while the model thinks", "never answer"],
  ["when the first word was heard", "hang after the first word"],
  ["when the answer is over", undefined],
];

test("whenever a server is killed in a turn, the call goes on with all that was said, each thing once", async () => {
  await using model = await startModelServer();
  await using line = createCommandLine({
    ...{ VOICELENS_OWNER_KEY: ownerKey, OUTBOUND_ALLOW: "127.0.0.1/32" },
    ...{ LLM_BASE_URL: model.url, LLM_API_KEY: "key-of-the-model", LLM_MODEL: "house" },
  });
  let server = await line.serve();
  const said: Said[] = [];
  for (const [name, fault] of moments) {
    said.push({ role: "user", content: `Where were we ${name}?` });
    model.text = `We were there ${name}, and that is where we go on.`;
    if (fault !== undefined) model.faults.push(fault);
    const before = model.requests.length;
    const heard = hear(server, said);
    await vi.waitFor(() => {
      expect(model.requests.length).toBe(before + 1);
      if (fault === "hang after the first word") expect(heard.text).not.toBe("");
      if (fault === undefined) expect(heard.isOver).toBe(true);
    });
    await server.kill();
    await heard.end;
    server = await line.serve();
    // A client sends again what it got no whole answer to, behind what was heard before.
    if (fault !== undefined) {
      const again = hear(server, said);
      await again.end;
      expect([name, again.text, again.isOver]).toEqual([name, model.text, true]);
    }
    said.push({ role: "assistant", content: model.text });
  }
  said.push({ role: "user", content: "And is that all?" });
  model.text = "That is all there is.";
  const last = hear(server, said);
  await last.end;
  expect(last.text).toBe(model.text);
  expect(model.requests.at(-1)?.body.messages).toEqual(said);
  said.push({ role: "assistant", content: model.text });
  const answer = await fetch(`${server.url}/api/v1/memory/sessions/call-1/messages`, {
    headers: { authorization: `Bearer ${ownerKey}` },
  });
  const { data } = (await answer.json()) as { data: Said[] };
  expect(data.map(({ role, content }) => ({ role, content }))).toEqual(said);
});

test("what was said while the database was away is there when a server that was killed comes back", async () => {
  await using model = await startModelServer();
  await using database = await emptyDatabase();
  await using way = await startWay(database.options);
  await using line = createCommandLine({
    ...{ VOICELENS_OWNER_KEY: ownerKey, OUTBOUND_ALLOW: "127.0.0.1/32" },
    ...{ LLM_BASE_URL: model.url, LLM_API_KEY: "key-of-the-model", LLM_MODEL: "house" },
    DATABASE_URL: urlOf({ ...database.options, host: "127.0.0.1", port: way.port }),
  });
  const server = await line.serve();
  const said: Said[] = [];
  const say = async (content: string) => {
    said.push({ role: "user", content });
    model.text = `An answer to: ${content}`;
    const heard = hear(server, said);
    await heard.end;
    expect([heard.text, heard.isOver]).toEqual([model.text, true]);
    said.push({ role: "assistant", content: model.text });
  };
  await say("Are you there?");
  way.close();
  await say("And without the database?");
  await server.kill();
  way.open();
  const later = await line.serve();
  const read = async () => {
    const answer = await fetch(`${later.url}/api/v1/memory/sessions/call-1/messages`, {
      headers: { authorization: `Bearer ${ownerKey}` },
    });
    const { data } = (await answer.json()) as { data: Said[] };
    return data.map(({ role, content }) => ({ role, content }));
  };
  await vi.waitFor(async () => expect(await read()).toEqual(said));
  await later.stop();
});

/** A way to the database that can be closed: then nobody gets through, and who was through is cut off. */
async function startWay(options: pg.ClientConfig) {
  const { host, port } = new pg.Client(options);
  const open = new Set<Socket>();
  let isClosed = false;
  const server = createServer((near) => {
    const far = host.startsWith("/")
      ? connect(`${host}/.s.PGSQL.${port}`)
      : connect({ host, port });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
    }
    if (isClosed) near.destroy();
    else near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      isClosed = true;
      cut();
    },
    open() {
      isClosed = false;
    },
    async [Symbol.asyncDispose]() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Asks as Vapi does during a call, and hears as much as comes. */
function hear(server: Serving, messages: readonly Said[]) {
  const heard = { text: "", isOver: false, end: Promise.resolve() };
  heard.end = (async () => {
    const answer = await fetch(`${server.url}/v1/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${ownerKey}`, "content-type": "application/json" },
      body: JSON.stringify({ messages, stream: true, call: { id: "call-1" } }),
    });
    let body = "";
    const decoder = new TextDecoder();
    for await (const part of answer.body ?? []) {
      body += decoder.decode(part, { stream: true });
      heard.text = [...body.matchAll(/"content":"((?:[^"\\]|\\.)*)"/g)]
        .map(([, words]) => words)
        .join("");
      heard.isOver = body.includes("data: [DONE]");
    }
  })().catch(() => undefined);
  return heard;
}
