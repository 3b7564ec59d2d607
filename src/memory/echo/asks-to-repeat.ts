/** Whole words and phrases by which somebody asks to hear it again, or to have it confirmed. */
const phrases = [
  // English
  ...["repeat", "again", "once more", "one more time", "pardon", "come again", "say that"],
  ...["what did you say", "what was that", "(?:didn t|did not|couldn t|can t) (?:hear|catch|get)"],
  ...["confirm", "is that (?:right|correct)", "read (?:it|that) back", "sorry what"],
  // German
  ...["wiederhol\\p{L}*", "noch ?ein ?mal", "nochmals?", "wie bitte", "nicht verstanden"],
  ...["bestätig\\p{L}*", "stimmt das", "was (?:hast|haben) (?:du|sie) gesagt"],
  // French
  ...["répét\\p{L}*", "repet\\p{L}*", "encore une fois", "pardon", "pas (?:compris|entendu)"],
  ...["confirm\\p{L}*", "vous (?:avez|aviez) dit"],
  // Spanish, Portuguese, Italian
  ...[
    "repit\\p{L}*",
    "otra vez",
    "de nuevo",
    "cómo dice",
    "no (?:le |te |lo )?(?:entendí|oí|escuché)",
  ],
  ...["repete\\p{L}*", "de novo", "outra vez", "não (?:entendi|ouvi)", "ripet\\p{L}*"],
  ...["di nuovo", "ancora una volta", "come scusi", "non ho (?:capito|sentito)", "conferm\\p{L}*"],
  // Dutch, Polish
  ...["herha\\p{L}*", "nog een keer", "niet verstaan", "bevestig\\p{L}*"],
  ...["powtórz\\p{L}*", "jeszcze raz", "nie zrozumia\\p{L}*", "potwierd\\p{L}*"],
];
const asked = new RegExp(`(?:^| )(?:${phrases.join("|")})(?: |$)`, "u");
/** Scripts without spaces. */
const askedUnspaced =
  /もう一度|もう一回|繰り返|確認|再说一遍|再說一遍|重复|重複|没听清|沒聽清|确认|確認|다시|반복/u;

/** Whether who speaks wants to hear again what was said: then saying it again is right. */
export function asksToRepeat(text: string): boolean {
  const plain = text.normalize("NFKC").toLowerCase();
  return asked.test(plain.replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")) || askedUnspaced.test(plain);
}
