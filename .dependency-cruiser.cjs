/** Which room may import which: `docs/decisions/0001-the-house.md`. */
const foundations = "store|http|guard|files|audit|observe|config|jobs|cache|search|llm";
/** Of domains, a room imports only from its own floor and those below. */
const floors = [
  "tenants",
  "business|knowledge|memory|model-use",
  "calls|gateway",
  "ingest",
  "analytics|capture|outgoing|contacts|sideband|recordings|remembering|location-knowledge|pricing",
  "evidence|sharing|tools|alerts",
];
/** Rooms beside the floors: no domain imports them, and they import none. */
const beside = "ops|simulate|backup|guide";
const domains = `${floors.join("|")}|${beside}`;
const front = (room) => `^src/${room}/`;

module.exports = {
  forbidden: [
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "lib-imports-nothing",
      severity: "error",
      from: { path: "^src/lib/" },
      to: { path: "^src/(?!lib/)" },
    },
    {
      name: "vcp-stays-pure",
      severity: "error",
      from: { path: "^src/vcp/" },
      to: { path: "^src/(?!lib/|vcp/)" },
    },
    {
      name: "providers-stay-pure",
      severity: "error",
      from: { path: "^src/providers/" },
      to: { path: "^src/(?!lib/|providers/|vcp/)" },
    },
    {
      name: "foundations-know-no-domain",
      severity: "error",
      from: { path: front(`(?:${foundations})`) },
      to: { path: `^src/(?:${domains}|app|main|cli)` },
    },
    ...floors.map((rooms, place) => ({
      name: `${rooms.split("|")[0]}-looks-down`,
      severity: "error",
      from: { path: front(`(?:${rooms})`) },
      to: { path: front(`(?:${[...floors.slice(place + 1), beside].join("|")})`) },
    })),
    {
      name: "beside-the-floors",
      severity: "error",
      from: { path: front(`(${beside})`) },
      to: { path: front(`(?:${domains})`), pathNot: "^src/$1/" },
    },
    {
      name: "nobody-above-imports",
      severity: "error",
      from: { path: "^src/(?!main|cli/|app)" },
      to: { path: "^src/(?:app|main|cli/)" },
    },
    {
      name: "through-the-front-door",
      comment: "Another room is entered by its index.ts",
      severity: "error",
      from: { path: "^src/([^/]+)/" },
      to: { path: "^src/([^/]+)/.+", pathNot: ["^src/$1/", "^src/lib/", "^src/[^/]+/index\\.ts$"] },
    },
    {
      name: "through-the-front-door-from-the-top",
      severity: "error",
      from: { path: "^src/[^/]+\\.ts$" },
      to: { path: "^src/([^/]+)/.+", pathNot: ["^src/lib/", "^src/[^/]+/index\\.ts$"] },
    },
    {
      name: "web-knows-only-the-api",
      severity: "error",
      from: { path: "^web/" },
      to: { path: "^src/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.test\\.ts$|/fixtures/|^(?:dist|web/dist)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types"],
      extensions: [".ts", ".tsx", ".js"],
    },
  },
};
