import type { ReactNode } from "react";
import { Field } from "./field.tsx";

interface SelectFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  required?: boolean;
  disabled?: boolean;
  className?: string;
  fault?: string | undefined;
  children: ReactNode;
}

/** A labelled choice, as tall as a `TextField`. */
export function SelectField(props: SelectFieldProps) {
  const { label, onChange, className, fault, children, ...rest } = props;
  return (
    <Field label={label} className={className} fault={fault}>
      {(control) => (
        <select
          {...control}
          onChange={(event) => onChange(event.target.value)}
          className="mt-1.5 h-9 w-full rounded-md border border-strong-line bg-surface px-2 text-sm aria-invalid:border-bad"
          {...rest}
        >
          {children}
        </select>
      )}
    </Field>
  );
}
