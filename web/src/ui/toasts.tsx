import type { Tone } from "../lib/call-state.ts";
import { createStore, useStore } from "../lib/store.ts";
import { Dot } from "./dot.tsx";
import { Keys } from "./keys.tsx";

interface ToastAction {
  label: string;
  /** The shortcut that does the same, where there is one. */
  keys?: string;
  run: () => void;
}

interface Toast {
  id: number;
  tone: Tone;
  text: string;
  action: ToastAction | undefined;
}

const toasts = createStore<Toast[]>([]);
let lastId = 0;

/** Shows one line at the foot of the page for six seconds, or as long as its action can be taken; gives what closes it before. */
export function showToast(
  text: string,
  tone: Tone = "good",
  { action, forMs = 6000 }: { action?: ToastAction; forMs?: number } = {},
): () => void {
  lastId += 1;
  const toast = { id: lastId, tone, text, action };
  const close = () => {
    window.clearTimeout(timer);
    toasts.set(toasts.get().filter((other) => other.id !== toast.id));
  };
  toasts.set([...toasts.get().slice(-2), toast]);
  const timer = window.setTimeout(close, forMs);
  return close;
}

export function Toasts() {
  const shown = useStore(toasts);
  return (
    <div
      role="status"
      className="pointer-events-none print:hidden fixed inset-x-0 bottom-4 z-50 flex flex-col items-center gap-2 px-4"
    >
      {shown.map(({ id, tone, text, action }) => (
        <div
          key={id}
          className="flex motion-safe:animate-rise items-center gap-2 rounded-lg border border-strong-line bg-surface px-3 py-2 shadow-lg"
        >
          <Dot tone={tone} />
          {text}
          {action && (
            <button
              type="button"
              onClick={action.run}
              className="pointer-events-auto ml-1 inline-flex items-center gap-1.5 rounded-md px-1.5 py-0.5 font-medium text-accent hover:bg-hover"
            >
              {action.label} {action.keys && <Keys keys={action.keys} />}
            </button>
          )}
        </div>
      ))}
    </div>
  );
}
