import { z } from "zod";
import { type App, requireAccess, requireTenant } from "../../http/index.ts";
import { CommentBody, LabelUse, Review, ReviewChange } from "./review.schema.ts";
import type { ReviewService } from "./review.service.ts";

const tags = ["Calls"];
const reading = { access: "tenant", needs: "calls:read" } as const;
const writing = { access: "tenant", needs: "calls:write" } as const;
const params = z.object({ callId: z.string() });
const ofComment = params.extend({ commentId: z.uuid() });

/** What people make of a call: whether it was looked at, labels, comments. Each change answers the review as it is then. */
export function reviewRoutes(app: App, { reviews }: { reviews: ReviewService }): void {
  app.get(
    "/api/v1/call-labels",
    {
      config: reading,
      schema: {
        tags,
        operationId: "listCallLabels",
        summary: "List the labels of calls, the most used first",
        response: { 200: z.object({ data: z.array(LabelUse) }) },
      },
    },
    async (request) => ({ data: await reviews.labels(requireTenant(request)) }),
  );
  app.get(
    "/api/v1/calls/:callId/review",
    {
      config: reading,
      schema: {
        ...{ tags, params, response: { 200: Review } },
        operationId: "getCallReview",
        summary: "Read what people make of a call",
      },
    },
    (request) => reviews.get(requireAccess(request), request.params.callId),
  );
  app.patch(
    "/api/v1/calls/:callId/review",
    {
      config: writing,
      schema: {
        ...{ tags, params, body: ReviewChange, response: { 200: Review } },
        operationId: "reviewCall",
        summary: "Say whether a call was looked at, add or remove labels",
      },
    },
    (request) => reviews.review(requireAccess(request), request.params.callId, request.body),
  );
  app.post(
    "/api/v1/calls/:callId/comments",
    {
      config: writing,
      schema: {
        ...{ tags, params, body: CommentBody, response: { 201: Review } },
        operationId: "commentOnCall",
        summary: "Write something about a call",
      },
    },
    async (request, reply) => {
      const { callId } = request.params;
      const review = await reviews.comment(requireAccess(request), callId, request.body.content);
      return reply.code(201).send(review);
    },
  );
  app.patch(
    "/api/v1/calls/:callId/comments/:commentId",
    {
      config: writing,
      schema: {
        ...{ tags, params: ofComment, body: CommentBody, response: { 200: Review } },
        operationId: "changeCallComment",
        summary: "Correct a comment",
      },
    },
    (request) => reviews.correct(requireAccess(request), request.params, request.body.content),
  );
  app.delete(
    "/api/v1/calls/:callId/comments/:commentId",
    {
      config: writing,
      schema: {
        ...{ tags, params: ofComment, response: { 200: Review } },
        operationId: "removeCallComment",
        summary: "Remove a comment",
      },
    },
    (request) => reviews.remove(requireAccess(request), request.params),
  );
}
