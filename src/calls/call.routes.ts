import { z } from "zod";
import { type App, page, requireTenant } from "../http/index.ts";
import { PageQuery } from "../store/index.ts";
import {
  Call,
  CallFilters,
  CallOrigin,
  CallSummary,
  TimelineLine,
  TurnView,
} from "./call.schema.ts";
import type { CallService } from "./call.service.ts";

const params = z.object({ callId: z.string() });
const tags = ["Calls"];
const config = { access: "tenant", needs: "calls:read" } as const;

/** Reading calls. */
export function callRoutes(app: App, { calls }: { calls: CallService }): void {
  app.get(
    "/api/v1/calls",
    {
      config,
      schema: {
        tags,
        operationId: "listCalls",
        summary: "List calls, the newest first",
        querystring: CallFilters.extend(PageQuery.shape),
        response: { 200: page(CallSummary) },
      },
    },
    (request) => calls.list(requireTenant(request), request.query),
  );
  app.get(
    "/api/v1/calls/:callId",
    {
      config,
      schema: {
        tags,
        operationId: "getCall",
        summary: "Read one call",
        params,
        response: { 200: Call },
      },
    },
    (request) => calls.get(requireTenant(request), request.params.callId),
  );
  app.get(
    "/api/v1/calls/:callId/transcript",
    {
      config,
      schema: {
        tags,
        operationId: "getCallTranscript",
        summary: "Read the transcript as turns",
        params,
        response: { 200: z.object({ data: z.array(TurnView) }) },
      },
    },
    async (request) => ({
      data: await calls.transcript(requireTenant(request), request.params.callId),
    }),
  );
  app.get(
    "/api/v1/calls/:callId/events",
    {
      config,
      schema: {
        tags,
        operationId: "getCallEvents",
        summary: "Read what happened: events as received, tool calls, transfers, key presses",
        params,
        response: { 200: z.object({ data: z.array(TimelineLine) }) },
      },
    },
    async (request) => ({
      data: await calls.timeline(requireTenant(request), request.params.callId),
    }),
  );
  app.get(
    "/api/v1/calls/:callId/origins",
    {
      config: { access: "tenant", needs: "events:read" },
      schema: {
        tags,
        operationId: "getCallOrigins",
        summary: "Read which events told what the record of a call says",
        params,
        response: { 200: z.object({ data: z.array(CallOrigin) }) },
      },
    },
    async (request) => ({
      data: await calls.origins(requireTenant(request), request.params.callId),
    }),
  );
  const document = z.record(z.string(), z.unknown());
  app.get(
    "/api/v1/calls/:callId/vcp",
    {
      config,
      schema: {
        tags,
        operationId: "getCallVcp",
        summary: "Read the call as a VCP 0.5 message (schema: /vcp-0.5.schema.json)",
        params,
        response: { 200: document },
      },
    },
    async (request) => ({ ...(await calls.vcp(requireTenant(request), request.params.callId)) }),
  );
  app.get(
    "/api/v1/calls/:callId/vcon",
    {
      config,
      schema: {
        tags,
        operationId: "getCallVcon",
        summary: "Read the call as a vCon",
        params,
        response: { 200: document },
      },
    },
    async (request) => ({ ...(await calls.vcon(requireTenant(request), request.params.callId)) }),
  );
}
