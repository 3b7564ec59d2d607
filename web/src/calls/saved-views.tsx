import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { SavedView } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { useRemoval } from "../lib/removals.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { CheckField } from "../ui/check-field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { Select } from "../ui/select.tsx";
import { TextField } from "../ui/text-field.tsx";
import { type CallSearch, isFiltered, readCallSearch } from "./call-search.ts";
import { addView, removeView, savedViewsQuery } from "./saved-views-client.ts";

const renews = ["saved-views"];

interface SavedViewsProps {
  search: CallSearch;
  onPick: (search: CallSearch) => void;
}

/** Filters kept by a name: to choose one, to keep those that are set, to remove the one that is shown. */
export function SavedViews({ search, onPick }: SavedViewsProps) {
  const views = useQuery(savedViewsQuery).data ?? [];
  const [isNaming, setNaming] = useState(false);
  const isShown = (filters: Record<string, string>) =>
    wordOf(readCallSearch(filters)) === wordOf(search);
  const shown = views.find(({ filters }) => isShown(filters));
  return (
    <>
      {views.length > 0 && (
        <Select
          label={t("View")}
          value={shown?.id}
          onChange={(id) => {
            const picked = views.find((view) => view.id === id);
            onPick(picked === undefined ? {} : readCallSearch(picked.filters));
          }}
        >
          {views.map((view) => (
            <ViewOption key={view.id} view={view} />
          ))}
        </Select>
      )}
      {isFiltered(search) && shown === undefined && (
        <Button look="ghost" onClick={() => setNaming(true)}>
          {t("Save view")}
        </Button>
      )}
      {shown?.is_own && <RemoveView view={shown} onRemoved={() => onPick({})} />}
      {isNaming && <NameView search={search} onClose={() => setNaming(false)} />}
    </>
  );
}

function useViewRemoval(view: SavedView) {
  return useRemoval({
    ...{ id: view.id, name: t("The view {name}", { name: view.name }), renews },
    remove: () => removeView(view.id),
  });
}

function ViewOption({ view }: { view: SavedView }) {
  if (useViewRemoval(view).isHidden) return null;
  return (
    <option value={view.id}>
      {view.is_own ? view.name : t("{name} (shared)", { name: view.name })}
    </option>
  );
}

/** Shows every call again; the view can be had back for a moment. */
function RemoveView({ view, onRemoved }: { view: SavedView; onRemoved: () => void }) {
  const removal = useViewRemoval(view);
  if (removal.isHidden) return null;
  return (
    <Button
      onClick={() => {
        removal.start();
        onRemoved();
      }}
    >
      {t("Remove view")}
    </Button>
  );
}

function NameView({ search, onClose }: { search: CallSearch; onClose: () => void }) {
  const [name, setName] = useState("");
  const [isShared, setShared] = useState(false);
  const mayShare = useMay("calls:write");
  const add = useChange({ change: addView, renews, onDone: onClose, isQuiet: true });
  return (
    <FormDialog
      title={t("Save these filters as a view")}
      submit={t("Save view")}
      isPending={add.isPending}
      error={add.error}
      onClose={onClose}
      onSubmit={() => add.mutate({ name, filters: filtersOf(search), is_shared: isShared })}
    >
      <TextField label={t("Name")} required maxLength={80} value={name} onChange={setName} />
      {mayShare && (
        <CheckField
          label={t("Offer it to everybody here")}
          isChecked={isShared}
          onChange={setShared}
        />
      )}
    </FormDialog>
  );
}

/** What is set, as the address says it. */
function filtersOf(search: CallSearch): Record<string, string> {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

/** The same for the same filters, in whatever order they were set. */
function wordOf(filters: object): string {
  return JSON.stringify(
    Object.entries(filters)
      .filter(([, value]) => value !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}
