import { useEffect, useState } from "react";
import { t } from "../lib/text.ts";
import { Button } from "./button.tsx";

const patienceMs = 4000;

interface SureButtonProps {
  label: string;
  /** What it says once pressed; the second press does it. */
  sureLabel: string;
  /** Names the thing, where many buttons say the same. */
  of?: string;
  disabled?: boolean;
  onSure: () => void;
}

/** A button for what cannot be undone: it asks in its own place, and forgets the question after a while or on Escape. */
export function SureButton({ label, sureLabel, of, disabled, onSure }: SureButtonProps) {
  const [isAsking, setAsking] = useState(false);
  useEffect(() => {
    if (!isAsking) return;
    const timer = window.setTimeout(() => setAsking(false), patienceMs);
    return () => window.clearTimeout(timer);
  }, [isAsking]);
  const text = isAsking ? sureLabel : label;
  return (
    <Button
      disabled={disabled}
      aria-label={of === undefined ? undefined : t("{action} {of}", { action: text, of })}
      className={isAsking ? "border-bad! text-bad-text!" : ""}
      onBlur={() => setAsking(false)}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isAsking) return;
        event.preventDefault();
        setAsking(false);
      }}
      onClick={() => {
        setAsking(!isAsking);
        if (isAsking) onSure();
      }}
    >
      {text}
    </Button>
  );
}
