/** The whole style of the guide. It follows the light or dark of the system. */
export const style = `:root {
  color-scheme: light dark;
  --canvas: light-dark(#fbfbfc, #0e0f12);
  --sunken: light-dark(#f4f4f6, #1b1c21);
  --line: light-dark(#d5d6dd, #373a44);
  --text: light-dark(#17181c, #eceef2);
  --muted: light-dark(#585b66, #a3a7b3);
  --accent: light-dark(#4a4fd0, #9599ff);
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--canvas);
  color: var(--text);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
a { color: var(--accent); text-underline-offset: 0.15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; padding: 0.5rem 1rem; background: var(--canvas); }
.skip:focus { left: 0; z-index: 1; }
header {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.5rem 1.25rem;
  padding: 0.75rem 1rem;
  border-bottom: 1px solid var(--line);
}
header .home { color: var(--text); font-weight: 600; text-decoration: none; }
header form { display: flex; flex: 1 1 15rem; min-width: 0; max-width: 28rem; gap: 0.5rem; align-items: center; }
input, button {
  min-height: 2.25rem;
  padding: 0 0.75rem;
  border: 1px solid var(--line);
  border-radius: 0.5rem;
  background: var(--sunken);
  color: var(--text);
  font: inherit;
}
input { flex: 1; width: 100%; min-width: 0; }
button { cursor: pointer; }
main { padding: 1rem; max-width: 52rem; overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: 1.75rem; margin: 0.5rem 0 1rem; }
h2 { font-size: 1.3rem; margin: 2rem 0 0.5rem; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 0.5rem; }
code { font: 0.875em/1.5 ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace; }
:not(pre) > code { padding: 0.1em 0.3em; border-radius: 0.25rem; background: var(--sunken); }
pre {
  overflow-x: auto;
  padding: 0.75rem 1rem;
  border: 1px solid var(--line);
  border-radius: 0.5rem;
  background: var(--sunken);
}
img { max-width: 100%; height: auto; border: 1px solid var(--line); border-radius: 0.5rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.9375rem; }
th, td { padding: 0.4rem 0.75rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: normal; }
.turn { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.5rem 2rem; margin-top: 3rem; }
.hits li { margin-bottom: 1rem; }
.hits p { margin: 0.25rem 0; color: var(--muted); }
nav { padding: 1rem; border-top: 1px solid var(--line); }
nav ul { margin: 0.25rem 0 1rem; padding-left: 1.25rem; list-style: none; }
nav li { margin: 0.25rem 0; }
nav .part { margin: 0; font-weight: 600; }
nav [aria-current] { color: var(--text); font-weight: 600; text-decoration: none; }
nav:empty { display: none; }
@media (min-width: 64rem) {
  body { display: grid; grid-template-columns: 17rem minmax(0, 1fr); }
  header { grid-column: 1 / -1; }
  .to-contents { display: none; }
  main { grid-column: 2; padding: 1.5rem 2.5rem 4rem; }
  nav { grid-column: 1; grid-row: 2; border-top: 0; border-right: 1px solid var(--line); font-size: 0.9375rem; }
}
`;
