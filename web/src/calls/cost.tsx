import { formatUsd } from "../lib/money.ts";

/** An amount whose decimal point lines up with those above and below it. */
export function Cost({ amount }: { amount: string | null }) {
  if (amount === null) return <span className="text-faint">–</span>;
  const text = formatUsd(amount);
  const missing = 4 - (text.split(".")[1]?.length ?? 0);
  return (
    <span title={`$${amount}`}>
      {text}
      <span aria-hidden="true" className="invisible">
        {"0".repeat(Math.max(0, missing))}
      </span>
    </span>
  );
}
