import type { Session } from "../api.ts";
import { Dialog } from "../ui/dialog.tsx";
import { pages } from "./pages.ts";

interface Group {
  title: string;
  keys: ReadonlyArray<readonly [keys: string, meaning: string]>;
}

const groups: readonly Group[] = [
  {
    title: "Lists",
    keys: [
      ["/", "Search"],
      ["j  ↓", "Next row"],
      ["k  ↑", "Previous row"],
      ["Enter", "Open the row"],
      ["Home", "Back to the newest"],
    ],
  },
  {
    title: "A call",
    keys: [
      ["1 – 4", "Switch tabs"],
      ["Esc", "Back to the list"],
    ],
  },
];

interface ShortcutsDialogProps {
  session: Session;
  onClose: () => void;
}

export function ShortcutsDialog({ session, onClose }: ShortcutsDialogProps) {
  const ways = pages.filter((page) => page.isFor(session));
  const everywhere: Group = {
    title: "Everywhere",
    keys: [...ways.map(({ keys, label }) => [keys, label] as const), ["?", "This list"]],
  };
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <div className="flex flex-col gap-4">
        {[everywhere, ...groups].map((group) => (
          <section key={group.title}>
            <h3 className="mb-1.5 text-xs font-medium text-muted">{group.title}</h3>
            <dl className="flex flex-col gap-1">
              {group.keys.map(([keys, meaning]) => (
                <div key={keys} className="flex items-center justify-between">
                  <dt className="order-2 flex gap-1">
                    {keys.split(" ").map((key) => (
                      <Key key={key} name={key} />
                    ))}
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

function Key({ name }: { name: string }) {
  if (name === "") return <span className="text-faint">or</span>;
  if (name === "–") return <span className="text-faint">to</span>;
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded border border-strong-line bg-sunken px-1 font-mono text-2xs">
      {name}
    </kbd>
  );
}
