import { expect, test } from "vitest";
import { asksWhether } from "./whether.ts";

test("a question if there is something is told from others, whatever is said before it and in each language", () => {
  const whether = [
    ["en", "Do you do radon testing?"],
    ["en", "hi, um, is there a sauna"],
    ["en", "hello, may I bring my dog?"],
    ["de", "Gibt es eine Sauna?"],
    ["de", "ähm, hallo, kann man hier parken"],
    ["fr", "Est-ce qu'on peut se baigner ?"],
    ["fr", "est-ce que vous louez des yourtes"],
    ["fr", "bonjour, avez-vous des yourtes"],
    ["es", "¿Hay piscina?"],
    ["it", "C'è una piscina?"],
    ["pt", "Há estacionamento?"],
    ["nl-NL", "Is er een zwembad?"],
  ] as const;
  for (const [language, text] of whether) {
    expect([text, asksWhether(text, language)]).toEqual([text, true]);
  }
  const others = [
    ["en", "how much is parking"],
    ["en", "my jaw is swollen and I cannot swallow"],
    ["en", "domestic animals"],
    ["en", "hello"],
    ["de", "wann machen Sie auf"],
    ["sv", "do you speak Swedish"],
    ["en", ""],
  ] as const;
  for (const [language, text] of others) {
    expect([text, asksWhether(text, language)]).toEqual([text, false]);
  }
});
