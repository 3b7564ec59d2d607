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

/** Moves a row of a list up or down. */
export function MoveButtons({ of, at, count, disabled = false, onMove }: MoveButtonsProps) {
  return (
    <span className="inline-flex">
      <IconButton
        label={`Move ${of} up`}
        disabled={disabled || at === 0}
        onClick={() => onMove({ from: at, to: at - 1 })}
      >
        <ArrowUpIcon />
      </IconButton>
      <IconButton
        label={`Move ${of} down`}
        disabled={disabled || at === count - 1}
        className="[&>svg]:rotate-180"
        onClick={() => onMove({ from: at, to: at + 1 })}
      >
        <ArrowUpIcon />
      </IconButton>
    </span>
  );
}
