import { describe, expect, test } from "vitest";
import { analyse, languages } from "../index.ts";

const words = (text: string, language = "en") => analyse(text, language).join(" ");

test("forms of a word are one word, in every language", () => {
  const families: Record<string, string[]> = {
    en: ["reservations", "reserved", "reserve"],
    de: ["Reservierung", "Reservierungen", "reservieren"],
    fr: ["réservation", "réserver", "réservée"],
    es: ["reservación", "reservaciones", "reservar"],
    it: ["prenotazione", "prenotazioni", "prenotare"],
    pt: ["reservação", "reservações", "reservar"],
    nl: ["reservering", "reserveringen", "reserveren"],
  };
  for (const language of languages) {
    const stems = new Set(families[language]?.map((word) => words(word, language)));
    expect([language, stems.size]).toEqual([language, 1]);
  }
});

test("accents and their other spellings make no difference", () => {
  const spellings: Array<[language: string, ...words: string[]]> = [
    ["de", "Öffnungszeiten", "Oeffnungszeiten", "offnungszeiten", "ÖFFNUNGSZEITEN"],
    ["de", "Straße", "Strasse"],
    ["fr", "réservée", "reservee"],
    ["es", "habitación", "habitacion", "HABITACIÓN"],
    ["pt", "reservações", "reservacoes"],
    ["it", "qualità", "qualita"],
    ["en", "café", "cafe", "cafe\u0301"],
  ];
  for (const [language, first = "", ...others] of spellings) {
    for (const other of others) {
      expect([other, words(other, language)]).toEqual([other, words(first, language)]);
    }
  }
});

describe("what is said in different ways", () => {
  test.each([
    ["5pm", "5 pm"],
    ["24/7", "24 7"],
    ["1,000 dollars", "1000 dollars"],
    ["1.000.000", "1000000"],
    ["the guest's room", "guest room"],
    ["guest’s", "guest"],
    ["5 o'clock", "5 oclock"],
    ["ｆｕｌｌ ｗｉｄｔｈ", "full width"],
  ])("%s is %s", (one, other) => expect(words(one)).toBe(words(other)));

  test("elisions fall away", () => {
    expect(words("l'heure d'ouverture", "fr")).toBe(words("heure ouverture", "fr"));
    expect(words("dell'albergo", "it")).toBe(words("albergo", "it"));
  });
});

test("what is written as one word of several parts is there as both", () => {
  expect(words("wi-fi")).toBe("wi fi wifi");
  expect(words("XR200, HB-350")).toBe("xr 200 hb 350 xr200 hb350");
  expect(words("20kg, 5pm")).toBe("20 kg 5 pm");
});

test("stop words and what surrounds a question are no words of it", () => {
  expect(words("Hi, um, could you please tell me what's your cancellation policy?")).toBe(
    "cancel polici",
  );
  expect(words("Guten Tag, ich hätte gern gewusst, wann Sie öffnen", "de")).not.toContain("hatt");
});

test("a language we do not know keeps its words, with a region it is the language", () => {
  expect(words("Rezervasyonların saatleri", "tr")).toBe("rezervasyonlarin saatleri");
  expect(words("reservations", "en-GB")).toBe("reserv");
});

test("scripts without spaces are cut into pairs", () => {
  expect(words("営業時間は9時", "ja")).toBe("営業 業時 時間 間は 9 時");
  expect(words("時間", "ja")).toBe("時間");
});

test("any text gives words without spaces, of bounded length", () => {
  const texts = [
    "",
    " ",
    "'; drop table calls; --",
    "\u0000\ud800",
    "a".repeat(5_000),
    "''''",
    "🙂",
  ];
  for (const language of [...languages, "xx", ""]) {
    for (const text of texts) {
      for (const word of analyse(text, language)) expect(word).toMatch(/^[^\s]{1,40}$/u);
    }
  }
});
