import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useRef } from "react";
import { useMay } from "../lib/access.ts";
import { useShortcuts } from "../lib/shortcuts.ts";
import { t } from "../lib/text.ts";
import { useRowKeys } from "../lib/use-row-keys.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Needs, Page } from "../ui/page.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { ByMeaning } from "./by-meaning.tsx";
import { ForgetButton } from "./forget-button.tsx";
import { Found } from "./found.tsx";
import { Jobs } from "./jobs.tsx";
import { sessionsQuery, subjectTitle } from "./memory-client.ts";
import type { MemorySearch } from "./memory-search.ts";
import { SessionTable } from "./session-table.tsx";

const route = getRouteApi("/memory");

/** What agents remember of conversations, and forgetting it. */
export function MemoryPage() {
  return (
    <Page
      title={t("Memory")}
      note={t(
        "What was said in conversations that agents may remember. Name a caller to look for something they said.",
      )}
    >
      <Needs permission="memory:read" refusal={t("Your role does not show the memory")}>
        <Memory />
      </Needs>
    </Page>
  );
}

function Memory() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const setSearch = (change: MemorySearch) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true, resetScroll: false });
  useRowKeys();
  return (
    <>
      <MemoryBar search={search} onChange={setSearch} />
      {search.subject !== undefined && search.q !== undefined ? (
        <Found key={search.subject} subject={search.subject} query={search.q} />
      ) : (
        <Sessions
          subject={search.subject}
          onSubject={(subject) => setSearch({ subject, q: undefined })}
        />
      )}
      <ByMeaning />
      <Jobs />
    </>
  );
}

interface MemoryBarProps {
  search: MemorySearch;
  onChange: (change: MemorySearch) => void;
}

function MemoryBar({ search: { subject, q }, onChange }: MemoryBarProps) {
  const field = useRef<HTMLInputElement>(null);
  const mayWrite = useMay("memory:write");
  useShortcuts({
    "/": (event) => {
      event.preventDefault();
      field.current?.focus();
    },
  });
  return (
    <div className="mt-4 mb-2 flex flex-wrap items-center gap-2">
      <SearchField
        ref={field}
        label={t("Whose sessions")}
        placeholder={t("Number or id of a caller")}
        value={subject}
        onChange={(next) => onChange({ subject: next, q: undefined })}
      />
      {subject !== undefined && (
        <>
          <SearchField
            label={t("Search what was said with {subjectTitle}", {
              subjectTitle: subjectTitle(subject),
            })}
            placeholder={t("What they said")}
            value={q}
            onChange={(next) => onChange({ q: next })}
          />
          {mayWrite && (
            <span className="sm:ml-auto">
              <ForgetButton
                label={t("Forget this caller…")}
                whose={{ subject_id: subject }}
                question={t(
                  "Everything that was said with {subjectTitle} is removed from memory for good. Calls and contacts stay.",
                  { subjectTitle: subjectTitle(subject) },
                )}
                onForgotten={() => onChange({ subject: undefined, q: undefined })}
              />
            </span>
          )}
        </>
      )}
    </div>
  );
}

interface SessionsProps {
  subject: string | undefined;
  onSubject: (subject: string | undefined) => void;
}

function Sessions({ subject, onSubject }: SessionsProps) {
  const sessions = useInfiniteQuery(sessionsQuery(subject));
  const rows = sessions.data?.pages.flatMap((page) => page.data) ?? [];
  if (sessions.isError && rows.length === 0) {
    return <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />;
  }
  if (sessions.isSuccess && rows.length === 0) {
    return <NoSessions subject={subject} onAll={() => onSubject(undefined)} />;
  }
  return (
    <>
      <SessionTable
        rows={rows}
        isLoading={sessions.isPending}
        isStale={sessions.isPlaceholderData}
        onSubject={onSubject}
      />
      {rows.length > 0 && (
        <LoadMore
          hasMore={sessions.hasNextPage}
          isLoading={sessions.isFetchingNextPage}
          isFailed={sessions.isFetchNextPageError}
          onLoad={sessions.fetchNextPage}
          endLabel={t("That is all")}
        />
      )}
    </>
  );
}

function NoSessions({ subject, onAll }: { subject: string | undefined; onAll: () => void }) {
  if (subject !== undefined) {
    return (
      <EmptyState
        title={t("Nothing is remembered of {subjectTitle}", {
          subjectTitle: subjectTitle(subject),
        })}
      >
        <Button className="mt-3" onClick={onAll}>
          {t("Show all sessions")}
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t("Nothing is remembered yet")}>
      <p>
        {t(
          "Conversations through the model endpoint appear here, and finished calls once that is switched on under Setup.",
        )}
      </p>
    </EmptyState>
  );
}
