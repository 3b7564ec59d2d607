// Whether what a search returned answers a question, and how such verdicts add up.

/** Letters and digits only: what a parser does to marks, table lines and white space makes no difference. */
function plain(text) {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(" ");
}

/**
 * Judges one answer to one question.
 *
 * A part of the question is answered by the first item that is of a right document and holds its quote, whatever the chunks are.
 * The figures look at the items even when the answer says "not found": what a caller would have heard is counted apart.
 */
export function judge(question, { found, confidence, items }) {
  const isAnswerable = question.answers.length > 0;
  const common = { id: question.id, isAnswerable, found, confidence };
  if (!isAnswerable) return common;
  const ranks = ranksOf(question.answers, items);
  return { ...common, recall1: recall(ranks, 1), recall5: recall(ranks, 5), ndcg: ndcg(ranks) };
}

/** For each part the place, from 0, of the first item that answers it; Infinity without one. */
function ranksOf(answers, items) {
  const texts = items.map(({ external_id, text }) => ({ external_id, text: ` ${plain(text)} ` }));
  const best = new Map();
  for (const { document, quote, part = 1 } of answers) {
    const words = ` ${plain(quote)} `;
    const place = texts.findIndex(
      (item) => item.external_id === document && item.text.includes(words),
    );
    best.set(part, Math.min(best.get(part) ?? Infinity, place < 0 ? Infinity : place));
  }
  return [...best.values()];
}

/** Share of the parts that are answered by the first `k` items, of as many as fit there. */
function recall(ranks, k) {
  const answered = ranks.filter((rank) => rank < k).length;
  return Math.min(1, answered / Math.min(k, ranks.length));
}

/** Normalised discounted gain of the first ten; one item may answer several parts. */
function ndcg(ranks) {
  const gain = (rank) => (rank < 10 ? 1 / Math.log2(rank + 2) : 0);
  const ideal = ranks.reduce((sum, _, place) => sum + gain(place), 0);
  return Math.min(1, ranks.reduce((sum, rank) => sum + gain(rank), 0) / ideal);
}

/** The figures of many verdicts; null where there is nothing to tell. */
export function sumUp(verdicts) {
  const answerable = verdicts.filter(({ isAnswerable }) => isAnswerable);
  const others = verdicts.filter(({ isAnswerable }) => !isAnswerable);
  return {
    answerable: answerable.length,
    recall1: mean(answerable.map((one) => one.recall1)),
    recall5: mean(answerable.map((one) => one.recall5)),
    ndcg: mean(answerable.map((one) => one.ndcg)),
    wrongNotFound: mean(answerable.map(({ found }) => (found ? 0 : 1))),
    unanswerable: others.length,
    rightNotFound: mean(others.map(({ found }) => (found ? 0 : 1))),
    separation: separation(answerable, others),
  };
}

/** How often the confidence in an answerable question is above that in an unanswerable one: 1 is a perfect sign, 0.5 none. */
function separation(answerable, others) {
  const pairs = answerable.flatMap((one) =>
    others.map((other) => (Math.sign(one.confidence - other.confidence) + 1) / 2),
  );
  return mean(pairs);
}

function mean(values) {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
