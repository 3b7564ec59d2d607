/** Words that say nothing about which thing is meant, in the languages that we speak. */
const fillers = new Set(
  [
    "a an the one ones of with please and how much is are does do cost costs price what which have has you your i for",
    "der die das den ein eine einen mit und bitte wie viel was kostet kosten haben habt sie ihr preis ich",
    "le la les l un une des du de d avec et combien coute coutent est ce que avez vous prix quel quelle",
    "el los las una con y por favor cuanto cuesta cuestan tienen tiene precio es",
    "lo gli i di e il per favore quanto costa costano avete prezzo che",
    "o os as um uma com custa custam tem preco qual",
    "het een met en hoeveel kost heeft u jullie prijs wat",
  ].flatMap((line) => line.split(" ")),
);

/** The words of a name as they are compared: without case, accents and signs. */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss");
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** {@link wordsOf} without those that say nothing; all of them where there are no others. */
export function tellingWordsOf(text: string): string[] {
  const words = wordsOf(text);
  const telling = words.filter((word) => !fillers.has(word));
  return telling.length > 0 ? telling : words;
}

/** How alike two words are, from 0 to 1: the same, one with another ending, or one as it was misheard. */
export function likeness(one: string, two: string): number {
  if (one === two) return 1;
  const [short, long] = one.length <= two.length ? [one, two] : [two, one];
  if (short.length < 4) return 0;
  if (long.startsWith(short) && long.length - short.length <= 2) return 0.9;
  const errorsMax = short.length >= 7 ? 2 : 1;
  return isWithin(short, long, errorsMax) ? 0.8 : 0;
}

/** Whether one word becomes the other by so many letters added, left out or exchanged. */
function isWithin(short: string, long: string, errorsMax: number): boolean {
  if (long.length - short.length > errorsMax) return false;
  let above = Array.from({ length: long.length + 1 }, (_, at) => at);
  for (let row = 1; row <= short.length; row++) {
    const line = [row];
    for (let column = 1; column <= long.length; column++) {
      const isSame = short[row - 1] === long[column - 1];
      const exchanged = (above[column - 1] ?? 0) + (isSame ? 0 : 1);
      line.push(Math.min(exchanged, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1));
    }
    above = line;
  }
  return (above[long.length] ?? Infinity) <= errorsMax;
}
