import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { useRowKeys } from "../lib/use-row-keys.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { SearchIcon } from "../ui/icons.tsx";
import { Needs, Page } from "../ui/page.tsx";
import { Panel, Rows } from "../ui/panel.tsx";
import { BaseDialog } from "./base-dialog.tsx";
import { BaseRow } from "./base-row.tsx";
import { Embeddings } from "./embeddings.tsx";
import { basesQuery } from "./knowledge-client.ts";

/** What agents can look up. */
export function KnowledgePage() {
  return (
    <Page
      title={t("Knowledge")}
      note={t(
        "What agents look up while they talk. Documents go into knowledge bases: one for each topic, client or location, as you like.",
      )}
    >
      <Needs permission="knowledge:read" refusal={t("Your role does not show the knowledge bases")}>
        <Bases />
        <Embeddings />
      </Needs>
    </Page>
  );
}

function Bases() {
  const bases = useInfiniteQuery(basesQuery);
  const all = bases.data?.pages.flatMap(({ data }) => data) ?? [];
  const mayWrite = useMay("knowledge:write");
  useRowKeys();
  return (
    <Panel
      title={t("Knowledge bases")}
      action={
        <div className="flex flex-wrap gap-1.5">
          <Link to="/knowledge/search" className={buttonClass()}>
            <SearchIcon /> {t("Ask a question")}
          </Link>
          <Link to="/knowledge/questions" className={buttonClass()}>
            {t("Question sets")}
          </Link>
          {mayWrite && <NewBase />}
        </div>
      }
    >
      <Rows
        query={bases}
        expected={3}
        empty={
          mayWrite
            ? t(
                "There are none yet. Make one, then add documents to it: files, pages of the web, or text.",
              )
            : t("There are none yet. Somebody who may write makes one.")
        }
      >
        {all.map((base) => (
          <BaseRow key={base.id} base={base} />
        ))}
      </Rows>
      {bases.hasNextPage && (
        <Button
          className="mt-2"
          disabled={bases.isFetchingNextPage}
          onClick={() => void bases.fetchNextPage()}
        >
          {t("Show more")}
        </Button>
      )}
    </Panel>
  );
}

function NewBase() {
  const [isOpen, setOpen] = useState(false);
  const navigate = useNavigate();
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        {t("New knowledge base…")}
      </Button>
      {isOpen && (
        <BaseDialog
          onClose={() => setOpen(false)}
          onDone={({ id }) => void navigate({ to: "/knowledge/$baseId", params: { baseId: id } })}
        />
      )}
    </>
  );
}
