import type { TextareaHTMLAttributes } from "react";
import { Field } from "./field.tsx";

interface TextAreaProps
  extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "onChange" | "id"> {
  label: string;
  value: string;
  /** For what machines read. */
  isCode?: boolean;
  fault?: string | undefined;
  onChange: (value: string) => void;
}

/** Labelled lines of text. */
export function TextArea(props: TextAreaProps) {
  const { label, onChange, isCode = false, className, fault, ...rest } = props;
  return (
    <Field label={label} className={className} fault={fault}>
      {(control) => (
        <textarea
          {...control}
          spellCheck={!isCode}
          onChange={(event) => onChange(event.target.value)}
          className={`mt-1.5 w-full rounded-md border border-strong-line bg-surface px-3 py-2 aria-invalid:border-bad ${isCode ? "font-mono text-xs" : "text-sm"}`}
          {...rest}
        />
      )}
    </Field>
  );
}
