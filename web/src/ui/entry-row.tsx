import { type ReactNode, useState } from "react";
import { type Permission, useMay } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "./button.tsx";
import { Row } from "./panel.tsx";
import { SureButton } from "./sure-button.tsx";

interface EntryRowProps {
  /** What it takes to change it. */
  permission: Permission;
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

/** One thing of a list that can be changed in a dialog, and removed. */
export function EntryRow({ name, title = name, note, renews, dialog, ...props }: EntryRowProps) {
  const mayWrite = useMay(props.permission);
  const [isOpen, setOpen] = useState(false);
  const remove = useChange({ change: props.remove, renews });
  return (
    <Row title={title} note={note}>
      {mayWrite && (
        <>
          {props.children}
          <Button aria-label={t("Change {name}", { name })} onClick={() => setOpen(true)}>
            {t("Change…")}
          </Button>
          <SureButton
            label={t("Remove")}
            sureLabel={t("Really remove")}
            of={name}
            disabled={remove.isPending}
            onSure={() => remove.mutate(undefined)}
          />
        </>
      )}
      {isOpen && dialog(() => setOpen(false))}
    </Row>
  );
}
