import { lazy, Suspense, useEffect } from "react";
import type { Session } from "../api.ts";
import { isOfAgency } from "../lib/access.ts";
import { undoLast } from "../lib/removals.ts";
import { useShortcuts } from "../lib/shortcuts.ts";
import { useStore } from "../lib/store.ts";
import { openPalette } from "./palette-state.ts";
import { openHelp } from "./shortcuts-state.ts";

const Palette = lazy(async () => ({ default: (await import("../palette/palette.tsx")).Palette }));
const ShortcutsDialog = lazy(async () => ({
  default: (await import("./shortcuts-dialog.tsx")).ShortcutsDialog,
}));

/** What any page can call up over itself. Loaded when it is wanted first. */
export function Overlays({ session }: { session: Session }) {
  const palette = useStore(openPalette);
  const isHelpOpen = useStore(openHelp);
  usePaletteKey();
  useShortcuts({
    "?": () => openHelp.set(true),
    z: undoLast,
    ...(isOfAgency(session) && {
      c: (event) => {
        // Or the letter would be the first that is typed there.
        event.preventDefault();
        openPalette.set("clients");
      },
    }),
  });
  return (
    <Suspense fallback={null}>
      {palette && <Palette kind={palette} onClose={() => openPalette.set(null)} />}
      {isHelpOpen && <ShortcutsDialog session={session} onClose={() => openHelp.set(false)} />}
    </Suspense>
  );
}

/** Unlike the single keys, this one is heard while somebody types; not over another dialog. */
function usePaletteKey(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isPair = (event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey;
      if (!isPair || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      if (openPalette.get() !== null) openPalette.set(null);
      else if (!document.querySelector("dialog[open]")) openPalette.set("all");
    };
    window.addEventListener("keydown", onKeyDown);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      // Whoever comes next begins without them.
      openPalette.set(null);
      openHelp.set(false);
    };
  }, []);
}
