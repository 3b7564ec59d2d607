import { expect, test } from "vitest";
import { renderPage } from "./render-page.ts";

const html = (markdown: string) => renderPage("runbooks/one.md", markdown).html;

test("links lead to pages of the guide, to the web, or nowhere", () => {
  expect(html("[a](two.md#what-to-do)")).toContain('href="/docs/guide/runbooks/two#what-to-do"');
  expect(html("[a](../backup.md)")).toContain('href="/docs/guide/backup"');
  expect(html("[a](../README.md)")).toContain('href="/docs/guide"');
  expect(html("[a](../openapi.json)")).toContain('href="/openapi.json"');
  expect(html("[a](#there)")).toContain('href="#there"');
  expect(html("[a](https://example.com/x)")).toContain('href="https://example.com/x"');
  for (const to of ["../../src/app.ts", "javascript:alert(1)", "/etc/passwd", "data:text/html,x"]) {
    expect(html(`[a](${to})`)).toBe("<p>a</p>\n");
  }
});

test("what is written as HTML is text, and pictures are our own", () => {
  expect(html("<script>x</script> <b onclick='x'>b</b>")).not.toMatch(/<(?:script|b)/);
  expect(html("![a](https://example.com/a.png)")).toBe("<p>a</p>\n");
  expect(html("![a](../a.png)")).toContain('<img src="/docs/guide/a.png" alt="a">');
  expect(html('```sh "><i>\nx\n```')).not.toContain("<i>");
});

test("headings are named as viewers of repositories name them", () => {
  const page = renderPage("a.md", "# One\n\n## `A_B` and: c\n\nx\n\n## One");
  expect(page.sections.map(({ slug }) => slug)).toEqual(["one", "a_b-and-c", "one-1"]);
  expect(page.html).toContain('<h2 id="a_b-and-c">');
  expect(page.title).toBe("One");
});
