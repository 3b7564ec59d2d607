import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import type { KnowledgeBase } from "../api.ts";
import { ApiError } from "../client.ts";
import { BaseFigures, EditBase } from "../knowledge/base-row.tsx";
import { baseQuery, documentsQuery } from "../knowledge/knowledge-client.ts";
import { RemoveBase } from "../knowledge/remove-base.tsx";
import { useMay } from "../lib/access.ts";
import { useShortcuts } from "../lib/shortcuts.ts";
import { rich, t } from "../lib/text.ts";
import { useTitle } from "../lib/title.ts";
import { useRowKeys } from "../lib/use-row-keys.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { BackIcon, SearchIcon } from "../ui/icons.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Needs } from "../ui/page.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { AddDocuments } from "./add-documents.tsx";
import { DocumentBar } from "./document-bar.tsx";
import { DocumentDetail } from "./document-detail.tsx";
import type { DocumentSearch } from "./document-search.ts";
import { DocumentTable } from "./document-table.tsx";
import { DropFiles } from "./drop-files.tsx";
import { ReadAgain } from "./read-again.tsx";
import { UploadList } from "./upload-list.tsx";

const route = getRouteApi("/knowledge/$baseId");

export function BasePage() {
  return (
    <Needs permission="knowledge:read" refusal={t("Your role does not show the knowledge bases")}>
      <Loaded />
    </Needs>
  );
}

function Loaded() {
  const { baseId } = route.useParams();
  const base = useQuery(baseQuery(baseId));
  const navigate = useNavigate();
  useTitle(base.data?.name ?? t("Knowledge base"));
  useShortcuts({ escape: () => void navigate({ to: "/knowledge" }) });
  if (base.error instanceof ApiError && base.error.status === 404) {
    return (
      <EmptyState title={t("There is no such knowledge base")}>
        <p>{t("It may have been removed.")}</p>
        <Link to="/knowledge" className={`mt-3 ${buttonClass()}`}>
          {t("All knowledge bases")}
        </Link>
      </EmptyState>
    );
  }
  if (base.isError && !base.data) {
    return <ErrorState error={base.error} onRetry={() => void base.refetch()} />;
  }
  if (!base.data) {
    return (
      <div className="px-3 pt-6 sm:px-5">
        <SkeletonLines count={8} />
      </div>
    );
  }
  return <Whole key={base.data.id} base={base.data} />;
}

function Whole({ base }: { base: KnowledgeBase }) {
  const mayWrite = useMay("knowledge:write");
  return (
    <>
      <BaseHeader base={base} />
      {mayWrite && base.location_id === null && <DropFiles base={base} />}
      <UploadList baseId={base.id} />
      <Documents base={base} />
    </>
  );
}

function BaseHeader({ base }: { base: KnowledgeBase }) {
  const mayWrite = useMay("knowledge:write");
  const navigate = useNavigate();
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3 pt-4 sm:px-5">
      <Link
        to="/knowledge"
        aria-label={t("All knowledge bases (Esc)")}
        title={t("All knowledge bases (Esc)")}
        className={`${buttonClass("ghost")} -ml-1.5 w-7 px-0!`}
      >
        <BackIcon />
      </Link>
      <div className="min-w-40 flex-1">
        <h1 className="truncate text-lg font-semibold tracking-tight">{base.name}</h1>
        <p className="text-xs text-muted">
          <BaseFigures base={base} />
        </p>
      </div>
      <div className="flex flex-wrap gap-1.5 max-md:w-full">
        <Link to="/knowledge/search" search={{ base: base.id }} className={buttonClass()}>
          <SearchIcon /> {t("Ask a question")}
        </Link>
        {base.location_id !== null && (
          <Link
            to="/business"
            search={{ location: base.location_id, part: "catalogue" }}
            className={buttonClass()}
          >
            {t("Change the location")}
          </Link>
        )}
        {mayWrite && base.location_id === null && (
          <>
            <EditBase base={base} />
            <ReadAgain base={base} />
            <RemoveBase base={base} onDone={() => void navigate({ to: "/knowledge" })} />
            <AddDocuments base={base} />
          </>
        )}
      </div>
    </header>
  );
}

function Documents({ base }: { base: KnowledgeBase }) {
  const { document, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const documents = useInfiniteQuery(documentsQuery(base.id, filters));
  const rows = documents.data?.pages.flatMap(({ data }) => data) ?? [];
  useRowKeys();
  const setSearch = (change: DocumentSearch) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true, resetScroll: false });
  const close = () => setSearch({ document: undefined });
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <>
      <DocumentBar filters={filters} rows={rows} onChange={setSearch} />
      {documents.isError && rows.length === 0 ? (
        <ErrorState error={documents.error} onRetry={() => void documents.refetch()} />
      ) : (
        (documents.isPending || rows.length > 0) && (
          <DocumentTable
            rows={rows}
            isLoading={documents.isPending}
            isStale={documents.isPlaceholderData}
            onOpen={(id) => setSearch({ document: id })}
            onCategory={(category) => setSearch({ category })}
          />
        )
      )}
      {documents.isSuccess &&
        rows.length === 0 &&
        (isFiltered ? (
          <EmptyState title={t("No documents match")}>
            <Button className="mt-3" onClick={() => void navigate({ search: {}, replace: true })}>
              {t("Show all documents")}
            </Button>
          </EmptyState>
        ) : (
          <NoDocuments isOfLocation={base.location_id !== null} />
        ))}
      {rows.length > 0 && (
        <LoadMore
          hasMore={documents.hasNextPage}
          isLoading={documents.isFetchingNextPage}
          isFailed={documents.isFetchNextPageError}
          onLoad={documents.fetchNextPage}
          endLabel={t("That is all")}
        />
      )}
      {document !== undefined && (
        <Dialog title={t("Document")} kind="drawer" onClose={close}>
          <DocumentDetail key={document} id={document} onGone={close} />
        </Dialog>
      )}
    </>
  );
}

function NoDocuments({ isOfLocation }: { isOfLocation: boolean }) {
  const mayWrite = useMay("knowledge:write");
  return (
    <EmptyState title={t("No documents yet")}>
      {mayWrite && !isOfLocation ? (
        <p>
          {rich(
            "Drop files anywhere on this page, or press <span>Add documents</span> for text and pages of the web. PDF, Word, HTML, Markdown, text and CSV are read.",
            { span: (text) => <span className="font-medium">{text}</span> },
          )}
        </p>
      ) : (
        <p>{t("What is added appears here, with how far it is.")}</p>
      )}
    </EmptyState>
  );
}
