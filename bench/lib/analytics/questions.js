// What the dashboard and programs ask of many calls.

const at = (daysAgo) => new Date(Date.now() - daysAgo * 24 * 3_600_000).toISOString();
const some = (count) => Math.floor(Math.random() * count);
const path = (of, params) => `/api/v1/${of}?${new URLSearchParams(params)}`;

/** Over ninety days, as the Analytics page asks. */
const figures = Object.fromEntries(
  Object.entries({
    summary: ["summary", {}],
    "by day": ["timeseries", { group_by: "day" }],
    "by week, of an agent": ["timeseries", { group_by: "week", agent: "agent_7" }],
    "by hour": ["timeseries", { group_by: "hour" }],
    providers: ["providers", {}],
    "costs by day": ["costs", { group_by: "day" }],
    "heat map": ["heatmap", {}],
    agents: ["", { group_by: "agent" }],
    "numbers by month": ["", { group_by: "number", interval: "month" }],
  }).map(([name, [of, params]]) => [
    name,
    () => path(`analytics${of && "/"}${of}`, { from: at(90), tz: "America/New_York", ...params }),
  ]),
);

const filters = {
  provider: () => ({ provider: ["retell", "vapi", "bland"][some(3)] }),
  status: () => ({ status: ["success", "failure", "error"][some(3)] }),
  lifecycle: () => ({ lifecycle: "ended" }),
  disposition: () => ({ disposition: ["busy", "transferred", "declined"][some(3)] }),
  direction: () => ({ direction: "outbound" }),
  agent: () => ({ agent: `agent_${some(40)}` }),
  from: () => ({ from: `+1${300 + some(200)}55501${String(some(100)).padStart(2, "0")}` }),
  to: () => ({ to: `+121255501${String(some(80)).padStart(2, "0")}` }),
  after: () => ({ started_after: at(some(60) + 1) }),
  before: () => ({ started_before: at(some(60) + 30) }),
};
const both =
  (...names) =>
  () =>
    Object.assign({}, ...names.map((name) => filters[name]()));

/** Each filter, and those that narrow each other, down to what few calls or none have. */
const lists = {
  "no filter": () => ({}),
  ...filters,
  "a rare agent": () => ({ agent: "agent_rare" }),
  "a rare end": () => ({ disposition: "canceled" }),
  "nobody's agent": () => ({ agent: "agent_none" }),
  "a provider without calls": () => ({ provider: "twilio" }),
  "live calls": () => ({ lifecycle: "registered,ringing,in_progress" }),
  "agent, provider": both("agent", "provider"),
  "agent, disposition, direction": both("agent", "disposition", "direction"),
  "to, status": both("to", "status"),
  "from, disposition": both("from", "disposition"),
  "to, agent, disposition": both("to", "agent", "disposition"),
  "provider, status, before": both("provider", "status", "before"),
  "what excludes itself": () => ({ disposition: "busy", status: "success" }),
  "all at once": both("provider", "status", "disposition", "direction", "agent", "to", "after"),
};

const searches = {
  "a frequent word": () => ({ q: `word${some(3)}` }),
  "a word": () => ({ q: `word${100 + some(300)}` }),
  "a rare word": () => ({ q: `word${4_500 + some(499)}` }),
  "two words": () => ({ q: `word${some(30)} word${some(30)}` }),
  "a number": () => ({ q: `+1${300 + some(200)}5550101` }),
  "no such word": () => ({ q: "zebra" }),
  "a frequent word, agent": () => ({ q: `word${some(3)}`, ...filters.agent() }),
};

const calls = (kinds) =>
  Object.fromEntries(
    Object.entries(kinds).map(([name, params]) => [name, () => path("calls", params())]),
  );

/** Groups of questions, each with the 95th percentile that it must stay below. */
export const groups = [
  { title: "analytics over 90 days", goalMs: 500, questions: figures },
  { title: "call list", goalMs: 150, questions: calls(lists) },
  { title: "full-text search", goalMs: 300, questions: calls(searches) },
];
