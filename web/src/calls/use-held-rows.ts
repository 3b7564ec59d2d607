import { useEffect, useState } from "react";
import type { CallSummary } from "../api.ts";

const topPx = 48;

/**
 * Holds new rows back while someone reads further down, so that nothing moves under their eyes.
 *
 * Rows above the one that was first when the reader left the top are counted, not shown, until `release`.
 */
export function useHeldRows(all: CallSummary[]) {
  const [firstId, setFirstId] = useState<string | null>(null);
  const topId = all[0]?.id ?? null;

  useEffect(() => {
    const onScroll = () => {
      if (window.scrollY <= topPx) setFirstId(null);
      else setFirstId((held) => held ?? topId);
    };
    window.addEventListener("scroll", onScroll, { passive: true });
    return () => window.removeEventListener("scroll", onScroll);
  }, [topId]);

  const heldCount =
    firstId === null
      ? 0
      : Math.max(
          0,
          all.findIndex((row) => row.id === firstId),
        );
  return {
    rows: heldCount === 0 ? all : all.slice(heldCount),
    heldCount,
    release() {
      setFirstId(null);
      window.scrollTo({ top: 0, behavior: "instant" });
    },
  };
}
