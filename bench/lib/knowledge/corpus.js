// Documents out of a seed: plausible in what an index feels (frequencies, topics, lengths), and the same in every run.

const vocabularySize = 30_000;
const topicCount = 500;
const wordsPerTopic = 80;
/** Of the words that carry meaning, the share that a document takes from its topic. */
const topicShare = 0.5;
export const sectionsPerDocument = 20;

const onsets = "b bl br c cl d dr f fl g gr h k l m n p pl pr qu r s sh sl st t th tr v w".split(
  " ",
);
const vowels = "a e i o u ai ea ee oa oo".split(" ");
const codas = "b ck d ft g l ll m n nd ng nt p r rd rn s sk st t x".split(" ");
const glue =
  "the of and to a in is it for you that on with as are be at this from or have by not but can your if will we when an all which do".split(
    " ",
  );
const shells = [
  "how do i",
  "what about",
  "is there",
  "can you tell me about",
  "when is",
  "i need",
  "what does it cost for",
  "do you have",
];

/** Numbers from 0 up to 1 out of a seed (mulberry32). */
function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pick = (random, list) => list[Math.floor(random() * list.length)] ?? "";

/**
 * A corpus: `document(n)` is its n-th document, `queries(count, size)` are questions about the first `size` of them.
 *
 * Words follow Zipf's law, about half of a text is words without meaning, and documents of one topic share words. Each document holds one code
 * that occurs nowhere else: what must be found when it is asked for.
 */
export function makeCorpus(seed) {
  const words = makeWords(randomOf(seed));
  const drawWord = zipf(words.length);
  const topics = Array.from({ length: topicCount }, (_, topic) => {
    const random = randomOf(seed * 31 + topic);
    const own = new Set();
    while (own.size < wordsPerTopic) own.add(words[drawWord(random)]);
    return [...own];
  });
  const codeOf = (n) => `kx${(n * 7919 + 104_729).toString(36)}q`;

  function contentWord(random, topic) {
    return random() < topicShare ? pick(random, topic) : (words[drawWord(random)] ?? "");
  }

  function sentence(random, topic) {
    const length = 7 + Math.floor(random() * 12);
    const parts = Array.from({ length }, () =>
      random() < 0.45 ? pick(random, glue) : contentWord(random, topic),
    );
    const text = parts.join(" ");
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  }

  function sectionsOf(n) {
    const random = randomOf(seed * 1_000_003 + n);
    const topic = topics[Math.floor(random() * topicCount)] ?? [];
    return Array.from({ length: sectionsPerDocument }, (_, place) => {
      const heading = [contentWord(random, topic), contentWord(random, topic)].join(" ");
      const sentences = Array.from({ length: 7 + Math.floor(random() * 4) }, () =>
        sentence(random, topic),
      );
      if (place === n % sectionsPerDocument) sentences.push(`The part number is ${codeOf(n)}.`);
      return { heading, text: sentences.join(" ") };
    });
  }

  function question(random, size) {
    const n = Math.floor(random() * size);
    if (random() < 0.05) return { query: `what is part ${codeOf(n)}`, document: `generated-${n}` };
    const { heading, text } = pick(random, sectionsOf(n)) || { heading: "", text: "" };
    const content = `${heading} ${text.toLowerCase().replaceAll(".", "")}`
      .split(" ")
      .filter((word) => !glue.includes(word));
    const asked = Array.from({ length: 3 + Math.floor(random() * 3) }, () => pick(random, content));
    return { query: `${pick(random, shells)} ${asked.join(" ")}`, document: undefined };
  }

  return {
    sectionsOf,
    codeOf,
    document(n) {
      const sections = sectionsOf(n);
      const title = `${sections[0]?.heading} ${n}`;
      const body = sections.map(({ heading, text }) => `## ${heading}\n\n${text}`).join("\n\n");
      const content = `# ${title}\n\n${body}\n`;
      return { external_id: `generated-${n}`, title, content, mime: "text/markdown" };
    },
    /** Questions as callers put them; one in twenty asks for a code, and names the document that must come first. */
    queries(count, size) {
      const random = randomOf(seed + 17);
      return Array.from({ length: count }, () => question(random, size));
    },
  };
}

function makeWords(random) {
  const syllable = () =>
    `${pick(random, onsets)}${pick(random, vowels)}${random() < 0.6 ? pick(random, codas) : ""}`;
  const words = new Set();
  while (words.size < vocabularySize) {
    const length = 1 + Math.floor(random() * 3);
    words.add(Array.from({ length }, syllable).join(""));
  }
  return [...words];
}

/** Draws places so that the n-th is drawn in proportion to 1/n. */
function zipf(size) {
  const sums = new Float64Array(size);
  let sum = 0;
  for (let place = 0; place < size; place++) {
    sum += 1 / (place + 1);
    sums[place] = sum;
  }
  return (random) => {
    const wanted = random() * sum;
    let low = 0;
    let high = size - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
