import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { formatNumber } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { callParams } from "../queries.ts";
import { Button } from "../ui/button.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { DownloadIcon } from "../ui/icons.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { type CallSearch, isFiltered } from "./call-search.ts";
import { type ExportFormat, type ExportProgress, readExport } from "./read-export.ts";

/** Every call of the list, as it is filtered, in one file. */
export function ExportCalls({ search }: { search: CallSearch }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="ghost" onClick={() => setOpen(true)}>
        <DownloadIcon /> {t("Export")}
      </Button>
      {isOpen && <ExportDialog search={search} onClose={() => setOpen(false)} />}
    </>
  );
}

function ExportDialog({ search, onClose }: { search: CallSearch; onClose: () => void }) {
  const client = useQueryClient();
  const [format, setFormat] = useState<ExportFormat>("csv");
  const [progress, setProgress] = useState<ExportProgress | null>(null);
  const leave = useRef(new AbortController());
  useEffect(() => {
    leave.current = new AbortController();
    return () => leave.current.abort();
  }, []);
  const read = useChange({
    change: async () =>
      readExport(await callParams(client, search), format, {
        onProgress: setProgress,
        signal: leave.current.signal,
      }),
    renews: [],
    isQuiet: true,
    onDone: (file) => {
      save(file, `calls.${format}`);
      onClose();
    },
  });
  return (
    <FormDialog
      title={t("Export calls")}
      submit={t("Export")}
      onClose={onClose}
      onSubmit={() => read.mutate(undefined)}
      isPending={read.isPending}
      error={read.error}
    >
      <p className="text-muted">
        {isFiltered(search)
          ? t("Every call that these filters meet.")
          : t("Every call of this tenant.")}
      </p>
      <SelectField
        label={t("As")}
        value={format}
        disabled={read.isPending}
        onChange={(value) => setFormat(value === "jsonl" ? "jsonl" : "csv")}
      >
        <option value="csv">{t("CSV, a row for each call")}</option>
        <option value="jsonl">{t("JSON lines, with transcripts")}</option>
      </SelectField>
      {read.isPending && (
        <div>
          <progress
            aria-label={t("Progress of the export")}
            className="meter h-1.5 w-full"
            max={Math.max(1, progress?.total ?? 1)}
            value={progress?.read ?? 0}
          />
          <p className="mt-1 text-xs text-muted">
            {progress === null
              ? t("Counting…")
              : t("{read} of {total}", {
                  read: formatNumber(progress.read),
                  total: formatNumber(progress.total),
                })}
          </p>
        </div>
      )}
    </FormDialog>
  );
}

function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has taken the file by then.
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
