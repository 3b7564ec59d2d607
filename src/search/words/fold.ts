const letters: Record<string, string> = {
  ß: "ss",
  ø: "o",
  æ: "ae",
  œ: "oe",
  ł: "l",
  đ: "d",
  ı: "i",
  "’": "'",
  "‘": "'",
  ʼ: "'",
  "`": "'",
  "´": "'",
};
const hasLetters = /[ßøæœłđı’‘ʼ`´]/g;
const isPlain = /^[a-z0-9']*$/;

/** Lower case, one form for each character (NFKC), and without accents: a transcript may lack them. */
export function fold(text: string): string {
  if (isPlain.test(text)) return text;
  return text
    .replace(hasLetters, (letter) => letters[letter] ?? letter)
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .replace(hasLetters, (letter) => letters[letter] ?? letter);
}
