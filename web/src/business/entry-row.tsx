import { type ReactNode, useState } from "react";
import { useMay } from "../lib/access.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Row } from "../ui/panel.tsx";
import { SureButton } from "../ui/sure-button.tsx";

interface EntryRowProps {
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

/** One thing of a location, with what every one of them can be done with: changed and removed. */
export function EntryRow({ name, title = name, note, renews, dialog, ...props }: EntryRowProps) {
  const mayWrite = useMay("business:write");
  const [isOpen, setOpen] = useState(false);
  const remove = useChange({ change: props.remove, renews });
  return (
    <Row title={title} note={note}>
      {mayWrite && (
        <>
          {props.children}
          <Button aria-label={`Change ${name}`} onClick={() => setOpen(true)}>
            Change…
          </Button>
          <SureButton
            label="Remove"
            sureLabel="Really remove"
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
