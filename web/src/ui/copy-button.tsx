import { useEffect, useState } from "react";
import { t } from "../lib/text.ts";
import { buttonClass } from "./button.tsx";
import { CheckIcon, CopyIcon } from "./icons.tsx";
import { showToast } from "./toasts.tsx";

/** The clipboard API needs https or localhost; a plain http address in the local network falls back to a selection. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  area.readOnly = true;
  area.className = "fixed top-0 left-0 opacity-0";
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand("copy");
  area.remove();
  if (!isCopied) throw new Error("The browser refused to copy");
}

interface CopyButtonProps {
  text: string | (() => string);
  label?: string;
  /** Shows the icon alone; the label stays for screen readers. */
  isCompact?: boolean;
}

export function CopyButton({ text, label = t("Copy"), isCompact = false }: CopyButtonProps) {
  const [isDone, setDone] = useState(false);
  useEffect(() => {
    if (!isDone) return;
    const timer = window.setTimeout(() => setDone(false), 1500);
    return () => window.clearTimeout(timer);
  }, [isDone]);
  const copy = () =>
    copyText(typeof text === "string" ? text : text()).then(
      () => setDone(true),
      () =>
        showToast(t("The browser refused to copy. Select the text and copy it by hand."), "bad"),
    );
  return (
    <button
      type="button"
      onClick={copy}
      title={label}
      aria-label={isCompact ? label : undefined}
      className={isCompact ? `${buttonClass("ghost")} w-7 px-0!` : buttonClass()}
    >
      {isDone ? <CheckIcon className="size-4 text-good" /> : <CopyIcon />}
      {!isCompact && <span>{isDone ? t("Copied") : label}</span>}
    </button>
  );
}
