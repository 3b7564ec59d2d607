import { t } from "../lib/text.ts";
/** Keys as they stand on a keyboard: `g c` one after the other, `j  ↓` one or the other, `1 – 4` from one to the other. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className="flex gap-1">
      {keys.split(" ").map((key) => (
        <Key key={key} name={key} />
      ))}
    </span>
  );
}

function Key({ name }: { name: string }) {
  if (name === "") return <span className="text-faint">{t("or")}</span>;
  if (name === "–")
    return (
      <span className="text-faint">{t("{of, select, keys {to} other {to}}", { of: "keys" })}</span>
    );
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded border border-strong-line bg-sunken px-1 font-mono text-2xs">
      {name}
    </kbd>
  );
}
