import type { AddressInfo } from "node:net";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ensureBuilt } from "../bin/build.js";
import { violations } from "./axe.ts";
import { hasBrowser, launchBrowser, pagePatienceMs } from "./browser.ts";
import { startReceiver } from "./receiver.ts";
import { createWorld, ownerKey, type World } from "./world.ts";

// A machine without a browser skips these; what they show is tested below the pages without one.
describe.runIf(hasBrowser)("the pages of knowledge", () => {
  let world: World;
  let browser: Browser;
  let owner: BrowserContext;
  let address: string;
  const crashes: string[] = [];

  beforeAll(async () => {
    await ensureBuilt();
    world = await createWorld({ env: { OUTBOUND_ALLOW: "127.0.0.1/32" } });
    await world.app.http.listen({ host: "127.0.0.1", port: 0 });
    address = `http://localhost:${(world.app.http.server.address() as AddressInfo).port}`;
    browser = await launchBrowser();
    owner = await browser.newContext({ viewport: { width: 1280, height: 850 } });
    const page = await open("/knowledge");
    await page.getByLabel("Owner key").fill(ownerKey);
    await page.keyboard.press("Enter");
    await page.getByText("There are none yet.").waitFor();
    await page.close();
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

  const openBase = async (name: string): Promise<Page> => {
    const page = await open("/knowledge");
    await page.getByRole("link", { name, exact: true }).click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    return page;
  };

  const file = (name: string, text: string) => ({
    name,
    mimeType: "application/octet-stream",
    buffer: Buffer.from(text),
  });

  test("a base is made, named otherwise, and filled with text, whose state is seen until it is ready", async () => {
    const page = await open("/knowledge");
    expect(await violations(page, "no bases")).toEqual([]);
    await page.getByRole("button", { name: "New knowledge base…" }).click();
    await page.getByLabel("Name").fill("Menu");
    expect(await violations(page, "the new base")).toEqual([]);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Menu" }).waitFor();
    await page.getByText("No documents yet").waitFor();
    expect(await violations(page, "an empty base")).toEqual([]);
    await page.getByRole("button", { name: "Edit Menu" }).click();
    await page.getByLabel("Name").fill("Restaurant");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Restaurant" }).waitFor();

    await page.keyboard.press("a");
    await page.getByRole("tab", { name: "Text" }).click();
    await page.getByLabel("Title").fill("Opening hours");
    await page
      .getByRole("textbox", { name: "Text", exact: true })
      .fill(
        "## When are you open on Sundays?\nFrom nine to five.\n\n## Where can I park?\nBehind the house.",
      );
    await page.getByText("Category, tags, language and validity").click();
    await page.getByLabel("Category").fill("hours");
    await page.getByLabel("Tags, with commas between").fill("times, parking");
    expect(await violations(page, "adding text")).toEqual([]);
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("Queued", { exact: true }).last().waitFor();
    await world.app.background.documents.drain();
    // Nobody loads the page again: it looks by itself while something is under way.
    await page.getByRole("table").getByText("Ready", { exact: true }).waitFor();
    await page.getByText("1 document, 2 chunks").waitFor();
    await page.close();
  });

  test("several files are uploaded, one of the same name is its next version, and one that cannot be read says what to do", async () => {
    const page = await openBase("Restaurant");
    await page.keyboard.press("a");
    await page
      .getByLabel("Choose files")
      .setInputFiles([
        file("prices.md", "# Prices\n\nA tour costs 12 dollars."),
        file("scan.pdf", "%PDF-1.4 nonsense"),
      ]);
    await page.getByRole("button", { name: "Upload 2 files" }).click();
    await page.getByRole("button", { name: "scan", exact: true }).waitFor();
    await world.app.background.documents.drain();
    await page.getByText("The document cannot be read.").waitFor();
    await page.getByText("save it anew and add it again").waitFor();
    expect(await violations(page, "a problem")).toEqual([]);

    await page.getByRole("button", { name: "prices", exact: true }).click();
    const drawer = page.getByRole("dialog");
    await drawer.getByRole("button", { name: "Edit" }).click();
    await drawer.getByLabel("Title").fill("Price list");
    await drawer.getByLabel("Category").fill("prices");
    await drawer.getByLabel("Found until").fill("2099-12-31T18:00");
    expect(await violations(page, "editing a document")).toEqual([]);
    await drawer.getByRole("button", { name: "Save" }).click();
    await drawer.getByText("A tour costs 12 dollars.").waitFor();
    await drawer.getByText(/until .*2099/).waitFor();
    expect(await violations(page, "a document")).toEqual([]);
    await page.keyboard.press("Escape");

    await page.evaluate(dropOf("prices.md", "# Prices\n\nA tour costs 15 dollars."));
    await expect.poll(() => world.app.background.documents.drain()).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Price list" }).click();
    await drawer.getByText("A tour costs 15 dollars.").waitFor();
    await page.keyboard.press("Escape");
    await page.close();
  });

  test("pages of the web are added by their addresses, and fetched again", async () => {
    await using receiver = await startReceiver();
    receiver.answer = 404;
    const { origin } = new URL(receiver.url);
    const page = await openBase("Restaurant");
    await page.getByRole("button", { name: "Add documents…" }).click();
    await page.getByRole("tab", { name: "Web pages" }).click();
    await page.getByLabel("Addresses, one a line").fill(`${origin}/a\nnonsense`);
    await page.getByText("nonsense is no web address.").waitFor();
    await page.getByLabel("Addresses, one a line").fill(`${origin}/a\n${origin}/b`);
    await page.getByRole("button", { name: "Fetch 2 pages" }).click();
    await page.getByRole("button", { name: `${origin}/b` }).waitFor();
    await world.app.background.documents.drain();
    await page.getByText("The document's URL gave no document.").first().waitFor();
    await page.getByLabel("Status").selectOption("failed");
    await page.getByRole("button", { name: "Price list" }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: `${origin}/b` }).click();
    const drawer = page.getByRole("dialog");
    await drawer.getByRole("button", { name: "Fetch again" }).click();
    await drawer.getByText("Queued").waitFor();
    await drawer.getByRole("button", { name: "Remove" }).click();
    await drawer.waitFor({ state: "detached" });
    await page.getByRole("button", { name: `${origin}/b` }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: /^Undo/ }).click();
    await page.getByLabel("Status").selectOption("Any status");
    await page.getByRole("button", { name: `${origin}/b` }).click();
    await drawer.getByRole("button", { name: "Remove" }).click();
    await page.getByRole("button", { name: `${origin}/b` }).waitFor({ state: "detached" });
    await page.goto(`${page.url().split("?")[0]}?q=price`);
    await page.getByRole("button", { name: "Price list" }).waitFor();
    // Leaving the page removed it at once.
    const base = new URL(page.url()).pathname.split("/").at(-1);
    await expect
      .poll(async () => (await world.api("GET", `/api/v1/knowledge/bases/${base}`)).json)
      .toMatchObject({ documents: { ready: 2, failed: 2, queued: 0 } });
    await expect.poll(() => page.locator("tbody tr").count()).toBe(1);
    await page.close();
  });

  test("a question shows what was found and why, also by words that were heard wrongly, and what is not found", async () => {
    const page = await openBase("Restaurant");
    await page.getByRole("link", { name: "Ask a question" }).click();
    // The page is loaded when it is first gone to, and then whoever types need not reach for the field.
    const question = page.getByRole("textbox", { name: "Question" });
    await question.and(page.locator(":focus")).waitFor();
    await page.keyboard.type("When are you open on sundeys?");
    await page.keyboard.press("Enter");
    const verdict = page.getByRole("region", { name: "Verdict" });
    await verdict.getByText("Found", { exact: true }).waitFor();
    await verdict.getByText(/found from 50 % on/).waitFor();
    await verdict.getByText(/^Took/).waitFor();
    await page.getByText("From nine to five.").waitFor();
    await page
      .getByTitle(/No document has “sundeys”/)
      .first()
      .waitFor();
    await page.getByText("How the question was understood").click();
    expect(await violations(page, "an answer")).toEqual([]);
    expect(new URL(page.url()).searchParams.get("base")).toMatch(/^kb_/);

    await page.getByLabel("Said before, one turn a line").fill("I come by car.");
    await question.fill("Is the moon made of cheese?");
    await page.keyboard.press("Enter");
    await verdict.getByText("Not found", { exact: true }).waitFor();
    await verdict.getByText("An agent is told that nothing is known about it.").waitFor();
    await owner.grantPermissions(["clipboard-read", "clipboard-write"]);
    await verdict.getByRole("button", { name: "Copy as curl" }).click();
    await verdict.getByText("Copied").waitFor();
    const copied = await page.evaluate<string>("navigator.clipboard.readText()");
    expect(copied).toContain('"history":["I come by car."]');
    await page.goBack();
    await page.getByRole("link", { name: "Opening hours" }).first().click();
    await page.getByRole("dialog").getByText("Behind the house.").waitFor();
    await page.close();
  });

  test("a set of questions is made, filled, run twice around a change, and tells what was lost", async () => {
    const page = await open("/knowledge/questions");
    await page.getByText("There are none yet.").waitFor();
    expect(await violations(page, "no sets")).toEqual([]);
    await page.getByRole("button", { name: "New question set…" }).click();
    await page.getByLabel("Name").fill("Guests");
    await page.getByLabel("Knowledge base").selectOption({ label: "Restaurant" });
    expect(await violations(page, "the new set")).toEqual([]);
    await page.getByRole("button", { name: "Create" }).click();
    await page.getByRole("heading", { level: 1, name: "Guests" }).waitFor();

    await page.getByRole("button", { name: "Add a question…" }).click();
    await page.getByLabel("Question", { exact: true }).fill("What does a tour cost?");
    await page.getByText("Say what should be found").waitFor();
    await page.getByLabel("Words of the text").fill("costs 15 dollars");
    expect(await violations(page, "a new question")).toEqual([]);
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("Expects “costs 15 dollars”").waitFor();

    await page.getByRole("button", { name: "Paste questions…" }).click();
    await page.getByRole("textbox", { name: "Questions" }).fill("query,expects_nothing\nWhere?,no");
    await page.getByRole("button", { name: "Add questions" }).click();
    await page.getByText(/csv line 2/).waitFor();
    expect(await violations(page, "questions that cannot be read")).toEqual([]);
    await page
      .getByRole("textbox", { name: "Questions" })
      .fill(
        "query,history,expected_passage,expects_nothing\n" +
          "Where can I park?,I come by car.,behind the house,\n" +
          "Is the moon made of cheese?,,,yes",
      );
    await page.getByRole("button", { name: "Add questions" }).click();
    await page.getByText("Expects that nothing is found").waitFor();

    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByText(/^3 of 3 right/).waitFor();
    await page.getByText("Every question of this run was answered as expected.").waitFor();
    // Of two runs in the same instant none is the newer one.
    world.clock.now += 60_000;
    await world.app.http.inject({
      method: "POST",
      url: "/api/v1/knowledge/documents",
      headers: { authorization: `Bearer ${ownerKey}` },
      payload: {
        knowledge_base: "Restaurant",
        external_id: "prices.md",
        title: "Price list",
        content: "# Prices\n\nA tour costs 18 dollars.",
        mime: "text/markdown",
      },
    });
    await world.app.background.documents.drain();
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByText("1 answer changed, 1 lost, 0 gained").waitFor();
    const changed = page.getByRole("region", { name: "What changed" });
    await changed.getByText("Lost", { exact: true }).waitFor();
    expect(await violations(page, "a comparison")).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    for (const path of [page.url(), `${address}/knowledge/questions`]) {
      await page.goto(path);
      await page.locator("h1").first().waitFor();
      await expect.poll(() => page.locator("main .skeleton").count()).toBe(0);
      const over = await page.evaluate<number>(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      expect([path, over]).toEqual([path, 0]);
    }
    await page.getByRole("link", { name: "Guests" }).click();
    await changed.getByRole("link", { name: "What does a tour cost?" }).click();
    const verdict = page.getByRole("region", { name: "Verdict" });
    await verdict.getByText(/it is searched anew/).waitFor();
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await verdict.getByText(/it is given the answer from before/).waitFor();
    await page.close();
  });

  test("a set that is gone says so", async () => {
    const page = await open("/knowledge/questions/qst_none");
    await page.getByText("There is no such question set").waitFor();
    await page.close();
  });

  test("a base is removed after a question that says with how much", async () => {
    const page = await openBase("Restaurant");
    const here = page.url();
    await page.keyboard.press("Escape");
    await page.getByText("EMBEDDING_API_KEY").waitFor();
    await page.setViewportSize({ width: 360, height: 740 });
    for (const path of [here, `${address}/knowledge`, `${address}/knowledge/search?q=Sunday`]) {
      await page.goto(path);
      await page.locator("h1").first().waitFor();
      await expect.poll(() => page.locator("main .skeleton").count()).toBe(0);
      const over = await page.evaluate<number>(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      expect([path, over]).toEqual([path, 0]);
    }
    await page.goto(`${address}/knowledge`);
    await page.getByRole("button", { name: "Remove Restaurant" }).click();
    await page.getByRole("button", { name: /Really remove, with 4 documents/ }).click();
    await page.getByText("There are none yet.").waitFor();
    await page.goto(here);
    await page.getByText("There is no such knowledge base").waitFor();
    await page.close();
  });

  test("no page crashed", () => {
    expect(crashes).toEqual([]);
  });
});

/** Drops a file onto the page, as the script of a page can. */
function dropOf(name: string, text: string): string {
  return `(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}));
    for (const type of ["dragenter", "dragover", "drop"]) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  })()`;
}

test("the pages are served under their addresses", async () => {
  await ensureBuilt();
  await using world = await createWorld();
  for (const url of [
    "/knowledge",
    "/knowledge/kb_1",
    "/knowledge/search",
    "/knowledge/questions/qst_1",
  ]) {
    const answer = await world.app.http.inject({ url });
    expect([url, answer.statusCode, answer.headers["content-type"]]).toEqual([
      url,
      200,
      expect.stringContaining("text/html"),
    ]);
  }
});
