import { recordAudit } from "../../audit/index.ts";
import { idOfActor, type NameFinder, type RequestAccess } from "../../http/index.ts";
import { uuidV7 } from "../../lib/ids.ts";
import { ProblemError } from "../../lib/problems.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../../store/index.ts";
import { holdCall } from "../call.store.ts";
import type { Review, ReviewChange } from "./review.schema.ts";
import {
  countLabels,
  findReview,
  listComments,
  lockReview,
  type ReviewRow,
  writeReview,
} from "./review.store.ts";

export type ReviewService = ReturnType<typeof createReviewService>;

interface Needs {
  db: Database;
  findNames: NameFinder;
  now: () => number;
}

const labelsMax = 20;
const commentsMax = 500;
/** More labels than that nobody chooses from. */
const labelsListed = 200;

/** What people make of calls. Whoever may write may also correct what others wrote: the audit log says who did. */
export function createReviewService({ db, findNames, now }: Needs) {
  const audit = (trx: Trx, { scope, actor }: RequestAccess, action: string, callId: string) =>
    recordAudit(trx, scope, { actor, action, subject: callId });

  const read = async (trx: Trx, scope: TenantScope, callId: string) => ({
    row: await findReview(trx, scope, callId),
    comments: await listComments(trx, scope, callId),
  });

  const view = async (
    access: RequestAccess,
    { row, comments }: Awaited<ReturnType<typeof read>>,
  ): Promise<Review> => {
    const actors = [...comments.map(({ author }) => author), ...(row ? [row.changed_by] : [])];
    const names = await findNames(access, actors.map(idOfActor));
    const nameOf = (actor: string) => names.get(idOfActor(actor)) ?? null;
    return {
      state: row?.state ?? "none",
      labels: row?.labels ?? [],
      changed_by: row?.changed_by ?? null,
      changed_by_name: row ? nameOf(row.changed_by) : null,
      changed_at: row?.changed_at.toISOString() ?? null,
      comments: comments.map((comment) => ({
        id: comment.id,
        content: comment.content,
        author: comment.author,
        author_name: nameOf(comment.author),
        created_at: comment.created_at.toISOString(),
        updated_at: comment.updated_at.toISOString(),
      })),
    };
  };

  /** Does something to the review of a call that may be seen, and shows it as it is then. */
  const change = async (
    access: RequestAccess,
    callId: string,
    work: (trx: Trx) => Promise<void>,
  ): Promise<Review> => {
    const found = await inTenant(db, access.scope, async (trx) => {
      await holdCall(trx, access.scope, callId);
      await work(trx);
      return read(trx, access.scope, callId);
    });
    return view(access, found);
  };

  return {
    get: (access: RequestAccess, callId: string) => change(access, callId, async () => {}),

    labels: (scope: TenantScope) =>
      inTenant(db, scope, (trx) => countLabels(trx, scope, labelsListed)),

    /** @throws ProblemError `limit-reached` with more than 20 labels. */
    review: (access: RequestAccess, callId: string, wanted: ReviewChange) =>
      change(access, callId, async (trx) => {
        const { scope, actor } = access;
        const by = { changed_by: actor, changed_at: new Date(now()) };
        const held = await lockReview(trx, scope, { call_id: callId, state: "none", ...by });
        const next = { ...held, ...by, ...changed(held, wanted) };
        await writeReview(trx, scope, next);
        await audit(trx, access, "call.reviewed", callId);
      }),

    /** @throws ProblemError `limit-reached` with more than 500 comments. */
    comment: (access: RequestAccess, callId: string, content: string) =>
      change(access, callId, async (trx) => {
        const { scope, actor } = access;
        if ((await listComments(trx, scope, callId)).length >= commentsMax) {
          throw new ProblemError("limit-reached", `A call takes ${commentsMax} comments.`);
        }
        const at = new Date(now());
        await trx
          .insertInto("call_comments")
          .values({
            ...{ tenant_id: scope.tenantId, id: uuidV7(now()), call_id: callId },
            ...{ content, author: actor, created_at: at, updated_at: at },
          })
          .execute();
        await audit(trx, access, "call.comment_added", callId);
      }),

    correct: (
      access: RequestAccess,
      { callId, commentId }: { callId: string; commentId: string },
      content: string,
    ) =>
      change(access, callId, async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable("call_comments")
          .set({ content, updated_at: new Date(now()) })
          .where("tenant_id", "=", access.scope.tenantId)
          .where("call_id", "=", callId)
          .where("id", "=", commentId)
          .executeTakeFirst();
        if (Number(numUpdatedRows) === 0) throw unknownComment();
        await audit(trx, access, "call.comment_changed", callId);
      }),

    remove: (access: RequestAccess, { callId, commentId }: { callId: string; commentId: string }) =>
      change(access, callId, async (trx) => {
        const { numDeletedRows } = await trx
          .deleteFrom("call_comments")
          .where("tenant_id", "=", access.scope.tenantId)
          .where("call_id", "=", callId)
          .where("id", "=", commentId)
          .executeTakeFirst();
        if (Number(numDeletedRows) === 0) throw unknownComment();
        await audit(trx, access, "call.comment_removed", callId);
      }),
  };
}

function changed(
  { state, labels }: ReviewRow,
  wanted: ReviewChange,
): Pick<ReviewRow, "state" | "labels"> {
  const kept = [...labels, ...wanted.add_labels].filter(
    (label) => !wanted.remove_labels.includes(label),
  );
  const next = [...new Set(kept)];
  if (next.length > labelsMax) {
    throw new ProblemError("limit-reached", `A call takes ${labelsMax} labels.`);
  }
  return { state: wanted.state ?? state, labels: next };
}

function unknownComment(): ProblemError {
  return new ProblemError("comment-not-found", "This call has no such comment.");
}
