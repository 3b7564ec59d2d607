// How soon the list of calls is there, and how smoothly ten thousand of them scroll by, in a browser on this machine.
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { withFreshServer } from "./lib/databases.js";
import { fixed, load, print, say, summarise, table, whole } from "./lib/figures.js";
import { withDatabase } from "./lib/servers.js";

const executablePath = "/usr/bin/chromium";
const patienceMs = 60_000;

export async function run(args) {
  const { values } = parseArgs({
    args,
    options: {
      calls: { type: "string", default: "10000" },
      runs: { type: "string", default: "5" },
      json: { type: "boolean", default: false },
    },
  });
  const count = Number(values.calls);
  const before = load();
  const found = await withFreshServer({ script: "product" }, async (server) => {
    await withDatabase(server, (client) => insertCalls(client, count));
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    try {
      return await measure(browser, server, Number(values.runs));
    } finally {
      await browser.close();
    }
  });
  const outcome = { count, ...found, load: { before, after: load() } };
  print(values.json ? JSON.stringify(outcome, null, 2) : describe(outcome));
  return found.rows === count ? 0 : 1;
}

async function insertCalls(client, count) {
  await client.query(
    `insert into calls (tenant_id, id, provider, provider_call_id, lifecycle, disposition, status, direction, from_number, to_number,
        first_seen_at, last_event_at, started_at, ended_at, duration_ms, summary, turn_count, facts)
      select 'ten_default', 'call_' || lpad(n::text, 26, '0'), 'retell', 'bench' || n, 'analyzed', 'completed', 'success', 'inbound',
        '+12125550101', '+12125550102', at, at, at, at + interval '3 minutes', 180000, repeat('They asked for an appointment. ', 8), 4, '{}'
      from (select n, now() - n * interval '1 minute' as at from generate_series(1, $1::int) n) calls`,
    [count],
  );
  await client.query("analyze calls");
}

async function measure(browser, { port, token }, runs) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  const address = `http://localhost:${port}`;
  const paints = [];
  for (let run = 0; run < runs; run++) {
    const page = await open(context, address);
    paints.push(await page.evaluate(largestPaint));
    await page.close();
  }
  say("scrolling …");
  const page = await open(context, address);
  const scrolled = await page.evaluate(scrollToEnd);
  await page.evaluate("scrollTo(0, 0)");
  const frames = await page.evaluate(scrollOnce);
  await page.close();
  return { paintMs: summarise(paints), ...scrolled, frameMs: summarise(frames) };
}

async function open(context, address) {
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  await page.goto(address);
  await page.locator("tbody [data-row-target]").first().waitFor();
  return page;
}

const largestPaint = `new Promise((done) => {
  new PerformanceObserver((list) => done(list.getEntries().at(-1).startTime))
    .observe({ type: "largest-contentful-paint", buffered: true });
})`;

/** Goes down as fast as pages of calls come, and says how many rows there are and how much of the page is drawn. */
const scrollToEnd = `new Promise((done) => {
  const step = () => {
    scrollTo(0, document.documentElement.scrollHeight);
    if (!document.querySelector("main").innerText.includes("That is all")) return void setTimeout(step, 50);
    const rows = Math.round(document.querySelector("tbody").getBoundingClientRect().height / document.querySelector("tr[data-row]").getBoundingClientRect().height);
    done({ rows, drawn: document.querySelectorAll("tr[data-row]").length, elements: document.querySelectorAll("*").length });
  };
  step();
})`;

/** Scrolls the whole list by, two screens in each frame, and says how long the frames took. */
const scrollOnce = `new Promise((done) => {
  const frames = [];
  let last = performance.now();
  const step = (now) => {
    frames.push(now - last);
    last = now;
    if (scrollY + innerHeight >= document.documentElement.scrollHeight - 100) return done(frames.slice(1));
    scrollBy(0, 2 * innerHeight);
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})`;

function describe({ paintMs, rows, drawn, elements, frameMs, load: busy }) {
  const lines = [
    ["largest contentful paint", fixed(paintMs.p50), fixed(paintMs.p95), fixed(paintMs.max)],
    ["a frame while scrolling", fixed(frameMs.p50), fixed(frameMs.p95), fixed(frameMs.max)],
  ];
  return `${table(["", "ms, median", "95 %", "most"], lines)}
${whole(rows)} rows, ${whole(drawn)} of them drawn; ${whole(elements)} elements in the page.

Load average ${busy.before.join(" ")} before, ${busy.after.join(" ")} after.`;
}
