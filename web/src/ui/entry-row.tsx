import { type ReactNode, useState } from "react";
import { type Permission, useMay } from "../lib/access.ts";
import { useRemoval } from "../lib/removals.ts";
import { t } from "../lib/text.ts";
import { Button } from "./button.tsx";
import { Row } from "./panel.tsx";

interface EntryRowProps {
  /** What it takes to change it. */
  permission: Permission;
  id: string;
  name: string;
  /** How it is shown where it is more than its name. */
  title?: ReactNode;
  note: ReactNode;
  remove: () => Promise<unknown>;
  renews: readonly string[];
  /** In which it is changed. */
  dialog: (close: () => void) => ReactNode;
  /** What else can be done with it. */
  children?: ReactNode;
}

/** One thing of a list that can be changed in a dialog, and removed; it can be had back for a moment. */
export function EntryRow({
  id,
  name,
  title = name,
  note,
  renews,
  dialog,
  ...props
}: EntryRowProps) {
  const mayWrite = useMay(props.permission);
  const [isOpen, setOpen] = useState(false);
  const removal = useRemoval({ id, name, remove: props.remove, renews });
  if (removal.isHidden) return null;
  return (
    <Row title={title} note={note}>
      {mayWrite && (
        <>
          {props.children}
          <Button aria-label={t("Change {name}", { name })} onClick={() => setOpen(true)}>
            {t("Change…")}
          </Button>
          <Button aria-label={t("Remove {name}", { name })} onClick={removal.start}>
            {t("Remove")}
          </Button>
        </>
      )}
      {isOpen && dialog(() => setOpen(false))}
    </Row>
  );
}
