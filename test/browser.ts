import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, chromium } from "playwright-core";

/** The Chromium of this machine, if it has one: its headless shell, which draws no windows, does the same with half of the work. */
const executablePath = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
].find((path) => existsSync(path));

/** A machine without a browser skips what needs one. */
export const hasBrowser = executablePath !== undefined;

/** How it is started for tests: it talks to nobody but the page. */
const browserArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** How long a page may take for anything while the machine has other work. */
export const pagePatienceMs = 30_000;

/** A browser without pages. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: executablePath ?? "",
    headless: true,
    args: browserArguments,
  });
}

/** A browser with a fresh profile, which goes with it. */
export async function openBrowser(): Promise<{
  context: BrowserContext;
  close: () => Promise<void>;
}> {
  const browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  return { context, close: () => browser.close() };
}
