import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Location } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { rich, t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Needs, Page } from "../ui/page.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { TabPanel, Tabs } from "../ui/tabs.tsx";
import { locationsQuery } from "./business-client.ts";
import { type BusinessSearch, type PartId, parts } from "./business-search.ts";
import { CataloguePart } from "./catalogue-part.tsx";
import { DeliveryPart } from "./delivery-part.tsx";
import { HoursPart } from "./hours-editor.tsx";
import { importedAt } from "./import-client.ts";
import { ImportDialog } from "./import-dialog.tsx";
import { KnowledgeSwitch } from "./knowledge-switch.tsx";
import { LocationDialog } from "./location-dialog.tsx";
import { TextsPart } from "./texts-part.tsx";

const route = getRouteApi("/business");

/** Facts of the business that agents tell callers. */
export function BusinessPage() {
  return (
    <Page
      title={t("Business")}
      note={t(
        "What agents tell callers about a place: exactly what is written here, and nothing where nothing is.",
      )}
    >
      <Needs permission="business:read" refusal={t("Your role does not show the business")}>
        <Business />
      </Needs>
    </Page>
  );
}

function Business() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  // Forms that keep what they began with begin anew after an import.
  const [imports, setImports] = useState(0);
  const client = useQueryClient();
  const locations = useQuery(locationsQuery);
  if (locations.isPending) return <SkeletonLines count={6} />;
  if (locations.data === undefined) {
    return <ErrorState error={locations.error} onRetry={() => void locations.refetch()} />;
  }
  const chosen =
    locations.data.find(({ id }) => id === search.location) ?? locations.data[0] ?? null;
  const setSearch = (change: BusinessSearch) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true, resetScroll: false });
  return (
    <>
      <LocationBar
        locations={locations.data}
        chosen={chosen}
        part={search.part ?? "hours"}
        onImport={async () => {
          await client.invalidateQueries({ queryKey: ["hours"] });
          setImports((count) => count + 1);
        }}
        onChoose={(location) => setSearch({ location })}
      />
      {chosen === null ? (
        <p className="mt-4 rounded-lg border border-dashed border-strong-line px-4 py-5 text-muted">
          {rich(
            "There is no location yet: agents know nothing of the business. Make one, write down or import its facts, and give agents the built-in tools on the <link>Tools</link> page.",
            {
              link: (text) => (
                <Link to="/tools" className="text-accent underline underline-offset-2">
                  {text}
                </Link>
              ),
            },
          )}
        </p>
      ) : (
        <Parts
          key={`${chosen.id} ${imports}`}
          location={chosen}
          part={search.part ?? "hours"}
          onPart={(part) => setSearch({ part: part === "hours" ? undefined : part })}
        />
      )}
    </>
  );
}

interface LocationBarProps {
  locations: readonly Location[];
  chosen: Location | null;
  part: PartId;
  onImport: () => void;
  onChoose: (id: string | undefined) => void;
}

function LocationBar({ locations, chosen, part, onImport, onChoose }: LocationBarProps) {
  const [open, setOpen] = useState<"new" | "change" | "import" | null>(null);
  const mayWrite = useMay("business:write");
  const done = (id: string | undefined) => {
    setOpen(null);
    onChoose(id);
  };
  return (
    <div className="mt-4 flex flex-wrap items-end gap-2">
      {chosen !== null && (
        <SelectField label={t("Location")} value={chosen.id} onChange={onChoose} className="w-64">
          {locations.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      {mayWrite && (
        <>
          {chosen !== null && (
            <>
              <Button className="h-9!" onClick={() => setOpen("change")}>
                {t("Change…")}
              </Button>
              <Button className="h-9!" onClick={() => setOpen("import")}>
                {t("Import…")}
              </Button>
            </>
          )}
          <Button
            className="h-9!"
            look={chosen === null ? "primary" : "plain"}
            onClick={() => setOpen("new")}
          >
            {t("New location")}
          </Button>
        </>
      )}
      {open === "import" && chosen !== null && (
        <ImportDialog
          location={chosen}
          likely={importedAt[part]}
          onDone={() => {
            setOpen(null);
            onImport();
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "new" && <LocationDialog onClose={() => setOpen(null)} onDone={done} />}
      {open === "change" && chosen !== null && (
        <LocationDialog location={chosen} onClose={() => setOpen(null)} onDone={done} />
      )}
    </div>
  );
}

interface PartsProps {
  location: Location;
  part: PartId;
  onPart: (part: PartId) => void;
}

function Parts({ location, part, onPart }: PartsProps) {
  return (
    <div className="mt-6">
      <Tabs label={t("Facts of the location")} items={parts} value={part} onChange={onPart} />
      <TabPanel id={part}>
        {part === "hours" && <HoursPart location={location} />}
        {part === "delivery" && <DeliveryPart location={location} />}
        {(part === "catalogue" || part === "texts") && <KnowledgeSwitch locationId={location.id} />}
        {part === "catalogue" && <CataloguePart location={location} />}
        {part === "texts" && <TextsPart locationId={location.id} />}
      </TabPanel>
    </div>
  );
}
