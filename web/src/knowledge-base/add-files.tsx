import { useId, useState } from "react";
import type { KnowledgeBase } from "../api.ts";
import { t } from "../lib/text.ts";
import { AddForm } from "./add-form.tsx";
import { noFacts, toFormFields } from "./facts-fields.tsx";
import { useUpload } from "./use-upload.ts";

const endings = ".pdf,.docx,.docm,.dotx,.html,.htm,.md,.markdown,.txt,.csv,.tsv";

export function AddFiles({ base, onClose }: { base: KnowledgeBase; onClose: () => void }) {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [facts, setFacts] = useState(noFacts);
  const { upload } = useUpload(base.id);
  const fileId = useId();
  return (
    <AddForm
      facts={facts}
      onFacts={setFacts}
      baseLanguage={base.language}
      error=""
      submitLabel={
        files.length === 0
          ? t("Upload")
          : t("Upload {files, plural, one {# file} other {# files}}", { files: files.length })
      }
      isDisabled={files.length === 0}
      onSubmit={() => {
        upload(files, toFormFields(facts));
        onClose();
      }}
      onClose={onClose}
    >
      <div>
        <label htmlFor={fileId} className="block font-medium">
          {t("Choose files")}
        </label>
        <input
          id={fileId}
          type="file"
          multiple
          accept={endings}
          data-autofocus
          className="mt-1.5 w-full text-sm"
          onChange={(event) => setFiles([...(event.target.files ?? [])])}
        />
      </div>
      <p className="text-xs text-muted">
        {t(
          "PDF, Word, HTML, Markdown, text and CSV, up to 50 MB each. A file with the name of one that is here replaces it. You can also drop files anywhere on the page.",
        )}
      </p>
    </AddForm>
  );
}
