import { formatExactly } from "../lib/format.ts";

interface AmountProps {
  /** An exact decimal; null when none is known. */
  text: string | null;
  currency: string | null;
  /** Said where none is known: never zero. */
  none: string;
  /** What the amount leaves out, or a word about it. */
  unknown: string;
}

/** An exact amount with at least two decimals, and what it leaves out. */
export function Amount({ text, currency, none, unknown }: AmountProps) {
  return (
    <>
      {text === null ? (
        <span className="text-faint">{none}</span>
      ) : (
        <span className="whitespace-nowrap">
          {formatExactly(text)} {currency}
        </span>
      )}
      {unknown !== "" && <span className="block text-xs font-normal text-muted">{unknown}</span>}
    </>
  );
}
