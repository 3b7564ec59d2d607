import type { KnowledgeDocument } from "../api.ts";
import { formatBytes } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { RowTable } from "../ui/row-table.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { DocumentProblem } from "./document-problem.tsx";
import { DocumentStatus } from "./document-status.tsx";
import { useDocumentRemoval } from "./use-document-removal.ts";

const columnClasses = {
  title: "pl-3! sm:pl-5!",
  status: "w-52 max-sm:w-32",
  category: "w-56 max-lg:hidden",
  chunks: "w-20 text-right max-md:hidden",
  size: "w-24 text-right max-md:hidden",
  changed: "w-36 pr-3! text-right sm:pr-5! max-sm:hidden",
} as const;

const columns = [
  { key: "title", label: t("Document") },
  { key: "status", label: t("Status") },
  { key: "category", label: t("Category and tags") },
  { key: "chunks", label: t("Chunks") },
  { key: "size", label: t("Size") },
  { key: "changed", label: t("Changed") },
] as const;

interface DocumentTableProps {
  rows: KnowledgeDocument[];
  isLoading: boolean;
  /** Rows of the previous filters, shown until the new ones arrive. */
  isStale: boolean;
  onOpen: (id: string) => void;
  onCategory: (category: string) => void;
}

export function DocumentTable({ rows, isLoading, isStale, ...acts }: DocumentTableProps) {
  return (
    <RowTable
      caption={t("Documents, the newest first")}
      columns={columns}
      classes={columnClasses}
      isLoading={isLoading}
      isStale={isStale}
      skeletons={8}
    >
      {rows.map((document) => (
        <DocumentRow key={document.id} document={document} {...acts} />
      ))}
    </RowTable>
  );
}

interface DocumentRowProps extends Pick<DocumentTableProps, "onOpen" | "onCategory"> {
  document: KnowledgeDocument;
}

function DocumentRow({ document, onOpen, onCategory }: DocumentRowProps) {
  const cell = "px-2 py-2 align-top";
  if (useDocumentRemoval(document).isHidden) return null;
  return (
    <tr className="scroll-mt-24 border-b border-line hover:bg-hover focus-within:bg-accent-soft">
      <td className={`${cell} ${columnClasses.title}`}>
        <button
          type="button"
          data-row-target
          onClick={() => onOpen(document.id)}
          className="block max-w-full truncate rounded text-left font-medium hover:text-accent hover:underline"
        >
          {document.title}
        </button>
        <p className="truncate text-xs text-muted">{originOf(document)}</p>
        {document.problem !== null && (
          <div className="mt-1.5 max-w-prose">
            <DocumentProblem document={document} />
          </div>
        )}
      </td>
      <td className={`${cell} ${columnClasses.status}`}>
        <DocumentStatus document={document} />
      </td>
      <td className={`${cell} ${columnClasses.category}`}>
        <span className="flex flex-wrap gap-1">
          {document.category !== null && (
            <button
              type="button"
              title={t("Show documents of the category {category}", {
                category: document.category,
              })}
              onClick={() => onCategory(document.category ?? "")}
              className="max-w-full truncate rounded border border-line px-1.5 text-xs hover:bg-hover hover:text-accent"
            >
              {document.category}
            </button>
          )}
          {document.tags.map((tag) => (
            <span
              key={tag}
              className="max-w-full truncate rounded bg-sunken px-1.5 text-xs text-muted"
            >
              {tag}
            </span>
          ))}
        </span>
      </td>
      <td className={`${cell} ${columnClasses.chunks}`}>{document.chunk_count || ""}</td>
      <td className={`${cell} text-muted ${columnClasses.size}`}>
        {document.bytes > 0 && formatBytes(document.bytes)}
      </td>
      <td className={`${cell} truncate text-muted ${columnClasses.changed}`}>
        <RelativeTime at={document.updated_at} />
      </td>
    </tr>
  );
}

const kinds: Record<string, string> = {
  "application/pdf": "PDF",
  "text/plain": t("Text"),
  "text/markdown": t("Markdown"),
  "text/html": "HTML",
  "text/csv": "CSV",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": t("Word"),
};

/** Where a document comes from. */
function originOf({ source, title, url, mime }: KnowledgeDocument): string {
  if (source === "url") return url === title ? t("Fetched from the web") : (url ?? "");
  if (source === "generated") return t("Made of a location");
  const kind = kinds[mime];
  const way = source === "upload" ? t("uploaded") : t("pasted");
  return `${kind ?? t("File")}, ${way}`;
}
