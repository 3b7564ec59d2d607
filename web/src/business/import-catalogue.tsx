import { useId, useState } from "react";
import { plural } from "../lib/format.ts";
import { parseJson } from "../lib/parse-json.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormNote } from "../ui/form-note.tsx";
import { showToast } from "../ui/toasts.tsx";
import {
  type CatalogueFile,
  type CatalogueReport,
  importCatalogue,
  renews,
} from "./catalogue-client.ts";

interface ImportDialogProps {
  locationId: string;
  onClose: () => void;
}

/** First what a file would do, then the same for good. */
export function ImportDialog({ locationId, onClose }: ImportDialogProps) {
  const [file, setFile] = useState<CatalogueFile | null>(null);
  const [fault, setFault] = useState("");
  const fileId = useId();
  const look = useChange({
    change: (given: CatalogueFile) => importCatalogue(locationId, given, true),
    renews: [],
    isQuiet: true,
  });
  const load = useChange({
    change: (given: CatalogueFile) => importCatalogue(locationId, given, false),
    renews,
    isQuiet: true,
    onDone: ({ created, updated }) => {
      showToast(`${plural(created, "item")} made, ${updated.toLocaleString()} changed.`);
      onClose();
    },
  });
  const choose = (name: string, text: string) => {
    const read = readFile(name, text);
    load.reset();
    look.reset();
    setFile(read);
    setFault(read === null ? "The file holds no list of items." : "");
    if (read !== null) look.mutate(read);
  };
  const error = load.error ?? look.error;
  const usable = look.data ? look.data.created + look.data.updated : 0;
  return (
    <Dialog title="Import items" onClose={onClose}>
      <p className="text-muted">
        A CSV file whose first line names its columns, or a JSON list: external_id, name, category,
        description, price, variants, is_available, contains, may_contain, free_of, diets. An item
        that is known gets what the file says; an empty cell changes nothing.
      </p>
      <label htmlFor={fileId} className="mt-3 block font-medium">
        File
      </label>
      <input
        id={fileId}
        type="file"
        accept=".csv,.json,text/csv,application/json"
        data-autofocus
        className="mt-1.5 w-full text-sm"
        onChange={async ({ target }) => {
          const chosen = target.files?.[0];
          if (chosen !== undefined) choose(chosen.name, await chosen.text());
        }}
      />
      {look.data && <Report report={look.data} />}
      <FormNote>{fault || (error === null ? "" : explain(error))}</FormNote>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          look="primary"
          disabled={file === null || usable === 0 || load.isPending || look.isPending}
          onClick={() => file !== null && load.mutate(file)}
        >
          {usable === 0 ? "Import" : `Import ${plural(usable, "item")}`}
        </Button>
      </div>
    </Dialog>
  );
}

function readFile(name: string, text: string): CatalogueFile | null {
  if (!name.toLowerCase().endsWith(".json")) return { csv: text };
  const value = parseJson(text);
  return Array.isArray(value) ? { items: value } : null;
}

const shownMax = 100;

function Report({ report }: { report: CatalogueReport }) {
  const told = report.lines.filter(({ outcome }) => outcome === "failed" || outcome === "updated");
  return (
    <div role="status" className="mt-3">
      <p>
        {plural(report.created, "new item")}, {report.updated.toLocaleString()} changed,{" "}
        {report.unchanged.toLocaleString()} as they were, {report.failed.toLocaleString()} left out.
      </p>
      {told.length > 0 && (
        <ul className="mt-1.5 max-h-40 overflow-y-auto text-xs">
          {told.slice(0, shownMax).map((line) => (
            <li key={line.line} className={line.outcome === "failed" ? "text-bad-text" : ""}>
              Line {line.line}: {line.error ?? `changes ${line.changed.join(", ")}`}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
