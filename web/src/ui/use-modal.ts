import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

/** Opens a `dialog` element as the browser's own modal: it keeps the focus inside, closes on Escape or beside it, and gives the focus back. */
export function useModal(onClose: () => void): {
  ref: RefObject<HTMLDialogElement | null>;
  onCancel: (event: { preventDefault: () => void }) => void;
} {
  const dialog = useRef<HTMLDialogElement>(null);
  // Closed while it still stands in the page: only then does the browser give the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // The browser takes the first thing that can have the focus, which is the button that closes.
    element?.querySelector<HTMLElement>("[data-autofocus]")?.focus();
    return () => element?.close();
  }, []);
  useEffect(() => {
    const element = dialog.current;
    // Clicks on the backdrop arrive at the dialog itself.
    const onClick = (event: MouseEvent) => {
      if (event.target === element) onClose();
    };
    element?.addEventListener("click", onClick);
    return () => element?.removeEventListener("click", onClick);
  }, [onClose]);
  return {
    ref: dialog,
    onCancel: (event) => {
      event.preventDefault();
      onClose();
    },
  };
}
