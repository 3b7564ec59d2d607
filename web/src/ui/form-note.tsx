interface FormNoteProps {
  /** Said while nothing is wrong. */
  hint?: string;
  children: string;
}

/** What went wrong with a form, read out when it appears. It keeps its place, so that nothing moves. */
export function FormNote({ hint = "", children }: FormNoteProps) {
  return (
    <p
      aria-live="polite"
      className={`mt-2 min-h-5 text-xs ${children === "" ? "text-muted" : "text-bad-text"}`}
    >
      {children || hint}
    </p>
  );
}
