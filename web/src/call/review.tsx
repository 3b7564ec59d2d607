import { useQuery } from "@tanstack/react-query";
import type { CallReview, ReviewState } from "../api.ts";
import { reviewWords } from "../calls/call-search.ts";
import { useMay } from "../lib/access.ts";
import { describeActor } from "../lib/actor.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { NoteForm } from "../notes/note-form.tsx";
import { NoteRow } from "../notes/note-row.tsx";
import { NotReported, Section } from "../ui/section.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { showToast } from "../ui/toasts.tsx";
import { Labels } from "./labels.tsx";
import {
  addComment,
  changeComment,
  type ReviewChange,
  removeComment,
  reviewCall,
  reviewQuery,
  reviewShown,
} from "./review-client.ts";

/** The lists that show what people make of calls. */
const renews = ["call", "calls", "call-labels"];

/** What people make of a call: whether somebody looked at it, labels and comments. */
export function Review({ callId }: { callId: string }) {
  const review = useQuery(reviewQuery(callId));
  const mayWrite = useMay("calls:write");
  const change = useChange({
    change: (wanted: ReviewChange) => reviewCall(callId, wanted),
    shows: (wanted) => reviewShown(callId, review.data, wanted),
    renews,
  });
  return (
    <Section title={t("Review")} aside={review.data && <Reviewer review={review.data} />}>
      {review.isError ? (
        <NotReported>{t("What people make of this call could not be read.")}</NotReported>
      ) : review.data === undefined ? (
        <SkeletonLines count={2} />
      ) : (
        <>
          <States
            state={review.data.state}
            isDisabled={!mayWrite}
            onChange={(state) => change.mutate({ state })}
          />
          <Labels
            labels={review.data.labels}
            mayWrite={mayWrite}
            onAdd={(label) => change.mutate({ add_labels: [label] })}
            onRemove={(label) =>
              change.mutate(
                { remove_labels: [label] },
                {
                  onSuccess: () => offerUndo(label, () => change.mutate({ add_labels: [label] })),
                },
              )
            }
          />
          <Comments callId={callId} comments={review.data.comments} mayWrite={mayWrite} />
        </>
      )}
    </Section>
  );
}

/** A label is its word: it is had back by adding it again. */
function offerUndo(label: string, undo: () => void): void {
  const run = () => {
    close();
    undo();
  };
  const action = { label: t("Undo"), run };
  const close = showToast(t("{name} is removed.", { name: label }), "good", { action });
}

function Reviewer({ review }: { review: CallReview }) {
  if (review.changed_by === null || review.changed_at === null) return null;
  return (
    <>
      {describeActor(review.changed_by, review.changed_by_name)},{" "}
      <RelativeTime at={review.changed_at} />
    </>
  );
}

interface StatesProps {
  state: ReviewState;
  isDisabled: boolean;
  onChange: (state: ReviewState) => void;
}

function States({ state, isDisabled, onChange }: StatesProps) {
  return (
    <fieldset className="flex flex-wrap gap-1" disabled={isDisabled}>
      <legend className="sr-only">{t("How far somebody is with looking at it")}</legend>
      {Object.entries(reviewWords).map(([id, word]) => (
        <label
          key={id}
          className="cursor-pointer rounded-md border border-line bg-surface px-2 py-1 text-xs font-medium text-muted has-checked:border-accent has-checked:bg-accent-soft has-checked:text-text has-disabled:cursor-default has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name="review-state"
            value={id}
            checked={state === id}
            onChange={() => onChange(id as ReviewState)}
            className="sr-only"
          />
          {word}
        </label>
      ))}
    </fieldset>
  );
}

interface CommentsProps {
  callId: string;
  comments: CallReview["comments"];
  mayWrite: boolean;
}

function Comments({ callId, comments, mayWrite }: CommentsProps) {
  const add = useChange({ change: (content: string) => addComment(callId, content), renews });
  return (
    <div className="mt-4">
      <ul aria-label={t("Comments")} className="flex flex-col gap-3">
        {comments.map((comment) => (
          <NoteRow
            key={comment.id}
            name="comment"
            note={comment}
            mayWrite={mayWrite}
            change={(content) => changeComment(callId, comment.id, content)}
            remove={() => removeComment(callId, comment.id)}
            renews={renews}
          />
        ))}
      </ul>
      {mayWrite && (
        <div className="mt-3">
          <NoteForm
            label={t("New comment")}
            submit={t("Comment")}
            isBusy={add.isPending}
            onSubmit={(content, clear) => add.mutate(content, { onSuccess: clear })}
          />
        </div>
      )}
    </div>
  );
}
