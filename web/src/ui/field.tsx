import { type ReactNode, useId } from "react";

interface FieldProps {
  label: string;
  className?: string | undefined;
  /** What is wrong with what stands in it, in a sentence. */
  fault?: string | undefined;
  children: (control: {
    id: string;
    "aria-invalid"?: true;
    "aria-describedby"?: string;
  }) => ReactNode;
}

/** The label of a control above it, and what is wrong with it below. */
export function Field({ label, className = "", fault = "", children }: FieldProps) {
  const id = useId();
  const faultId = `${id}-fault`;
  return (
    <div className={className}>
      <label htmlFor={id} className="block font-medium">
        {label}
      </label>
      {children(fault === "" ? { id } : { id, "aria-invalid": true, "aria-describedby": faultId })}
      {fault !== "" && (
        <p id={faultId} className="mt-1 text-xs text-bad-text">
          {fault}
        </p>
      )}
    </div>
  );
}
