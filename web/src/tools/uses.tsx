import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Panel, Rows } from "../ui/panel.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { outcomeLooks } from "./outcome-look.ts";
import { outcomes, type ToolSearch } from "./tool-search.ts";
import { toolsQuery, usesQuery } from "./tools-client.ts";
import { UseView } from "./use-view.tsx";

interface UsesProps {
  search: ToolSearch;
  onChange: (change: ToolSearch) => void;
}

/** Every use, the latest first. */
export function Uses({ search, onChange }: UsesProps) {
  const uses = useInfiniteQuery(usesQuery(search));
  const rows = uses.data?.pages.flatMap((page) => page.data) ?? [];
  const isFiltered = search.tool !== undefined || search.outcome !== undefined;
  return (
    <Panel
      title={t("Uses")}
      note={t("What agents asked for and what they were given, the latest first.")}
    >
      <div className="mb-3 flex flex-wrap items-end gap-2">
        <ToolSelect search={search} onChange={onChange} />
        <SelectField
          label={t("Outcome")}
          value={search.outcome ?? ""}
          onChange={(value) => onChange({ outcome: outcomes.find((one) => one === value) })}
          className="w-40"
        >
          <option value="">{t("Any")}</option>
          {outcomes.map((outcome) => (
            <option key={outcome} value={outcome}>
              {outcomeLooks[outcome].label}
            </option>
          ))}
        </SelectField>
        {isFiltered && (
          <Button
            className="h-9!"
            look="ghost"
            onClick={() => onChange({ tool: undefined, outcome: undefined })}
          >
            {t("Show all")}
          </Button>
        )}
      </div>
      <Rows query={uses} empty={isFiltered ? t("No use is like that.") : t("No tool was used.")}>
        {rows.map((use) => (
          <UseView key={use.id} use={use} isLinked />
        ))}
      </Rows>
      {uses.hasNextPage && (
        <LoadMore
          hasMore
          isLoading={uses.isFetchingNextPage}
          isFailed={uses.isFetchNextPageError}
          onLoad={uses.fetchNextPage}
          endLabel=""
        />
      )}
    </Panel>
  );
}

/** The tools there are, and the one of the address: it may be gone or never have been. */
function ToolSelect({ search, onChange }: UsesProps) {
  const names = (useQuery(toolsQuery).data ?? []).map(({ name }) => name);
  const all = search.tool === undefined ? names : [...new Set([...names, search.tool])];
  return (
    <SelectField
      label={t("Tool")}
      value={search.tool ?? ""}
      onChange={(value) => onChange({ tool: value === "" ? undefined : value })}
      className="w-52"
    >
      <option value="">{t("Every tool")}</option>
      {all.map((name) => (
        <option key={name}>{name}</option>
      ))}
    </SelectField>
  );
}
