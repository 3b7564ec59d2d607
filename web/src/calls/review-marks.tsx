import type { CallSummary } from "../api.ts";
import { reviewWords } from "./call-search.ts";

/** What people made of a call, for a row of the list: what is to be done, and its labels. */
export function ReviewMarks({ call }: { call: CallSummary }) {
  const { review_state: state, labels } = call;
  const look = {
    none: null,
    open: "border-accent text-accent",
    problem: "border-bad text-bad-text",
    reviewed: "border-line text-muted",
  }[state];
  return (
    <>
      {look && (
        <span className={`mr-1.5 rounded border px-1.5 text-xs font-medium ${look}`}>
          {reviewWords[state]}
        </span>
      )}
      {labels.map((label) => (
        <span key={label} className="mr-1.5 rounded-full border border-line px-2 text-xs">
          {label}
        </span>
      ))}
    </>
  );
}
