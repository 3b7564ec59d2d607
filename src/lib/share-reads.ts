/**
 * Shares reads among all who ask at the same time: whoever asks while one is under way waits for the next, which is for all of them at once. It begins after
 * they asked, so nobody gets what was true before.
 *
 * `read` is given a key and everything asked for under it.
 */
export function shareReads<Item, Answer>(
  read: (key: string, items: Item[]) => Promise<Answer>,
): (key: string, items: readonly Item[]) => Promise<Answer> {
  interface Round {
    items: Set<Item>;
    answer: Promise<Answer>;
  }
  const running = new Map<string, Promise<unknown>>();
  const next = new Map<string, Round>();

  const begin = (key: string, items: Set<Item>): Promise<Answer> => {
    const answer = read(key, [...items]);
    const ended = answer.then(
      () => undefined,
      () => undefined,
    );
    running.set(key, ended);
    ended.then(() => {
      if (running.get(key) === ended) running.delete(key);
    });
    return answer;
  };

  return (key, items) => {
    const before = running.get(key);
    if (before === undefined) return begin(key, new Set(items));
    let round = next.get(key);
    if (round === undefined) {
      const wanted = new Set<Item>();
      const answer = before.then(() => {
        next.delete(key);
        return begin(key, wanted);
      });
      round = { items: wanted, answer };
      next.set(key, round);
    }
    for (const item of items) round.items.add(item);
    return round.answer;
  };
}
