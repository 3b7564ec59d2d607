import { useId, useState } from "react";
import type { KnowledgeBase } from "../api.ts";
import { addDocuments, knowledgeLists } from "../knowledge/knowledge-client.ts";
import { t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { showToast } from "../ui/toasts.tsx";
import { AddForm } from "./add-form.tsx";
import { noFacts, toFacts } from "./facts-fields.tsx";

const pagesMax = 500;

export function AddPages({ base, onClose }: { base: KnowledgeBase; onClose: () => void }) {
  const [text, setText] = useState("");
  const [facts, setFacts] = useState(noFacts);
  const fieldId = useId();
  const urls = [...new Set(text.split(/\s+/).filter((line) => line !== ""))];
  const wrong = urls.find((url) => !/^https?:\/\/./i.test(url) || !URL.canParse(url));
  const add = useChange({
    change: () =>
      addDocuments(urls.map((url) => ({ knowledge_base: base.id, url, ...toFacts(facts) }))),
    renews: knowledgeLists,
    isQuiet: true,
    onDone: ({ data }) => {
      showToast(t("{data, plural, one {# page} other {# pages}} to fetch.", { data: data.length }));
      onClose();
    },
  });
  return (
    <AddForm
      facts={facts}
      onFacts={setFacts}
      baseLanguage={base.language}
      error={add.error ? explain(add.error) : noteOf(wrong, urls.length)}
      submitLabel={
        urls.length < 2
          ? t("Fetch")
          : t("Fetch {urls, plural, one {# page} other {# pages}}", { urls: urls.length })
      }
      isDisabled={
        urls.length === 0 || urls.length > pagesMax || wrong !== undefined || add.isPending
      }
      onSubmit={() => add.mutate(undefined)}
      onClose={onClose}
    >
      <div>
        <label htmlFor={fieldId} className="block font-medium">
          {t("Addresses, one a line")}
        </label>
        <textarea
          id={fieldId}
          rows={5}
          required
          spellCheck={false}
          data-autofocus
          placeholder="https://example.com/opening-hours"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="mt-1.5 w-full rounded-md border border-strong-line bg-surface px-3 py-2 font-mono text-xs"
        />
      </div>
      <p className="text-xs text-muted">
        {t(
          "Each becomes a document: a page, or a file that lies there. They are fetched once; fetch them again when they have changed.",
        )}
      </p>
    </AddForm>
  );
}

function noteOf(wrong: string | undefined, count: number): string {
  if (count > pagesMax) return t("At most {pagesMax} at once.", { pagesMax });
  // While a first address is typed it is not wrong yet.
  if (wrong === undefined || (count === 1 && "https://".startsWith(wrong.slice(0, 8)))) return "";
  return t("{wrong} is no web address.", { wrong: wrong.slice(0, 80) });
}
