import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair } from "jose";
import { Provider } from "oidc-provider";

/** What the provider knows of somebody beside their login, which is their subject too. */
export interface Person {
  email?: string;
  email_verified?: unknown;
  name?: string;
}

export const client = { id: "voicelens", secret: "secret-of-the-test-client-0123456789" };

/** The environment of a product whose people sign in there. */
export const oidcEnv = (issuer: string) => ({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: client.id,
  OIDC_CLIENT_SECRET: client.secret,
  OIDC_NAME: "Example ID",
});

/** A server on loopback, on a free port unless told otherwise, before it is known what it answers. */
export async function listen(port = 0) {
  let answer: RequestListener = (_request, response) => {
    response.writeHead(503).end();
  };
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve: (listener: RequestListener) => {
      answer = listener;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A certified OpenID Connect provider on loopback, whose people tests choose and change. */
export async function startOidcServer(redirectUri: () => string) {
  const people = new Map<string, Person>();
  const { address: issuer, serve, close } = await listen();
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), alg: "RS256", use: "sig" };
  const start = () =>
    serve(
      new Provider(issuer, {
        clients: [
          { client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri()] },
        ],
        claims: { email: ["email", "email_verified"], profile: ["name"] },
        pkce: { required: () => true },
        ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
        cookies: { keys: ["a-key-of-the-test-provider"] },
        jwks: { keys: [jwk] },
        findAccount: (_context: unknown, login: string) => {
          const person = people.get(login);
          return person && { accountId: login, claims: async () => ({ sub: login, ...person }) };
        },
      }).callback(),
    );
  return { issuer, people, start, close };
}

/**
 * Follows the provider's pages as a browser would, as somebody who signs in and agrees, or who does not want to. Returns where they lead away from the provider.
 */
export async function walk(issuer: string, from: string, login: string | null): Promise<string> {
  const jar = new Map<string, string>();
  let next = from;
  let form: URLSearchParams | undefined;
  for (let step = 0; step < 20; step++) {
    const answer = await fetch(next, {
      redirect: "manual",
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form === undefined ? {} : { method: "POST", body: form }),
    });
    form = undefined;
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const location = answer.headers.get("location");
    const page = await answer.text();
    if (location !== null) {
      next = new URL(location, next).href;
      if (!next.startsWith(issuer)) return next;
      continue;
    }
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (prompt === undefined) throw new Error(`the provider says: ${page}`);
    if (login === null) next = `${next}/abort`;
    else form = new URLSearchParams({ prompt, login, password: "any" });
  }
  throw new Error("the provider goes round in circles");
}
