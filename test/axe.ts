import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

/** What axe-core finds that hinders somebody seriously, in light and dark, one line each. */
export async function violations(page: Page, where: string): Promise<string[]> {
  if (await page.evaluate<boolean>("!globalThis.axe")) await page.evaluate(axeSource);
  const found: string[] = [];
  // In the other theme nothing but the colours is different.
  for (const [theme, rules] of [
    ["light", null],
    ["dark", ["color-contrast", "link-in-text-block"]],
  ] as const) {
    const runOnly = rules === null ? "" : `runOnly: ${JSON.stringify(rules)},`;
    const results = await page.evaluate<AxeResults>(`(async () => {
      document.documentElement.dataset.theme = "${theme}";
      // Colours that are still changing are nobody's colours.
      for (const animation of document.getAnimations()) {
        if (animation.effect.getComputedTiming().endTime !== Infinity) animation.finish();
      }
      return axe.run(document, { ${runOnly} resultTypes: ["violations"] });
    })()`);
    const serious = results.violations.filter(({ impact }) =>
      /serious|critical/.test(impact ?? ""),
    );
    for (const { id, nodes } of serious) {
      for (const { html } of nodes) found.push(`${where}, ${theme}: ${id}: ${html.slice(0, 200)}`);
    }
  }
  return found;
}
