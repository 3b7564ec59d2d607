import { z } from "zod";
import { type App, requireAccess } from "../http/index.ts";
import { sendTestEvent, type TestEventNeeds } from "./send-test-event.ts";

const TestOutcome = z
  .object({
    outcome: z
      .enum(["verified", "unverified", "refused", "unreachable"])
      .describe(
        "`unverified`: taken without proof, as the connection has no secret. `unreachable`: no answer came, or not from here.",
      ),
    url: z.string().describe("Where it was sent: the address that the provider uses."),
    http_status: z.number().int().nullable().describe("Null when no answer came."),
    detail: z.string().nullable().describe("Why it did not arrive."),
    event_id: z.string().nullable(),
    duration_ms: z.number().int(),
  })
  .meta({ id: "TestOutcome" });

/** Trying a connection without its provider. */
export function testEventRoutes(app: App, needs: TestEventNeeds): void {
  app.post(
    "/api/v1/connections/:connectionId/test-event",
    {
      config: { access: "tenant", needs: "connections:write" },
      schema: {
        tags: ["Set-up"],
        operationId: "sendTestEvent",
        summary: "Deliver a signed event to a connection by its public address, and see what comes",
        description:
          "The event is called `voicelens.test` and says nothing about a call: it is in no figure, costs nothing and is not handed on.",
        params: z.object({ connectionId: z.string().max(100) }),
        response: { 200: TestOutcome },
      },
    },
    (request) => {
      const { scope, actor } = requireAccess(request);
      const { connectionId } = request.params;
      return sendTestEvent(needs, scope, { connectionId, actor });
    },
  );
}
