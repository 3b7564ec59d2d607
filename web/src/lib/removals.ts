import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { showToast } from "../ui/toasts.tsx";
import { createStore, useStore } from "./store.ts";
import { t } from "./text.ts";
import { explain } from "./use-change.ts";

/** How long what was removed can be had back. */
const patienceMs = 8_000;

interface Removal {
  /** Of the thing: its row is hidden by it. */
  id: string;
  finish: () => Promise<void>;
  undo: () => void;
}

/** What is hidden and not yet removed. */
const waiting: Removal[] = [];
const hidden = createStore<ReadonlySet<string>>(new Set());

function setHidden(id: string, isHidden: boolean): void {
  const next = new Set(hidden.get());
  if (isHidden) next.add(id);
  else next.delete(id);
  hidden.set(next);
}

interface RemovalNeeds {
  id: string;
  /** What it is called, as a sentence begins with it. */
  name: string;
  remove: () => Promise<unknown>;
  /** As `useChange` takes it. */
  renews: readonly string[];
}

/**
 * Removes a thing in a moment: until then its row is hidden, and it can be had back.
 *
 * Nothing is asked of the server before that, so nothing has to be made again. Whoever closes the page, signs out or acts for somebody else has it removed at once.
 */
export function useRemoval(needs: RemovalNeeds): { isHidden: boolean; start: () => void } {
  const client = useQueryClient();
  const isHidden = useStore(hidden).has(needs.id);
  return { isHidden, start: () => start(client, needs) };
}

function start(client: QueryClient, { id, name, remove, renews }: RemovalNeeds): void {
  const end = () => {
    window.clearTimeout(timer);
    waiting.splice(waiting.indexOf(removal), 1);
    closeToast();
  };
  const removal: Removal = {
    id,
    async finish() {
      end();
      try {
        await remove();
      } catch (error) {
        showToast(explain(error), "bad");
      }
      // Hidden until the lists know: a row must not come back for a moment.
      await Promise.all(renews.map((list) => client.invalidateQueries({ queryKey: [list] })));
      setHidden(id, false);
    },
    undo() {
      end();
      setHidden(id, false);
      showToast(t("{name} is back.", { name }));
    },
  };
  const timer = window.setTimeout(() => void removal.finish(), patienceMs);
  const action = { label: t("Undo"), keys: "z", run: removal.undo };
  const closeToast = showToast(t("{name} is removed.", { name }), "good", {
    action,
    forMs: patienceMs,
  });
  waiting.push(removal);
  setHidden(id, true);
}

/** Has back what was removed last. */
export function undoLast(): void {
  waiting.at(-1)?.undo();
}

/** Removes at once what is waiting: before the session ends or acts for somebody else. */
export async function finishRemovals(): Promise<void> {
  await Promise.all([...waiting].map((removal) => removal.finish()));
}

// A request of a page that goes is sent to its end (`keepalive`).
window.addEventListener("pagehide", () => void finishRemovals());
