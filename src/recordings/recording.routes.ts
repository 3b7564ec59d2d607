import { z } from "zod";
import { type App, requireAccess, requireTenant } from "../http/index.ts";
import type { RecordingService } from "./recording.service.ts";
import { serveRecording } from "./serve-recording.ts";

const tags = ["Recordings"];
const instant = z.string().meta({ format: "date-time" });

const Recording = z
  .object({
    status: z
      .enum(["none", "pending", "stored", "failed", "gone", "refused", "expired"])
      .describe(
        "none: the call names no recording. pending: it is being fetched. stored: it can be heard. failed: no try worked. gone: the provider does not have it any more. refused: it may not be kept, by consent, or its address is not one that we ask. expired: its time was over.",
      ),
    url: z
      .string()
      .nullable()
      .describe("Opens it without a key until `expires_at`; takes byte ranges."),
    expires_at: instant.nullable(),
    content_type: z.string().nullable(),
    bytes: z.number().int().nullable(),
    sha256: z.string().nullable().describe("Of the recording as it was fetched, in hexadecimal."),
    stored_at: instant.nullable(),
    reason: z.string().nullable().describe("Why it is not there, or not yet; one word."),
    attempts: z.number().int().describe("How often fetching it was tried."),
    next_try_at: instant.nullable(),
  })
  .meta({ id: "Recording" });

const Settings = z
  .object({
    retention_days: z
      .number()
      .int()
      .min(1)
      .max(3650)
      .nullable()
      .describe("Days after which a stored recording is removed; null keeps it like its call."),
  })
  .meta({ id: "RecordingSettings" });

/** Recordings: what became of them, hearing them, and for how long they are kept. */
export function recordingRoutes(app: App, { recordings }: { recordings: RecordingService }): void {
  app.get(
    "/api/v1/calls/:callId/recording",
    {
      config: { access: "tenant", needs: "calls:read", isSecret: true },
      schema: {
        tags,
        operationId: "getCallRecording",
        summary: "Read what became of a call's recording, with a link that opens it for minutes",
        params: z.object({ callId: z.string() }),
        response: { 200: Recording },
      },
    },
    (request) => recordings.get(requireAccess(request), request.params.callId),
  );
  app.route({
    method: ["GET", "HEAD"],
    url: "/recordings/:token",
    exposeHeadRoute: false,
    config: { access: "public", area: "recordings", isSecret: true },
    // Whoever is given a link needs no document of it; what it answers is told where it is given.
    schema: { hide: true, params: z.object({ token: z.string() }) },
    handler: (request, reply) => serveRecording(recordings, request.params.token, request, reply),
  });
  app.get(
    "/api/v1/settings/recordings",
    {
      config: { access: "tenant", needs: "tenants:read" },
      schema: {
        tags,
        operationId: "getRecordingSettings",
        summary: "Read for how long recordings are kept",
        response: { 200: Settings },
      },
    },
    async (request) => ({ retention_days: await recordings.retention(requireTenant(request)) }),
  );
  app.put(
    "/api/v1/settings/recordings",
    {
      config: { access: "tenant", needs: "tenants:write" },
      schema: {
        tags,
        operationId: "setRecordingSettings",
        summary: "Set for how long recordings are kept; older ones are removed within minutes",
        body: Settings,
        response: { 200: Settings },
      },
    },
    async (request) => {
      const { retention_days: days } = request.body;
      return { retention_days: await recordings.setRetention(requireAccess(request), days) };
    },
  );
}
