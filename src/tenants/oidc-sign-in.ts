import { recordSecurityEvent } from "../audit/index.ts";
import type { SecretBox } from "../guard/index.ts";
import { defaultTenantId } from "../lib/tenant-scope.ts";
import type { Database } from "../store/index.ts";
import { createIdentities, type UserPlace } from "./identities.ts";
import { createFlows, ownPath } from "./oidc-flow.ts";
import type { OidcProvider } from "./oidc-provider.ts";
import { OidcRefusal, type RefusalReason } from "./oidc-refusal.ts";

/** Whose reasons are worth a look: somebody came with something that is not theirs. */
const suspicious: ReadonlySet<RefusalReason> = new Set([
  "refused",
  "other_address",
  "other_person",
  "closed",
]);
/** Told about by the log alone: no person came this far. */
const impersonal: ReadonlySet<RefusalReason> = new Set(["unavailable", "denied", "expired"]);

/** Signing in through the identity provider of the installation. */
export function createOidcSignIn(needs: {
  db: Database;
  /** Null when none is set up. */
  provider: OidcProvider | null;
  box: SecretBox;
  now: () => number;
}) {
  const { db, provider, now } = needs;
  const flows = createFlows({ box: needs.box, now });
  const identities = createIdentities({ db, now });
  return {
    /** What the provider is called; null when none is set up. */
    name: provider?.name ?? null,

    /** Where to send the browser, and what it is to keep until it comes back. @throws OidcRefusal. */
    async begin(given: { returnTo: string | undefined; invitation: string | undefined }) {
      if (provider === null) throw new OidcRefusal("off");
      const { url, checks } = await provider.begin();
      const { returnTo, invitation = null } = given;
      return { url, sealed: flows.seal({ ...checks, returnTo: ownPath(returnTo), invitation }) };
    },

    /**
     * Who came back from the provider, and where they wanted to go.
     * @param sealed what the browser kept.
     * @param query of the address that they came back to.
     * @throws OidcRefusal.
     */
    async finish(
      sealed: string | undefined,
      query: string,
      remoteAddress: string,
    ): Promise<UserPlace & { returnTo: string }> {
      if (provider === null) throw new OidcRefusal("off");
      const flow = sealed === undefined ? null : flows.open(sealed);
      // The state is looked at here too: an answer to another question is no attack of the person's.
      if (flow === null || new URLSearchParams(query).get("state") !== flow.state) {
        throw new OidcRefusal("expired");
      }
      try {
        const person = await provider.finish(query, flow);
        const user = await identities.enter(person, flow.invitation);
        return { ...user, returnTo: flow.returnTo };
      } catch (error) {
        if (error instanceof OidcRefusal) await note(error.reason, remoteAddress);
        throw error;
      }
    },
  };

  async function note(reason: RefusalReason, remoteAddress: string): Promise<void> {
    if (impersonal.has(reason)) return;
    await recordSecurityEvent(
      db,
      { tenantId: defaultTenantId },
      {
        kind: "sign_in.refused",
        severity: suspicious.has(reason) ? "medium" : "low",
        remoteAddress,
        detail: { method: "oidc", reason },
      },
    );
  }
}
