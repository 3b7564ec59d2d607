import { useQuery } from "@tanstack/react-query";
import { t } from "../lib/text.ts";
import { signInOptionsQuery } from "../queries.ts";

/** What each reason with which the server leads back here means to whoever sees it. */
const words: Readonly<Record<string, string>> = {
  off: t("Signing in this way is not set up here."),
  busy: t("Too many attempts. Wait a minute, then try again."),
  unavailable: t("The identity provider does not answer at present. Try again later."),
  denied: t("The identity provider did not let you in. Try again, or ask whoever runs it."),
  expired: t("That took too long, or was begun in another window. Try again."),
  refused: t("The answer of the identity provider could not be trusted. Try again."),
  unverified: t(
    "The identity provider does not vouch for your e-mail address. Have it verified there first.",
  ),
  unknown: t("Nobody with your address has an account here. Ask for an invitation."),
  ambiguous: t("Several invitations wait for you. Open the link of the one that you mean."),
  other_address: t("This invitation is for another address than yours."),
  other_person: t("The account with your address belongs to somebody else. Ask an owner."),
  closed: t("Your account is closed at present. Ask an owner."),
};

/** Why signing in through the identity provider ended here, if the address says so. */
export function ReturnNote() {
  const reason = new URLSearchParams(window.location.search).get("error");
  if (window.location.pathname !== "/sign-in" || reason === null) return null;
  return (
    <p role="alert" className="mt-4 mb-3 rounded-md bg-bad-soft px-3 py-2 text-bad-text">
      {(Object.hasOwn(words, reason) && words[reason]) || t("Signing in failed. Try again.")}
    </p>
  );
}

/** Leads to the identity provider of the installation, where there is one. */
export function IdentityProviderLink({ invitation }: { invitation?: string }) {
  const { data } = useQuery(signInOptionsQuery);
  if (!data?.oidc) return null;
  return (
    <a
      href={`/api/v1/session/oidc?${queryOf(invitation)}`}
      className="mt-3 flex min-h-9 w-full items-center justify-center rounded-md border border-strong-line bg-surface px-3 py-1.5 text-center font-medium hover:bg-hover"
    >
      {invitation === undefined
        ? t("Sign in with {name}", { name: data.oidc.name })
        : t("Accept with {name}", { name: data.oidc.name })}
    </a>
  );
}

/** An invitation leads to the front page; otherwise one comes back to where one was. */
function queryOf(invitation: string | undefined): URLSearchParams {
  if (invitation !== undefined) return new URLSearchParams({ invitation });
  const { pathname, search, hash } = window.location;
  return new URLSearchParams(
    pathname === "/sign-in" ? {} : { return_to: `${pathname}${search}${hash}` },
  );
}
