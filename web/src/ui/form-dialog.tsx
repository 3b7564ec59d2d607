import { type ComponentProps, type ReactNode, useEffect, useRef } from "react";
import { t } from "../lib/text.ts";
import { explain } from "../lib/use-change.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { FormNote } from "./form-note.tsx";

interface FormDialogProps extends Omit<ComponentProps<typeof Dialog>, "children"> {
  /** What the button says that sends it. */
  submit: string;
  onSubmit: () => void;
  isPending: boolean;
  /** Why it was not taken. */
  error?: unknown;
  /** What to correct before it is sent; goes before the error. */
  fault?: string | undefined;
  hint?: string;
  /** Stands at the other end of the buttons. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A form in a dialog, with what is wrong and its buttons below. */
export function FormDialog(props: FormDialogProps) {
  const { submit, onSubmit, isPending, error = null, fault = "", hint = "", aside } = props;
  const form = useRef<HTMLFormElement>(null);
  // Whoever sent it goes on where the first thing is wrong.
  useEffect(() => {
    if (error !== null) showFirst(form.current);
  }, [error]);
  return (
    <Dialog title={props.title} kind={props.kind ?? "box"} onClose={props.onClose}>
      <form
        ref={form}
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
          requestAnimationFrame(() => showFirst(form.current));
        }}
      >
        {props.children}
        <FormNote hint={hint}>{fault || (error === null ? "" : explain(error))}</FormNote>
        <div className="flex flex-wrap justify-end gap-2">
          {aside !== undefined && <span className="mr-auto">{aside}</span>}
          <Button onClick={props.onClose}>{t("Cancel")}</Button>
          <Button type="submit" look="primary" disabled={isPending}>
            {submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function showFirst(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
}
