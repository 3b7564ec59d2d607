import type { InputHTMLAttributes } from "react";
import { Field } from "./field.tsx";

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "onChange" | "id"> {
  label: string;
  value: string;
  fault?: string | undefined;
  onChange: (value: string) => void;
}

/** A labelled line of text. */
export function TextField({ label, onChange, className, fault, ...rest }: TextFieldProps) {
  return (
    <Field label={label} className={className} fault={fault}>
      {(control) => (
        <input
          {...control}
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
          className="mt-1.5 h-9 w-full rounded-md border border-strong-line bg-surface px-3 text-sm aria-invalid:border-bad"
          {...rest}
        />
      )}
    </Field>
  );
}
