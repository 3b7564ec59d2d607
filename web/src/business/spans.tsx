import { t } from "../lib/text.ts";
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
      {spans.length === 0 && <span className="text-muted">{t("Closed")}</span>}
      {spans.map((span, at) => (
        <span key={span.key} className="inline-flex max-w-full flex-wrap items-center gap-1">
          <Clock
            label={t("{of} opens, {at}", { of, at: at + 1 })}
            value={span.start}
            onChange={(start) => change(span.key, { start })}
          />
          <span aria-hidden="true">–</span>
          <Clock
            label={t("{of} closes, {at}", { of, at: at + 1 })}
            value={span.end}
            onChange={(end) => change(span.key, { end })}
          />
          {isOvernight(span) && <span className="text-xs text-muted">{t("next day")}</span>}
          <IconButton
            label={t("Remove hours {at} of {of}", { at: at + 1, of })}
            onClick={() => onChange(spans.filter(({ key }) => key !== span.key))}
          >
            <CloseIcon />
          </IconButton>
        </span>
      ))}
      <Button
        look="ghost"
        aria-label={t("Add hours to {of}", { of })}
        onClick={() =>
          onChange([...spans, spans.length === 0 ? newSpan() : newSpan("18:00", "22:00")])
        }
      >
        {t("Add")}
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
