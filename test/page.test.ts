import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Page, Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ensureBuilt } from "../bin/build.js";
import { violations } from "./axe.ts";
import { hasBrowser, openBrowser, pagePatienceMs } from "./browser.ts";
import { oidcEnv, startOidcServer } from "./oidc-server.ts";
import { playCalls } from "./play-calls.ts";
import { startSoundServer } from "./sound-server.ts";
import { createWorld, ownerKey, type World } from "./world.ts";

// A machine without a browser skips these; every other guarantee is tested without one.
describe.runIf(hasBrowser)("the dashboard in a browser", () => {
  let world: World;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let address: string;
  const errors: string[] = [];

  beforeAll(async () => {
    await ensureBuilt();
    world = await createWorld({ isStarted: true, env: { OUTBOUND_ALLOW: "127.0.0.1/32" } });
    await world.app.http.listen({ host: "127.0.0.1", port: 0 });
    address = `http://localhost:${(world.app.http.server.address() as AddressInfo).port}`;
    await playCalls(world, 40);
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });

  const open = async (path: string): Promise<Page> => {
    const page = await browser.context.newPage();
    page.setDefaultTimeout(pagePatienceMs);
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    await page.goto(`${address}${path}`);
    return page;
  };

  test("nobody sees a call before signing in with the owner key", async () => {
    const page = await open("/");
    await page.getByLabel(/key/i).fill("not-the-key");
    await page.keyboard.press("Enter");
    await page.getByText("This key is not valid").waitFor();
    await page.getByLabel(/key/i).fill(ownerKey);
    await page.keyboard.press("Enter");
    await page.locator("tbody tr").first().waitFor();
    errors.length = 0; // The refused key is a failed request, which the console reports.
    await page.close();
  });

  test.runIf(process.env.SCREENSHOT !== undefined)(
    "the pictures in the README are of today",
    async () => {
      const folder = process.env.SCREENSHOT ?? "";
      mkdirSync(folder, { recursive: true });
      const { json } = await world.api("GET", "/api/v1/calls?provider=retell&status=success");
      for (const [name, path, sight] of [
        ["calls", "/", "tbody [data-row-target] >> nth=10"],
        ["call", `/calls/${json.data[0].id}`, "[aria-label=Transcript] li"],
        ["analytics", "/analytics", "main svg"],
      ] as const) {
        const page = await open(path);
        await page.setViewportSize({ width: 1280, height: 680 });
        await page.locator(sight).first().waitFor();
        await expect.poll(() => page.locator("main .skeleton").count()).toBe(0);
        await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
        await page.close();
      }
    },
  );

  test("a call appears in the open list within two seconds of its webhook", async () => {
    const page = await open("/");
    await page.locator("tbody tr").first().waitFor();
    let tries = 0;
    // A machine with other work may miss it now and then, but not each time.
    await vi.waitFor(async () => {
      const number = `+1212555010${++tries}`;
      const call = {
        call_id: `call_page_test_live_${tries}`,
        call_type: "phone_call",
        call_status: "ongoing",
        direction: "inbound",
        from_number: number,
        to_number: "+12125550100",
        start_timestamp: Date.now(),
      };
      const event = { event: "call_started", event_timestamp: Date.now(), call };
      expect((await world.deliver("retell", event)).statusCode).toBe(200);
      const shown = `+1 212 555 010${tries}`;
      await page.getByText(shown).first().waitFor({ timeout: 2_000 });
    });
    await page.close();
  });

  test("words appear on the page of a running call as they are spoken, without asking for the transcript again", async () => {
    const say = async (words: readonly string[]) => {
      const turns = words.map((content) => ({ role: "agent", content }));
      const call = { call_id: "call_page_spoken", transcript_object: turns };
      const event = { event: "call_started", event_timestamp: Date.now(), call };
      expect((await world.deliver("retell", event)).statusCode).toBe(200);
    };
    await say(["Good morning."]);
    const id = await vi.waitFor(async () => {
      const { json } = await world.api("GET", "/api/v1/calls?q=call_page_spoken");
      expect(json.data).toHaveLength(1);
      return json.data[0].id as string;
    }, 10_000);
    const page = await open(`/calls/${id}`);
    const heard = (words: string) =>
      page.locator("main :visible", { hasText: words }).first().waitFor();
    await heard("Good morning.");
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await say(["Good morning.", "How can I help?"]);
    await heard("How can I help?");
    await say(["Good morning.", "How may I help you?", "Hello?"]);
    await heard("How may I help you?");
    await heard("Hello?");
    expect(asked.filter((path) => path.endsWith("/transcript"))).toEqual([]);
    await page.close();
  });

  test("a call is looked at, labelled and commented on, and found again by it", async () => {
    const { json } = await world.api("GET", "/api/v1/calls?disposition=completed&limit=1");
    const page = await open(`/calls/${json.data[0].id}`);
    await page.getByText("Problem", { exact: true }).click();
    await page.getByLabel("New label").fill("Wrong price");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("list", { name: "Labels" }).getByText("wrong price").waitFor();
    await page.getByRole("button", { name: "Remove the label wrong price" }).click();
    await page.getByRole("button", { name: /^Undo/ }).click();
    await page.getByRole("list", { name: "Labels" }).getByText("wrong price").waitFor();
    await page.getByLabel("New comment").fill("The caller was told last year's price.");
    await page.getByRole("button", { name: "Comment", exact: true }).click();
    const comments = page.getByRole("list", { name: "Comments" });
    await comments.getByText("told last year's price").waitFor();
    await page.getByRole("radio", { name: "Problem", checked: true }).waitFor();
    await page.goto(`${address}/?review=problem&label=wrong+price`);
    await page.locator("tbody tr").first().getByText("wrong price").waitFor();
    expect(await page.locator("tbody tr").count()).toBe(1);
    await page.getByRole("button", { name: "Save view" }).click();
    await page.getByLabel("Name").fill("Wrong prices");
    await page.getByRole("dialog").getByRole("button", { name: "Save view" }).click();
    await page.getByRole("button", { name: "Remove view" }).waitFor();
    await page.goto(address);
    await page.getByLabel("View", { exact: true }).selectOption("Wrong prices");
    await page.waitForURL(/review=problem/);
    await page.locator("tbody tr").first().getByText("wrong price").waitFor();
    const view = page.getByLabel("View", { exact: true }).getByRole("option", { name: "Wrong" });
    await page.getByRole("button", { name: "Remove view" }).click();
    await expect.poll(() => view.count()).toBe(0);
    await page.getByRole("button", { name: /^Undo/ }).click();
    await expect.poll(() => view.count()).toBe(1);
    await page.close();
  });

  test("a failed call is found and heard: it plays from a turn, shows which one is heard and how loud it is, and obeys the keys", async () => {
    await using sound = await startSoundServer(120);
    const turns = ["Good morning.", "I want a table.", "For how many?"].map((content, index) => ({
      role: index === 1 ? "user" : "agent",
      content,
      words: [{ word: content, start: index * 40, end: index * 40 + 2 }],
    }));
    const call = {
      ...{ call_id: "call_page_heard", call_type: "phone_call", call_status: "ended" },
      ...{ direction: "inbound", from_number: "+12125550107", to_number: "+12125550100" },
      ...{ start_timestamp: Date.now() - 120_000, end_timestamp: Date.now(), duration_ms: 120_000 },
      ...{ transcript_object: turns, recording_url: sound.url },
      disconnection_reason: "error_llm_websocket_open",
    };
    const event = { event: "call_ended", event_timestamp: Date.now(), call };
    expect((await world.deliver("retell", event)).statusCode).toBe(200);
    const id = await vi.waitFor(async () => {
      const { json } = await world.api("GET", "/api/v1/calls?q=call_page_heard");
      expect(json.data).toHaveLength(1);
      const recording = await world.api("GET", `/api/v1/calls/${json.data[0].id}/recording`);
      expect(recording.json.status).toBe("stored");
      return json.data[0].id as string;
    }, pagePatienceMs);

    // What an address says and no page understands is left out.
    const page = await open("/?range=nonsense");
    await page.getByLabel("State", { exact: true }).selectOption("Failed");
    await page.locator(`tbody a[href*="${id}"]`).click();
    await page.getByText("error_llm_websocket_open").first().waitFor();
    const place = page.getByLabel("Place in the recording");
    const at = async () => Number(await place.inputValue());
    const drawn = page.locator("[aria-label=Recording] svg path.stroke-strong-line");
    expect(await page.locator("[aria-current=true]", { hasText: "table" }).count()).toBe(0);
    await page.getByRole("button", { name: "Play from 0:40" }).click();
    await page.getByRole("button", { name: "Pause (Space)" }).waitFor();
    await page.locator("article[aria-current=true]", { hasText: "I want a table." }).waitFor();
    // A bar of full height reaches from edge to edge: the tone is there, and only heard later.
    await vi.waitFor(async () => {
      expect(await drawn.getAttribute("d")).toMatch(/M200\.5 0\.?\d*V[12]/);
    }, pagePatienceMs);

    // Space on the button that plays a turn presses it; anywhere else it stops.
    await page.locator("main").focus();
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: "Play (Space)" }).waitFor();
    const stopped = await at();
    expect(stopped).toBeGreaterThanOrEqual(40);
    await page.keyboard.press("ArrowRight");
    await expect.poll(at).toBe(stopped + 5);
    await page.keyboard.press("ArrowLeft");
    await expect.poll(at).toBe(stopped);
    await page.keyboard.press(">");
    expect(await page.getByLabel("Speed").inputValue()).toBe("1.25");

    // Whoever was sent the call sees the same.
    const share = await world.api("POST", `/api/v1/calls/${id}/shares`, { parts: ["recording"] });
    await page.goto(address + new URL(share.json.url).pathname);
    await page.getByRole("button", { name: "Play (Space)" }).click();
    await vi.waitFor(async () => {
      expect(await drawn.getAttribute("d")).toMatch(/M200\.5 0\.?\d*V[12]/);
    }, pagePatienceMs);
    await page.close();
  });

  test("the filtered list is downloaded, and a column that is hidden stays hidden", async () => {
    const page = await open("/?q=call_page_heard");
    await page.locator("tbody tr").first().waitFor();
    await page.getByRole("button", { name: "Export" }).click();
    const downloads = page.waitForEvent("download");
    await page.getByRole("dialog").getByRole("button", { name: "Export" }).click();
    const download = await downloads;
    expect(download.suggestedFilename()).toBe("calls.csv");
    const rows = (await readFile(await download.path(), "utf8")).trim().split("\n");
    expect(rows).toHaveLength(2);
    expect(rows[1]).toContain("call_page_heard");

    const header = page.getByRole("columnheader", { name: "Provider" });
    await header.waitFor();
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByLabel("Provider", { exact: true }).last().uncheck();
    await header.waitFor({ state: "detached" });
    await page.reload();
    await page.getByRole("columnheader", { name: "Agent" }).waitFor();
    expect(await header.count()).toBe(0);
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByLabel("Provider", { exact: true }).last().check();
    await header.waitFor();
    await page.close();
  });

  test("a call's page shows transcript, costs, the VCP message and the raw events", async () => {
    const { json } = await world.api(
      "GET",
      "/api/v1/calls?provider=vapi&disposition=completed&limit=1",
    );
    const [call] = json.data;
    const turns = await world.api("GET", `/api/v1/calls/${call.id}/transcript`);
    const page = await open(`/calls/${call.id}`);
    await page.locator("main :visible", { hasText: turns.json.data[0].content }).first().waitFor();
    await page.getByRole("tab", { name: "VCP message" }).click();
    await page.getByText("vcp_version").first().waitFor();
    await page
      .getByRole("tab", { name: /raw|events/i })
      .last()
      .click();
    await page
      .getByText(/end-of-call-report/)
      .first()
      .waitFor();
    await page.close();
  });

  test("an event that could not be understood is announced, leads to its reason, and is understood when it is replayed", async () => {
    await world.deliver("vapi", "{ this is no JSON");
    await expect
      .poll(
        async () => (await world.api("GET", "/api/v1/webhook-events?status=dead")).json.data.length,
      )
      .toBe(1);
    const page = await open("/events?tab=dead");
    await page
      .locator(":visible", { hasText: /^The body is not valid JSON/ })
      .first()
      .waitFor();

    // One that an earlier version did not understand.
    const administrator = await world.administrator();
    const { rows } = await administrator.query(
      `update webhook_events set status = 'dead' where id =
        (select id from webhook_events where status = 'processed' and provider = 'vapi' limit 1) returning id`,
    );
    await page.goto(`${address}/events?tab=dead&event=${rows[0].id}`);
    await page.getByRole("dialog").getByRole("button", { name: "Replay" }).click();
    await vi.waitFor(async () => {
      const { json } = await world.api("GET", `/api/v1/webhook-events/${rows[0].id}`);
      expect(json.status).toBe("processed");
    }, pagePatienceMs);
    await page.close();
  });

  test("a page, a call and an action are found by a few letters, by keyboard alone", async () => {
    const page = await open("/audit");
    await page.getByRole("heading", { name: "Audit log" }).waitFor();
    const field = page.getByRole("combobox", { name: /^Find pages/ });
    const option = (name: string | RegExp) => page.getByRole("option", { name }).first();
    const find = async (words: string, name: string | RegExp) => {
      await page.keyboard.press("Control+k");
      await field.fill(words);
      await option(name).waitFor();
    };
    await find("audlo", /Audit log/);
    expect(await violations(page, "the palette")).toEqual([]);
    expect(await field.getAttribute("aria-activedescendant")).toContain("/audit");
    await field.fill("");
    await option(/^Call /).waitFor();
    await page.keyboard.press("Escape");
    await find("new api k", "New API key");
    await page.keyboard.press("Enter");
    const named = page.getByLabel("Name of a new key");
    await vi.waitFor(async () => {
      expect(await named.evaluate((element) => element.matches(":focus"))).toBe(true);
    }, pagePatienceMs);
    // It is heard while somebody types, too.
    await find("theme dark", "Theme: dark");
    await page.keyboard.press("Enter");
    await page.locator("html[data-theme=dark]").waitFor();
    await find("theme system", "Theme: system");
    await page.keyboard.press("Enter");
    await page.close();
  });

  test("set-up shows a copyable webhook URL for every provider", async () => {
    const page = await open("/setup");
    for (const provider of [
      "retell",
      "vapi",
      "elevenlabs",
      "openai_realtime",
      "assistable",
      "bland",
      "twilio",
    ]) {
      await page.getByText(`/webhook/${provider}`).first().waitFor();
    }
    await page.close();
  });

  test("an address that leads nowhere is told so by the page to people, by a problem to programs", async () => {
    const accept = { accept: "text/html,*/*;q=0.8" };
    const ask = (url: string, headers: object, method: "GET" | "POST" = "GET") =>
      world.app.http.inject({ method, url, headers: { ...headers } });
    const page = await open("/reports/today");
    await page.getByText("There is no such page").waitFor();
    expect(await violations(page, "an unknown address")).toEqual([]);
    await page.close();
    // The console reports the status of the page.
    expect(errors.splice(0)).toEqual([expect.stringContaining("404")]);
    const typed = await ask("/reports/today", accept);
    expect([typed.statusCode, typed.headers["content-type"]]).toEqual([
      404,
      "text/html; charset=utf-8",
    ]);
    expect(typed.headers["content-security-policy"]).toContain("strict-dynamic");
    for (const answer of [
      await ask("/reports/today", { accept: "*/*" }),
      await ask("/reports/today", accept, "POST"),
      await ask("/api/v1/nowhere", accept),
      await ask("/webhook/nobody/at/all", accept),
      await ask("/v1/nowhere", accept),
    ]) {
      expect(answer.statusCode).toBe(404);
      expect(answer.headers["content-type"]).toContain("application/problem+json");
    }
  });

  test("the API documents render under the same strict content policy", async () => {
    const page = await open("/docs");
    // Of a long document only what is in sight is drawn.
    await page.locator("[id^='operations-'][id$='webhook_retell']").waitFor();
    await page.close();
  });

  test("somebody is invited, joins, and signs in with address and password", async () => {
    const page = await open("/team");
    await page.getByLabel("Invite by e-mail").fill("ada@example.com");
    await page.getByLabel("Role of the invited").selectOption("operator");
    await page.getByRole("button", { name: "Invite" }).click();
    const link = page.locator("code", { hasText: "/join?token=" });
    const url = new URL((await link.textContent()) ?? "");
    await page.getByText("Invited as operator").waitFor();
    await page.goto(`${address}/keys`);
    await page.getByLabel("Name of a new key").fill("Reporting");
    await page.getByRole("button", { name: "Create" }).click();
    await page.locator("code", { hasText: /^vl_/ }).waitFor();
    await page.goto(`${address}${url.pathname}${url.search}`);
    await page.getByLabel("Your name").fill("Ada Example");
    await page.getByLabel("Password").fill("four plain words together");
    await page.getByRole("button", { name: "Join" }).click();
    await page.locator("tbody tr").first().waitFor();
    expect(page.url()).not.toContain("token");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Sign in with e-mail and password" }).click();
    await page.getByLabel("E-mail").fill("ada@example.com");
    await page.getByLabel("Password").fill("four plain words together");
    await page.keyboard.press("Enter");
    await page.locator("tbody tr").first().waitFor();
    // An operator sees calls and events, and not who else is here.
    await page.goto(`${address}/team`);
    await page.getByText("Your role does not show who else is here").waitFor();
    await page.close();
  });

  test("what a page still asks when somebody leaves is asked no more", async () => {
    const page = await open("/");
    await page.locator("tbody tr").first().waitFor();
    const asked: Request[] = [];
    await page.route(/\/api\/v1\/webhook-events/, (route) => void asked.push(route.request()));
    await page.getByRole("link", { name: "Events" }).click();
    await expect.poll(() => asked.length).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByLabel("Owner key").waitFor();
    expect(asked.map((request) => request.failure()?.errorText)).toEqual(
      asked.map(() => "net::ERR_ABORTED"),
    );
    await page.close();
  });

  test("no page reported an error", () => {
    expect(errors).toEqual([]);
  });
});

// In this file, because two browsers at once would slow each other down, and the first test of either builds the dashboard.
describe.runIf(hasBrowser)("signing in through the identity provider, in a browser", () => {
  let world: World;
  let server: Awaited<ReturnType<typeof startOidcServer>>;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let address: string;

  beforeAll(async () => {
    await ensureBuilt();
    // The product is at localhost and the provider at 127.0.0.1: to a browser these are two sites.
    server = await startOidcServer(() => `${address}/api/v1/session/oidc/callback`);
    world = await createWorld({ env: oidcEnv(server.issuer), baseUrl: () => address });
    await world.app.http.listen({ host: "127.0.0.1", port: 0 });
    address = `http://localhost:${(world.app.http.server.address() as AddressInfo).port}`;
    server.start();
    server.people.set("ada", {
      email: "ada@example.com",
      email_verified: true,
      name: "Ada Lovely",
    });
    browser = await openBrowser();
    // The provider's pages ask for a font of the internet.
    await browser.context.route(/googleapis/, (route) => route.abort());
  });

  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
    await server?.close();
  });

  const open = async (path: string): Promise<Page> => {
    const page = await browser.context.newPage();
    page.setDefaultTimeout(pagePatienceMs);
    await page.goto(`${address}${path}`);
    return page;
  };

  test("somebody who breaks off reads why, then joins, leaves, and comes back to where they were", async () => {
    const body = { email: "ada@example.com", role: "operator" };
    const { json } = await world.api("POST", "/api/v1/invitations", body);
    const page = await open("/calls/call_1?tab=vcp");
    const link = page.getByRole("link", { name: "Sign in with Example ID" });
    await link.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: /cancel/i }).click();
    await page.getByRole("alert").getByText("did not let you in").waitFor();
    expect(new URL(page.url()).pathname).toBe("/sign-in");

    await page.goto(`${address}/join?token=${json.token}`);
    await page.getByRole("link", { name: "Accept with Example ID" }).click();
    await page.locator('input[name="login"]').fill("ada");
    await page.locator('input[name="password"]').fill("any");
    await page.keyboard.press("Enter");
    await page.locator("button", { hasText: /continue/i }).click();
    const out = page.getByRole("button", { name: "Sign out" });
    await out.waitFor();
    expect(page.url()).toBe(`${address}/`);
    await out.click();

    await page.goto(`${address}/events?tab=dead`);
    await page.getByRole("link", { name: "Sign in with Example ID" }).click();
    await out.waitFor();
    expect(page.url()).toBe(`${address}/events?tab=dead`);
    // Whoever is in and meets the sign-in's own address goes on.
    await page.goto(`${address}/sign-in?error=denied`);
    await out.waitFor();
    expect(page.url()).toBe(`${address}/`);
    await page.close();
  });

  test("without a provider's answer the key still opens", async () => {
    const page = await open("/sign-in?error=unavailable");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.goto(`${address}/sign-in?error=unavailable`);
    await page.getByRole("alert").getByText("does not answer").waitFor();
    await page.getByLabel(/key/i).fill(ownerKey);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Sign out" }).waitFor();
    await page.close();
  });
});
