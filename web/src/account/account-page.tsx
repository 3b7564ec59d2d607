import { useQuery } from "@tanstack/react-query";
import { actsForClient, useSession } from "../lib/access.ts";
import { wordOf } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { KeyValues } from "../ui/key-values.tsx";
import { Page } from "../ui/page.tsx";
import { Panel } from "../ui/panel.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { accountQuery } from "./account-client.ts";
import { PasswordForm } from "./password-form.tsx";
import { SecondFactor } from "./second-factor.tsx";
import { Sessions } from "./sessions.tsx";

/** Who one is here, how one signs in, and where one is signed in. */
export function AccountPage() {
  const session = useSession();
  return (
    <Page title={t("Account")}>
      {session?.is_person ? <Person /> : <KeyHolder />}
      <Sessions />
    </Page>
  );
}

function Person() {
  const account = useQuery(accountQuery);
  if (account.isPending) {
    return (
      <div className="mt-8 min-h-80">
        <SkeletonLines count={8} />
      </div>
    );
  }
  if (account.isError) {
    return <ErrorState error={account.error} onRetry={() => void account.refetch()} />;
  }
  const { name, email } = account.data;
  return (
    <>
      <Identity first={[[t("Name"), name] as const, [t("E-mail"), email] as const]} />
      <SecondFactor account={account.data} />
      {account.data.has_password && <PasswordForm email={email} />}
    </>
  );
}

/** A session that was opened with a key. */
function KeyHolder() {
  const session = useSession();
  return (
    <Identity
      first={[[t("Key"), session?.name] as const]}
      note={t(
        "You signed in with a key. A key has no password and no second factor: invite yourself under Team to have an account of your own.",
      )}
    />
  );
}

interface IdentityProps {
  first: ReadonlyArray<readonly [string, string | undefined]>;
  note?: string;
}

function Identity({ first, note }: IdentityProps) {
  const session = useSession();
  if (session === undefined) return null;
  return (
    <Panel title={t("Who you are")} note={note}>
      <div className="rounded-lg border border-line bg-surface px-4 py-3">
        <KeyValues
          items={[
            ...first,
            [t("Role"), wordOf(session.role)],
            [
              t("Acts for"),
              actsForClient(session)
                ? t("{name}, a client", { name: session.tenant.name })
                : session.tenant.name,
            ],
          ]}
        />
      </div>
    </Panel>
  );
}
