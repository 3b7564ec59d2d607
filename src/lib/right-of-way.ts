/** Who goes first where one thread does everything: whoever somebody on the line waits for, before what can wait. */
export interface RightOfWay {
  /** Does what somebody on the line waits for. Goes before others only as long as it may be work of our own, and not that of a server that is slow to answer. */
  take<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when nobody goes before, and soon in any case. */
  give(): Promise<void>;
}

const ownWorkMs = 50;
/** Nothing may wait forever because somebody is always on the line. */
const mostMs = 5;

export function createRightOfWay(): RightOfWay {
  let ahead = 0;
  const waiting = new Set<() => void>();
  const leave = () => {
    ahead--;
    if (ahead > 0) return;
    for (const go of waiting) go();
  };
  return {
    async take(work) {
      ahead++;
      let isAhead = true;
      const end = () => {
        if (isAhead) leave();
        isAhead = false;
      };
      const timer = setTimeout(end, ownWorkMs);
      try {
        return await work();
      } finally {
        clearTimeout(timer);
        end();
      }
    },
    give: () =>
      ahead === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            const go = () => {
              clearTimeout(timer);
              waiting.delete(go);
              resolve();
            };
            const timer = setTimeout(go, mostMs);
            waiting.add(go);
          }),
  };
}
