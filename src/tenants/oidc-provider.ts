import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { z } from "zod";
import type { Outgoing } from "../guard/index.ts";
import { ProblemError } from "../lib/problems.ts";
import { OidcRefusal } from "./oidc-refusal.ts";

/** The one identity provider of the installation. */
export interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What people call it. */
  name: string;
}

/** What the answer must match. Made anew for each try, and good for that one. */
export interface OidcChecks {
  state: string;
  nonce: string;
  verifier: string;
}

/** A person whom the provider vouches for. */
export interface OidcPerson {
  issuer: string;
  subject: string;
  /** What the provider knows of them: asked for only where nobody here is linked to the subject. */
  profile(): Promise<OidcProfile>;
}

export interface OidcProfile {
  /** Null unless the provider says that it has checked that it is theirs. */
  verifiedEmail: string | null;
  name: string | null;
}

export type OidcProvider = ReturnType<typeof createOidcProvider>;

const discoveredMs = 3_600_000;
const Claims = z.object({
  email: z.email().max(254).optional().catch(undefined),
  // Nothing but the boolean: the text "false" is no less true to a program than "true" is.
  email_verified: z.boolean().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
});
const Subject = z.string().min(1).max(255);

/** Speaks with the provider: authorization code with PKCE, state and nonce. The protocol itself is openid-client's. */
export function createOidcProvider(needs: {
  settings: OidcSettings;
  /** Asks a URL of the operator's. */
  ask: Outgoing["toOperator"];
  redirectUri: () => string;
  now: () => number;
}) {
  const { settings, redirectUri, now } = needs;
  let known: { configuration: Promise<Configuration>; at: number } | undefined;

  // Asked for when somebody signs in: a provider that is down keeps nobody but them from anything. A failure is not kept.
  const configure = (): Promise<Configuration> => {
    if (known !== undefined && now() - known.at < discoveredMs) return known.configuration;
    const configuration = discover(settings, needs.ask);
    known = { configuration, at: now() };
    configuration.catch(() => {
      known = undefined;
    });
    return configuration;
  };

  return {
    name: settings.name,

    /** Where to send the browser, and what its answer must match. @throws OidcRefusal `unavailable`. */
    async begin(): Promise<{ url: URL; checks: OidcChecks }> {
      const configuration = await configure().catch((error: unknown) => {
        throw new OidcRefusal("unavailable", error);
      });
      const checks = {
        state: randomState(),
        nonce: randomNonce(),
        verifier: randomPKCECodeVerifier(),
      };
      const url = buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri(),
        scope: "openid email profile",
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await calculatePKCECodeChallenge(checks.verifier),
        code_challenge_method: "S256",
      });
      return { url, checks };
    },

    /** Who came back, from the query of the address that they came back to. @throws OidcRefusal. */
    async finish(query: string, checks: OidcChecks): Promise<OidcPerson> {
      try {
        const configuration = await configure();
        const address = new URL(redirectUri());
        address.search = query;
        const tokens = await authorizationCodeGrant(configuration, address, {
          expectedState: checks.state,
          expectedNonce: checks.nonce,
          pkceCodeVerifier: checks.verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined) throw new OidcRefusal("refused");
        const subject = Subject.parse(claims.sub);
        return {
          issuer: claims.iss,
          subject,
          profile: () => readProfile(configuration, claims, tokens.access_token),
        };
      } catch (error) {
        throw toRefusal(error);
      }
    },
  };
}

function discover(settings: OidcSettings, ask: Outgoing["toOperator"]): Promise<Configuration> {
  const issuer = new URL(settings.issuer);
  const { clientId, clientSecret } = settings;
  return discovery(issuer, clientId, clientSecret, proveOurselves(clientSecret), {
    [customFetch]: (url, { method, headers, body, signal }) =>
      ask(url, {
        method,
        headers,
        // Forms are all that the protocol sends.
        body: body instanceof URLSearchParams ? body.toString() : null,
        ...(signal === undefined ? {} : { signal }),
      }),
    execute: [
      // The token came over TLS; its signature is checked all the same.
      enableNonRepudiationChecks,
      ...(issuer.protocol === "http:" ? [allowInsecureRequests] : []),
    ],
  });
}

/** The way of the specification, unless the provider says that it only takes the other one. */
function proveOurselves(clientSecret: string): ClientAuth {
  const basic = ClientSecretBasic(clientSecret);
  const post = ClientSecretPost(clientSecret);
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    (methods.includes("client_secret_basic") ? basic : post)(server, ...rest);
  };
}

/** Many providers put the address only where one asks for it with the access token. */
async function readProfile(
  configuration: Configuration,
  claims: { sub: string },
  accessToken: string,
): Promise<OidcProfile> {
  try {
    const own = Claims.parse(claims);
    const isAsked =
      own.email === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined;
    const profile = isAsked
      ? Claims.parse(await fetchUserInfo(configuration, accessToken, claims.sub))
      : own;
    return {
      verifiedEmail: profile.email_verified === true ? (profile.email ?? null) : null,
      name: profile.name?.trim().slice(0, 100) || null,
    };
  } catch (error) {
    throw toRefusal(error);
  }
}

function toRefusal(error: unknown): OidcRefusal {
  if (error instanceof OidcRefusal) return error;
  if (error instanceof AuthorizationResponseError) {
    if (error.error === "access_denied") return new OidcRefusal("denied", error);
    const isDown = error.error === "temporarily_unavailable" || error.error === "server_error";
    return new OidcRefusal(isDown ? "unavailable" : "refused", error);
  }
  return new OidcRefusal(isSilence(error) ? "unavailable" : "refused", error);
}

/** Whether somewhere below an error there is a provider that gave no answer, or said that it cannot. */
function isSilence(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof ProblemError) return error.code === "outbound-failed";
  if (error.cause instanceof Response && error.cause.status >= 500) return true;
  return isSilence(error.cause);
}
