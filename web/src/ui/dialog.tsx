import { type ReactNode, useId } from "react";
import { t } from "../lib/text.ts";
import { IconButton } from "./button.tsx";
import { CloseIcon } from "./icons.tsx";
import { useModal } from "./use-modal.ts";

interface DialogProps {
  title: ReactNode;
  onClose: () => void;
  /** A drawer stands at the right edge over the whole height; a box stands in the middle. */
  kind?: "drawer" | "box";
  children: ReactNode;
}

const places = {
  drawer:
    "ml-auto h-dvh max-h-none w-full max-w-2xl motion-safe:animate-drawer-in border-l sm:w-[42rem] flex-col",
  box: "m-auto w-[calc(100%-2rem)] max-w-md motion-safe:animate-rise rounded-xl border flex-col",
};

/** The browser's own modal dialog: it keeps the focus inside, closes on Escape and gives the focus back. */
export function Dialog({ title, onClose, kind = "box", children }: DialogProps) {
  const modal = useModal(onClose);
  const titleId = useId();
  return (
    <dialog
      {...modal}
      aria-labelledby={titleId}
      className={`hidden overflow-hidden border-line bg-surface p-0 shadow-2xl open:flex ${places[kind]}`}
    >
      <header className="flex shrink-0 items-center justify-between gap-3 border-b border-line py-2.5 pr-2.5 pl-4">
        <h2 id={titleId} className="min-w-0 truncate text-base font-semibold">
          {title}
        </h2>
        <IconButton label={t("Close")} onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-4">{children}</div>
    </dialog>
  );
}
