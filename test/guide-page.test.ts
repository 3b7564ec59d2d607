import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { violations } from "./axe.ts";
import { hasBrowser, openBrowser, pagePatienceMs } from "./browser.ts";
import { createWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
});

const ask = (url: string) => world.app.http.inject({ url });

test("every page that the contents name is served without a key, and leads to the one before and after", async () => {
  const { body } = await ask("/docs/guide");
  const [, main = ""] = /<main[^>]*>(.*)<\/main>/s.exec(body) ?? [];
  const addresses = [...main.matchAll(/href="(\/docs\/guide\/[^"]+)"/g)].map(([, to = ""]) => to);
  expect(addresses.length).toBeGreaterThan(25);
  for (const [at, address] of addresses.entries()) {
    const page = await ask(address);
    expect([address, page.statusCode]).toEqual([address, 200]);
    expect(page.body).toContain(`<a href="${address}" aria-current="page">`);
    expect(page.body).not.toMatch(/<script|style=|href="[^"]*\.md/);
    const next = addresses[at + 1];
    if (next !== undefined) expect(page.body).toContain(`<a href="${next}">Next: `);
  }
});

test("words are found where they stand, without a script; odd questions find nothing", async () => {
  const found = await ask("/docs/guide?q=rotate+the+secret");
  const [, first] = /<ol class="hits"><li><a href="([^"#]+)/.exec(found.body) ?? [];
  expect(first).toBe("/docs/guide/runbooks/rotating-secrets");
  for (const q of ["xqzzyw", "<script>alert(1)</script>", "%00", " "]) {
    const answer = await ask(`/docs/guide?q=${encodeURIComponent(q)}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).not.toContain("<script");
  }
  expect((await ask(`/docs/guide?q=${"x".repeat(201)}`)).statusCode).toBe(400);
});

test("files beside the pages are served, and nothing outside of their folder", async () => {
  const example = await ask("/docs/guide/examples/location/texts.csv");
  expect([example.statusCode, example.headers["content-type"]]).toEqual([
    200,
    "text/csv; charset=utf-8",
  ]);
  for (const path of ["nowhere", "../../package.json", "..%2f..%2fpackage.json", "README.md"]) {
    const answer = await ask(`/docs/guide/${path}`);
    expect([path, answer.statusCode]).toEqual([path, 404]);
  }
});

describe.runIf(hasBrowser)("in a browser", () => {
  test("pages hinder nobody, fit a small screen, and ask nobody else for anything", async () => {
    await world.app.http.listen({ host: "127.0.0.1", port: 0 });
    const origin = `http://localhost:${(world.app.http.server.address() as AddressInfo).port}`;
    const browser = await openBrowser();
    try {
      const page = await browser.context.newPage();
      page.setDefaultTimeout(pagePatienceMs);
      const elsewhere: string[] = [];
      page.on("request", (request) => {
        if (!request.url().startsWith(origin)) elsewhere.push(request.url());
      });
      await page.setViewportSize({ width: 360, height: 800 });
      const found: string[] = [];
      for (const [path, colorScheme] of [
        ["/docs/guide", "light"],
        ["/docs/guide/configuration", "dark"],
        ["/docs/guide?q=disk", "dark"],
      ] as const) {
        await page.emulateMedia({ colorScheme });
        await page.goto(`${origin}${path}`);
        found.push(...(await violations(page, path)));
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
      }
      expect(found).toEqual([]);
      expect(elsewhere).toEqual([]);
      await page.getByLabel("Search").fill("queue");
      await page.keyboard.press("Enter");
      await page
        .getByRole("link", { name: /Events wait/ })
        .first()
        .click();
      await page.getByRole("heading", { name: "Events wait" }).waitFor();
    } finally {
      await browser.close();
    }
  });
});
