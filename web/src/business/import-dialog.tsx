import { useState } from "react";
import type { Location } from "../api.ts";
import { formatNumber } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { FileField } from "../ui/file-field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { showToast } from "../ui/toasts.tsx";
import {
  type Importable,
  type ImportFile,
  importable,
  importFile,
  renews,
  toImportFile,
} from "./import-client.ts";
import { ImportReport } from "./import-report.tsx";

interface ImportDialogProps {
  location: Location;
  /** What is imported if nothing else is chosen. */
  likely: Importable;
  onDone: () => void;
  onClose: () => void;
}

/** First what a file would change, then the same for good: all of it, or nothing. */
export function ImportDialog({ location, likely, onDone, onClose }: ImportDialogProps) {
  const [what, setWhat] = useState(likely);
  const [file, setFile] = useState<ImportFile | null>(null);
  const [fault, setFault] = useState("");
  const look = useChange({
    change: (given: { what: Importable } & ImportFile) =>
      importFile(location.id, { ...given, dry_run: true }),
    renews: [],
    isQuiet: true,
  });
  const load = useChange({
    change: (given: { what: Importable } & ImportFile) =>
      importFile(location.id, { ...given, dry_run: false }),
    renews,
    isQuiet: true,
    onDone: ({ created, updated }) => {
      showToast(
        t("{created} made, {updated} changed.", {
          created: formatNumber(created),
          updated: formatNumber(updated),
        }),
      );
      onDone();
    },
  });
  const choose = (chosen: { what: Importable; file: ImportFile | null }) => {
    setWhat(chosen.what);
    setFile(chosen.file);
    look.reset();
    load.reset();
    if (chosen.file !== null) look.mutate({ what: chosen.what, ...chosen.file });
  };
  const report = look.data;
  const usable = report === undefined || report.failed > 0 ? 0 : report.created + report.updated;
  const { example, note } = importable[what];
  return (
    <FormDialog
      title={t("Import into {name}", { name: location.name })}
      kind="drawer"
      onClose={onClose}
      submit={
        usable === 0
          ? t("Import")
          : t("Import {usable, plural, one {# change} other {# changes}}", { usable })
      }
      isPending={usable === 0 || look.isPending || load.isPending}
      fault={fault}
      error={load.error ?? look.error}
      hint={look.isPending ? t("Looking at what it would change…") : ""}
      onSubmit={() => file !== null && load.mutate({ what, ...file })}
    >
      <SelectField
        label={t("What is imported")}
        value={what}
        onChange={(value) => choose({ what: value as Importable, file })}
      >
        {Object.entries(importable).map(([id, { label }]) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </SelectField>
      <FileField
        label={t("File")}
        accept=".csv,.json,.geojson,text/csv,application/json,application/geo+json"
        isFirst
        onChange={async (chosen) => {
          if (chosen === null) return choose({ what, file: null });
          const read = toImportFile(chosen.name, await chosen.text());
          setFault(read === null ? t("The file is no JSON.") : "");
          choose({ what, file: read });
        }}
      />
      <p className="text-muted">
        {t(
          "What the file leaves out stays as it is. Before anything is written you see what would change. {note}",
          { note },
        )}
      </p>
      <details>
        <summary className="cursor-pointer text-muted">{t("A file as an example")}</summary>
        <div className="mt-2 flex justify-end">
          <CopyButton text={example} label={t("Copy the example")} />
        </div>
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached with keys
          tabIndex={0}
          className="mt-1 max-h-52 overflow-auto rounded-md border border-line bg-sunken p-2 text-xs"
        >
          {example}
        </pre>
      </details>
      {report && <ImportReport report={report} currency={location.currency} />}
    </FormDialog>
  );
}
