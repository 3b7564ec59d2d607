/** What takes longer goes on, but nobody waits for it. */
export function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new DOMException("took too long", "TimeoutError")), ms);
    work.then(resolve, reject).finally(() => clearTimeout(late));
  });
}
