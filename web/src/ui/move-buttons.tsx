import { t } from "../lib/text.ts";
import { IconButton } from "./button.tsx";
import { ArrowUpIcon } from "./icons.tsx";

interface MoveButtonsProps {
  /** What is moved. */
  of: string;
  at: number;
  count: number;
  disabled?: boolean;
  onMove: (move: { from: number; to: number }) => void;
}

/** Moves a row of a list up or down. A button that can do nothing keeps the focus of whoever moves with keys. */
export function MoveButtons({ of, at, count, disabled = false, onMove }: MoveButtonsProps) {
  const button = (label: string, to: number, className: string) => {
    const isOff = disabled || to < 0 || to >= count;
    return (
      <IconButton
        label={label}
        aria-disabled={isOff}
        className={`aria-disabled:opacity-50 ${className}`}
        onClick={() => !isOff && onMove({ from: at, to })}
      >
        <ArrowUpIcon />
      </IconButton>
    );
  };
  return (
    <span className="inline-flex">
      {button(t("Move {of} up", { of }), at - 1, "")}
      {button(t("Move {of} down", { of }), at + 1, "[&>svg]:rotate-180")}
    </span>
  );
}
