import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { ensureBuilt } from "../bin/build.js";
import { violations } from "./axe.ts";
import { hasBrowser, openBrowser, pagePatienceMs } from "./browser.ts";
import { startReceiver } from "./receiver.ts";
import { createWorld, ownerKey, type World } from "./world.ts";

async function ask(world: World, name: string, id: string, given: object) {
  const answer = await world.deliver("vapi", {
    message: {
      type: "tool-calls",
      timestamp: world.clock.now,
      call: { id: "0194-call", type: "inboundPhoneCall", customer: { number: "+12125550147" } },
      toolCallList: [{ id, type: "function", function: { name, arguments: given } }],
    },
  });
  expect(answer.statusCode).toBe(200);
}

test.runIf(hasBrowser)(
  "a person makes a tool, reads its secret once, sees what callers heard and what a call's agent asked, and changes it",
  { timeout: 150_000 },
  async () => {
    await ensureBuilt();
    await using receiver = await startReceiver();
    await using world = await createWorld({
      env: { OUTBOUND_ALLOW: "127.0.0.1/32" },
      isStarted: true,
    });
    // The page asks for the time up to its own clock.
    world.clock.now = Date.now() - 600_000;
    await world.app.http.listen({ host: "127.0.0.1", port: 0 });
    const { port } = world.app.http.server.address() as AddressInfo;
    const { context, close } = await openBrowser();
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(pagePatienceMs);
      const crashes: string[] = [];
      page.on("pageerror", (error) => crashes.push(error.message));
      await page.goto(`http://localhost:${port}/tools`);
      await page.getByLabel("Owner key").fill(ownerKey);
      await page.keyboard.press("Enter");
      await page.getByText("Agents have no tools yet").waitFor();

      await page.getByRole("button", { name: "New tool" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Name", { exact: true }).fill("book");
      await dialog.getByLabel("Description").fill("Books a table.");
      await dialog.getByLabel("URL").fill(receiver.url);
      await dialog.getByRole("button", { name: "Add an argument" }).click();
      await dialog.getByLabel("Name of argument 1").fill("size");
      await dialog.getByLabel("Kind of argument 1").selectOption("choice");
      await dialog.getByLabel("Choices of argument 1").fill("small, large");
      await dialog.getByRole("button", { name: "Write JSON Schema" }).click();
      const schema = dialog.getByLabel("JSON Schema of the arguments");
      expect(await schema.inputValue()).toContain('"large"');
      await schema.fill('{"type": "object", "properties": {"size": {"type": "nothing"}}}');
      await dialog.getByRole("button", { name: "Make the tool" }).click();
      await dialog.getByText("Its parameters are no JSON Schema.").waitFor();
      await schema.fill('{"type": "object", "properties": {"size": {"type": "string"}}}');
      await dialog.getByRole("button", { name: "Use the form" }).click();
      expect(await dialog.getByLabel("Name of argument 1").inputValue()).toBe("size");
      await dialog.getByRole("button", { name: "Add a header" }).click();
      await dialog.getByLabel("Header 1", { exact: true }).fill("x-api-key");
      await dialog.getByLabel("Value of header 1").fill("k-123456");
      await dialog.getByRole("button", { name: "Add a language" }).click();
      await dialog.getByLabel("Language 1", { exact: true }).fill("en");
      await dialog.getByLabel("Words of language 1").fill("Our booking desk is closed.");
      expect(await violations(page, "new tool")).toEqual([]);
      await dialog.getByRole("button", { name: "Make the tool" }).click();
      await dialog.getByText("The secret that proves its requests.").waitFor();
      await dialog.getByRole("button", { name: "Done" }).click();
      const list = page.getByRole("region", { name: "What agents can do" });
      await list.getByText("Books a table.").waitFor();

      await page.getByRole("button", { name: "For an agent…" }).click();
      await dialog.getByLabel("Connection").selectOption({ label: "Vapi" });
      await dialog.getByText("Make a credential in Vapi").waitFor();
      await dialog.getByRole("button", { name: "Copy book" }).waitFor();
      expect(await violations(page, "definitions")).toEqual([]);
      await page.keyboard.press("Escape");

      world.clock.now += 2_000;
      receiver.answer = 503;
      for (const id of ["t1", "t2", "t3", "t4", "t5"])
        await ask(world, "book", id, { size: "large" });
      await page.reload();
      await list.getByText("left alone for a while").waitFor();
      world.clock.now += 30_000;
      receiver.answer = (response) => {
        response.writeHead(200, { "content-type": "application/json" }).end('{"result":"Booked."}');
      };
      await ask(world, "book", "t6", { size: "small" });
      await page.reload();
      const report = page.getByRole("region", { name: "What callers heard" });
      await report.getByText("Our booking desk is closed.").waitFor();
      expect(await violations(page, "report")).toEqual([]);
      await report.getByRole("button", { name: "Fallback 5 of book" }).click();
      expect(new URL(page.url()).search).toBe("?tool=book&outcome=fallback");
      await report.getByRole("button", { name: "Answered 1 of book" }).click();
      const uses = page.getByRole("region", { name: "Uses" });
      await uses.getByRole("button", { name: /book Answered/ }).click();
      await uses.getByText("small").waitFor();
      await uses.getByRole("link", { name: "Its call" }).click();
      await page.getByRole("tab", { name: "Tools", selected: true }).waitFor();
      const panel = page.getByRole("tabpanel");
      await panel.getByRole("button", { name: /Answered/ }).click();
      await panel.getByText("Booked.").waitFor();
      expect(await violations(page, "call")).toEqual([]);

      await page.goto(`http://localhost:${port}/tools`);
      await page.getByRole("button", { name: "Change book" }).click();
      await dialog.getByText("x-api-key; their values are not shown").waitFor();
      await dialog.getByLabel("Deadline in ms").fill("900");
      await dialog.getByRole("button", { name: "Save" }).click();
      await list.getByText("900 ms at most").waitFor();
      await page.getByRole("button", { name: "Secret of book" }).click();
      await dialog.getByRole("button", { name: "Make a new secret" }).click();
      await dialog.getByText("The new secret.").waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Disable book" }).click();
      await list.getByText("disabled:").waitFor();
      const builtIns = page.getByRole("region", { name: "Built in" });
      await builtIns.getByRole("button", { name: "Add Take a message" }).click();
      await dialog.getByLabel("Due hours").fill("4");
      expect(await violations(page, "a message")).toEqual([]);
      await dialog.getByRole("button", { name: "Add the tool" }).click();
      await list.getByText("built in: Take a message").waitFor();
      await builtIns.getByRole("button", { name: "Add Transfer by opening hours" }).click();
      const number = dialog.getByLabel("Number or SIP address of destination 1");
      await dialog.getByLabel("Name of destination 1").fill("Kitchen");
      await number.fill("2125550102");
      await dialog.getByLabel("When destination 1 takes calls").selectOption("kitchen");
      await dialog.getByRole("button", { name: "Add a destination" }).click();
      await dialog
        .getByLabel("Number or SIP address of destination 2")
        .fill("sip:desk@example.com");
      await dialog.getByRole("button", { name: "Move destination 2 up" }).click();
      await dialog.getByLabel("When none of them is open").check();
      await dialog.getByLabel("Number or SIP address of whoever else").fill("+12125550103");
      await dialog.getByRole("button", { name: "Add the tool" }).click();
      const second = dialog.getByLabel("Number or SIP address of destination 2");
      await dialog
        .getByText("must be a number with its country", { exact: false })
        .first()
        .waitFor();
      expect(await second.getAttribute("aria-invalid")).toBe("true");
      expect(await violations(page, "destinations")).toEqual([]);
      await second.fill("+12125550102");
      await dialog.getByRole("button", { name: "Add the tool" }).click();
      await list.getByText("built in: Transfer by opening hours").waitFor();
      await builtIns.getByRole("button", { name: "Add Book a time" }).click();
      await dialog.getByLabel("Url").fill(receiver.url);
      await dialog.getByRole("button", { name: "Add the tool" }).click();
      await dialog.getByText("The secret that proves its requests.").waitFor();
      expect(await violations(page, "the secret of a calendar")).toEqual([]);
      await dialog.getByRole("button", { name: "Done" }).click();
      await page.getByRole("button", { name: "Secret of calendar_book" }).waitFor();
      expect(await violations(page, "built-in tools")).toEqual([]);
      await page.getByRole("button", { name: "New rule" }).click();
      await dialog.getByLabel("Calls to the number").fill("nobody");
      await dialog.getByLabel("Are taken by").selectOption("agent");
      await dialog.getByLabel("The provider's id of the agent").fill("asst_1");
      await dialog.getByRole("button", { name: "Make the rule" }).click();
      await dialog.getByText("is no telephone number", { exact: false }).first().waitFor();
      await dialog.getByLabel("Calls to the number").fill("+1 (212) 555-0102");
      await dialog.getByLabel("Asked by").selectOption("vapi");
      await dialog.getByRole("button", { name: "Add a variable" }).click();
      await dialog.getByLabel("Variable 1", { exact: true }).fill("soup");
      await dialog.getByLabel("Value of variable 1").fill("Leek");
      expect(await violations(page, "a rule")).toEqual([]);
      await dialog.getByRole("button", { name: "Make the rule" }).click();
      await page.getByText("taken by agent asst_1 · 1 more told").waitFor();
      const { json: rules } = await world.api("GET", "/api/v1/inbound-rules");
      expect(rules.data).toMatchObject([{ number: "+12125550102", variables: { soup: "Leek" } }]);
      for (const name of ["take_message", "transfer", "calendar_book"]) {
        const gone = page.getByRole("button", { name: new RegExp(`remove ${name}`, "i") });
        await gone.click();
        await gone.click();
        await gone.waitFor({ state: "detached" });
      }
      await page.setViewportSize({ width: 390, height: 800 });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
      const remove = page.getByRole("button", { name: /remove book/i });
      await remove.click();
      await remove.click();
      await page.getByText("Agents have no tools yet").waitFor();
      expect(crashes).toEqual([]);
    } finally {
      await close();
    }
  },
);
