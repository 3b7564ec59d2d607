import { useEffect, useRef } from "react";
import { t } from "../lib/text.ts";
import { Button } from "./button.tsx";

interface LoadMoreProps {
  hasMore: boolean;
  isLoading: boolean;
  isFailed: boolean;
  onLoad: () => void;
  /** Said once everything is loaded. */
  endLabel: string;
}

/** Loads the next page shortly before its place scrolls into view; the button is for keyboards and failures. */
export function LoadMore({ hasMore, isLoading, isFailed, onLoad, endLabel }: LoadMoreProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element || !hasMore || isLoading || isFailed) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) onLoad();
      },
      { rootMargin: "800px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [hasMore, isLoading, isFailed, onLoad]);
  return (
    <div ref={place} className="flex h-14 items-center justify-center text-xs text-faint">
      {hasMore ? (
        <Button look="ghost" onClick={onLoad} disabled={isLoading}>
          {isLoading ? t("Loading…") : isFailed ? t("Loading failed. Try again") : t("Load more")}
        </Button>
      ) : (
        endLabel
      )}
    </div>
  );
}
