import { useEffect, useRef, useState } from "react";
import { useStore } from "../lib/store.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { CheckField } from "../ui/check-field.tsx";
import { ChevronDownIcon } from "../ui/icons.tsx";
import { hiddenColumns, optionalColumns, showColumn } from "./hidden-columns.ts";

/** Which columns the list shows; narrow screens show few anyway. */
export function ColumnChoice() {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const hidden = useStore(hiddenColumns);
  useEffect(() => {
    if (!isOpen) return;
    const onPointerDown = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    window.addEventListener("pointerdown", onPointerDown);
    return () => window.removeEventListener("pointerdown", onPointerDown);
  }, [isOpen]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key is that of the button and boxes inside
    <div
      ref={root}
      className="relative max-md:hidden"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen) return;
        event.preventDefault();
        setOpen(false);
        root.current?.querySelector("button")?.focus();
      }}
    >
      <Button look="ghost" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t("Columns")} <ChevronDownIcon className="size-3" />
      </Button>
      {isOpen && (
        <fieldset className="absolute top-full right-0 z-40 mt-1.5 flex w-40 flex-col gap-1.5 rounded-lg border border-strong-line bg-surface p-3 shadow-lg">
          <legend className="sr-only">{t("Columns that are shown")}</legend>
          {optionalColumns.map(({ key, label }) => (
            <CheckField
              key={key}
              label={label}
              isChecked={!hidden.includes(key)}
              onChange={(isShown) => showColumn(key, isShown)}
            />
          ))}
        </fieldset>
      )}
    </div>
  );
}
