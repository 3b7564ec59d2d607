import {
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from "jose";
import { client, listen } from "./oidc-server.ts";

/** What a forged token is made from. */
export interface Forge {
  /** Right in every way. */
  claims: JWTPayload;
  sign(claims: JWTPayload): Promise<string>;
  signAs(issuer: "nobody"): (claims: JWTPayload) => Promise<string>;
  unsigned(claims: JWTPayload): string;
  /** The public key as the secret of an HMAC: whoever does not look at the kind of a key believes it. */
  hmacOfPublicKey(claims: JWTPayload): Promise<string>;
  hmacOfClientSecret(claims: JWTPayload): Promise<string>;
}

/** An issuer that hands out whatever token the test forges. Its metadata allows every algorithm, so that nothing hides behind them. */
export async function startFakeIssuer(port = 0) {
  const { address: issuer, serve, close } = await listen(port);
  const own = await generateKeyPair("RS256", { extractable: true });
  const foreign = await generateKeyPair("RS256", { extractable: true });
  const publicKey = { ...(await exportJWK(own.publicKey)), alg: "RS256", use: "sig", kid: "one" };
  const spki = new TextEncoder().encode(await exportSPKI(own.publicKey));
  const header = { alg: "RS256", kid: "one" };
  const state = {
    nonce: "",
    forge: async ({ sign, claims }: Forge): Promise<string> => sign(claims),
    metadata: {} as Record<string, unknown>,
    userinfo: {} as Record<string, unknown>,
    tokenStatus: 200,
    asked: [] as string[],
  };
  const forgeToken = () => {
    const now = Math.floor(Date.now() / 1000);
    return state.forge({
      claims: {
        iss: issuer,
        aud: client.id,
        sub: "ada",
        nonce: state.nonce,
        iat: now,
        exp: now + 300,
        email: "ada@example.com",
        email_verified: true,
        name: "Ada Example",
      },
      sign: (claims) => new SignJWT(claims).setProtectedHeader(header).sign(own.privateKey),
      signAs: () => (claims) =>
        new SignJWT(claims).setProtectedHeader(header).sign(foreign.privateKey),
      unsigned: (claims) => new UnsecuredJWT(claims).encode(),
      hmacOfPublicKey: (claims) =>
        new SignJWT(claims).setProtectedHeader({ alg: "HS256", kid: "one" }).sign(spki),
      hmacOfClientSecret: (claims) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: "HS256" })
          .sign(new TextEncoder().encode(client.secret)),
    });
  };
  const answers: Record<string, () => unknown> = {
    "/.well-known/openid-configuration": () => ({
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256", "HS256", "none"],
      ...state.metadata,
    }),
    "/jwks": () => ({ keys: [publicKey] }),
    "/userinfo": () => state.userinfo,
    "/token": async () => ({
      access_token: "access",
      token_type: "Bearer",
      id_token: await forgeToken(),
    }),
  };
  serve(async (request, response) => {
    const { authorization = "" } = request.headers;
    state.asked.push(`${request.method} ${request.url} ${authorization.split(" ")[0]}`.trim());
    const answer = answers[request.url ?? ""];
    const status = request.url === "/token" ? state.tokenStatus : 200;
    response.writeHead(answer === undefined ? 404 : status, { "content-type": "application/json" });
    response.end(JSON.stringify(status === 200 ? await answer?.() : { error: "invalid_client" }));
  });
  return { issuer, state, close };
}
