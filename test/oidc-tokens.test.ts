import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Forge, startFakeIssuer } from "./fake-issuer.ts";
import { oidcEnv } from "./oidc-server.ts";
import { createWorld, type World } from "./world.ts";

let fake: Awaited<ReturnType<typeof startFakeIssuer>>;
let world: World;
const honest = async ({ sign, claims }: Forge) => sign(claims);

beforeAll(async () => {
  fake = await startFakeIssuer();
  world = await createWorld({ env: oidcEnv(fake.issuer) });
  const body = { email: "ada@example.com", role: "viewer" };
  const { json } = await world.api("POST", "/api/v1/invitations", body);
  const joining = { token: json.token, name: "Ada", password: "four plain words together" };
  await world.api("POST", "/api/v1/invitations/accept", joining, null);
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await fake.close();
});
beforeEach(() => {
  Object.assign(fake.state, { forge: honest, metadata: {}, userinfo: {}, tokenStatus: 200 });
  fake.state.asked.length = 0;
});

let visitors = 0;

/** Signs in with the token that the issuer forges; the issuer is asked anew what it can when `product` is another. */
async function signIn(product = world): Promise<{ location: string; isIn: boolean }> {
  const remoteAddress = `203.0.113.${++visitors}`;
  const begun = await product.app.http.inject({ url: "/api/v1/session/oidc", remoteAddress });
  const { searchParams } = new URL(String(begun.headers.location), "http://ours.example.com");
  fake.state.nonce = searchParams.get("nonce") ?? "";
  const ended = await product.app.http.inject({
    url: `/api/v1/session/oidc/callback?code=any&state=${searchParams.get("state")}`,
    headers: { cookie: `voicelens_oidc=${begun.cookies[0]?.value}` },
    remoteAddress,
  });
  return {
    location: String(ended.headers.location),
    isIn: ended.cookies.some(({ name }) => name === "voicelens_session"),
  };
}

const second = () => Math.floor(Date.now() / 1000);
const hostile: ReadonlyArray<[string, (forge: Forge) => Promise<string> | string]> = [
  ["no signature (alg none)", ({ unsigned, claims }) => unsigned(claims)],
  ["the public key as HMAC secret", ({ hmacOfPublicKey, claims }) => hmacOfPublicKey(claims)],
  ["an HMAC of the client secret", ({ hmacOfClientSecret, claims }) => hmacOfClientSecret(claims)],
  ["a key that is not the issuer's", ({ signAs, claims }) => signAs("nobody")(claims)],
  [
    "a changed payload",
    async ({ sign, claims }) => {
      const [head, , signature] = (await sign(claims)).split(".");
      const payload = Buffer.from(JSON.stringify({ ...claims, sub: "eve" })).toString("base64url");
      return `${head}.${payload}.${signature}`;
    },
  ],
  [
    "its signature cut off",
    async ({ sign, claims }) => (await sign(claims)).replace(/\.[^.]*$/, "."),
  ],
  ["another audience", ({ sign, claims }) => sign({ ...claims, aud: "somebody-else" })],
  ["no audience", ({ sign, claims: { aud: _, ...rest } }) => sign(rest)],
  [
    "several audiences, and another party's",
    ({ sign, claims }) => sign({ ...claims, aud: ["voicelens", "other"], azp: "other" }),
  ],
  ["another nonce", ({ sign, claims }) => sign({ ...claims, nonce: "another" })],
  ["no nonce", ({ sign, claims: { nonce: _, ...rest } }) => sign(rest)],
  ["another issuer", ({ sign, claims }) => sign({ ...claims, iss: "https://id.example.com" })],
  ["no issuer", ({ sign, claims: { iss: _, ...rest } }) => sign(rest)],
  ["its time over", ({ sign, claims }) => sign({ ...claims, exp: second() - 120 })],
  ["no end", ({ sign, claims: { exp: _, ...rest } }) => sign(rest)],
  ["a beginning to come", ({ sign, claims }) => sign({ ...claims, nbf: second() + 600 })],
  ["no subject", ({ sign, claims: { sub: _, ...rest } }) => sign(rest)],
  ["an empty subject", ({ sign, claims }) => sign({ ...claims, sub: "" })],
  ["a subject without end", ({ sign, claims }) => sign({ ...claims, sub: "x".repeat(256) })],
  ["no form at all", () => "nonsense"],
  ["nothing in it", () => ""],
];

test.each(hostile)("a token with %s lets nobody in", async (_name, forge) => {
  fake.state.forge = async (given) => forge(given);
  expect(await signIn()).toEqual({ location: "/sign-in?error=refused", isIn: false });
});

test("the same without a fault lets in, so that each fault above is the reason", async () => {
  expect(await signIn()).toEqual({ location: "/", isIn: true });
  const { json } = await world.api("GET", "/api/v1/admin/security-events");
  const reasons = json.data.map(({ detail }: { detail: { reason: string } }) => detail.reason);
  expect(reasons).toEqual(hostile.map(() => "refused"));
});

test("what the provider tells of somebody else is not believed", async () => {
  fake.state.forge = ({ sign, claims: { email: _, ...rest } }) => sign({ ...rest, sub: "new" });
  fake.state.userinfo = { sub: "other", email: "ada@example.com", email_verified: true };
  expect((await signIn()).location).toBe("/sign-in?error=refused");
});

test("a provider that fails in the middle is unavailable, not a reason to suspect anybody", async () => {
  fake.state.tokenStatus = 503;
  expect((await signIn()).location).toBe("/sign-in?error=unavailable");
});

test("that the provider does not take our secret is for the operator to know, not for the person", async () => {
  fake.state.tokenStatus = 400;
  expect((await signIn()).location).toBe("/sign-in?error=refused");
  expect(world.logged()).toContain('"oauth_error":"invalid_client"');
});

test("a provider that is down stops nothing but signing in through it, and is asked again", async () => {
  const down = await startFakeIssuer();
  await down.close();
  await using late = await createWorld({ env: oidcEnv(down.issuer) });
  const options = await late.api("GET", "/api/v1/session/options", undefined, null);
  expect(options.json).toEqual({ oidc: { name: "Example ID" } });
  const begin = () => late.app.http.inject({ url: "/api/v1/session/oidc" });
  expect((await begin()).headers.location).toBe("/sign-in?error=unavailable");
  const up = await startFakeIssuer(Number(new URL(down.issuer).port));
  expect((await begin()).headers.location).toContain(`${down.issuer}/auth?`);
  await up.close();
});

test("metadata of another issuer is not used", async () => {
  fake.state.metadata = { issuer: "https://id.example.com" };
  await using other = await createWorld({ env: oidcEnv(fake.issuer) });
  expect((await signIn(other)).location).toBe("/sign-in?error=expired");
  expect(other.logged()).toContain("unavailable");
});

test("the provider is asked what it can once, and told our secret the way it takes it", async () => {
  fake.state.metadata = { token_endpoint_auth_methods_supported: ["client_secret_post"] };
  await using other = await createWorld({ env: oidcEnv(fake.issuer), on: world });
  expect(await signIn(other)).toEqual({ location: "/", isIn: true });
  expect(await signIn(other)).toEqual({ location: "/", isIn: true });
  const asked = (shape: RegExp) => fake.state.asked.filter((line) => shape.test(line));
  expect(asked(/openid-configuration/)).toHaveLength(1);
  expect(asked(/^POST \/token$/)).toHaveLength(2);
  fake.state.asked.length = 0;
  await signIn();
  expect(asked(/^POST \/token Basic$/)).toHaveLength(1);
  other.clock.now += 3_600_001;
  await signIn(other);
  expect(asked(/openid-configuration/)).toHaveLength(1);
});

test("neither log nor audit keeps a code, a token or what the provider says of somebody", async () => {
  await signIn();
  for (const secret of ["ada@example.com", "code=any", "access", "eyJ", "Ada Example"]) {
    expect(world.logged()).not.toContain(secret);
  }
});
