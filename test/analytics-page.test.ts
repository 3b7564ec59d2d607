import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { ensureBuilt } from "../bin/build.js";
import { hasBrowser, openBrowser, pagePatienceMs } from "./browser.ts";
import { playCalls } from "./play-calls.ts";
import { createWorld, ownerKey } from "./world.ts";

/** What is said of a term in the list of figures. */
const figure = (page: Page, name: string) =>
  page
    .locator("dl > div", { has: page.locator("dt", { hasText: new RegExp(`^${name}$`) }) })
    .locator("dd");

test.runIf(hasBrowser)(
  "a person reads what calls add up to, over time and side by side, and goes on to the calls that a figure counts",
  async () => {
    await ensureBuilt();
    await using world = await createWorld({ isStarted: true });
    await playCalls(world, 24);
    const { figures } = (await world.api("GET", "/api/v1/analytics/summary")).json;
    await world.app.http.listen({ host: "127.0.0.1", port: 0 });
    const { port } = world.app.http.server.address() as AddressInfo;
    const { context, close } = await openBrowser();
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(pagePatienceMs);
      const crashes: string[] = [];
      page.on("pageerror", (error) => crashes.push(error.message));
      await page.goto(`http://localhost:${port}/analytics`);
      await page.getByLabel("Owner key").fill(ownerKey);
      await page.keyboard.press("Enter");
      await figure(page, "Calls")
        .getByRole("link", { name: String(figures.calls) })
        .waitFor();
      await page.getByText("Days and hours of UTC").waitFor();
      expect(await figure(page, "Cost, USD").innerText()).toContain("$");

      // The table says in words what is drawn; unknown is not zero.
      const time = page.getByRole("region", { name: "Over time" });
      await time.getByRole("img", { name: /^Calls by day, from/ }).waitFor();
      await time.getByText("As a table").click();
      const days = time.getByRole("table", { name: "Figures by day" });
      expect(await days.getByRole("row").count()).toBe(31);
      await days.getByRole("cell", { name: "no calls" }).first().waitFor();
      const latency = page.getByRole("region", { name: "How fast agents answered" });
      await latency.getByRole("row", { name: /Twilio not reported/ }).waitFor();
      const heat = page.getByRole("table", { name: "Calls by weekday and hour" });
      expect(await heat.getByRole("row").count()).toBe(8);

      const side = page.getByRole("region", { name: "Side by side" });
      await side.getByRole("tab", { name: "Agents" }).click();
      await side.getByRole("table", { name: "Figures by agent" }).waitFor();
      await side.getByRole("tab", { name: "Providers" }).click();

      // The time, the interval and the filters stand in the address.
      await page.getByLabel("Time", { exact: true }).selectOption("Today");
      await time.getByRole("img", { name: /^Calls by hour/ }).waitFor();
      await page.getByLabel("Time", { exact: true }).selectOption("Chosen days");
      await page.getByLabel("First day").fill("2025-01-01");
      await page.getByLabel("Interval").selectOption("By week");
      await page.getByLabel("Provider", { exact: true }).selectOption("Retell");
      await page.waitForURL(/range=2025-01-01\.\..*&by=week&provider=retell/);
      await time.getByRole("img", { name: /^Calls by week/ }).waitFor();
      await side.getByRole("row", { name: "Retell" }).waitFor();

      const ended = page.getByRole("region", { name: "How calls ended" });
      const { json } = await world.api(
        "GET",
        "/api/v1/calls?provider=retell&disposition=completed&limit=200",
      );
      const count = json.data.length;
      const completed = ended.getByRole("row", { name: /^Completed/ });
      await completed.getByRole("link", { name: String(count), exact: true }).click();
      await page.waitForURL(
        /\/\?provider=retell&disposition=completed&after=2024-12-31|2025-01-01/,
      );
      await expect.poll(() => page.locator("main tbody tr").count()).toBe(count);
      await page.getByRole("button", { name: "Remove the filter Completed" }).click();
      await page.waitForURL((url) => !url.search.includes("disposition"));

      await page.setViewportSize({ width: 360, height: 800 });
      await page.goto(`http://localhost:${port}/analytics`);
      await figure(page, "Calls").waitFor();
      await heat.waitFor();
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);

      await page.goto(`http://localhost:${port}/analytics?from=2024-01-01&to=2024-01-02`);
      await page.getByText("No calls in this time").waitFor();

      // The time goes along to other pages and stays in this tab; the way back shows what was there.
      const twoDays = "2024-01-01..2024-01-02";
      const isAt = (path: string, range: string | null) =>
        page.waitForURL((url) => url.pathname === path && url.searchParams.get("range") === range);
      await page.getByRole("link", { name: "Calls", exact: true }).click();
      await isAt("/", twoDays);
      await page.getByText("No calls match these filters").waitFor();
      expect(await page.getByLabel("Last day").inputValue()).toBe("2024-01-02");
      await page.keyboard.press("g");
      await page.keyboard.press("x");
      await isAt("/tools", twoDays);
      await page.getByText("No tool was used in this time.").waitFor();
      await page.getByLabel("Time", { exact: true }).selectOption("Last 7 days");
      await isAt("/tools", "week");
      await page.reload();
      await expect.poll(() => page.getByLabel("Time", { exact: true }).inputValue()).toBe("week");
      await page.goBack();
      await isAt("/", twoDays);
      await page.getByRole("button", { name: "Clear the filters" }).click();
      await isAt("/", null);
      await page.locator("main tbody tr").first().waitFor();
      await page.keyboard.press("g");
      await page.keyboard.press("x");
      await isAt("/tools", null);
      // Links may name the time of calls in another way, too.
      await page.goto(`http://localhost:${port}/?when=yesterday`);
      await page.getByText("No calls match these filters").waitFor();
      expect(await page.getByLabel("Time", { exact: true }).inputValue()).toBe("yesterday");

      await page.route("**/analytics/summary*", (route) =>
        route.fulfill({ status: 400, json: {} }),
      );
      await page.goto(`http://localhost:${port}/analytics`);
      await page.getByRole("button", { name: "Try again" }).waitFor();
      await page.unroute("**/analytics/summary*");
      await page.getByRole("button", { name: "Try again" }).click();
      await figure(page, "Calls").waitFor();
      expect(crashes).toEqual([]);

      // Files of the dashboard are one route, however many there are.
      await world.api("GET", "/api/v1/admin/performance");
      const administrator = await world.administrator();
      const { rows } = await administrator.query(
        "select distinct route from request_metrics where route like '%assets%'",
      );
      expect(rows).toEqual([{ route: "GET /assets/*" }]);
    } finally {
      await close();
    }
  },
);
