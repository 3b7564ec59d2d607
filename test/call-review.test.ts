import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, keyOf, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld({ tenants: ["ten_b"] });
  for (const id of ["one", "two", "three"]) {
    const call = { call_id: id, agent_id: `agent_${id}`, start_timestamp: world.clock.now };
    await world.deliver("retell", { event: "call_started", call });
  }
  await world.settle();
});
afterAll(() => world[Symbol.asyncDispose]());

async function idOf(providerCallId: string): Promise<string> {
  const { json } = await world.api("GET", `/api/v1/calls?q=${providerCallId}`);
  return json.data[0].id;
}

const found = async (query: string) =>
  (await world.api("GET", `/api/v1/calls?${query}`)).json.data
    .map((call: { provider_call_id: string }) => call.provider_call_id)
    .sort();

test("a call is looked at, labelled and found again by both", async () => {
  const url = `/api/v1/calls/${await idOf("one")}/review`;
  const none = { state: "none", labels: [], changed_by: null, changed_at: null, comments: [] };
  expect((await world.api("GET", url)).json).toMatchObject(none);
  const made = await world.api("PATCH", url, {
    state: "problem",
    add_labels: ["  Wrong   Price ", "refund", "wrong price"],
  });
  expect(made.json).toMatchObject({ state: "problem", labels: ["wrong price", "refund"] });
  expect((await world.api("PATCH", url, { remove_labels: ["REFUND"] })).json).toMatchObject({
    state: "problem",
    labels: ["wrong price"],
  });
  expect(await found("review=problem")).toEqual(["one"]);
  expect(await found("review=none")).toEqual(["three", "two"]);
  expect(await found("review=problem,none")).toEqual(["one", "three", "two"]);
  expect(await found("label=wrong%20price")).toEqual(["one"]);
  expect(await found("label=refund")).toEqual([]);
  expect((await world.api("GET", "/api/v1/call-labels")).json.data).toEqual([
    { label: "wrong price", calls: 1 },
  ]);
  const [call] = (await world.api("GET", "/api/v1/calls?review=problem")).json.data;
  expect(call).toMatchObject({ review_state: "problem", labels: ["wrong price"] });
});

test("two who add labels at the same moment lose none", async () => {
  const url = `/api/v1/calls/${await idOf("two")}/review`;
  const labels = Array.from({ length: 10 }, (_, n) => `label ${n}`);
  await Promise.all(labels.map((label) => world.api("PATCH", url, { add_labels: [label] })));
  expect((await world.api("GET", url)).json.labels.toSorted()).toEqual(labels);
  const more = Array.from({ length: 11 }, (_, n) => `more ${n}`);
  const refused = await world.api("PATCH", url, { add_labels: more });
  expect(refused).toMatchObject({ status: 409, json: { type: "/problems/limit-reached" } });
});

test("comments are added, corrected and removed, and the audit log says by whom", async () => {
  const call = `/api/v1/calls/${await idOf("one")}`;
  const added = await world.api("POST", `${call}/comments`, {
    content: " Was promised a refund. ",
  });
  expect(added.status).toBe(201);
  const [comment] = added.json.comments;
  expect(comment).toMatchObject({ content: "Was promised a refund.", author_name: "owner" });
  const url = `${call}/comments/${comment.id}`;
  const corrected = await world.api("PATCH", url, { content: "Was promised nothing." });
  expect(corrected.json.comments).toMatchObject([{ content: "Was promised nothing." }]);
  expect((await world.api("DELETE", url)).json.comments).toEqual([]);
  expect(await world.api("DELETE", url)).toMatchObject({
    status: 404,
    json: { type: "/problems/comment-not-found" },
  });
  const { json } = await world.api("GET", "/api/v1/admin/audit?limit=3");
  expect(json.data.map(({ action }: { action: string }) => action)).toEqual([
    "call.comment_removed",
    "call.comment_changed",
    "call.comment_added",
  ]);
});

test("what is wrong with a change is said, and whoever only reads changes nothing", async () => {
  const url = `/api/v1/calls/${await idOf("three")}/review`;
  for (const body of [{ state: "done" }, { add_labels: [" "] }, { add_labels: ["x".repeat(41)] }]) {
    expect((await world.api("PATCH", url, body)).status).toBe(400);
  }
  const made = await world.api("POST", "/api/v1/api-keys", { name: "reader", role: "viewer" });
  const reader = made.json.key;
  expect((await world.api("PATCH", url, { state: "open" }, reader)).status).toBe(403);
  expect((await world.api("GET", url, undefined, reader)).json.state).toBe("none");
  const limited = { name: "agent one", role: "operator", agent_ids: ["agent_one"] };
  const some = (await world.api("POST", "/api/v1/api-keys", limited)).json.key;
  expect((await world.api("PATCH", url, { state: "open" }, some)).status).toBe(404);
  expect((await world.api("GET", "/api/v1/call-labels", undefined, some)).json.data).toEqual([
    { label: "wrong price", calls: 1 },
  ]);
  expect((await world.api("GET", url, undefined, keyOf("ten_b"))).status).toBe(404);
});

test("a call that is told again keeps what people made of it", async () => {
  const id = await idOf("one");
  const call = { call_id: "one", agent_id: "agent_one", end_timestamp: world.clock.now };
  await world.deliver("retell", { event: "call_ended", call });
  await world.settle();
  expect((await world.api("GET", `/api/v1/calls/${id}`)).json).toMatchObject({
    lifecycle: "ended",
    review_state: "problem",
    labels: ["wrong price"],
  });
});

test("filters are kept by a name, each person's own, and shared with those who may see calls", async () => {
  const url = "/api/v1/saved-views";
  const view = { name: "Problems", filters: { review: "problem" } };
  const made = await world.api("POST", url, { ...view, is_shared: true });
  expect(made).toMatchObject({ status: 201, json: { ...view, is_own: true, is_shared: true } });
  expect((await world.api("POST", url, { ...view, name: "problems" })).json.type).toBe(
    "/problems/name-taken",
  );
  const one = `${url}/${made.json.id}`;
  const changed = await world.api("PATCH", one, { filters: { review: "open" } });
  expect(changed.json).toMatchObject({ name: "Problems", filters: { review: "open" } });
  const role = { name: "second reader", role: "viewer" };
  const reader = (await world.api("POST", "/api/v1/api-keys", role)).json.key;
  expect((await world.api("GET", url, undefined, reader)).json.data).toMatchObject([
    { name: "Problems", is_own: false },
  ]);
  expect((await world.api("DELETE", one, undefined, reader)).status).toBe(404);
  expect((await world.api("POST", url, { ...view, is_shared: true }, reader)).status).toBe(403);
  expect((await world.api("POST", url, view, reader)).status).toBe(201);
  expect((await world.api("GET", url)).json.data).toHaveLength(1);
  for (const filters of [{ "No Name": "x" }, { q: "" }, { q: "x".repeat(201) }]) {
    expect((await world.api("POST", url, { name: "x", filters })).status).toBe(400);
  }
  expect((await world.api("DELETE", one)).status).toBe(204);
  expect((await world.api("GET", url, undefined, reader)).json.data).toHaveLength(1);
});

test("of every member of a record it is told which event it comes from, and where in it an equal value stands", async () => {
  const id = await idOf("one");
  const { json } = await world.api("GET", `/api/v1/calls/${id}/origins`);
  const of = (field: string) =>
    json.data.find((origin: { field: string }) => origin.field === field);
  expect(of("agentId")).toMatchObject({
    value: "agent_one",
    is_as_told: true,
    told_by: [{ event_type: "call_ended", equal_at: ["call.agent_id"] }],
  });
  expect(of("startedAt")).toMatchObject({
    told_by: [{ event_type: "call_started", equal_at: ["call.start_timestamp"] }],
  });
});
