import type { AddressInfo } from "node:net";
import type { Browser, BrowserContext, Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ensureBuilt } from "../bin/build.js";
import { violations } from "./axe.ts";
import { hasBrowser, launchBrowser, pagePatienceMs } from "./browser.ts";
import { createWorld, ownerKey, type World } from "./world.ts";

// A machine without a browser skips these; what they show is tested below the pages without one.
describe.runIf(hasBrowser)("the pages of contacts and follow-ups", () => {
  let world: World;
  let browser: Browser;
  let owner: BrowserContext;
  let address: string;
  const crashes: string[] = [];

  beforeAll(async () => {
    await ensureBuilt();
    world = await createWorld();
    await world.app.http.listen({ host: "127.0.0.1", port: 0 });
    address = `http://localhost:${(world.app.http.server.address() as AddressInfo).port}`;
    browser = await launchBrowser();
    owner = await browser.newContext({ viewport: { width: 1280, height: 850 } });
    const page = await open("/contacts");
    await page.getByLabel("Owner key").fill(ownerKey);
    await page.keyboard.press("Enter");
    await page.getByText("No contacts yet").waitFor();
    await page.close();
    for (const [n, from] of ["+12125550101", "+12125550101", "+12125550102"].entries()) {
      const at = world.clock.now - (10 - n) * 60_000;
      const call = {
        call_id: `c${n}`,
        direction: "inbound",
        from_number: from,
        to_number: "+12125550199",
        start_timestamp: at,
        end_timestamp: at + 50_000,
        call_status: "ended",
      };
      await world.deliver("retell", { event: "call_ended", call });
    }
    await world.settle();
  });

  afterAll(async () => {
    await browser?.close();
    await world?.[Symbol.asyncDispose]();
  });

  const open = async (path: string): Promise<Page> => {
    const page = await owner.newPage();
    page.setDefaultTimeout(pagePatienceMs);
    page.on("pageerror", (error) => crashes.push(`${path}: ${error.message}`));
    await page.goto(`${address}${path}`);
    return page;
  };

  const openContact = async (name: string): Promise<Page> => {
    const page = await open("/contacts");
    await page.getByRole("link", { name }).click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    return page;
  };

  test("whoever called is found by number, named, tagged and marked as not to be called", async () => {
    const page = await open("/contacts");
    await page.getByRole("link", { name: "+1 212 555 0101" }).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("0101");
    await page.getByRole("link", { name: "+1 212 555 0102" }).waitFor({ state: "detached" });
    await page.getByRole("link", { name: "+1 212 555 0101" }).click();
    await page.getByRole("button", { name: "Edit…" }).click();
    await page.getByLabel("Name").fill("Ada Example");
    await page.getByLabel("Do not call").check();
    await page.getByLabel("Why nobody may call").fill("asked for it");
    expect(await violations(page, "the edit dialog")).toEqual([]);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Ada Example" }).waitFor();
    await page.getByText("asked for it").waitFor();
    await page.getByLabel("New tag").fill("VIP");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Remove the tag vip" }).waitFor();
    await page.keyboard.press("Escape");
    await page.goto(`${address}/contacts`);
    await page.getByRole("button", { name: "vip" }).click();
    await expect.poll(() => page.locator("tbody tr").count()).toBe(1);
    await page.getByText("do not call").waitFor();
    await page.close();
  });

  test("a note is written, corrected and removed", async () => {
    const page = await openContact("Ada Example");
    await page.getByLabel("New note").fill("likes mornings");
    await page.getByRole("button", { name: "Add note" }).click();
    await page.getByText("likes mornings").waitFor();
    await expect.poll(() => page.getByLabel("New note").inputValue()).toBe("");
    await page.getByRole("button", { name: "Correct" }).click();
    await page.getByLabel("Correct the note").fill("likes evenings");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("likes evenings").waitFor();
    await page.getByRole("button", { name: "Remove note" }).click();
    await page.getByText("likes evenings").waitFor({ state: "detached" });
    await page.keyboard.press("z");
    await page.getByText("likes evenings").waitFor();
    // What was not had back is removed, also by whoever leaves before the time for it is over.
    await page.getByRole("button", { name: "Remove note" }).click();
    await page.getByText("likes evenings").waitFor({ state: "detached" });
    await page.goto("about:blank");
    await vi.waitFor(async () => {
      const administrator = await world.administrator();
      const { rows } = await administrator.query("select content from contact_notes");
      expect(JSON.stringify(rows)).not.toContain("likes evenings");
    });
    await page.close();
  });

  test("a call says who called and how often before, and is followed up until that is done", async () => {
    const page = await openContact("Ada Example");
    await page.getByRole("region", { name: "Calls" }).getByRole("link").first().click();
    await page.getByRole("link", { name: "Ada Example" }).waitFor();
    await page.getByText("1 call before").waitFor();
    await page.getByRole("button", { name: "Follow up…" }).click();
    await page.getByLabel("What is to be done").fill("Call back");
    await page.getByLabel("Priority").selectOption("urgent");
    await page.getByLabel("Due").fill("2026-01-05T09:00");
    expect(await violations(page, "the follow-up dialog")).toEqual([]);
    await page.getByRole("button", { name: "Write it down" }).click();
    await page.getByText("The follow-up is written down").waitFor();
    await page.goto(`${address}/follow-ups`);
    await page.getByText("overdue since").waitFor();
    await page.getByRole("tab", { name: "Overdue" }).click();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "The call it came out of" }).waitFor();
    await page.getByRole("button", { name: "Done: Call back" }).click();
    await page.getByLabel("What came of it").fill("reached her");
    await page.keyboard.press("Enter");
    await page.getByText("Nothing is overdue").waitFor();
    await page.getByRole("tab", { name: "Done" }).click();
    await page.getByRole("button", { name: "Call back", exact: true }).click();
    await page.getByText("reached her").waitFor();
    await page.close();
  });

  test("contacts come out of a file after a look at what that does, and two are merged", async () => {
    const page = await open("/contacts");
    await page.getByRole("button", { name: "Import…" }).click();
    const buffer = Buffer.from("number,name\n+12125550103,Eve Example\nnonsense,Nobody\n");
    await page
      .getByLabel("File")
      .setInputFiles({ name: "contacts.csv", mimeType: "text/csv", buffer });
    await page.getByText("1 new contact, 0 changed, 1 left out").waitFor();
    await page.getByText("Line 3: numbers").waitFor();
    expect(await violations(page, "the import")).toEqual([]);
    await page.getByRole("button", { name: "Import 1 contact" }).click();
    await page.getByRole("link", { name: "Eve Example" }).click();
    await page.getByRole("button", { name: "Merge…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Find the other contact").fill("555-0102");
    await dialog.getByRole("button", { name: "Merge +1 212 555 0102" }).click();
    await dialog.getByRole("button", { name: "Really merge +1 212 555 0102" }).click();
    await page.getByText("The two are one contact now").waitFor();
    await page.getByRole("button", { name: "Part +1 212 555 0102" }).waitFor();
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await page.getByRole("button", { name: "Really remove", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Contacts" }).waitFor({ state: "attached" });
    await page.getByRole("link", { name: "Ada Example" }).waitFor();
    await page.getByRole("link", { name: "Eve Example" }).waitFor({ state: "detached" });
    await page.close();
  });

  test("what is remembered of a caller is found, seen as a model sees it, pinned to, and forgotten with a receipt", async () => {
    await world.api("POST", "/api/v1/memory/sessions/call%20one/messages", {
      subject_id: "+12125550101",
      agent_id: "front desk",
      messages: ["My dog is called Biscuit", "It likes fish"].map((content) => ({
        role: "user",
        content,
      })),
    });
    const administrator = await world.administrator();
    await administrator.query(
      `insert into mem_windows (tenant_id, session_id, start_seq, next_seq, relief_count, shed_messages, shed_tokens, instructions, last_prompt, updated_at)
        select tenant_id, session_id, 1, 2, 1, 1, 9, '[{"role":"system","content":"Be kind"}]', jsonb_build_object('model', 'gpt-4o',
          'tokens', '{"total":40,"byBlock":{"system":10,"window":20,"memory":10}}'::jsonb, 'degraded', '["retrieval"]'::jsonb,
          'injected', jsonb_build_array(jsonb_build_object('messageId', id, 'why', '["lexical"]'::jsonb))), now()
        from mem_messages where seq = 0`,
    );
    await administrator.query(
      `insert into mem_entries (tenant_id, session_id, seq, epoch, role, message, tokens, tokenizer, message_id, created_at)
        select tenant_id, session_id, seq, 0, role, jsonb_build_object('role', role, 'content', content), 9, 'estimate', id, now() from mem_messages`,
    );
    await administrator.query(
      `insert into mem_jobs (tenant_id, id, session_id, kind, payload, dedupe_key, status, attempts, last_error, due_at, created_at, updated_at, finished_at)
        values ('ten_default', 'mjb_dead', 'call one', 'digest', '{}', 'dead', 'dead', 8, 'TypeError', null, now(), now(), now())`,
    );
    const page = await open("/memory");
    await page.getByRole("button", { name: "+1 212 555 0101" }).click();
    await page.getByLabel("Search what was said").fill("dog");
    await page.keyboard.press("Enter");
    await page.getByText("My dog is called Biscuit").waitFor();
    expect(await violations(page, "what was found in memory")).toEqual([]);
    const meaning = page.getByRole("region", { name: "Search by meaning" });
    await meaning.getByText("EMBEDDING_BASE_URL").waitFor();
    const jobs = page.getByRole("region", { name: "Work in the background" });
    await jobs.getByText("Failed, 8 tries, last TypeError").waitFor();
    await jobs.getByRole("button", { name: "Try again" }).click();
    await page.getByText("It is tried again.").waitFor();

    await page.getByRole("link", { name: "call one" }).first().click();
    // The list of what was found says so as well.
    const last = page.getByRole("region", { name: "Last prompt" });
    await last.getByText("found by its words").waitFor();
    const said = page.getByRole("region", { name: "What was said" });
    await said.getByText("remembered in the last prompt").waitFor();
    await said.getByText("in the window", { exact: true }).waitFor();
    await page.getByLabel("What it is").fill("Caller");
    await page.getByLabel("What is to stay in sight").fill("A regular");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Remove Caller" }).waitFor();
    await page.setViewportSize({ width: 360, height: 740 });
    const over = await page.evaluate<number>(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    );
    expect(over).toBe(0);
    await page.getByRole("button", { name: "Empty the window" }).click();
    await page.getByRole("button", { name: "Really empty it" }).click();
    await page.getByText("Nothing had to leave it yet.").waitFor();

    await page.getByRole("button", { name: "Forget this session…" }).click();
    expect(await violations(page, "the question before forgetting")).toEqual([]);
    await page.getByRole("button", { name: "Forget for good" }).click();
    await page.getByText("nothing, as a count after it says").waitFor();
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByText("Nothing is remembered yet").waitFor();
    await page.goto(`${address}/memory/call%20one`);
    await page.getByText("There is no such session").waitFor();
    await page.close();
  });

  test("a contact that is not there is said to be so", async () => {
    const page = await open("/contacts/cnt_nobody");
    await page.getByText("There is no such contact").waitFor();
    await page.close();
  });

  test("an alert is taken, given to somebody, noted and resolved; rules and who is told are set", async () => {
    const administrator = await world.administrator();
    await administrator.query(
      `insert into users (tenant_id, id, email, name, role)
        values ('ten_default', 'usr_1', 'ada@example.com', 'Ada Example', 'owner')`,
    );
    const page = await open("/alerts");
    await page.getByText("Nothing is wrong.").waitFor();
    await page.getByRole("tab", { name: "Rules" }).click();
    await page.getByText("Few calls succeed").waitFor();
    expect(await violations(page, "the rules")).toEqual([]);
    await page.getByRole("button", { name: "New rule…" }).click();
    await page.getByLabel("Name").fill("Too few calls");
    await page.getByLabel("Wrong when it is").selectOption("below");
    await page.getByLabel("Value").fill("50");
    await page.getByLabel("Minutes it must last").fill("0");
    expect(await violations(page, "a new rule")).toEqual([]);
    await page.getByRole("button", { name: "Make the rule" }).click();
    await page.getByRole("button", { name: "Change: Too few calls" }).waitFor();
    await page.getByRole("button", { name: "Change: Few calls succeed" }).click();
    await page.getByLabel("Value in %").fill("75");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("below 75 %").waitFor();
    await page.getByRole("button", { name: "Undo changes Few calls succeed" }).click();
    await page.getByRole("button", { name: "Really undo changes Few calls succeed" }).click();
    await page.getByText("below 90 %").waitFor();
    const rule = page.getByRole("button", { name: "Change: Too few calls" });
    await page.getByRole("button", { name: "Remove Too few calls" }).click();
    await rule.waitFor({ state: "detached" });
    await page.keyboard.press("z");
    await rule.waitFor();

    await page.getByRole("tab", { name: "Who is told" }).click();
    await page.getByLabel("Quiet from").fill("22:00");
    await page.getByLabel("Quiet until").fill("07:00");
    expect(await violations(page, "who is told")).toEqual([]);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("From now on alerts are told this way.").waitFor();
    await page.getByRole("button", { name: "Send a test" }).click();
    await page.getByText("Neither ALERT_WEBHOOK_URL nor SMTP_URL").waitFor();

    await world.app.background.alertRules.drain();
    const { json } = await world.api("GET", "/api/v1/alerts");
    await page.goto(`${address}/alerts?alert=${json.data[0].id}`);
    const named = page.getByRole("region", { name: "The alert of the message" });
    await named.getByText("Calls: 3 (below 50).").waitFor();
    // What is done is shown before the server has answered, and taken back when it refuses.
    const acknowledge = named.getByRole("button", { name: "Acknowledge: Too few calls" });
    const held: Route[] = [];
    await page.route("**/acknowledge", (route) => void held.push(route));
    await acknowledge.click();
    await named.getByText("acknowledged").first().waitFor();
    await expect.poll(() => held.length).toBe(1);
    for (const route of held) {
      await route.fulfill({ status: 409, json: { title: "Refused", detail: "Not now." } });
    }
    await page.getByText("Not now.").waitFor();
    await page.unroute("**/acknowledge");
    await acknowledge.click();
    await named.getByText("acknowledged").first().waitFor();
    await named.getByLabel("Assign: Too few calls").selectOption({ label: "Ada Example" });
    await named.getByText("assigned to Ada Example").first().waitFor();
    await named.getByLabel("New note").fill("A quiet day.");
    await named.getByRole("button", { name: "Add note" }).click();
    await named.getByText("A quiet day.").waitFor();
    expect(await violations(page, "an alert")).toEqual([]);
    await named.getByRole("button", { name: "Resolve: Too few calls" }).click();
    await named.getByLabel("What it was: Too few calls").fill("It was a holiday.");
    await page.keyboard.press("Enter");
    await named.getByText("It was a holiday.").waitFor();
    await page.getByText("Nothing is wrong.").waitFor();
    await page.close();
  });

  test("no page crashed", () => {
    expect(crashes).toEqual([]);
  });
});
