import type { AddressInfo } from "node:net";
import { Secret, TOTP } from "otpauth";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ensureBuilt } from "../bin/build.js";
import { violations } from "./axe.ts";
import { hasBrowser, launchBrowser, pagePatienceMs } from "./browser.ts";
import { playCalls } from "./play-calls.ts";
import { createWorld, ownerKey, type World } from "./world.ts";

const password = "four plain words together";

// A machine without a browser skips these; what they show is tested below the pages without one.
describe.runIf(hasBrowser)("the pages for tenants and access", () => {
  let world: World;
  let browser: Browser;
  /** Where the owner key is signed in. */
  let owner: BrowserContext;
  let address: string;
  const crashes: string[] = [];

  beforeAll(async () => {
    await ensureBuilt();
    world = await createWorld({ isStarted: true });
    await world.app.http.listen({ host: "127.0.0.1", port: 0 });
    address = `http://localhost:${(world.app.http.server.address() as AddressInfo).port}`;
    await playCalls(world, 8);
    browser = await launchBrowser();
    owner = await newContext();
    const page = await open(owner, "/");
    expect(await violations(page, "the sign-in")).toEqual([]);
    await page.getByLabel("Owner key").fill(ownerKey);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Sign out" }).waitFor();
    await page.close();
  });

  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });

  const newContext = (userAgent?: string) =>
    browser.newContext({
      viewport: { width: 1280, height: 850 },
      permissions: ["clipboard-read", "clipboard-write"],
      ...(userAgent === undefined ? {} : { userAgent }),
    });

  const open = async (context: BrowserContext, path: string): Promise<Page> => {
    const page = await context.newPage();
    page.setDefaultTimeout(pagePatienceMs);
    page.on("pageerror", (error) => crashes.push(`${path}: ${error.message}`));
    await page.goto(`${address}${path}`);
    return page;
  };

  /** Somebody who joined by invitation, signed in where they joined. */
  const join = async (context: BrowserContext, email: string, role = "owner"): Promise<Page> => {
    const { json } = await world.api("POST", "/api/v1/invitations", { email, role });
    const page = await open(context, `/join?token=${json.token}`);
    await page.getByLabel("Your name").fill("Ada Example");
    await page.getByLabel("Password").fill(password);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Sign out" }).waitFor();
    return page;
  };

  const signIn = async (page: Page, email: string) => {
    await page.getByRole("button", { name: "Sign in with e-mail and password" }).click();
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(password);
    await page.keyboard.press("Enter");
  };

  const menuTo = async (page: Page, name: string) => {
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("link", { name }).click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
  };

  test("for how long recordings are kept, and whether calls are remembered, is set on the set-up page, and said there", async () => {
    const page = await open(owner, "/setup");
    await page.getByText("Kept as long as their calls.").waitFor();
    const recordings = page.getByRole("region", { name: "Recordings" });
    await page.getByLabel("Days that recordings are kept").fill("30");
    await recordings.getByRole("button", { name: "Save" }).click();
    await page.getByText("Kept for 30 days, then removed.").waitFor();
    expect((await world.api("GET", "/api/v1/settings/recordings")).json).toEqual({
      retention_days: 30,
    });
    await page.getByLabel("Days that recordings are kept").fill("");
    await recordings.getByRole("button", { name: "Save" }).click();
    await page.getByText("Kept as long as their calls.").waitFor();
    await page.getByRole("button", { name: "Remember calls", exact: true }).click();
    await page.getByText("Finished calls are remembered.").waitFor();
    expect((await world.api("GET", "/api/v1/memory/settings")).json.remembers_calls).toBe(true);
    await page.getByRole("button", { name: "Stop remembering calls" }).click();
    await page.getByText("Calls are not remembered.").waitFor();
    await page.close();
  });

  test("how long data is kept, what is held and who was erased is set and shown on the data page, by role", async () => {
    const page = await open(owner, "/data");
    const retention = page.getByRole("region", { name: "Retention" });
    await retention.getByLabel("Days: Raw events").fill("90");
    await retention.getByLabel("Days: Raw events").press("Enter");
    await retention.getByText("Kept for 90 days.").waitFor();
    const number = "+12125550147";
    const holds = page.getByRole("region", { name: "Legal holds" });
    await holds.getByText("Nothing is held.").waitFor();
    await holds.getByLabel("Number of the caller").fill(number);
    await holds.getByLabel("Reason for the hold").fill("A dispute");
    await holds.getByRole("button", { name: "Place hold" }).click();
    await holds.getByText("A dispute").waitFor();
    const erasures = page.getByRole("region", { name: "Erasures" });
    const erase = async () => {
      await erasures.getByLabel("Number of the caller to erase").fill(number);
      await erasures.getByRole("button", { name: "Erase for good" }).click();
      await erasures.getByRole("button", { name: "Really erase" }).click();
    };
    await erase();
    await page.getByText("A legal hold is in force: release it first.").waitFor();
    await holds.getByRole("button", { name: `Release ${number}` }).click();
    await holds.getByRole("button", { name: `Really release ${number}` }).click();
    await holds.getByText("Nothing is held.").waitFor();
    await erase();
    await erasures.getByText("nothing left").click();
    await erasures.getByText("Left", { exact: true }).waitFor();
    expect(await violations(page, "the data page")).toEqual([]);
    await page.close();
    const context = await newContext();
    const viewer = await join(context, "data-viewer@example.com", "viewer");
    await viewer.goto(`${address}/data`);
    await viewer.getByText("Your role does not show legal holds and erasures").waitFor();
    expect(await viewer.getByRole("button", { name: "Set for Raw events" }).count()).toBe(0);
    await context.close();
  });

  test("prices, markup and budget are set on the prices page, and the statement says what came of them", async () => {
    const page = await open(owner, "/prices");
    await page.getByText("No price is set: calls have no estimate.").waitFor();
    await page.getByRole("button", { name: "Set a price…" }).click();
    await page.getByLabel("Amount for one unit").fill("0.07");
    await page.getByLabel("Rounded up to seconds").fill("1");
    await page.getByLabel("From day").fill("2020-01-01");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("0.07 USD a minute, rounded up to a second").waitFor();
    await page.getByRole("button", { name: "Change billing…" }).click();
    await page.getByLabel("Markup in percent").fill("12.5");
    await page.getByLabel("Budget of a month").fill("100");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText(/Billed: our estimates, plus 12.5 %, from \d{4}-\d{2} on./).waitFor();
    await page.getByText(/of 100\.00 USD used/).waitFor();
    // Calls are estimated by the new price in the background.
    await vi.waitFor(
      async () => {
        const { data } = (await world.api("GET", "/api/v1/calls?provider=retell")).json;
        const { json } = await world.api("GET", `/api/v1/calls/${data[0]?.id}`);
        expect(json.estimate).toMatchObject({ state: "priced", currency: "USD" });
      },
      { timeout: pagePatienceMs },
    );
    const { data } = (await world.api("GET", "/api/v1/calls?provider=retell")).json;
    const month = (data[0].started_at ?? data[0].first_seen_at).slice(0, 7);
    await page.goto(`${address}/statements?month=${month}`);
    await page.getByRole("heading", { name: "Calls in USD" }).waitFor();
    await page.getByText("Billed: our estimates").waitFor();
    await page.emulateMedia({ media: "print" });
    expect(await page.getByRole("navigation", { name: "Pages" }).isVisible()).toBe(false);
    expect(await page.getByRole("heading", { name: "Calls in USD" }).isVisible()).toBe(true);
    await page.emulateMedia({ media: "screen" });
    const csv = await page.getByRole("link", { name: "CSV" }).getAttribute("href");
    expect(csv).toBe(`/api/v1/statements/${month}?format=csv`);
    await page.goto(`${address}/calls/${data[0].id}`);
    await page.getByText("Estimated", { exact: true }).waitFor();
    await page.close();
  });

  test("the installation's own people see on the operations page how it is and how fast", async () => {
    const page = await open(owner, "/operations");
    const region = (name: string) => page.getByRole("region", { name });
    await region("Health").getByText("Ingest").waitFor();
    await region("Queues and resources").getByText("PostgreSQL").waitFor();
    const modes = region("Modes");
    await modes.getByLabel("Reason, which everybody sees").fill("Moving house");
    await modes.getByRole("button", { name: "Switch on Maintenance" }).click();
    await modes.getByRole("button", { name: "Really switch on Maintenance" }).click();
    await page.getByText("VoiceLens is in maintenance").waitFor();
    await modes.getByRole("button", { name: "Switch off Maintenance" }).click();
    await modes.getByRole("button", { name: "Really switch off Maintenance" }).click();
    await page.getByText("VoiceLens is in maintenance").waitFor({ state: "detached" });
    await region("Suppliers").getByText("The environment names nobody").waitFor();
    await region("Backups").getByText("Nothing was backed up yet").waitFor();
    await region("Backups").getByRole("button", { name: "Back up now" }).click();
    const done = region("Backups").getByText("done", { exact: true });
    await done.waitFor();
    await region("Backups").getByRole("button", { name: "Restore for trial" }).click();
    await expect.poll(() => done.count(), { timeout: pagePatienceMs }).toBe(2);
    await region("Performance").getByText("95 % within").waitFor();
    await region("Performance").getByLabel("Time").selectOption("Last 7 days");
    await region("Performance").getByText("Requests", { exact: true }).waitFor();
    for (const name of ["Slow or failing", "Errors by hour", "Used up"]) {
      await region(name).waitFor();
    }
    await page.close();
  });

  test("a second factor is set up with its secret, and asked for at the next sign-in", async () => {
    const context = await newContext();
    const page = await join(context, "ada@example.com");
    await menuTo(page, "Account");
    await page.getByRole("button", { name: "Set up…" }).click();
    const dialog = page.getByRole("dialog");
    const picture = dialog.getByRole("img", { name: /QR code/ });
    await picture.waitFor();
    expect(await violations(page, "the dialog")).toEqual([]);
    const secret = ((await dialog.locator("code").textContent()) ?? "").replaceAll(" ", "");
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    const code = () => totp.generate({ timestamp: world.clock.now });
    await dialog.getByLabel("Code of your authenticator").fill("000000");
    await page.keyboard.press("Enter");
    await dialog.getByText("The code is not right").waitFor();
    await dialog.getByLabel("Code of your authenticator").fill(code());
    await page.keyboard.press("Enter");
    await page.getByText("On: signing in asks for a code").waitFor();
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await signIn(page, "ada@example.com");
    world.clock.now += 30_000;
    await page.getByLabel("Code of your authenticator").fill(code());
    await page.keyboard.press("Enter");
    await page.getByText("On: signing in asks for a code").waitFor();
    await page.getByRole("button", { name: "Turn off…" }).click();
    await page.getByLabel("Your password").fill(password);
    await page.keyboard.press("Enter");
    await page.getByText("Off: whoever learns your password").waitFor();
    await context.close();
  });

  test("a session is ended from another browser, and is out at its next step", async () => {
    const here = await newContext();
    const there = await newContext("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0");
    const page = await join(here, "bob@example.com");
    const lost = await open(there, "/events");
    await signIn(lost, "bob@example.com");
    await lost.getByRole("heading", { name: "Events" }).waitFor();
    await page.goto(`${address}/account`);
    await page.getByText("This one").waitFor();
    await page.getByRole("button", { name: "End the session of Firefox on Windows" }).click();
    await page.getByText("Firefox on Windows").waitFor({ state: "detached" });
    await lost.getByRole("link", { name: "Setup" }).click();
    await lost.getByRole("heading", { name: "Sign in to VoiceLens" }).waitFor();
    await signIn(lost, "bob@example.com");
    await lost.getByRole("button", { name: "Sign out" }).waitFor();
    await page.reload();
    await page.getByRole("button", { name: "Sign out everywhere else" }).click();
    await page.getByText("1 session ended").waitFor();
    await lost.reload();
    await lost.getByRole("heading", { name: "Sign in to VoiceLens" }).waitFor();
    await here.close();
    await there.close();
  });

  test("a key is made, copied, works, and stops when it is revoked", async () => {
    const page = await open(owner, "/keys");
    await page.getByLabel("Name of a new key").fill("Reporting");
    await page.getByLabel("Only some of what its role may do").check();
    const create = page.getByRole("button", { name: "Create" });
    expect(await create.isDisabled()).toBe(true);
    await page.getByLabel("calls:read").check();
    await create.click();
    await page.getByRole("button", { name: "Copy" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    const key = await page.evaluate<string>("navigator.clipboard.readText()");
    const ask = async (path: string) => (await world.api("GET", path, undefined, key)).status;
    expect(await ask("/api/v1/calls")).toBe(200);
    expect(await ask("/api/v1/connections")).toBe(403);
    await page.getByText(`••••${key.slice(-4)}`).waitFor();
    await page.getByRole("button", { name: "Revoke Reporting" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Revoke Reporting", exact: true }).click();
    await page.getByRole("button", { name: "Really revoke Reporting" }).click();
    await page.getByText(`••••${key.slice(-4)}`).waitFor({ state: "detached" });
    expect(await ask("/api/v1/calls")).toBe(401);
    await page.close();
  });

  test("a client is made, renamed and worked for, which no tab can overlook", async () => {
    const other = await open(owner, "/events");
    const page = await open(owner, "/clients");
    await page.getByLabel("Name of a new client").fill("Pipes & Söhne");
    expect(await page.getByLabel("Short name").inputValue()).toBe("pipes-sohne");
    await page.getByRole("button", { name: "Add" }).click();
    await page.getByRole("button", { name: "Rename Pipes & Söhne" }).click();
    await page.getByLabel("New name of Pipes & Söhne").fill("Pipes Ltd");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Work here: Pipes Ltd" }).click();
    await page.getByText("You act for Pipes Ltd.").waitFor();
    await page.getByRole("button", { name: "More" }).click();
    expect(await violations(page, "acting for a client, the menu open")).toEqual([]);
    for (const tab of [page, other]) {
      await tab.getByText("You act for Pipes Ltd.").waitFor();
      expect(await tab.getByRole("link", { name: "Quarantine" }).count()).toBe(0);
    }
    await page.getByRole("button", { name: "Back to your own" }).click();
    for (const tab of [page, other]) {
      await tab.getByText("You act for Pipes Ltd.").waitFor({ state: "detached" });
    }
    await menuTo(page, "Clients");
    await page.getByRole("button", { name: "Disable Pipes Ltd" }).click();
    await page.getByRole("button", { name: "Really disable Pipes Ltd" }).click();
    await page.getByText("disabled: nobody signs in for it").waitFor();
    await page.getByRole("button", { name: "Enable Pipes Ltd" }).click();
    await page.getByRole("button", { name: "Work here: Pipes Ltd" }).waitFor();
    await page.close();
    await other.close();
  });

  test("a number and an agent are added, moved to a client and removed", async () => {
    const page = await open(owner, "/numbers");
    await page.getByLabel("New number").fill("not a number");
    await page.getByRole("button", { name: "Add number" }).click();
    await page.getByText("Write the number with its country").waitFor();
    await page.getByLabel("New number").fill("(212) 555-0147");
    await page.getByLabel("Label").fill("Front desk");
    await page.keyboard.press("Enter");
    await page.getByLabel("Move +1 212 555 0147 to").selectOption("Pipes Ltd");
    await page.getByText("+1 212 555 0147 is moved").waitFor();
    await page.getByLabel("Agent id").fill("agent_desk");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Remove agent_desk" }).waitFor();
    await page.getByLabel("Of", { exact: true }).selectOption("Pipes Ltd");
    await page.getByText("Front desk").waitFor();
    await page.getByRole("button", { name: "Remove +1 212 555 0147" }).click();
    await page.getByRole("button", { name: "Really remove +1 212 555 0147" }).click();
    await page.getByText("No numbers yet").waitFor();
    await page.close();
  });

  test("what waits in quarantine is given to a client by its name", async () => {
    const { data } = (await world.api("GET", "/api/v1/connections")).json;
    const retell = data.find((one: { provider: string }) => one.provider === "retell");
    await world.api("PATCH", `/api/v1/connections/${retell.id}`, { is_shared: true });
    const call = { call_id: "waiting", to_number: "+12125550199", direction: "inbound" };
    await world.deliver("retell", { event: "call_started", call });
    await world.settle();
    const page = await open(owner, "/quarantine");
    await page.getByLabel("Belongs to").selectOption("Pipes Ltd");
    await page.getByRole("button", { name: "Give number" }).click();
    await page.getByText("Nothing waits for a tenant").waitFor();
    await page.close();
  });

  test("a security event says what happened, and once resolved who looked at it", async () => {
    const viewer = await join(await newContext(), "eve@example.com", "viewer");
    await viewer.getByRole("button", { name: "More" }).click();
    expect(await viewer.getByRole("navigation").getByRole("link").allTextContents()).toEqual([
      "Overview",
      "Live",
      "Calls",
      "Analytics",
      "Contacts",
      "Setup",
      "Connect a provider",
      "Doctor",
      "Alerts",
      "Follow-ups",
      "Knowledge",
      "Memory",
      "Model use",
      "Prices",
      "Statements",
      "Data",
      "Clients",
      "Numbers and agents",
      "Business",
      "AccountAda Example",
    ]);
    await viewer.goto(`${address}/audit`);
    await viewer.getByText("Your role does not show the audit log").waitFor();
    await viewer.context().close();
    for (let n = 0; n < 5; n++) {
      await world.api("POST", "/api/v1/session", { email: "eve@example.com", password: "x" }, null);
    }
    const page = await open(owner, "/security");
    const what = "An account was locked after too many wrong passwords";
    await page.getByRole("button", { name: what, exact: true }).click();
    await page.getByText("sign_in.locked").waitFor();
    await page.getByRole("button", { name: `Resolve: ${what}` }).click();
    await page.getByText("Nothing waits for you").waitFor();
    await page.getByRole("tab", { name: "All events" }).click();
    await page.getByText("looked at by key owner").waitFor();
    await page.close();
  });

  test("an address is blocked, let in again, and put among those that never are", async () => {
    const page = await open(owner, "/security?tab=blocks");
    await page.getByText("Nobody is blocked").waitFor();
    const put = async (label: string, submit: string) => {
      await page.getByLabel(label).fill("203.0.113.9");
      await page.getByLabel("Reason").fill("a scanner");
      await page.getByRole("button", { name: submit, exact: true }).click();
      await page.getByText("203.0.113.9/32").waitFor();
    };
    await put("Address or network to block", "Block");
    const { data } = (await world.api("GET", "/api/v1/admin/blocks")).json;
    expect(data).toMatchObject([{ network: "203.0.113.9/32", reason: "a scanner" }]);
    await page.getByRole("button", { name: "Lift the block of 203.0.113.9/32" }).click();
    await page.getByRole("button", { name: /^Really lift/ }).click();
    await page.getByText("Nobody is blocked").waitFor();
    await page.getByRole("tab", { name: "Allowed addresses" }).click();
    await put("Address or network to allow", "Allow");
    await page.close();
  });

  test("every page is reached by its two keys", async () => {
    const page = await open(owner, "/account");
    await page.locator("main:not(.invisible) h1").waitFor();
    for (const [key, name] of [
      ["c", "Calls"],
      ["p", "Contacts"],
      ["f", "Follow-ups"],
      ["e", "Events"],
      ["q", "Quarantine"],
      ["s", "Setup"],
      ["d", "Doctor"],
      ["t", "Team of Default"],
      ["k", "API keys"],
      ["l", "Clients"],
      ["n", "Numbers and agents"],
      ["y", "Security"],
      ["u", "Audit log"],
      ["a", "Account"],
    ] as const) {
      // The two keys belong together when they come within a second, which a busy machine may miss.
      await vi.waitFor(async () => {
        await page.keyboard.press("g");
        await page.keyboard.press(key);
        const heading = page.getByRole("heading", { level: 1, name });
        await heading.waitFor({ state: "attached", timeout: 5_000 });
      });
    }
    await page.close();
  });

  test("the audit log says who did what, and shows where somebody changed it", async () => {
    const page = await open(owner, "/audit");
    await page.getByRole("button", { name: "Looked at a security event" }).click();
    await page.getByText("security_event.resolved").waitFor();
    await page.getByRole("button", { name: "Verify the chain" }).click();
    await page.getByText("Intact").waitFor();
    const administrator = await world.administrator();
    await administrator.query(
      "update audit_log set actor = 'user:usr_1' where tenant_id = 'ten_default' and seq = 2",
    );
    await page.getByRole("button", { name: "Verify the chain" }).click();
    await page.getByText("Broken at entry 2").waitFor();
    await page.close();
  });

  test("no page crashed", () => {
    expect(crashes).toEqual([]);
  });
});
