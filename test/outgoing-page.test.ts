import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import type { AxeResults } from "axe-core";
import type { Locator, Page } from "playwright-core";
import { expect, test, vi } from "vitest";
import { ensureBuilt } from "../bin/build.js";
import { hasBrowser, openBrowser, pagePatienceMs } from "./browser.ts";
import { startReceiver } from "./receiver.ts";
import { createWorld, ownerKey } from "./world.ts";

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const results = await page.evaluate<AxeResults>(
    "axe.run(document, { resultTypes: ['violations'] })",
  );
  return results.violations
    .filter(({ impact }) => /serious|critical/.test(impact ?? ""))
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
}

test.runIf(hasBrowser)(
  "a person adds a webhook, tests it, sees a failure, replays it, rotates the secret and relays a provider",
  async () => {
    await ensureBuilt();
    await using receiver = await startReceiver();
    const env = { OUTBOUND_ALLOW: "127.0.0.1/32" };
    await using world = await createWorld({ env, isStarted: true });
    await world.app.http.listen({ host: "127.0.0.1", port: 0 });
    const { port } = world.app.http.server.address() as AddressInfo;
    const { context, close } = await openBrowser();
    try {
      const page = await context.newPage();
      await page.clock.install();
      page.setDefaultTimeout(pagePatienceMs);
      const crashes: string[] = [];
      page.on("pageerror", (error) => crashes.push(error.message));
      await page.goto(`http://localhost:${port}/outgoing`);
      await page.getByLabel("Owner key").fill(ownerKey);
      await page.keyboard.press("Enter");
      await page.getByText("Nobody is told of calls yet.").waitFor();
      expect(await violations(page)).toEqual([]);

      await page.getByLabel("URL of a new webhook").fill(receiver.url);
      await page.getByLabel("Name of the webhook").fill("CRM");
      await page.getByLabel("call.ended").check();
      await page.getByRole("button", { name: "Add webhook" }).click();
      await page.getByText("The secret that proves its messages.").waitFor();
      const webhooks = page.getByRole("region", { name: "Webhooks" });
      await webhooks.getByText("nothing sent in 24 h").waitFor();

      // The page looks again and again by its own clock, which need not be waited for.
      const appears = (shown: Locator) =>
        vi.waitFor(
          async () => {
            await page.clock.fastForward(5_000);
            expect(await shown.isVisible()).toBe(true);
          },
          { timeout: pagePatienceMs, interval: 200 },
        );

      receiver.answer = 410;
      await page.getByRole("button", { name: "Send a test to CRM" }).click();
      await appears(webhooks.getByText("its receiver says that it is gone"));
      const deliveries = page.getByRole("region", { name: "Deliveries" });
      await appears(deliveries.getByText("It answered with status 410."));
      receiver.answer = 200;
      await page.getByRole("button", { name: "Enable CRM" }).click();
      await page.getByRole("button", { name: "Disable CRM" }).waitFor();
      await deliveries.getByRole("button", { name: /^Replay webhook.test/ }).click();
      await appears(webhooks.getByText("100 % of 1 arrived in 24 h"));

      await page.getByRole("button", { name: "Secrets of CRM" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: "Make a new secret" }).click();
      await dialog.getByText("The new secret.").waitFor();
      const older = dialog.getByRole("button", { name: /the older secret/ });
      await older.click();
      await older.click();
      await dialog.getByRole("button", { name: "Make a new secret" }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press("Escape");

      await page.getByLabel("Connection to relay").selectOption({ label: "Retell AI" });
      await page.getByLabel("URL of the old receiver").fill(receiver.url);
      await page.getByRole("button", { name: "Add relay" }).click();
      await page.getByText("deliveries of Retell AI").waitFor();
      expect(await violations(page)).toEqual([]);
      expect(crashes).toEqual([]);
    } finally {
      await close();
    }
  },
);

test("the page is served under its address", async () => {
  await ensureBuilt();
  await using world = await createWorld();
  const answer = await world.app.http.inject({ url: "/outgoing" });
  expect([answer.statusCode, answer.headers["content-type"]]).toEqual([
    200,
    expect.stringContaining("text/html"),
  ]);
});
