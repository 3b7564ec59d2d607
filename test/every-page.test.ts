import { mkdirSync, readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ensureBuilt } from "../bin/build.js";
import { violations } from "./axe.ts";
import { hasBrowser, launchBrowser, pagePatienceMs } from "./browser.ts";
import { fixture } from "./payloads.ts";
import { playCalls } from "./play-calls.ts";
import { createWorld, keyOf, ownerKey, type World } from "./world.ts";

/** Where pictures of every page are put; left out, none are made. */
const pictures = process.env.SCREENSHOTS;

/** What the pages speak. */
const locale = process.env.SCREENSHOTS_LANGUAGE ?? "en-US";

/** The call of the fixtures that has a recording. */
const heardCall = "conv_5901kc4e7n8tpqr2vwx3yz6ab0cd";

const wide = { width: 1440, height: 900 };
const narrow = { width: 360, height: 800 };

/** The pages that one goes to by themselves. */
const listed = [
  ...readFileSync(join(import.meta.dirname, "../web/src/shell/pages.ts"), "utf8").matchAll(
    /^\s+\| "(\/[^"]*)"/gm,
  ),
].map(([, path = ""]) => path);

/** A WAV file of some seconds that grows louder and softer. */
function tone(seconds: number): Buffer {
  const rate = 8_000;
  const samples = Buffer.from(
    Array.from({ length: seconds * rate }, (_, place) => {
      const loudness = 100 * Math.abs(Math.sin(place / rate));
      return 128 + Math.round(loudness * Math.sin(place / 4));
    }),
  );
  const header = Buffer.from("RIFF0000WAVEfmt 0000000000000000000000data0000", "latin1");
  header.writeUInt32LE(36 + samples.length, 4);
  for (const [place, value] of [
    [16, 16],
    [24, rate],
    [28, rate],
    [40, samples.length],
  ] as const) {
    header.writeUInt32LE(value, place);
  }
  for (const [place, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const) {
    header.writeUInt16LE(value, place);
  }
  return Buffer.concat([header.subarray(0, 44), samples]);
}

/** Whether the router shows an address; until then the page before it still stands there. */
const hasArrived = `(path) => {
  const { status, resolvedLocation } = globalThis.__TSR_ROUTER__.state;
  return status === "idle" && resolvedLocation?.pathname === path;
}`;

/** Something on pages that calls alone do not fill. Returns the addresses of what was made. */
async function fill(world: World): Promise<string[]> {
  const post = async (path: string, body: object) => {
    const { status, json } = await world.api("POST", `/api/v1/${path}`, body);
    expect([path, status]).toEqual([path, expect.toSatisfy((code) => code < 300)]);
    return json;
  };
  const due_at = new Date(world.clock.now + 86_400_000).toISOString();
  const contact = await post("contacts", {
    name: "שרה לוי Donaudampfschifffahrtsgesellschaftskapitänswitwe",
    numbers: ["+12125550147"],
    tags: ["vip"],
  });
  await post("follow-ups", { contact_id: contact.id, title: "Call back", due_at });
  const base = await post("knowledge/bases", { name: "Opening hours" });
  const set = await post("knowledge/question-sets", {
    knowledge_base: base.id,
    name: "What callers ask",
    questions: [{ query: "When do you open?", expects_nothing: true }],
  });
  const messages = [{ role: "user", content: "I like the window seat." }];
  await post("memory/sessions/front-desk-1/messages", { subject_id: "+12125550147", messages });
  const place = { name: "Main Street", time_zone: "America/New_York", currency: "USD" };
  await post("locations", place);
  await post("tenants", { name: "Corner Dental", slug: "corner-dental" });
  return [
    `/contacts/${contact.id}`,
    `/knowledge/${base.id}`,
    "/knowledge/search",
    "/knowledge/questions",
    `/knowledge/questions/${set.id}`,
    "/memory/front-desk-1",
  ];
}

/** The parts of a call's page, a shared call, and what is shown where nothing is. */
async function ofCalls(world: World): Promise<string[]> {
  const { data } = (await world.api("GET", `/api/v1/calls?q=${heardCall}`)).json;
  const call = `/calls/${data[0].id}`;
  const body = { parts: ["transcript", "cost", "recording"] };
  const { json } = await world.api("POST", `/api/v1${call}/shares`, body);
  return [
    call,
    ...["timeline", "tools", "events", "origins", "vcp"].map((tab) => `${call}?tab=${tab}`),
    new URL(json.url).pathname,
    "/alerts?tab=rules",
    "/calls/nowhere",
    "/shared/nowhere",
    "/nowhere",
    "/?q=nothing+is+found",
  ];
}

describe.runIf(hasBrowser)("every page", () => {
  let world: World;
  let browser: Browser;
  let address: string;
  let paths: string[];
  /** What a page did that no page may. */
  const faults: string[] = [];

  beforeAll(async () => {
    await ensureBuilt();
    world = await createWorld({ isStarted: true, tenants: ["ten_b"] });
    await world.app.http.listen({ host: "127.0.0.1", port: 0 });
    address = `http://localhost:${(world.app.http.server.address() as AddressInfo).port}`;
    const audio = JSON.parse(fixture("elevenlabs", "post_call_audio.json").body);
    audio.data.full_audio = tone(8).toString("base64");
    await world.deliver("elevenlabs", fixture("elevenlabs", "post_call_transcription.json").body);
    await world.deliver("elevenlabs", audio);
    await playCalls(world, 24);
    paths = [...listed, ...(await fill(world)), ...(await ofCalls(world))];
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });

  const openTab = async (context: BrowserContext): Promise<Page> => {
    const page = await context.newPage();
    page.setDefaultTimeout(pagePatienceMs);
    const note = (what: string) => faults.push(`${new URL(page.url()).pathname}: ${what}`);
    page.on("pageerror", (error) => note(error.message));
    page.on("console", (message) => {
      // That nothing is there is what some pages are to show; the browser reports it as an error.
      const isNowhere = page.url().endsWith("/nowhere") && message.text().includes("404");
      if (message.type() === "error" && !isNowhere) note(message.text());
    });
    page.on("request", (request) => {
      if (new URL(request.url()).origin !== address) note(request.url());
    });
    await page.goto(`${address}/account`);
    return page;
  };

  /** Goes somewhere as a link of the page does, and waits until nothing stands in place of what is being loaded. */
  const go = async (page: Page, path: string) => {
    const isSame = new URL(path, address).pathname === new URL(page.url()).pathname;
    // A page names itself when it is drawn, which may be later than its address.
    if (!isSame) await page.evaluate(`document.title = ""`);
    await page.evaluate(
      `history.pushState({}, "", ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent("popstate"))`,
    );
    const { pathname } = new URL(path, address);
    const isThere = `document.title !== "" && (${hasArrived})(${JSON.stringify(pathname)})`;
    await expect.poll(() => page.evaluate(isThere), { timeout: pagePatienceMs }).toBe(true);
    await page.locator("main:not(.invisible)").waitFor();
    await expect.poll(() => page.locator("main .skeleton").count()).toBe(0);
  };

  const signIn = async (key: string): Promise<BrowserContext> => {
    const context = await browser.newContext({ viewport: wide, locale });
    const answer = await context.request.post(`${address}/api/v1/session`, { data: { key } });
    expect(answer.status()).toBe(200);
    return context;
  };

  const takePictures = async (page: Page, path: string) => {
    if (pictures === undefined) return;
    mkdirSync(pictures, { recursive: true });
    // Ids are other ones each time.
    const name = path
      .replace(/(?:call|cnt|kb|qst)_\w+|\/shared\/.{43}/, "one")
      .replace(/\W+/g, "-");
    for (const theme of ["light", "dark"]) {
      await page.evaluate(`document.documentElement.dataset.theme = "${theme}"`);
      await page.screenshot({
        path: join(pictures, `page${name}.${theme}.png`),
        animations: "disabled",
      });
    }
  };

  test("is without hindrance in both themes, fits 360 pixels, reports no error and asks no other host", async () => {
    const context = await signIn(ownerKey);
    const page = await openTab(context);
    const found: string[] = [];
    for (const path of paths) {
      await go(page, path);
      found.push(...(await violations(page, path)));
      await takePictures(page, path);
      await page.setViewportSize(narrow);
      // What measures itself is drawn anew a moment later.
      const width = () => page.evaluate("document.documentElement.scrollWidth");
      await vi
        .waitFor(async () => expect(await width()).toBe(narrow.width), 3_000)
        .catch(() => {
          found.push(`${path}: wider than ${narrow.width} pixels`);
        });
      await takePictures(page, `${path}-narrow`);
      await page.setViewportSize(wide);
    }
    expect([...found, ...faults]).toEqual([]);
    await context.close();
  });

  test.each([
    [
      "whoever only reads",
      async () => {
        const body = { name: "reader", role: "viewer" };
        return (await world.api("POST", "/api/v1/api-keys", body)).json.key;
      },
      [
        // Of "/data" one half: for how long is told, who was erased is not.
        ...["/events", "/quarantine", "/completeness", "/team", "/keys", "/data", "/tools"],
        ...["/outgoing", "/security", "/operations", "/audit"],
      ],
    ],
    [
      "a client",
      async () => keyOf("ten_b"),
      ["/quarantine", "/clients", "/numbers", "/operations"],
    ],
  ])("tells %s what they may not see, and asks for nothing in vain", async (_who, key, hidden) => {
    faults.length = 0;
    const context = await signIn(await key());
    const page = await openTab(context);
    const refused: string[] = [];
    for (const path of listed) {
      await go(page, path);
      const refusal = page
        .locator("main")
        .getByText(/Your role does not show|installation's own people/);
      if ((await refusal.count()) > 0) refused.push(path);
      else faults.push(...(await page.locator("main [role=alert]").allInnerTexts()));
    }
    expect(refused).toEqual(hidden);
    expect(faults).toEqual([]);
    await context.close();
  });
});
