import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { KnowledgeQuestionSet } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { rich, t } from "../lib/text.ts";
import { useRowKeys } from "../lib/use-row-keys.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { Needs, Page } from "../ui/page.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { setsQuery } from "./questions-client.ts";
import { SetDialog } from "./set-dialog.tsx";

/** What the knowledge bases should answer. */
export function SetsPage() {
  return (
    <Page
      title={t("Question sets")}
      note={t(
        "What callers ask, and what should be found for it. Run a set before and after a change, and see which answers changed.",
      )}
      action={
        <Link to="/knowledge" className={buttonClass()}>
          {t("Knowledge bases")}
        </Link>
      }
    >
      <Needs permission="knowledge:read" refusal={t("Your role does not show the question sets")}>
        <Sets />
      </Needs>
    </Page>
  );
}

function Sets() {
  const sets = useInfiniteQuery(setsQuery);
  const all = sets.data?.pages.flatMap(({ data }) => data) ?? [];
  const mayWrite = useMay("knowledge:write");
  useRowKeys();
  return (
    <Panel title={t("Sets")} action={mayWrite && <NewSet />}>
      <Rows
        query={sets}
        expected={3}
        empty={
          mayWrite
            ? t(
                "There are none yet. Make one for a knowledge base, then add questions or paste them.",
              )
            : t("There are none yet. Somebody who may write makes one.")
        }
      >
        {all.map((set) => (
          <SetRow key={set.id} set={set} />
        ))}
      </Rows>
      {sets.hasNextPage && (
        <Button
          className="mt-2"
          disabled={sets.isFetchingNextPage}
          onClick={() => void sets.fetchNextPage()}
        >
          {t("Show more")}
        </Button>
      )}
    </Panel>
  );
}

function SetRow({ set }: { set: KnowledgeQuestionSet }) {
  return (
    <Row
      title={
        <Link
          to="/knowledge/questions/$setId"
          params={{ setId: set.id }}
          data-row-target
          className="rounded hover:text-accent hover:underline"
        >
          {set.name}
        </Link>
      }
      note={
        <>
          {t("{questions, plural, one {# question} other {# questions}} for {knowledgeBase}", {
            questions: set.questions,
            knowledgeBase: set.knowledge_base,
          })}{" "}
          · {set.last_run_id === null ? t("never run") : t("has been run")}
          {" · "}
          {rich("changed {time}", { time: <RelativeTime at={set.updated_at} /> })}
        </>
      }
    />
  );
}

function NewSet() {
  const [isOpen, setOpen] = useState(false);
  const navigate = useNavigate();
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        {t("New question set…")}
      </Button>
      {isOpen && (
        <SetDialog
          onClose={() => setOpen(false)}
          onDone={({ id }) =>
            void navigate({ to: "/knowledge/questions/$setId", params: { setId: id } })
          }
        />
      )}
    </>
  );
}
