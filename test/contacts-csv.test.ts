import fc from "fast-check";
import { expect, test } from "vitest";
import { createWorld, type World } from "./world.ts";

const load = (world: World, csv: string, dry_run = false) =>
  world.api("POST", "/api/v1/contacts/import", { csv, dry_run });
const list = async (world: World) => (await world.api("GET", "/api/v1/contacts")).json.data;

const file = `Phone;Name;Tags;Do not call;Custom
+1 212 555 0101;Ada Example;VIP, late;;"{""plan"": ""gold""}"
(212) 555-0102 | +12125550103;"Bob
Builder";;yes;
nonsense;Nobody;;;
+12125550101;Again;;;
+12125550104;Eve;;perhaps;
;No number;;;
+12125550105;Too;much;;;here
`;

test("each line of a file makes or changes a contact, or says why not; a dry run says the same and does nothing", async () => {
  await using world = await createWorld();
  const made = await world.api("POST", "/api/v1/contacts", {
    numbers: ["+12125550101"],
    name: "Old",
    company: "Example",
    tags: ["old"],
    custom: { seats: 3 },
  });
  const before = await list(world);
  const dry = await load(world, file, true);
  expect(await list(world)).toEqual(before);
  const real = await load(world, file);
  const plain = (lines: object[]) => lines.map((line) => ({ ...line, contact_id: null }));
  expect(plain(real.json.lines)).toEqual(plain(dry.json.lines));
  expect(real.json).toMatchObject({ dry_run: false, created: 1, updated: 1, failed: 5 });
  expect(real.json.lines).toMatchObject([
    { line: 2, outcome: "updated", contact_id: made.json.id },
    { line: 3, outcome: "created" },
    { line: 5, error: "numbers: Write the number with its country: +12125550147." },
    { line: 6, error: "numbers: line 2 has the same number" },
    { line: 7, error: "do_not_call: cannot be read" },
    { line: 8, error: "numbers: there is none" },
    { line: 9, error: "more cells than the first line has" },
  ]);
  const contacts = await list(world);
  expect(contacts).toHaveLength(2);
  expect(contacts).toContainEqual(
    expect.objectContaining({
      name: "Ada Example",
      company: "Example",
      tags: ["late", "old", "vip"],
      custom: { seats: 3, plan: "gold" },
      do_not_call: false,
    }),
  );
  expect(contacts).toContainEqual(
    expect.objectContaining({
      name: "Bob\nBuilder",
      numbers: ["+12125550102", "+12125550103"],
      do_not_call: true,
    }),
  );
  const spread = await load(world, "numbers\n+12125550101,+12125550102".replace(",+", ";+"));
  expect(spread.json.lines).toMatchObject([{ error: expect.stringContaining("several contacts") }]);
});

test("a file that cannot be used as a whole is refused, and says why", async () => {
  await using world = await createWorld();
  for (const [csv, detail] of [
    ["", "empty"],
    ["name\nAda", "no column `numbers`"],
    ["number,shoe size\n1,2", 'a column "shoe size"'],
    ['number\n"+12125550101', "line 2 has no end"],
    ["number\n+1212\u0000555", "NUL"],
    [`number\n${"+12125550101\n".repeat(5_001)}`, "at most 5000"],
  ] as const) {
    const { status, json } = await load(world, csv);
    expect([status, json.detail]).toEqual([400, expect.stringContaining(detail)]);
  }
  expect((await load(world, "x".repeat(900_001))).status).toBe(400);
  expect(await list(world)).toEqual([]);
});

test("what is exported is imported again as it was, and no cell of it is a formula", async () => {
  await using world = await createWorld();
  const evil = ["=1+1", "@SUM(A1)", "-2", "+3", "'=quoted", "'plain", 'a "b", c', "tab\there"];
  for (const [n, name] of evil.entries()) {
    const given = { numbers: [`+1212555010${n}`, `+1212555011${n}`], name, company: name };
    expect((await world.api("POST", "/api/v1/contacts", given)).status).toBe(201);
  }
  const answer = await world.api("GET", "/api/v1/contacts/export");
  expect(answer.headers).toMatchObject({
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": 'attachment; filename="contacts.csv"',
  });
  const cells = (answer.json as string).split(/[\r\n,]+/).map((cell) => cell.replace(/^"/, ""));
  for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t]/);
  await using other = await createWorld();
  const { json } = await load(other, answer.json);
  expect(json).toMatchObject({ created: evil.length, failed: 0 });
  const plain = (rows: Array<{ numbers: string[]; name: string; company: string }>) =>
    rows
      .map(({ numbers, name, company }) => ({ numbers, name, company }))
      .sort((a, b) => ((a.numbers[0] ?? "") < (b.numbers[0] ?? "") ? -1 : 1));
  expect(plain(await list(other))).toEqual(plain(await list(world)));
});

test("an export holds every contact once, however many pages they fill", async () => {
  await using world = await createWorld();
  const lines = Array.from({ length: 450 }, (_, n) => `+1212555${String(1000 + n)}`);
  const { json } = await load(world, `number\n${lines.join("\n")}`);
  expect(json).toMatchObject({ created: 450 });
  const answer = await world.api("GET", "/api/v1/contacts/export");
  const numbers = (answer.json as string).match(/\+1212555\d{4}/g) ?? [];
  expect(numbers.sort()).toEqual(lines);
});

test("whatever text is sent as a file, the answer is a report or a refusal", async () => {
  await using world = await createWorld();
  const part = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("+12125550101", '"', ",", ";", "\n", "{}", '{"a":"\\ud800"}', "true", "'=1"),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 20 }), fc.boolean(), async (parts, dry) => {
      const header = "numbers,name,email,tags,do_not_call,custom\n";
      const { status } = await load(world, header + parts.join(""), dry);
      expect([200, 400]).toContain(status);
    }),
    { numRuns: 60 },
  );
});
