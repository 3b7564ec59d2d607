import { useEffect, useRef } from "react";
import type { ShortcutKey } from "./shortcut-list.ts";

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

type Bindings = Partial<Record<ShortcutKey, (event: KeyboardEvent) => void>>;

/**
 * Binds single keys (named in lower case), and pairs such as "g c" typed one after the other.
 *
 * Silent while someone types, while a modifier is down and while a dialog is open.
 */
export function useShortcuts(bindings: Bindings): void {
  const latest = useRef<Record<string, Bindings[ShortcutKey]>>(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  useEffect(() => {
    let prefix = "";
    let timer: number | undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
      const key = event.key.toLowerCase();
      // The second of a pair is nothing by itself, also where somebody else binds the pair.
      const action = latest.current[prefix === "" ? key : `${prefix} ${key}`];
      window.clearTimeout(timer);
      prefix = prefix === "" && key === "g" ? "g" : "";
      timer = window.setTimeout(() => {
        prefix = "";
      }, 900);
      action?.(event);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => {
      window.clearTimeout(timer);
      window.removeEventListener("keydown", onKeyDown);
    };
  }, []);
}
