import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { App } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import { errorFields, type Logger } from "../observe/index.ts";
import type { AccessService } from "./access.ts";
import { OidcRefusal, type RefusalReason } from "./oidc-refusal.ts";
import type { createOidcSignIn } from "./oidc-sign-in.ts";
import { setSessionCookie } from "./session.routes.ts";

const tags = ["Session"];
const SignInOptions = z
  .object({
    oidc: z
      .object({ name: z.string() })
      .nullable()
      .describe("The identity provider (OpenID Connect); null when none is set up."),
  })
  .meta({ id: "SignInOptions" });
const beginPath = "/api/v1/session/oidc";
/** Where the identity provider sends people back to: it must know this address. */
export const oidcCallbackPath = `${beginPath}/callback`;
const flowCookie = "voicelens_oidc";
/** Read and written by people's browsers on their way, never by a program: every end is a page. */
const leading = { access: "public", isSecret: true } as const;
const redirect = { 302: z.null().describe("Leads on; to `/sign-in?error=…` when it ends here.") };

/** Signing in through the identity provider: there, and back again. */
export function oidcRoutes(
  app: App,
  needs: {
    access: AccessService;
    oidc: ReturnType<typeof createOidcSignIn>;
    isSecure: boolean;
    /** @throws ProblemError `too-many-requests` for an address that tries too often. */
    limitSignIn: (address: string) => Promise<void>;
    log: Logger;
  },
): void {
  const { access, oidc, isSecure, log } = needs;
  app.get(
    "/api/v1/session/options",
    {
      config: { access: "public" },
      schema: {
        tags,
        operationId: "getSignInOptions",
        summary: "How one can sign in beside passwords and keys",
        security: [],
        response: {
          200: SignInOptions,
        },
      },
    },
    async () => ({ oidc: oidc.name === null ? null : { name: oidc.name } }),
  );
  app.get(
    beginPath,
    {
      config: leading,
      schema: {
        tags,
        operationId: "beginOidc",
        summary: "Go to the identity provider to sign in",
        security: [],
        querystring: z.object({
          return_to: z.string().max(2000).optional().describe("A path of ours to come back to."),
          invitation: z.string().max(200).optional().describe("The token of one to accept."),
        }),
        response: redirect,
      },
    },
    async (request, reply) => {
      const { return_to: returnTo, invitation } = request.query;
      try {
        await needs.limitSignIn(request.ip);
        const { url, sealed } = await oidc.begin({ returnTo, invitation });
        // Lax: the way back comes from the provider's site.
        reply.setCookie(flowCookie, sealed, {
          path: beginPath,
          httpOnly: true,
          sameSite: "lax",
          secure: isSecure || request.protocol === "https",
        });
        return reply.redirect(url.href);
      } catch (error) {
        return leadBack(request, reply, error);
      }
    },
  );
  app.get(
    oidcCallbackPath,
    {
      config: leading,
      schema: {
        tags,
        operationId: "finishOidc",
        summary: "Come back from the identity provider, and be signed in",
        security: [],
        response: redirect,
      },
    },
    async (request, reply) => {
      // Good for one answer, whatever it is.
      reply.clearCookie(flowCookie, { path: beginPath });
      try {
        await needs.limitSignIn(request.ip);
        const query = request.url.replace(/^[^?]*\??/, "");
        const who = await oidc.finish(request.cookies[flowCookie], query, request.ip);
        const userAgent = request.headers["user-agent"];
        const session = await access.openUserSession(who.scope, who.userId, userAgent);
        setSessionCookie(request, reply, session, isSecure);
        return reply.redirect(who.returnTo);
      } catch (error) {
        return leadBack(request, reply, error);
      }
    },
  );

  /** People are shown a page with the reason; causes stay in the log. */
  function leadBack(request: FastifyRequest, reply: FastifyReply, error: unknown) {
    const reason = reasonOf(error);
    const word = oauthWord(error);
    const fields = { request_id: request.id, reason, oauth_error: word, ...errorFields(error) };
    if (reason === "failed") log.error(fields, "sign-in through the identity provider failed");
    else log.info(fields, "sign-in through the identity provider was refused");
    return reply.redirect(`/sign-in?error=${reason}`);
  }
}

/** The protocol's own word for what was wrong, as `invalid_client`: it tells the operator what to mend. */
function oauthWord(error: unknown): string | undefined {
  const { cause } = error as { cause?: unknown };
  return z.object({ error: z.string().regex(/^\w{1,64}$/) }).safeParse(cause).data?.error;
}

function reasonOf(error: unknown): RefusalReason {
  if (error instanceof OidcRefusal) return error.reason;
  const isBusy = error instanceof ProblemError && error.code === "too-many-requests";
  return isBusy ? "busy" : "failed";
}
