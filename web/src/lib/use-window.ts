import { type RefObject, useEffect, useState } from "react";

/** Shorter lists are drawn whole. */
const drawnWhole = 200;
/** Rows drawn beyond what is in sight, so that keys and quick scrolling find them. */
const spare = 25;

interface Part {
  start: number;
  end: number;
  /** What stands in for the rows that are not drawn. */
  beforePx: number;
  afterPx: number;
}

/** Which rows of a long list are in sight, all rows being equally high. The page itself is what scrolls. */
export function useWindow(body: RefObject<HTMLElement | null>, count: number): Part {
  const [seen, setSeen] = useState({ top: 0, bottom: 0, rowPx: 40 });
  const isCut = count > drawnWhole;
  useEffect(() => {
    if (!isCut) return;
    let frame = 0;
    const look = () => {
      frame = 0;
      const element = body.current;
      if (!element) return;
      const rowPx = element.querySelector("tr[data-row]")?.getBoundingClientRect().height || 40;
      const above = -element.getBoundingClientRect().top;
      const top = Math.floor(above / rowPx);
      const bottom = Math.ceil((above + window.innerHeight) / rowPx);
      // Nothing is drawn anew before half of the spare rows are used up.
      setSeen((now) =>
        Math.abs(now.top - top) < spare / 2 && now.bottom - now.top === bottom - top
          ? now
          : { top, bottom, rowPx },
      );
    };
    const later = () => {
      frame ||= requestAnimationFrame(look);
    };
    look();
    const stop = new AbortController();
    for (const name of ["scroll", "resize"]) {
      window.addEventListener(name, later, { passive: true, signal: stop.signal });
    }
    return () => {
      stop.abort();
      cancelAnimationFrame(frame);
    };
  }, [body, isCut]);
  if (!isCut) return { start: 0, end: count, beforePx: 0, afterPx: 0 };
  const start = Math.min(Math.max(0, seen.top - spare), count);
  const end = Math.min(Math.max(start, seen.bottom + spare), count);
  return { start, end, beforePx: start * seen.rowPx, afterPx: (count - end) * seen.rowPx };
}
