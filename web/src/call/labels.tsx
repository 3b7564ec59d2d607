import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { CloseIcon } from "../ui/icons.tsx";
import { labelsQuery } from "./review-client.ts";

interface LabelsProps {
  labels: string[];
  mayWrite: boolean;
  onAdd: (label: string) => void;
  onRemove: (label: string) => void;
}

/** The labels of a call; those in use elsewhere are offered while one is typed. */
export function Labels({ labels, mayWrite, onAdd, onRemove }: LabelsProps) {
  const [label, setLabel] = useState("");
  const known = useQuery({ ...labelsQuery, enabled: mayWrite }).data ?? [];
  const list = useId();
  if (!mayWrite && labels.length === 0) return null;
  return (
    <div className="mt-3">
      {labels.length > 0 && (
        <ul aria-label={t("Labels")} className="mb-2 flex flex-wrap gap-1.5">
          {labels.map((each) => (
            <li
              key={each}
              className="inline-flex max-w-full items-center gap-1 rounded-full border border-line bg-surface py-0.5 pr-1 pl-2.5 text-xs"
            >
              <span className="truncate">{each}</span>
              {mayWrite && (
                <button
                  type="button"
                  aria-label={t("Remove the label {each}", { each })}
                  onClick={() => onRemove(each)}
                  className="inline-flex size-6 items-center justify-center rounded-full text-faint hover:bg-hover hover:text-text"
                >
                  <CloseIcon className="size-3" />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && (
        <form
          className="flex gap-1.5"
          onSubmit={(event) => {
            event.preventDefault();
            onAdd(label);
            setLabel("");
          }}
        >
          <input
            aria-label={t("New label")}
            placeholder={t("Add a label")}
            list={list}
            required
            pattern=".*\S.*"
            maxLength={40}
            value={label}
            onChange={(event) => setLabel(event.target.value)}
            className="h-7 min-w-0 flex-1 rounded-md border border-strong-line bg-surface px-2 text-xs"
          />
          <datalist id={list}>
            {known
              .filter((each) => !labels.includes(each.label))
              .map((each) => (
                <option key={each.label} value={each.label} />
              ))}
          </datalist>
          <Button type="submit">{t("Add")}</Button>
        </form>
      )}
    </div>
  );
}
