import type { Session } from "../api.ts";
import { shortcutGroups } from "../lib/shortcut-list.ts";
import { t } from "../lib/text.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Keys } from "../ui/keys.tsx";
import { pages } from "./pages.ts";

interface ShortcutsDialogProps {
  session: Session;
  onClose: () => void;
}

export function ShortcutsDialog({ session, onClose }: ShortcutsDialogProps) {
  const ways = pages
    .filter((page) => page.isFor(session))
    .map(({ keys, label }) => ({ keys, meaning: label }));
  return (
    <Dialog title={t("Keyboard shortcuts")} onClose={onClose}>
      <div className="flex flex-col gap-4">
        {[...shortcutGroups, { title: t("Pages"), shortcuts: ways }].map((group) => (
          <section key={group.title}>
            <h3 className="mb-1.5 text-xs font-medium text-muted">{group.title}</h3>
            <dl className="flex flex-col gap-1">
              {group.shortcuts.map(({ keys, meaning }) => (
                <div key={keys} className="flex items-center justify-between">
                  <dt className="order-2">
                    <Keys keys={keys} />
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
