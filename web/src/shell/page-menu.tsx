import { Link, useLocation } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Session } from "../api.ts";
import { t } from "../lib/text.ts";
import { ChevronDownIcon } from "../ui/icons.tsx";
import { usePageTarget } from "./page-link.ts";
import { pages } from "./pages.ts";

/** The pages that are not in the bar. A list of links that opens, not an application's menu: Tab goes through it as through any links. */
export function PageMenu({ session }: { session: Session }) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const listId = useId();
  const targetOf = usePageTarget();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const entries = pages.filter((page) => page.place !== "bar" && page.isFor(session));
  const here = entries.find((page) => page.to === path);

  useEffect(() => {
    if (!isOpen) return;
    const onPointerDown = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    window.addEventListener("pointerdown", onPointerDown);
    return () => window.removeEventListener("pointerdown", onPointerDown);
  }, [isOpen]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      setOpen(false);
      button.current?.focus();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    // A closed list holds nothing that could take the focus.
    flushSync(() => setOpen(true));
    const links = [...(root.current?.querySelectorAll("a") ?? [])].filter((link) =>
      link.checkVisibility(),
    );
    const at = links.findIndex((link) => link.matches(":focus"));
    const next = event.key === "ArrowDown" ? at + 1 : at - 1;
    links.at(next < -1 ? -1 : next % links.length)?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the button and links inside
    <div
      ref={root}
      className="relative"
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        aria-expanded={isOpen}
        aria-controls={listId}
        onClick={() => setOpen(!isOpen)}
        className={`inline-flex items-center gap-1 rounded-md px-2.5 py-1 font-medium transition-colors hover:bg-hover hover:text-text ${here?.place === "menu" ? "bg-sunken text-text" : "text-muted"}`}
      >
        {t("More")}
        <ChevronDownIcon className="size-3" />
      </button>
      <ul
        id={listId}
        hidden={!isOpen}
        className="absolute top-full left-0 z-40 mt-1.5 w-56 rounded-lg border border-strong-line bg-surface p-1 shadow-lg motion-safe:animate-rise"
      >
        {entries.map((page) => (
          <li
            key={page.to}
            className={`${page.place === "wide-bar" ? "md:hidden" : ""} ${page.to === "/security" || page.to === "/account" ? "mt-1 border-t border-line pt-1" : ""}`}
          >
            <Link
              {...targetOf(page)}
              activeOptions={{ exact: true, includeSearch: false }}
              onClick={() => setOpen(false)}
              className="flex items-center justify-between gap-3 rounded-md px-2.5 py-1.5 font-medium text-muted hover:bg-hover hover:text-text aria-[current=page]:bg-sunken aria-[current=page]:text-text"
            >
              {page.label}
              {page.to === "/account" && (
                <span className="min-w-0 truncate text-xs font-normal">{session.name}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
