import { useId, useState } from "react";
import { formatNumber } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { showToast } from "../ui/toasts.tsx";
import { contactLists, type ImportReport, importContacts } from "./contacts-client.ts";

export function ImportContacts() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("Import…")}</Button>
      {isOpen && <ImportDialog onClose={() => setOpen(false)} />}
    </>
  );
}

/** First what would happen, then the same for good. */
function ImportDialog({ onClose }: { onClose: () => void }) {
  const [csv, setCsv] = useState("");
  const fileId = useId();
  const look = useChange({
    change: (text: string) => importContacts(text, true),
    renews: [],
    isQuiet: true,
  });
  const load = useChange({
    change: () => importContacts(csv, false),
    renews: contactLists,
    isQuiet: true,
    onDone: ({ created, updated }) => {
      showToast(
        t("{created, plural, one {# contact} other {# contacts}} made, {updated} changed.", {
          created,
          updated: formatNumber(updated),
        }),
      );
      onClose();
    },
  });
  const error = load.error ?? look.error;
  const usable = look.data ? look.data.created + look.data.updated : 0;
  return (
    <Dialog title={t("Import contacts")} onClose={onClose}>
      <p className="text-muted">
        {t(
          "A CSV file with a first line that names its columns: numbers, name, email, company, language, tags, do_not_call, do_not_call_reason, custom. A number that is known gets what the file says; an empty cell changes nothing.",
        )}
      </p>
      <label htmlFor={fileId} className="mt-3 block font-medium">
        {t("File")}
      </label>
      <input
        id={fileId}
        type="file"
        accept=".csv,text/csv,text/plain"
        data-autofocus
        className="mt-1.5 w-full text-sm"
        onChange={async (event) => {
          const text = await event.target.files?.[0]?.text();
          setCsv(text ?? "");
          load.reset();
          if (text !== undefined) look.mutate(text);
        }}
      />
      {look.data && <Report report={look.data} />}
      <FormNote>{error ? explain(error) : ""}</FormNote>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t("Cancel")}</Button>
        <Button
          look="primary"
          disabled={usable === 0 || load.isPending || look.isPending}
          onClick={() => load.mutate(undefined)}
        >
          {usable === 0
            ? t("Import")
            : t("Import {usable, plural, one {# contact} other {# contacts}}", { usable })}
        </Button>
      </div>
    </Dialog>
  );
}

const shownMax = 100;

function Report({ report }: { report: ImportReport }) {
  const failed = report.lines.filter((line) => line.outcome === "failed");
  return (
    <div role="status" className="mt-3">
      <p>
        {t(
          "{created, plural, one {# new contact} other {# new contacts}}, {updated} changed, {failed} left out.",
          {
            created: report.created,
            updated: formatNumber(report.updated),
            failed: formatNumber(report.failed),
          },
        )}
      </p>
      {failed.length > 0 && (
        <ul className="mt-1.5 max-h-40 overflow-y-auto text-xs text-bad-text">
          {failed.slice(0, shownMax).map((line) => (
            <li key={line.line}>
              {t("Line {line}:", { line: line.line })} {line.error}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
