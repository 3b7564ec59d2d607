/** How long somebody on a telephone waits for a fact at most, where nothing else is asked for. */
export const defaultDeadlineMs = 2_000;

/** What `work` gives, or what is said when it takes longer. It is told to stop then; what it fails with later is nobody's. */
export async function inTime<T>(
  deadlineMs: number,
  work: (signal: AbortSignal) => Promise<T>,
  late: T,
): Promise<T> {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(late), deadlineMs);
  });
  const working = work(stop.signal);
  working.catch(() => undefined);
  try {
    return await Promise.race([working, patience]);
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}
