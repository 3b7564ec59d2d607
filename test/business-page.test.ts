import type { AddressInfo } from "node:net";
import { expect, test, vi } from "vitest";
import { ensureBuilt } from "../bin/build.js";
import { violations } from "./axe.ts";
import { hasBrowser, openBrowser, pagePatienceMs } from "./browser.ts";
import { createWorld, ownerKey } from "./world.ts";

/** One pixel. */
const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** The dashboard of a fresh world with somebody in it. */
async function openBusiness() {
  await ensureBuilt();
  const world = await createWorld();
  await world.app.http.listen({ host: "127.0.0.1", port: 0 });
  const { port } = world.app.http.server.address() as AddressInfo;
  const { context, close } = await openBrowser();
  const page = await context.newPage();
  page.setDefaultTimeout(pagePatienceMs);
  const crashes: string[] = [];
  page.on("pageerror", (error) => crashes.push(error.message));
  await page.goto(`http://localhost:${port}/business`);
  await page.getByLabel("Owner key").fill(ownerKey);
  await page.keyboard.press("Enter");
  await page.getByText("There is no location yet").waitFor();
  return {
    ...{ world, page, crashes },
    [Symbol.asyncDispose]: async () => {
      await close();
      await world[Symbol.asyncDispose]();
    },
  };
}

test.runIf(hasBrowser)(
  "a person writes down a location and its hours, is told what overlaps, and does not overwrite somebody else by accident",
  async () => {
    await using opened = await openBusiness();
    const { page, world, crashes } = opened;
    expect(await violations(page, "no location")).toEqual([]);
    await page.getByRole("button", { name: "New location" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Trattoria Example");
    await dialog.getByLabel("Time zone").fill("America/New_York");
    await dialog.getByLabel("Latitude").fill("40.75");
    await dialog.getByLabel("Longitude").fill("-73.99");
    await dialog.getByRole("button", { name: "Make the location" }).click();
    await page.getByText("Nothing is known of these hours").waitFor();

    await page.getByRole("button", { name: "Give hours" }).click();
    await page.getByRole("button", { name: "Add hours to Monday" }).click();
    await page.getByRole("button", { name: "Add hours to Monday" }).click();
    await page.getByLabel("Monday opens, 2").fill("16:00");
    await page.getByLabel("Monday closes, 2").fill("01:00");
    await page.getByText("next day").waitFor();
    await page.getByRole("button", { name: "Save hours" }).click();
    await page.getByText("Monday 16:00-01:00 overlaps Monday 09:00-17:00.").first().waitFor();
    await page.getByLabel("Monday opens, 2").fill("18:00");
    await page.getByLabel("Copy Monday to").selectOption("weekdays");
    await page.getByRole("button", { name: "Add days" }).click();
    await page.getByLabel("Name of exception 1").fill("Thanksgiving");
    await page.getByLabel("First day of exception 1").fill("2026-11-26");
    expect(await violations(page, "hours")).toEqual([]);
    await page.getByRole("button", { name: "Save hours" }).click();
    await page.getByRole("button", { name: "Save hours", disabled: true }).waitFor();
    await page.getByLabel("At", { exact: true }).fill("2026-11-26T12:00");
    await page.getByText("· Thanksgiving").waitFor();
    await page.getByLabel("At", { exact: true }).fill("2026-11-27T23:30");
    await page.getByRole("status").getByText("Open", { exact: true }).waitFor();

    const { json } = await world.api("GET", "/api/v1/locations");
    const hours = `/api/v1/locations/${json.data[0].id}/hours`;
    const { json: saved } = await world.api("GET", hours);
    expect(saved).toMatchObject({
      weekly: { general: expect.arrayContaining([{ dow: 5, start_min: 1080, end_min: 60 }]) },
      exceptions: [{ first_date: "2026-11-26", last_date: "2026-11-26", spans: [] }],
    });
    await world.api("PUT", hours, { weekly: {} });
    await page.getByLabel("The location is closed for a while").check();
    await page.getByLabel("Closed until").fill("2026-12-01T08:00");
    await page.getByRole("button", { name: "Save hours" }).click();
    await page.getByText("Somebody else changed these hours").waitFor();
    await page.getByRole("button", { name: "Replace theirs with mine" }).click();
    await page.getByRole("button", { name: "Save hours", disabled: true }).waitFor();
    // The button is off while it is being saved, too.
    await vi.waitFor(async () => {
      expect((await world.api("GET", hours)).json).toMatchObject({
        closing: { until: "2026-12-01T13:00:00.000Z" },
        exceptions: [{ name: "Thanksgiving" }],
      });
    });
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    expect(crashes).toEqual([]);
  },
);

test.runIf(hasBrowser)(
  "a person draws a delivery zone by clicks and by numbers, imports another with a hole, and asks whether it is delivered",
  async () => {
    await using opened = await openBusiness();
    const { page, world, crashes } = opened;
    const { json: location } = await world.api("POST", "/api/v1/locations", {
      ...{ name: "Trattoria Example", time_zone: "America/New_York", currency: "USD" },
      place: { lat: 40.75, lng: -73.99 },
    });
    await page.goto(`${new URL(page.url()).origin}/business?part=delivery`);
    await page.getByText("There are no zones").waitFor();
    const dialog = page.getByRole("dialog");
    for (const name of ["Near", "Far"]) {
      await page.getByRole("button", { name: "New zone" }).click();
      await dialog.getByLabel("Name").fill(name);
      await dialog.getByLabel("Fee, USD").fill("2.50");
      await dialog.getByLabel("Whenever there is delivery").uncheck();
      await dialog.getByRole("button", { name: "Add hours to Monday" }).click();
      await dialog.getByLabel("Monday opens, 1").fill("00:00");
      await dialog.getByLabel("Monday closes, 1").fill("00:00");
      await dialog.getByLabel("Copy Monday to").selectOption("all");
      await dialog.getByRole("button", { name: "Make the zone" }).click();
      await page.getByRole("button", { name: `Boundary of ${name}` }).waitFor();
    }
    await page.getByText("no boundary yet").first().waitFor();

    await page.getByRole("button", { name: "Boundary of Near" }).click();
    const map = page.getByRole("img", { name: /A map/ });
    const box = await map.boundingBox();
    const at = (x: number, y: number) =>
      map.click({ position: { x: (box?.width ?? 0) * x, y: (box?.height ?? 0) * y } });
    await at(0.3, 0.3);
    await at(0.3, 0.7);
    await page.getByRole("button", { name: "Save boundary" }).click();
    await page.getByText("A zone has three corners at least.").waitFor();
    await at(0.7, 0.7);
    await page.getByRole("button", { name: "Add a corner" }).click();
    await page.getByLabel("Latitude of corner 4").fill("40.756");
    expect(await violations(page, "drawing")).toEqual([]);
    await page.getByRole("button", { name: "Save boundary" }).click();
    await page.getByText("km²").waitFor();

    await page.getByRole("button", { name: "Boundary of Far" }).click();
    const square = (size: number) =>
      [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
        [-1, -1],
      ].map(([x = 0, y = 0]) => [-73.99 + x * size, 40.75 + y * size]);
    await page.getByLabel("GeoJSON file").setInputFiles({
      name: "far.geojson",
      mimeType: "application/geo+json",
      buffer: Buffer.from(
        JSON.stringify({ type: "Polygon", coordinates: [square(0.05), square(0.03)] }),
      ),
    });
    await page.getByRole("button", { name: "Save boundary" }).click();
    await page.getByText("km²").nth(1).waitFor();

    await page.getByLabel("Address, or latitude and longitude").fill("40.79, -73.99");
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await page.getByText("Delivered to", { exact: true }).waitFor();
    await at(0.02, 0.5);
    await page.getByText("Not delivered to").waitFor();
    expect(await violations(page, "zones")).toEqual([]);
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    const { json: zones } = await world.api("GET", `/api/v1/locations/${location.id}/zones`);
    expect(zones.data).toMatchObject([{ fee_minor: 250 }, { fee_minor: 250 }]);
    expect(crashes).toEqual([]);
  },
);

test.runIf(hasBrowser)(
  "a person writes down items and policies, sees what a file would change before it does, and hears what a caller would",
  async () => {
    await using opened = await openBusiness();
    const { page, world, crashes } = opened;
    const { json: location } = await world.api("POST", "/api/v1/locations", {
      ...{ name: "Trattoria Example", time_zone: "America/New_York", currency: "USD" },
    });
    await page.goto(`${new URL(page.url()).origin}/business?part=catalogue`);
    await page.getByText("Nothing is written down of what is sold.").waitFor();
    const dialog = page.getByRole("dialog");
    for (const name of ["Pizza", "Drinks"]) {
      await page.getByRole("button", { name: "New category" }).click();
      await dialog.getByLabel("Name").fill(name);
      await dialog.getByRole("button", { name: "Make the category" }).click();
      await page.getByRole("button", { name: `Change ${name}` }).waitFor();
    }
    await page.getByRole("button", { name: "New category" }).click();
    await dialog.getByLabel("Name").fill("pizza");
    await dialog.getByRole("button", { name: "Make the category" }).click();
    await dialog.getByText("The location has another of these with it.", { exact: true }).waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Move Drinks up" }).click();
    await page.getByRole("button", { name: "Move Drinks up", disabled: true }).waitFor();
    await page.getByRole("button", { name: "New group" }).click();
    await dialog.getByLabel("Name").fill("Toppings");
    await dialog.getByLabel("At least").fill("3");
    await dialog.getByLabel("At most").fill("2");
    await dialog.getByLabel("Option 1", { exact: true }).fill("Olives");
    await dialog.getByLabel("Option 1 adds, USD").fill("1,505");
    await dialog.getByRole("button", { name: "Add an option" }).click();
    await dialog.getByLabel("Option 2", { exact: true }).fill("Cheese");
    await dialog.getByRole("button", { name: "Make the group" }).click();
    await dialog.getByText("This is no amount in USD: write it as 12.50.").waitFor();
    await dialog.getByLabel("Option 1 adds, USD").fill("1,50");
    await dialog.getByRole("button", { name: "Make the group" }).click();
    await dialog.getByText("It must not be less than", { exact: false }).first().waitFor();
    expect(await dialog.getByLabel("At most").getAttribute("aria-invalid")).toBe("true");
    await dialog.getByLabel("At least").fill("1");
    await dialog.getByRole("button", { name: "Move option 2 up" }).click();
    expect(await violations(page, "group")).toEqual([]);
    await dialog.getByRole("button", { name: "Make the group" }).click();
    await page.getByText("at least 1, at most 2 · Cheese, Olives +$1.50").waitFor();
    await page.getByLabel("Of category").getByText("Pizza").waitFor({ state: "attached" });
    await page.getByRole("button", { name: "New item" }).click();
    await dialog.getByLabel("Name").fill("Margherita");
    await dialog.getByLabel("Category").selectOption("Pizza");
    await dialog.getByRole("button", { name: "Add a size" }).click();
    await dialog.getByLabel("Size 1", { exact: true }).fill("Large");
    await dialog.getByLabel("Price of size 1, USD").fill("12.505");
    await dialog.getByLabel("Milk").selectOption("contains");
    await dialog.getByLabel("Nuts", { exact: true }).selectOption("free_of");
    await dialog.getByLabel("Vegetarian").check();
    await dialog.getByLabel("Toppings").check();
    await dialog.getByLabel("Whenever it is open").uncheck();
    await dialog.getByRole("button", { name: "Add hours to Friday" }).click();
    await dialog.getByRole("button", { name: "Add hours to Friday" }).click();
    await dialog.getByLabel("Friday opens, 2").fill("16:00");
    await dialog
      .getByLabel("Picture")
      .setInputFiles({ name: "m.png", mimeType: "image/png", buffer: picture });
    expect(await violations(page, "item")).toEqual([]);
    await dialog.getByRole("button", { name: "Make the item" }).click();
    await dialog.getByText("This is no amount in USD").waitFor();
    await dialog.getByLabel("Price of size 1, USD").fill("12.50");
    await dialog.getByRole("button", { name: "Make the item" }).click();
    await dialog.getByText("Friday 16:00-22:00 overlaps Friday 09:00-17:00.").first().waitFor();
    await dialog.getByRole("button", { name: "Remove hours 2 of Friday" }).click();
    await dialog.getByRole("button", { name: "Make the item" }).click();
    await page
      .getByText("contains milk · free of nuts · vegetarian · with Toppings", { exact: false })
      .waitFor();
    await vi.waitFor(async () => {
      expect(await page.evaluate("document.querySelector('li img')?.naturalWidth")).toBe(1);
    });

    await page.getByRole("button", { name: "Import…" }).click();
    const give = (text: string) =>
      dialog
        .getByLabel("File", { exact: true })
        .setInputFiles({ name: "items.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await give("name,price,description\nTiramisu,6.00,\nEspresso,much,\n");
    await dialog.getByText('Line 3: price: "much" is no amount in USD').waitFor();
    expect(await dialog.getByRole("button", { name: "Import", exact: true }).isDisabled()).toBe(
      true,
    );
    await give("name,price,description\nTiramisu,6.00,\nMargherita,,Tomato\n");
    await dialog.getByText("description nothing → Tomato").waitFor();
    expect(await violations(page, "import")).toEqual([]);
    const items = `/api/v1/locations/${location.id}/items`;
    expect((await world.api("GET", items)).json.data).toHaveLength(1);
    await dialog.getByRole("button", { name: "Import 2 changes" }).click();
    await page.getByRole("button", { name: "Change Tiramisu" }).waitFor();
    await page.getByRole("button", { name: "Remove Tiramisu" }).click();
    await page.getByRole("button", { name: "Change Tiramisu" }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: /^Undo/ }).click();
    await page.getByRole("button", { name: "Change Tiramisu" }).waitFor();
    expect(await violations(page, "catalogue")).toEqual([]);
    await page.getByRole("button", { name: "Sold out: Margherita" }).click();
    await page.getByText("not to be had").waitFor();
    await page.getByLabel("What the caller asks for").fill("tiramisu");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await page
      .getByRole("status")
      .getByText(/Tiramisu/)
      .waitFor();

    await page.getByRole("tab", { name: "Policies and questions" }).click();
    await page.getByRole("button", { name: "New question" }).click();
    await dialog.getByLabel("Question").fill("Is there parking?");
    await dialog.getByLabel("Answer").fill("Behind the house.");
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByText("Behind the house.").waitFor();
    expect(await violations(page, "texts")).toEqual([]);
    await page.getByLabel("Agents search items, policies and questions").click();
    await page.getByRole("link", { name: "Its knowledge base" }).waitFor();
    await world.app.background.locationKnowledge.drain();
    await page.getByRole("link", { name: "Its knowledge base" }).click();
    await page.getByRole("link", { name: "Change the location" }).waitFor();
    await page.getByText("Is there parking?").waitFor();
    expect(await page.getByRole("button", { name: "Remove" }).count()).toBe(0);
    await page.getByRole("link", { name: "Change the location" }).click();
    await page.getByRole("button", { name: "Change Tiramisu" }).waitFor();
    await page.getByLabel("Agents search items, policies and questions").click();
    await page.getByRole("link", { name: "Its knowledge base" }).waitFor({ state: "detached" });
    expect(crashes).toEqual([]);
  },
);
