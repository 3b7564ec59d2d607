import { Button, IconButton } from "../ui/button.tsx";
import { CloseIcon } from "../ui/icons.tsx";
import { type DraftSpan, isOvernight, newSpan } from "./hours-draft.ts";

interface SpansProps {
  /** Whose they are, for those who hear the page: "Monday". */
  of: string;
  spans: readonly DraftSpan[];
  onChange: (spans: readonly DraftSpan[]) => void;
}

/** The spans of one day. */
export function Spans({ of, spans, onChange }: SpansProps) {
  const change = (key: string, given: Partial<DraftSpan>) =>
    onChange(spans.map((span) => (span.key === key ? { ...span, ...given } : span)));
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      {spans.length === 0 && <span className="text-muted">Closed</span>}
      {spans.map((span, at) => (
        <span key={span.key} className="inline-flex max-w-full flex-wrap items-center gap-1">
          <Clock
            label={`${of} opens, ${at + 1}`}
            value={span.start}
            onChange={(start) => change(span.key, { start })}
          />
          <span aria-hidden="true">–</span>
          <Clock
            label={`${of} closes, ${at + 1}`}
            value={span.end}
            onChange={(end) => change(span.key, { end })}
          />
          {isOvernight(span) && <span className="text-xs text-muted">next day</span>}
          <IconButton
            label={`Remove hours ${at + 1} of ${of}`}
            onClick={() => onChange(spans.filter(({ key }) => key !== span.key))}
          >
            <CloseIcon />
          </IconButton>
        </span>
      ))}
      <Button
        look="ghost"
        aria-label={`Add hours to ${of}`}
        onClick={() =>
          onChange([...spans, spans.length === 0 ? newSpan() : newSpan("18:00", "22:00")])
        }
      >
        Add
      </Button>
    </div>
  );
}

interface ClockProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

function Clock({ label, value, onChange }: ClockProps) {
  return (
    <input
      type="time"
      aria-label={label}
      required
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className="h-8 rounded-md border border-strong-line bg-surface px-1.5 text-sm"
    />
  );
}
