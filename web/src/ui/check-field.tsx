import type { ReactNode } from "react";

interface CheckFieldProps {
  label: ReactNode;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
  disabled?: boolean;
}

/** A box to tick, with its words beside it. */
export function CheckField({ label, isChecked, onChange, disabled }: CheckFieldProps) {
  return (
    <label className="inline-flex items-start gap-1.5">
      <input
        type="checkbox"
        className="mt-0.5 accent-accent"
        checked={isChecked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
