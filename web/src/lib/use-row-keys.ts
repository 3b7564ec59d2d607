import { useShortcuts } from "./shortcuts.ts";

/** Every row of a list has one link or button with this attribute; the keys move the focus between them. */
const selector = "[data-row-target]";

function move(step: 1 | -1, event: KeyboardEvent): void {
  const targets = [...document.querySelectorAll<HTMLElement>(selector)];
  const at = targets.findIndex((target) => target.matches(":focus"));
  const next = at < 0 ? targets.find(isBelowHeader) : targets[at + step];
  if (!next) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.closest("tr, li")?.scrollIntoView({ block: "nearest" });
}

function isBelowHeader(target: HTMLElement): boolean {
  return target.getBoundingClientRect().top > 120;
}

/** j and k, or the arrows, move through the rows; Enter is the link's own. */
export function useRowKeys(): void {
  useShortcuts({
    j: (event) => move(1, event),
    k: (event) => move(-1, event),
    arrowdown: (event) => move(1, event),
    arrowup: (event) => move(-1, event),
    home: () => window.scrollTo({ top: 0 }),
  });
}
