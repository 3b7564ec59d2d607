import { z } from "zod";
import { type SecretBox, SecretBoxError } from "../guard/index.ts";

const flowMs = 10 * 60_000;
const context = "flow";
/** Together with the rest it must fit into a cookie. */
const pathCharactersMax = 2000;

const Flow = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** A path of ours, as {@link ownPath} gives it. */
  returnTo: z.string(),
  /** The token of an invitation that is to be accepted. */
  invitation: z.string().nullable(),
  expiresAt: z.number(),
});
/** A sign-in that was begun in a browser, and what its end must match. */
export type OidcFlow = Omit<z.infer<typeof Flow>, "expiresAt">;

/** Keeps a sign-in that was begun in the browser itself, which can neither read nor change it. */
export function createFlows({ box, now }: { box: SecretBox; now: () => number }) {
  return {
    seal: (flow: OidcFlow): string =>
      box
        .seal(Buffer.from(JSON.stringify({ ...flow, expiresAt: now() + flowMs })), context)
        .toString("base64url"),

    /** Null for what we did not seal, or did too long ago. */
    open(sealed: string): OidcFlow | null {
      try {
        const plain = box.open(Buffer.from(sealed, "base64url"), context);
        const { expiresAt, ...flow } = Flow.parse(JSON.parse(plain.toString()));
        return expiresAt > now() ? flow : null;
      } catch (error) {
        if (error instanceof SecretBoxError) return null;
        throw error;
      }
    },
  };
}

/**
 * The path of ours that was meant, or the front page. Browsers read backslashes, tabs and dots in their own way (`/\example.com`, `/..//example.com`), so it is read as they do, and what
 * comes out must begin with one slash: two would name a host.
 */
export function ownPath(given: string | undefined): string {
  const base = "http://localhost";
  if (given === undefined || !given.startsWith("/") || !URL.canParse(given, base)) return "/";
  const { origin, pathname, search, hash } = new URL(given, base);
  const path = `${pathname}${search}${hash}`;
  const isOurs = origin === base && /^\/(?!\/|api\/)/.test(path);
  return isOurs && path.length <= pathCharactersMax ? path : "/";
}
