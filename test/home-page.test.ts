import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ensureBuilt } from "../bin/build.js";
import { violations } from "./axe.ts";
import { hasBrowser, openBrowser, pagePatienceMs } from "./browser.ts";
import { playCalls } from "./play-calls.ts";
import { connectionOf, createWorld, keyOf, ownerKey, type World } from "./world.ts";

describe.runIf(hasBrowser)("where one begins, in a browser", () => {
  let world: World;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let address: string;
  const errors: string[] = [];

  beforeAll(async () => {
    await ensureBuilt();
    world = await createWorld({
      isStarted: true,
      tenants: ["ten_a"],
      areTenantsBare: true,
      baseUrl: () => address,
    });
    await world.app.http.listen({ host: "127.0.0.1", port: 0 });
    address = `http://localhost:${(world.app.http.server.address() as AddressInfo).port}`;
    await playCalls(world, 14);
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });

  const open = async (path: string, key: string): Promise<Page> => {
    await browser.context.clearCookies();
    const page = await browser.context.newPage();
    page.setDefaultTimeout(pagePatienceMs);
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => {
      // Before signing in the session is asked for, which the console calls an error.
      const isSession = message.location().url.endsWith("/api/v1/session");
      if (message.type() === "error" && !isSession) errors.push(message.text());
    });
    await page.goto(`${address}${path}`);
    await page.getByLabel(/key/i).fill(key);
    await page.keyboard.press("Enter");
    return page;
  };

  const call = (id: string, words: readonly string[], more: object = {}) => ({
    event_timestamp: Date.now(),
    call: {
      call_id: id,
      call_type: "phone_call",
      call_status: "ongoing",
      direction: "inbound",
      from_number: "+12125550142",
      to_number: "+12125550100",
      start_timestamp: Date.now(),
      transcript_object: words.map((content) => ({ role: "agent", content })),
      ...more,
    },
  });

  test("from no connection to the first verified event, with what went wrong on the way", async () => {
    const page = await open("/overview", keyOf("ten_a"));
    await page.getByRole("link", { name: "Connect a provider" }).first().click();
    await page.getByRole("link", { name: "Retell" }).click();
    await page.getByText(`/webhook/retell/${connectionOf("ten_a", "retell")}`).waitFor();
    await page.getByLabel("New secret").fill("secret-of-the-first-run-0001");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("A secret is stored").waitFor();
    const last = page.getByRole("region", { name: "See the first event" });
    await last.getByText("Waiting for the first event…").waitFor();

    const path = `/webhook/retell/${connectionOf("ten_a", "retell")}`;
    const event = { event: "call_started", ...call("call_first", ["Good morning."]) };
    const wrong = await world.deliver("retell", event, { path, secret: "another-secret-0001" });
    expect(wrong.statusCode).toBe(401);
    await last.getByText("It arrived, and was refused.").waitFor();
    await last.getByText("signed with another secret").waitFor();

    await last.getByRole("button", { name: /^Send test event/ }).click();
    await last.getByText("Arrived and verified").waitFor();
    // A test is no event of the provider: what is waited for has not come yet.
    await last.getByText("It arrived, and was refused.").waitFor();

    // A connection's card sends one too.
    await page.getByRole("link", { name: "Setup" }).first().click();
    await page.getByRole("button", { name: /^Send test event to Vapi/ }).click();
    await page.getByText("Arrived, unverified: there is no secret").waitFor();

    // Whoever leaves goes on where they were.
    await page.goBack();
    await page.getByRole("link", { name: "Skip for now" }).click();
    await page.getByRole("region", { name: "Where to begin" }).waitFor();
    await page.getByRole("link", { name: "Connect a provider" }).first().click();
    await page.waitForURL(/\/start\?provider=retell/);
    const secret = "secret-of-the-first-run-0001";
    expect((await world.deliver("retell", event, { path, secret })).statusCode).toBe(200);
    await last.getByText("It arrived, and it is verified.").waitFor();
    expect(await violations(page, "start")).toEqual([]);
    await last.getByRole("link", { name: "Look at the call" }).click();
    await page.locator("main :visible", { hasText: "Good morning." }).first().waitFor();
    await page.close();
  });

  test("the secret of a connection is rotated, and no delivery is lost meanwhile", async () => {
    const connection = connectionOf("ten_a", "bland");
    const sent = async (secret: string) => {
      const path = `/webhook/bland/${connection}`;
      const event = { call_id: `call_${secret}`, to: "+12125550100", from: "+12125550143" };
      return (await world.deliver("bland", event, { path, secret })).statusCode;
    };
    const page = await open("/setup", keyOf("ten_a"));
    await page.locator(`#${connection}`).getByRole("button", { name: "Add secret…" }).click();
    const secrets = page.getByRole("dialog");
    for (const secret of ["secret-before-0001", "secret-after-0002"]) {
      await secrets.getByLabel("New secret").fill(secret);
      await secrets.getByRole("button", { name: "Add", exact: true }).click();
      await secrets.getByText(`••••${secret.slice(-4)}`).waitFor();
    }
    expect([await sent("secret-before-0001"), await sent("secret-after-0002")]).toEqual([200, 200]);
    const before = secrets.getByRole("listitem").filter({ hasText: "••••0001" });
    await before.getByRole("button", { name: "Remove" }).click();
    await before.getByRole("button", { name: "Really remove" }).click();
    await before.waitFor({ state: "detached" });
    expect([await sent("secret-before-0001"), await sent("secret-after-0002")]).toEqual([401, 200]);
    await page.close();
  });

  test("the overview says how today is, what goes on, and which client needs attention", async () => {
    const page = await open("/overview", ownerKey);
    const today = page.locator("dl[aria-label=Today]");
    for (const name of ["Calls", "Success", "Satisfaction", "Response time"]) {
      await today.locator("dt", { hasText: name }).waitFor();
    }
    const going = page.getByRole("region", { name: "In progress" });
    const event = { event: "call_started", ...call("call_overview", []) };
    expect((await world.deliver("retell", event)).statusCode).toBe(200);
    await going.getByText("+1 212 555 0142").first().waitFor();
    await page.getByText("No alert is open.").waitFor();
    await page
      .getByRole("region", { name: "Calls by provider" })
      .getByRole("img")
      .first()
      .waitFor();
    await page.getByRole("table", { name: "Clients today" }).waitFor();
    expect(await violations(page, "overview")).toEqual([]);
    await page.getByRole("button", { name: "ten_a" }).click();
    await page.getByText("You act for ten_a.").waitFor();
    await page.close();
  });

  test("a call is watched while it goes on, and stays for a moment when it ends", async () => {
    const page = await open("/live", ownerKey);
    const say = async (event: string, words: readonly string[], more: object = {}) => {
      const body = {
        event,
        ...call("call_watched", words, { from_number: "+12125550143", ...more }),
      };
      expect((await world.deliver("retell", body)).statusCode).toBe(200);
    };
    await page.getByRole("status", { name: "" }).getByText("Live").first().waitFor();
    await say("call_started", ["Good morning."]);
    const card = page
      .getByRole("region", { name: "Calls in progress" })
      .getByRole("listitem")
      .filter({ hasText: "+1 212 555 0143" });
    await card.getByText("Good morning.").waitFor();
    await say("call_started", ["Good morning.", "How can I help?"]);
    await card.getByText("How can I help?").waitFor();
    const feed = page.getByRole("list", { name: "Messages, the newest first" });
    await feed.getByText("+1 212 555 0143").first().waitFor();
    await page.keyboard.press("j");
    await expect.poll(() => page.locator("[data-row-target]:focus").count()).toBe(1);
    expect(await violations(page, "live")).toEqual([]);

    await page.getByRole("button", { name: "Pause" }).click();
    await say("call_ended", ["Good morning.", "How can I help?"], {
      call_status: "ended",
      end_timestamp: Date.now(),
      disconnection_reason: "user_hangup",
    });
    await card.getByText("Completed").waitFor();
    await page.getByRole("button", { name: /^Go on, \d+ new/ }).click();
    await feed.getByText("Ended").first().waitFor();
    await page.getByLabel("Provider", { exact: true }).selectOption("Vapi");
    await page.getByText("Nothing was told since this page was opened.").waitFor();
    await page.close();
  });

  test("no page reported an error", () => {
    expect(errors).toEqual([]);
  });
});
