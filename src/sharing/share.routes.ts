import { z } from "zod";
import { type App, requireAccess } from "../http/index.ts";
import { type RecordingService, serveRecording } from "../recordings/index.ts";
import { MadeShare, NewShare, Share, SharedCall } from "./share.schema.ts";
import type { ShareService } from "./share.service.ts";

const tags = ["Sharing"];
/** Whoever may only read calls gives nobody else a look at them. */
const config = { access: "tenant", needs: "calls:write", isSecret: true } as const;
const byLink = { access: "public", area: "shared", isSecret: true } as const;
const params = z.object({ callId: z.string() });
const withToken = z.object({ token: z.string().max(100) });

interface Needs {
  shares: ShareService;
  recordings: RecordingService;
}

/** Making links to single calls and taking them back, and what they show. */
export function shareRoutes(app: App, { shares, recordings }: Needs): void {
  app.get(
    "/api/v1/calls/:callId/shares",
    {
      config,
      schema: {
        ...{ tags, params, response: { 200: z.object({ data: z.array(Share) }) } },
        operationId: "listCallShares",
        summary: "List the links that show a call to others",
      },
    },
    async (request) => ({
      data: await shares.list(requireAccess(request), request.params.callId),
    }),
  );
  app.post(
    "/api/v1/calls/:callId/shares",
    {
      config,
      schema: {
        ...{ tags, params, body: NewShare, response: { 201: MadeShare } },
        operationId: "shareCall",
        summary: "Make a link that shows a call to others for a while",
      },
    },
    async (request, reply) => {
      const { callId } = request.params;
      return reply.code(201).send(await shares.add(requireAccess(request), callId, request.body));
    },
  );
  app.delete(
    "/api/v1/calls/:callId/shares/:shareId",
    {
      config,
      schema: {
        ...{ tags, params: params.extend({ shareId: z.string() }), response: { 204: z.null() } },
        operationId: "revokeCallShare",
        summary: "Take back a link to a call",
      },
    },
    async (request, reply) => {
      await shares.revoke(requireAccess(request), request.params);
      return reply.code(204).send(null);
    },
  );
  app.get(
    "/api/v1/shared/:token",
    {
      config: byLink,
      schema: {
        ...{ tags, params: withToken, response: { 200: SharedCall }, security: [] },
        operationId: "readSharedCall",
        summary: "Read what a link to a call shows; the link is all that is needed",
      },
    },
    async (request, reply) => {
      reply.header("x-robots-tag", "noindex, nofollow");
      return shares.read(request.params.token);
    },
  );
  app.route({
    method: ["GET", "HEAD"],
    url: "/api/v1/shared/:token/recording",
    exposeHeadRoute: false,
    config: byLink,
    schema: { hide: true, params: withToken },
    handler: async (request, reply) => {
      reply.header("x-robots-tag", "noindex, nofollow");
      // Asked for each part anew, so that a link that was taken back is silent at once.
      const link = await shares.recording(request.params.token);
      return serveRecording(recordings, link, request, reply);
    },
  });
}
