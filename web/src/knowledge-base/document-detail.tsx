import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { KnowledgeDocument } from "../api.ts";
import { ApiError } from "../client.ts";
import { documentQuery } from "../knowledge/knowledge-client.ts";
import { languageName } from "../knowledge/languages.ts";
import { useMay } from "../lib/access.ts";
import { formatBytes, safeHref } from "../lib/format.ts";
import { rich, t } from "../lib/text.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { KeyValues } from "../ui/key-values.tsx";
import { Section } from "../ui/section.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { ExactTime } from "../ui/time.tsx";
import { Chunks } from "./chunks.tsx";
import { DocumentActions } from "./document-actions.tsx";
import { DocumentProblem } from "./document-problem.tsx";
import { DocumentStatus } from "./document-status.tsx";
import { EditDocument } from "./edit-document.tsx";

/** A document with all that is known of it, and what it is found by. */
export function DocumentDetail({ id, onGone }: { id: string; onGone: () => void }) {
  const document = useQuery(documentQuery(id));
  if (document.isPending) return <SkeletonLines count={9} />;
  if (document.error instanceof ApiError && document.error.status === 404) {
    return (
      <EmptyState title={t("There is no such document")}>
        <p>{t("It may have been removed.")}</p>
      </EmptyState>
    );
  }
  if (document.data === undefined) {
    return <ErrorState error={document.error} onRetry={() => void document.refetch()} />;
  }
  return <Whole document={document.data} onGone={onGone} />;
}

function Whole({ document, onGone }: { document: KnowledgeDocument; onGone: () => void }) {
  const [isEditing, setEditing] = useState(false);
  const mayWrite = useMay("knowledge:write");
  return (
    <>
      <Section title={document.title} aside={<DocumentStatus document={document} />}>
        {mayWrite && !isEditing && (
          <DocumentActions document={document} onEdit={() => setEditing(true)} onGone={onGone} />
        )}
        {isEditing ? (
          <EditDocument document={document} onClose={() => setEditing(false)} />
        ) : (
          <div className="mt-3 flex flex-col gap-3">
            <DocumentProblem document={document} />
            <Facts document={document} />
          </div>
        )}
      </Section>
      {document.warnings.length > 0 && (
        <Section title={t("What could not be read as it is")}>
          <ul className="flex flex-col gap-1">
            {document.warnings.map(({ code, detail }) => (
              <li key={code + detail}>{detail}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section
        title={t("Chunks")}
        aside={
          document.chunk_count > 0 &&
          t("{chunkCount, plural, one {# chunk} other {# chunks}}", {
            chunkCount: document.chunk_count,
          })
        }
      >
        <Chunks document={document} />
      </Section>
    </>
  );
}

function Facts({ document }: { document: KnowledgeDocument }) {
  const href = safeHref(document.url);
  return (
    <KeyValues
      items={[
        [t("Found"), found[document.searchable]],
        ...(document.url === null
          ? []
          : ([
              [
                "URL",
                href === null ? (
                  document.url
                ) : (
                  <a
                    key="url"
                    href={href}
                    target="_blank"
                    rel="noreferrer"
                    className="break-all underline hover:text-accent"
                  >
                    {document.url}
                  </a>
                ),
              ],
            ] as const)),
        [t("Category"), document.category],
        [t("Tags"), document.tags.join(", ") || null],
        [
          t("Language"),
          document.language === null ? t("the base’s") : languageName(document.language),
        ],
        [t("Valid"), <Validity key="valid" document={document} />],
        [t("Your id"), document.external_id],
        [t("Type"), document.mime],
        [t("Size"), formatBytes(document.bytes)],
        [t("Added"), <ExactTime key="added" at={document.created_at} />],
        ...instant(t("Fetched"), document.fetched_at),
        ...instant(t("Read"), document.indexed_at),
      ]}
    />
  );
}

const found: Record<KnowledgeDocument["searchable"], string> = {
  no: t("not yet"),
  previous: t("the earlier version"),
  current: t("yes"),
};

function instant(label: string, at: string | null) {
  return at === null ? [] : ([[label, <ExactTime key={label} at={at} />]] as const);
}

function Validity({ document }: { document: KnowledgeDocument }) {
  const { valid_from: from, valid_until: until } = document;
  if (from === null && until === null) return t("always");
  return (
    <>
      {from !== null && <>{rich("from {time}", { time: <ExactTime at={from} /> })}</>}{" "}
      {until !== null && <>{rich("until {time}", { time: <ExactTime at={until} /> })}</>}
    </>
  );
}
