import type { Tone } from "../lib/call-state.ts";
import { createStore, useStore } from "../lib/store.ts";
import { Dot } from "./dot.tsx";

interface Toast {
  id: number;
  tone: Tone;
  text: string;
}

const toasts = createStore<Toast[]>([]);
let lastId = 0;

/** Shows one line at the foot of the page for six seconds. */
export function showToast(text: string, tone: Tone = "good"): void {
  lastId += 1;
  const toast = { id: lastId, tone, text };
  toasts.set([...toasts.get().slice(-2), toast]);
  window.setTimeout(() => {
    toasts.set(toasts.get().filter((other) => other.id !== toast.id));
  }, 6000);
}

export function Toasts() {
  const shown = useStore(toasts);
  return (
    <div
      role="status"
      className="pointer-events-none print:hidden fixed inset-x-0 bottom-4 z-50 flex flex-col items-center gap-2 px-4"
    >
      {shown.map((toast) => (
        <p
          key={toast.id}
          className="flex motion-safe:animate-rise items-center gap-2 rounded-lg border border-strong-line bg-surface px-3 py-2 shadow-lg"
        >
          <Dot tone={toast.tone} />
          {toast.text}
        </p>
      ))}
    </div>
  );
}
