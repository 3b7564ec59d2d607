import { type ReactNode, useId } from "react";

interface SelectFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  required?: boolean;
  disabled?: boolean;
  className?: string;
  children: ReactNode;
}

/** A labelled choice, as tall as a `TextField`. */
export function SelectField({
  label,
  onChange,
  className = "",
  children,
  ...rest
}: SelectFieldProps) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="block font-medium">
        {label}
      </label>
      <select
        id={id}
        onChange={(event) => onChange(event.target.value)}
        className="mt-1.5 h-9 w-full rounded-md border border-strong-line bg-surface px-2 text-sm"
        {...rest}
      >
        {children}
      </select>
    </div>
  );
}
