import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import type { MemorySession } from "../api.ts";
import { ApiError } from "../client.ts";
import { useMay } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { ForgetButton } from "../memory/forget-button.tsx";
import { sessionQuery, subjectTitle, windowQuery } from "../memory/memory-client.ts";
import { buttonClass } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Needs, Page } from "../ui/page.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { Injected } from "./injected.tsx";
import { Pinned } from "./pinned.tsx";
import { SessionUse } from "./session-use.tsx";
import { Transcript } from "./transcript.tsx";
import { WindowPanel } from "./window-panel.tsx";

const route = getRouteApi("/memory/$sessionId");

/** What a model sees of one conversation, and why. */
export function SessionPage() {
  const { sessionId } = route.useParams();
  return (
    <Page
      title={t("Session {sessionId}", { sessionId })}
      action={
        <Link to="/memory" className={buttonClass()}>
          {t("All sessions")}
        </Link>
      }
    >
      <Needs permission="memory:read" refusal={t("Your role does not show the memory")}>
        <Loaded key={sessionId} id={sessionId} />
      </Needs>
    </Page>
  );
}

function Loaded({ id }: { id: string }) {
  const session = useQuery(sessionQuery(id));
  const window = useQuery(windowQuery(id));
  const error = session.error ?? window.error;
  if (error instanceof ApiError && error.status === 404) {
    return (
      <EmptyState title={t("There is no such session")}>
        <p>{t("It may have been forgotten.")}</p>
      </EmptyState>
    );
  }
  if (session.data === undefined || window.data === undefined) {
    if (error === null) return <SkeletonLines count={10} />;
    const again = () => void Promise.all([session.refetch(), window.refetch()]);
    return <ErrorState error={error} onRetry={again} />;
  }
  return (
    <>
      <Facts session={session.data} />
      <SessionUse id={id} />
      <WindowPanel window={window.data} />
      {window.data.last_prompt !== null && <Injected last={window.data.last_prompt} />}
      <Pinned sessionId={id} pinned={window.data.pinned} />
      <Transcript sessionId={id} window={window.data} />
    </>
  );
}

function Facts({ session }: { session: MemorySession }) {
  const { id, subject_id: subject, agent_id: agent, message_count: messages } = session;
  const mayWrite = useMay("memory:write");
  const navigate = useNavigate();
  return (
    <div className="mt-1 flex flex-wrap items-center gap-2">
      <p className="min-w-0 flex-1 text-muted">
        {t("About")}{" "}
        {subject === null ? (
          subjectTitle(null)
        ) : (
          <Link to="/memory" search={{ subject }} className="rounded underline hover:text-accent">
            {subjectTitle(subject)}
          </Link>
        )}
        {agent !== null && `, ${t("with {agent}", { agent })}`},{" "}
        {t("{messages, plural, one {# message} other {# messages}}", { messages })}.
      </p>
      {mayWrite && (
        <ForgetButton
          label={t("Forget this session…")}
          whose={{ session_id: id }}
          question={t(
            "What was said in this session is removed from memory for good, and nothing is written to it any more.",
          )}
          onForgotten={() => void navigate({ to: "/memory" })}
        />
      )}
    </div>
  );
}
