import { Field } from "./field.tsx";

interface FileFieldProps {
  label: string;
  /** The types and endings that can be chosen. */
  accept: string;
  isFirst?: boolean;
  fault?: string | undefined;
  className?: string;
  onChange: (file: File | null) => void;
}

/** A labelled choice of a file. */
export function FileField({ label, accept, isFirst, fault, className, onChange }: FileFieldProps) {
  return (
    <Field label={label} fault={fault} className={className}>
      {(control) => (
        <input
          {...control}
          type="file"
          accept={accept}
          data-autofocus={isFirst || undefined}
          className="mt-1.5 w-full text-sm file:mr-3 file:h-9 file:cursor-pointer file:rounded-md file:border file:border-strong-line file:bg-surface file:px-3 file:text-sm file:text-text hover:file:bg-hover"
          onChange={({ target }) => onChange(target.files?.[0] ?? null)}
        />
      )}
    </Field>
  );
}
