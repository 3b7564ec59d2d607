import fc from "fast-check";
import { expect, test } from "vitest";
import type { ChatMessage } from "../chat.ts";
import { asksToRepeat } from "./asks-to-repeat.ts";
import { lettersOf, likeness } from "./likeness.ts";
import { repetitionIn } from "./repetition.ts";

const both = { echoGuard: true, loopDetection: true };
const user = (content: string): ChatMessage => ({ role: "user", content });
const agent = (content: string): ChatMessage => ({ role: "assistant", content });
const tool: ChatMessage = { role: "tool", tool_call_id: "c1", content: "free" };
const booked = "Your table for four people is booked on Friday at seven in the evening.";
const found = (said: ChatMessage[], instructions: ChatMessage[] = []) =>
  repetitionIn(said, instructions, both).found;

test("an answer is alike whatever its case and marks, and another one with another day or number", () => {
  expect(likeness(booked, booked.toUpperCase().replaceAll(" ", " – "))).toBe(1);
  expect(likeness(booked, booked.replace("Friday", "Monday"))).toBe(0);
  expect(likeness(booked, booked.replace("seven", "8"))).toBe(0);
  const long = Array.from({ length: 90 }, (_, at) => `word${at}`).join(" ");
  expect(likeness(long, `${long} indeed`)).toBeGreaterThan(0.9);
  expect(
    likeness("ご予約を承りました。金曜日の七時です。", "ご予約を承りました 金曜日の七時です"),
  ).toBe(1);
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(likeness(one, other)).toBe(likeness(other, one));
      expect(likeness(one, one)).toBe(lettersOf(one) === "" ? 0 : 1);
    }),
  );
});

test("who asks to hear it again gets it again, in any of the languages", () => {
  const asking = [
    ...["Could you repeat that?", "Sorry, say that once more", "I didn't catch the date"],
    ...["Können Sie das bitte wiederholen?", "Noch einmal bitte", "Wie bitte?"],
    ...[
      "Pouvez-vous répéter ?",
      "¿Puede repetirlo, otra vez?",
      "Può ripetere?",
      "もう一度お願いします",
    ],
  ];
  for (const text of asking) {
    expect([text, asksToRepeat(text)]).toEqual([text, true]);
    const said = [user("Book it"), agent(booked), user("Well"), agent(booked), user(text)];
    expect(repetitionIn(said, [], both)).toMatchObject({ recent: [], found: null });
  }
  for (const text of ["Yes", "I want a table against the wall", "Ja, gerne", "Vale, gracias"]) {
    expect([text, asksToRepeat(text)]).toEqual([text, false]);
  }
});

test("an answer that repeated an earlier one is told, unless it was asked for or is a fixed phrase", () => {
  const said = [user("Book it"), agent(booked), user("Well"), agent(booked), user("Hm")];
  expect(found(said)).toBe("echo");
  expect(found(said.with(2, user("Please repeat that")))).toBeNull();
  expect(found(said, [{ role: "system", content: `Always say: "${booked}"` }])).toBeNull();
  expect(
    found(said.map((one) => (one.role === "user" ? one : agent("Yes, of course.")))),
  ).toBeNull();
  expect(repetitionIn(said, [], { echoGuard: false, loopDetection: true })).toEqual({
    ...{ isGuarded: false, recent: [], found: null },
  });
});

test("three answers that are alike and lead nowhere are a loop; a tool's result or news are progress", () => {
  const loop = [user("Book it"), ...[agent(booked), user("Well"), agent(booked), user("Hm")]];
  loop.push(agent(booked), user("And now"));
  expect(found(loop)).toBe("loop");
  expect(found(loop.toSpliced(4, 0, tool))).toBe("echo");
  expect(found(loop.with(4, user("My number is 12345")))).toBe("echo");
  expect(found(loop.with(4, user("We would rather sit outside near the water")))).toBe("echo");
  const goal = Array.from({ length: 20 }, (_, at) => [
    user(`Step ${at}`),
    agent(`Step ${at} of the plan is done, and we go on with step ${at + 1}.`),
  ]).flat();
  expect(found([...goal, user("Go on")])).toBeNull();
});
