import { z } from "zod";
import { type App, requireAccess } from "../http/index.ts";
import type { EvidenceService } from "./build-evidence.ts";

/** Evidence of single calls, and the keys to verify it with. */
export function evidenceRoutes(app: App, { evidence }: { evidence: EvidenceService }): void {
  app.get(
    "/api/v1/calls/:callId/evidence",
    {
      // It tells who touched the call, whichever agent it was of.
      config: { access: "tenant", needs: "audit:read" },
      schema: {
        tags: ["Calls"],
        operationId: "getCallEvidence",
        summary: "Read the call as a signed evidence pack: a compact JWS (EdDSA)",
        description:
          "Signs the vCon, the hashes of everything that was received, the hash of the recording and who did what with the call. `voicelens verify-evidence` verifies it offline, with the keys of `/.well-known/jwks.json`.",
        params: z.object({ callId: z.string() }),
        response: { 200: z.string() },
      },
    },
    async (request, reply) => {
      const { callId } = request.params;
      const jws = await evidence.issue(requireAccess(request), callId);
      reply.headers({
        "content-type": "application/jose",
        "content-disposition": `attachment; filename="${callId.replace(/[^\w]/g, "_")}.evidence.jws"`,
      });
      return reply.send(jws);
    },
  );
  app.get(
    "/.well-known/jwks.json",
    { config: { access: "public", area: "documents" }, schema: { hide: true } },
    async (_request, reply) =>
      reply.type("application/jwk-set+json").send(JSON.stringify(evidence.publicKeys())),
  );
}
