import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { t } from "../lib/text.ts";
import type { PaletteKind } from "../shell/palette-state.ts";
import { SearchIcon } from "../ui/icons.tsx";
import { Keys } from "../ui/keys.tsx";
import { useModal } from "../ui/use-modal.ts";
import { type Entry, type GroupName, groupNames } from "./entry.ts";
import { bestOf } from "./fuzzy.ts";
import { useActions } from "./use-actions.ts";
import { useFound } from "./use-found.ts";
import { useClients, usePages, useParts } from "./use-places.ts";

interface PaletteProps {
  kind: PaletteKind;
  onClose: () => void;
}

/** Finds pages, calls and everything else by a few letters, and does things. The field keeps the focus; the arrows choose. */
export function Palette({ kind, onClose }: PaletteProps) {
  const modal = useModal(onClose);
  const listId = useId();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const { groups, isSearching } = useGroups(kind, typed);
  const entries = groups.flatMap((group) => group.entries);
  const at = Math.min(chosen, entries.length - 1);
  const active = entries[at];

  const run = (entry: Entry) => {
    // First closed, so that what it opens gets the focus.
    onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextPlace(event.key, at, entries.length);
    if (next !== undefined) setChosen(next);
    if (event.key === "Enter" && active) run(active);
    if (next !== undefined || event.key === "Enter") event.preventDefault();
  };

  const label =
    kind === "clients" ? t("Find a client") : t("Find pages, calls, contacts and actions");
  return (
    <dialog
      {...modal}
      aria-label={label}
      className="mx-auto mt-[12vh] mb-auto hidden max-h-[70vh] w-[calc(100%-2rem)] max-w-xl flex-col overflow-hidden rounded-xl border border-strong-line bg-surface p-0 shadow-2xl open:flex motion-safe:animate-rise"
    >
      <div className="flex shrink-0 items-center gap-2.5 border-b border-line px-4">
        <SearchIcon className="size-4 text-faint" />
        <input
          type="text"
          role="combobox"
          aria-label={label}
          aria-expanded={entries.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active && optionId(listId, active)}
          data-autofocus
          autoComplete="off"
          spellCheck={false}
          placeholder={kind === "clients" ? t("Act for …") : t("Search or go to …")}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
          className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none"
        />
        <Keys keys="Esc" />
      </div>
      <div
        id={listId}
        role="listbox"
        aria-label={t("Found")}
        tabIndex={-1}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1.5 empty:hidden"
      >
        {groups.map(({ name, entries: within }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is none of a listbox's children
          <div key={name} role="group" aria-label={groupWords[name]} className="pb-1">
            <p aria-hidden="true" className="px-2.5 pt-2 pb-1 text-2xs font-medium text-muted">
              {groupWords[name]}
            </p>
            {within.map((entry) => (
              <Option
                key={entry.id}
                id={optionId(listId, entry)}
                entry={entry}
                isActive={entry === active}
                onPoint={() => setChosen(entries.indexOf(entry))}
                onRun={() => run(entry)}
              />
            ))}
          </div>
        ))}
      </div>
      <p
        role="status"
        className={entries.length === 0 ? "px-4 py-6 text-center text-muted" : "sr-only"}
      >
        {toldOf(kind, entries.length, isSearching)}
      </p>
    </dialog>
  );
}

const groupWords: Record<GroupName, string> = {
  Calls: t("Calls"),
  Pages: t("Pages"),
  Actions: t("Actions"),
  Clients: t("Clients"),
  Contacts: t("Contacts"),
  Connections: t("Connections"),
  "Knowledge bases": t("Knowledge bases"),
};

const optionId = (listId: string, { id }: Entry) => `${listId}-${id}`;

function toldOf(kind: PaletteKind, count: number, isSearching: boolean): string {
  if (count > 0) return t("{count} found", { count });
  if (kind === "clients") return t("There is no other client of this name.");
  return isSearching ? t("Searching …") : t("Nothing is called so, and no call says it.");
}

/** Where a key leads, round from the last to the first. */
function nextPlace(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === "ArrowDown") return (at + 1) % count;
  if (key === "ArrowUp") return (at - 1 + count) % count;
  if (key === "PageDown") return Math.min(at + 8, count - 1);
  if (key === "PageUp") return Math.max(at - 8, 0);
  return undefined;
}

interface OptionProps {
  id: string;
  entry: Entry;
  isActive: boolean;
  onPoint: () => void;
  onRun: () => void;
}

function Option({ id, entry, isActive, onPoint, onRun }: OptionProps) {
  const option = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) option.current?.scrollIntoView({ block: "nearest" });
  }, [isActive]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which has the focus
    <div
      ref={option}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onMouseMove={onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onRun}
      className="flex cursor-pointer items-center gap-3 rounded-md px-2.5 py-1.5 aria-selected:bg-accent-soft"
    >
      <span className="min-w-0 flex-1 truncate font-medium">{entry.label}</span>
      {entry.hint && (
        <span className="min-w-0 shrink truncate text-xs text-muted">{entry.hint}</span>
      )}
      {entry.keys && (
        <span className="max-sm:hidden">
          <Keys keys={entry.keys} />
        </span>
      )}
    </div>
  );
}

/** At most so many of a group while everything is searched: the best of each stay in view. */
const shownOfEach = 8;

/** What answers to what was typed: the best group first, and within each the best. */
function useGroups(kind: PaletteKind, typed: string) {
  const isAll = kind === "all";
  const clients = useClients();
  const known = [...usePages(), ...useActions(), ...useParts()];
  const { found, isSearching } = useFound(typed, isAll);
  const offered = isAll ? [...known, ...clients] : clients;
  const text = typed.trim();
  const groups = groupNames.flatMap((name) => {
    const best = bestOf(
      offered.filter(({ group }) => group === name),
      text,
      ({ label, words = "" }) => `${label} ${words}`,
    ).slice(0, isAll && text !== "" ? shownOfEach : undefined);
    const entries = [
      ...best.map(({ entry }) => entry),
      ...found.filter((one) => one.group === name),
    ];
    return entries.length === 0 ? [] : [{ name, entries, score: best[0]?.score ?? 0 }];
  });
  if (text !== "") groups.sort((a, b) => b.score - a.score);
  return { groups, isSearching: isAll && isSearching };
}
