import type { KnowledgeDocument } from "../api.ts";
import { t } from "../lib/text.ts";
import { ExactTime } from "../ui/time.tsx";

/** What helps, by the kind of problem. Others are explained on the page of their kind. */
const advice: Record<string, string> = {
  "document-url-unreachable": t(
    "Open the URL in a browser where you are signed in nowhere. Then fetch it again.",
  ),
  "document-interrupted": t("Retry it. If it ends the same way, split the file."),
  "document-too-large": t("Split it into files of at most 50 MB."),
  "document-empty": t("Look at the file: there is nothing in it."),
  "document-without-text": t(
    "Run a scan through text recognition and save it as a PDF with text, or paste the words.",
  ),
  "document-encrypted": t("Save it without a password and add it again."),
  "document-damaged": t("Open it in the program it comes from, save it anew and add it again."),
  "document-too-complex": t("Split it, or save it as plain text."),
  "document-type-unsupported": t("Save it as PDF, Word, HTML, Markdown, text or CSV."),
  "outbound-refused": t(
    "Only public web addresses are asked. Whoever runs the server can allow others.",
  ),
  "document-type-mismatch": t("Look at the file: it may be another than you meant."),
};

/** Why a document is not ready, in words, and what to do about it. */
export function DocumentProblem({ document }: { document: KnowledgeDocument }) {
  const { problem, next_try_at: nextTryAt } = document;
  if (problem === null) return null;
  const help = advice[problem.type.replace("/problems/", "")];
  const isOver = document.status === "failed";
  return (
    <div
      className={`rounded-md px-3 py-2 text-xs break-words ${isOver ? "bg-bad-soft" : "bg-warn-soft"}`}
    >
      <p>
        <span className={`font-medium ${isOver ? "text-bad-text" : "text-warn-text"}`}>
          {problem.title}.
        </span>{" "}
        {problem.detail}
      </p>
      <p className="mt-0.5">
        {isOver ? (
          (help ?? "")
        ) : (
          <>
            {t("It is tried again by itself")}
            {nextTryAt !== null && (
              <>
                {" "}
                (<ExactTime at={nextTryAt} />)
              </>
            )}
            .
          </>
        )}{" "}
        <a
          href={problem.type}
          target="_blank"
          rel="noreferrer"
          className="underline hover:text-accent"
        >
          {t("More about this")}
        </a>
      </p>
    </div>
  );
}
