import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ensureBuilt } from "../bin/build.js";
import { hasBrowser, openBrowser } from "./browser.ts";
import { oidcEnv, startOidcServer } from "./oidc-server.ts";
import { createWorld, ownerKey, type World } from "./world.ts";

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
    page.setDefaultTimeout(10_000);
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
