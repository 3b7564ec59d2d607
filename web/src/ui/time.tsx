import { formatExact, formatRelative } from "../lib/format.ts";
import { useSlowNow } from "../lib/now.ts";

/** "4m ago", with the exact instant on hover. */
export function RelativeTime({ at }: { at: string }) {
  const now = useSlowNow();
  return (
    <time dateTime={at} title={formatExact(at)}>
      {formatRelative(at, now)}
    </time>
  );
}

export function ExactTime({ at }: { at: string }) {
  return <time dateTime={at}>{formatExact(at)}</time>;
}
