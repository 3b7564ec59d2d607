import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Hours, Location, ShownHours } from "../api.ts";
import { ApiError } from "../client.ts";
import { useMay } from "../lib/access.ts";
import { faultsBelow, faultsOf } from "../lib/faults.ts";
import { t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { fromZoned, toZoned } from "../lib/zoned-time.ts";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { showToast } from "../ui/toasts.tsx";
import { Closing } from "./closing.tsx";
import { Exceptions } from "./exceptions.tsx";
import { hoursQuery, replaceHours } from "./hours-client.ts";
import { fromDraft, type HoursDraft, type Service, toDraft } from "./hours-draft.ts";
import { HoursNow } from "./hours-now.tsx";
import { Week } from "./week.tsx";

/** When a location is open: as it is said now, and as it is written down. */
export function HoursPart({ location }: { location: Location }) {
  const [service, setService] = useState<Service>("general");
  const hours = useQuery(hoursQuery(location.id));
  // The form keeps what it began with, and the version of that: what comes in behind it is not put under the hands of whoever writes.
  const [generation, setGeneration] = useState(0);
  const client = useQueryClient();
  const reload = async () => {
    await client.invalidateQueries({ queryKey: ["hours", location.id] });
    setGeneration((now) => now + 1);
  };
  if (hours.isPending) return <SkeletonLines count={8} />;
  if (hours.data === undefined) {
    return <ErrorState error={hours.error} onRetry={() => void hours.refetch()} />;
  }
  return (
    <>
      <HoursNow location={location} service={service} />
      <HoursForm
        key={generation}
        location={location}
        current={hours.data}
        service={service}
        onService={setService}
        onReload={() => void reload()}
      />
    </>
  );
}

interface HoursFormProps {
  location: Location;
  current: ShownHours;
  service: Service;
  onService: (service: Service) => void;
  onReload: () => void;
}

function HoursForm({ location, current, service, onService, onReload }: HoursFormProps) {
  const { id, time_zone: timeZone } = location;
  const mayWrite = useMay("business:write");
  const [shown] = useState(current);
  const [draft, setDraft] = useState(() => toDraft(shown, (at) => toZoned(at, timeZone)));
  const [isTouched, setTouched] = useState(false);
  const set = (change: Partial<HoursDraft>) => {
    setTouched(true);
    // What was wrong is told by numbers of spans, which move.
    save.reset();
    setDraft((now) => ({ ...now, ...change }));
  };
  const save = useChange({
    change: ({ hours, version }: { hours: Hours; version: number | null }) =>
      replaceHours(id, hours, version),
    // The page renews itself by what is answered; after a refusal what is written must stay.
    renews: [],
    isQuiet: true,
    onDone: () => {
      showToast(t("Callers are told these hours from now on."));
      onReload();
    },
  });
  const send = (version: number | null) =>
    save.mutate({ hours: fromDraft(draft, (at) => fromZoned(at, timeZone)), version });
  const faults = faultsOf(save.error);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send(shown.version);
      }}
    >
      <fieldset disabled={!mayWrite} className="min-w-0">
        <legend className="sr-only">{t("Hours of {name}", { name: location.name })}</legend>
        <Week
          weekly={draft.weekly}
          service={service}
          faults={faults}
          onService={onService}
          onChange={(weekly) => set({ weekly })}
        />
        <Exceptions
          exceptions={draft.exceptions}
          faults={faultsBelow(faults, "exceptions")}
          onChange={(exceptions) => set({ exceptions })}
        />
        <Closing
          closing={draft.closing}
          timeZone={timeZone}
          fault={faults["closing.until"]}
          onChange={(closing) => set({ closing })}
        />
      </fieldset>
      {mayWrite && (
        <div className="sticky bottom-0 mt-6 border-t border-line bg-canvas py-3">
          <Refusal error={save.error} onTheirs={onReload} onMine={() => send(null)} />
          <div className="flex flex-wrap items-center justify-end gap-2">
            {isTouched && <span className="text-xs text-warn-text">{t("Not saved yet")}</span>}
            <Button
              disabled={!isTouched}
              onClick={() => {
                setDraft(toDraft(shown, (at) => toZoned(at, timeZone)));
                setTouched(false);
                save.reset();
              }}
            >
              {t("Undo all")}
            </Button>
            <Button type="submit" look="primary" disabled={!isTouched || save.isPending}>
              {t("Save hours")}
            </Button>
          </div>
        </div>
      )}
    </form>
  );
}

interface RefusalProps {
  error: unknown;
  onTheirs: () => void;
  onMine: () => void;
}

/** Why the hours were not taken: every fault in its words, or that somebody else was quicker. */
function Refusal({ error, onTheirs, onMine }: RefusalProps) {
  if (error === null) return null;
  if (error instanceof ApiError && error.status === 412) {
    return (
      <div role="alert" className="mb-3 rounded-lg border border-warn bg-warn-soft px-4 py-2.5">
        <p className="font-medium text-warn-text">
          {t("Somebody else changed these hours while you were writing.")}
        </p>
        <div className="mt-2 flex flex-wrap gap-2">
          <Button onClick={onTheirs}>{t("Show theirs and drop mine")}</Button>
          <Button onClick={onMine}>{t("Replace theirs with mine")}</Button>
        </div>
      </div>
    );
  }
  const faults = Object.values(faultsOf(error));
  return (
    <div role="alert" className="mb-3 rounded-lg border border-bad bg-bad-soft px-4 py-2.5">
      <p className="font-medium text-bad-text">{t("These hours cannot be saved.")}</p>
      <ul className="mt-1 list-disc pl-5 text-bad-text">
        {(faults.length > 0 ? [...new Set(faults)] : [explain(error)]).map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
    </div>
  );
}
