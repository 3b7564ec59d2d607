interface BarProps {
  /** From 0 to 1. */
  share: number;
  /** What is drawn, as a number. */
  label: string;
}

/** A number with a small bar, so that several compare at a glance. */
export function Bar({ share, label }: BarProps) {
  return (
    <span className="flex items-center gap-1.5">
      <span className="w-8 shrink-0 text-right text-muted">{label}</span>
      <span aria-hidden="true" className="h-1.5 min-w-0 flex-1 rounded-full bg-sunken">
        <span
          className="block h-full rounded-full bg-accent"
          style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }}
        />
      </span>
    </span>
  );
}
