import { z } from "zod";
import { reviewStates } from "../../lib/call.ts";

const instant = z.string().meta({ format: "date-time" });

/** Written alike however it was typed, so that one label is not two. */
const Label = z
  .string()
  .transform((text) => text.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase())
  .pipe(z.string().min(1).max(40));

const Comment = z
  .object({
    id: z.string(),
    content: z.string(),
    author: z.string(),
    author_name: z.string().nullable(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: "CallComment" });

/** What people make of a call. */
export const Review = z
  .object({
    state: z
      .enum(reviewStates)
      .describe("`open`: somebody is to look at it; `problem`: something went wrong in it."),
    labels: z.array(z.string()),
    changed_by: z.string().nullable(),
    changed_by_name: z.string().nullable(),
    changed_at: instant.nullable(),
    comments: z.array(Comment).describe("The oldest first."),
  })
  .meta({ id: "CallReview" });
export type Review = z.infer<typeof Review>;

export const ReviewChange = z.object({
  state: z.enum(reviewStates).optional(),
  add_labels: z.array(Label).max(20).default([]),
  remove_labels: z.array(Label).max(20).default([]),
});
export type ReviewChange = z.infer<typeof ReviewChange>;

export const CommentBody = z.object({ content: z.string().trim().min(1).max(10_000) });

export const LabelUse = z
  .object({ label: z.string(), calls: z.number().int() })
  .meta({ id: "CallLabel" });
