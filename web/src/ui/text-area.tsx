import { type TextareaHTMLAttributes, useId } from "react";

interface TextAreaProps
  extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "onChange" | "id"> {
  label: string;
  value: string;
  /** For what machines read. */
  isCode?: boolean;
  onChange: (value: string) => void;
}

/** Labelled lines of text. */
export function TextArea({
  label,
  onChange,
  isCode = false,
  className = "",
  ...rest
}: TextAreaProps) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="block font-medium">
        {label}
      </label>
      <textarea
        id={id}
        spellCheck={!isCode}
        onChange={(event) => onChange(event.target.value)}
        className={`mt-1.5 w-full rounded-md border border-strong-line bg-surface px-3 py-2 ${isCode ? "font-mono text-xs" : "text-sm"}`}
        {...rest}
      />
    </div>
  );
}
