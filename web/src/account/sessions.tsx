import { useQuery } from "@tanstack/react-query";
import type { OpenSession } from "../api.ts";
import { plural } from "../lib/format.ts";
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
    onDone: ({ ended }) => showToast(`${plural(ended, "session")} ended.`),
  });
  const hasOthers = sessions.data?.some((session) => !session.is_current) ?? false;
  return (
    <Panel
      title="Open sessions"
      note="A session lasts 30 days. End what you do not know, then change your password."
      action={
        <Button
          disabled={!hasOthers || leaveOthers.isPending}
          onClick={() => leaveOthers.mutate(undefined)}
        >
          Sign out everywhere else
        </Button>
      }
    >
      <Rows query={sessions} empty="No browser is signed in: you are here with a bearer key.">
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
          signed in <RelativeTime at={session.created_at} /> · until{" "}
          {session.expires_at.slice(0, 10)}
        </>
      }
    >
      {session.is_current ? (
        <span className="px-2.5 text-xs font-medium text-good-text">This one</span>
      ) : (
        <Button
          disabled={end.isPending}
          aria-label={`End the session of ${name}`}
          onClick={() => end.mutate(undefined)}
        >
          End
        </Button>
      )}
    </Row>
  );
}
