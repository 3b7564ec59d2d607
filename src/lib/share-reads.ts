/**
 * Shares reads among all who ask at the same time: within one turn of the event loop, or while a read is under way. Whoever asks then waits for the next, which is for all of them at once.
 * It begins after they asked, so nobody gets what was true before.
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
  const running = new Map<string, Promise<void>>();
  const next = new Map<string, Round>();

  const begin = async (key: string, items: Set<Item>): Promise<Answer> => {
    const before = running.get(key);
    if (before !== undefined) await before;
    // Requests that came together are handled one by one: the first would have a read to itself, and all others would wait for two.
    await new Promise((resolve) => setImmediate(resolve));
    next.delete(key);
    const answer = read(key, [...items]);
    const end = () => {
      running.delete(key);
    };
    running.set(key, answer.then(end, end));
    return answer;
  };

  return (key, items) => {
    let round = next.get(key);
    if (round === undefined) {
      const wanted = new Set<Item>();
      round = { items: wanted, answer: begin(key, wanted) };
      next.set(key, round);
    }
    for (const item of items) round.items.add(item);
    return round.answer;
  };
}
