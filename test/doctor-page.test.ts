import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { ensureBuilt } from "../bin/build.js";
import { hasBrowser, launchBrowser, pagePatienceMs } from "./browser.ts";
import { inventCalls, startProviderServer } from "./provider-servers/index.ts";
import { createWorld, ownerKey } from "./world.ts";

const dayMs = 86_400_000;

// A machine without a browser skips this; what it shows is tested below the page without one.
describe.runIf(hasBrowser)("the doctor's page", () => {
  test("a key is added, a finding is mended after its change was shown, and what the ledger misses is brought", async () => {
    await ensureBuilt();
    await using server = await startProviderServer("vapi", {
      configuration: {
        assistants: [
          {
            id: "asst_1",
            name: "Front desk",
            server: {
              url: "https://voicelens.example.com/webhook/vapi",
              headers: { "x-own": "words nobody may read" },
            },
          },
        ],
        phoneNumbers: [],
      },
    });
    const before = structuredClone(server.configuration);
    await using world = await createWorld({ env: { VAPI_API_URL: server.url } });
    await world.app.http.listen({ host: "127.0.0.1", port: 0 });
    const { port } = world.app.http.server.address() as AddressInfo;
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 850 } });
      page.setDefaultTimeout(pagePatienceMs);
      const crashes: string[] = [];
      page.on("pageerror", (error) => crashes.push(error.message));
      await page.goto(`http://localhost:${port}/doctor`);
      await page.getByLabel("Owner key").fill(ownerKey);
      await page.keyboard.press("Enter");
      const vapi = page.getByRole("region", { name: "Vapi" });
      await vapi.getByText("There is no key of Vapi's API").waitFor();
      await page
        .getByRole("region", { name: "This installation" })
        .getByText("clock against the database")
        .waitFor();

      await vapi.getByRole("button", { name: "API key…" }).click();
      await page.getByLabel("New key").fill(String(server.credentials.apiKey));
      await page.keyboard.press("Enter");
      await vapi.getByText("A failed delivery is not tried again").waitFor();
      await page.getByRole("dialog").waitFor({ state: "detached" });

      await vapi.getByRole("button", { name: /^Mend… Front desk/ }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByText("PATCH /assistant/asst_1").waitFor();
      expect(await dialog.textContent()).toContain("backoffPlan");
      expect(await dialog.textContent()).not.toContain("words nobody may read");
      expect(server.configuration).toEqual(before);
      await dialog.getByRole("button", { name: "Send to Vapi" }).click();
      await dialog.getByText("done").waitFor();
      expect(server.configuration.assistants).toMatchObject([
        { server: { backoffPlan: { maxRetries: 5 }, headers: { "x-own": expect.any(String) } } },
      ]);
      await dialog.getByRole("button", { name: "Close" }).last().click();
      await vapi.getByText("Nothing is wrong, as far as can be seen.").waitFor();

      // Two calls of yesterday, brought by a sweep that then counts one as missing.
      const startAt = Math.floor(world.clock.now / dayMs - 1) * dayMs + dayMs / 2;
      server.setCalls(inventCalls("vapi", { count: 2, startAt, scenario: "booked" }));
      await world.app.background.sweeps.drain();
      await world.settle();
      const administrator = await world.administrator();
      await administrator.query(
        "update completeness_days set missing_count = 1 where provider_count = 2",
      );
      await page.goto(`http://localhost:${port}/completeness`);
      const days = page.getByRole("region", { name: "The last two weeks" });
      await days.getByText("gap 1").waitFor();
      await days.getByRole("button", { name: "Import" }).click();
      const imports = page.getByRole("region", { name: "Imports" });
      await imports.getByText("under way").waitFor();
      await world.app.background.imports.drain();
      await imports.getByText("2 calls read").waitFor();
      await page.getByRole("button", { name: "Read now" }).click();
      await page.getByText("Reading the provider's calls.").waitFor();
      await world.app.background.sweeps.drain();
      await page.reload();
      await days.getByText("2 of 2").waitFor();
      expect(crashes).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
