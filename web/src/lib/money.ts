const decimal = /^(-?)(\d+)(?:\.(\d*))?$/;

/** Reads an exact decimal string as integer micro-dollars; null when it is none. Digits past the sixth are dropped. */
export function toMicros(amount: string | null): number | null {
  const match = amount === null ? null : decimal.exec(amount);
  if (!match) return null;
  const [, sign, whole = "0", fraction = ""] = match;
  const micros = Number(whole + fraction.slice(0, 6).padEnd(6, "0"));
  return sign === "-" ? -micros : micros;
}

/** Dollars with two to four decimals. */
export function formatMicros(micros: number): string {
  if (micros !== 0 && Math.abs(micros) < 50) return micros < 0 ? "−<$0.0001" : "<$0.0001";
  const tenThousandths = Math.round(Math.abs(micros) / 100);
  const whole = Math.floor(tenThousandths / 10_000).toLocaleString("en-US");
  const fraction = String(tenThousandths % 10_000).padStart(4, "0");
  return `${micros < 0 ? "−" : ""}$${whole}.${fraction.replace(/0{1,2}$/, "")}`;
}

/** An exact decimal string as shown to people; a dash when unknown. */
export function formatUsd(amount: string | null): string {
  const micros = toMicros(amount);
  return micros === null ? "–" : formatMicros(micros);
}
