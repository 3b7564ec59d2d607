import { useQuery } from "@tanstack/react-query";
import type { OpenSession } from "../api.ts";
import { rich, t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { showToast } from "../ui/toasts.tsx";
import { ownSessionsQuery, revokeOtherSessions, revokeSession } from "./account-client.ts";
import { describeBrowser } from "./describe-browser.ts";

const renews = ["own-sessions"];

/** Where one is signed in. */
export function Sessions() {
  const sessions = useQuery(ownSessionsQuery);
  const leaveOthers = useChange({
    change: revokeOtherSessions,
    renews,
    onDone: ({ ended }) =>
      showToast(t("{ended, plural, one {# session} other {# sessions}} ended.", { ended })),
  });
  const hasOthers = sessions.data?.some((session) => !session.is_current) ?? false;
  return (
    <Panel
      title={t("Open sessions")}
      note={t("A session lasts 30 days. End what you do not know, then change your password.")}
      action={
        <Button
          disabled={!hasOthers || leaveOthers.isPending}
          onClick={() => leaveOthers.mutate(undefined)}
        >
          {t("Sign out everywhere else")}
        </Button>
      }
    >
      <Rows query={sessions} empty={t("No browser is signed in: you are here with a bearer key.")}>
        {sessions.data?.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </Rows>
    </Panel>
  );
}

function SessionRow({ session }: { session: OpenSession }) {
  const name = describeBrowser(session.user_agent);
  const end = useChange({ change: () => revokeSession(session.id), renews });
  return (
    <Row
      title={<span title={session.user_agent ?? undefined}>{name}</span>}
      note={
        <>
          {rich("signed in {time}", { time: <RelativeTime at={session.created_at} /> })}
          {" · "}
          {t("until {expiresAt}", { expiresAt: session.expires_at.slice(0, 10) })}
        </>
      }
    >
      {session.is_current ? (
        <span className="px-2.5 text-xs font-medium text-good-text">{t("This one")}</span>
      ) : (
        <Button
          disabled={end.isPending}
          aria-label={t("End the session of {name}", { name })}
          onClick={() => end.mutate(undefined)}
        >
          {t("End")}
        </Button>
      )}
    </Row>
  );
}
