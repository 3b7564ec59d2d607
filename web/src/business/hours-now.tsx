import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { HoursAnswer, Location } from "../api.ts";
import type { Tone } from "../lib/call-state.ts";
import { locale } from "../lib/language.ts";
import { t } from "../lib/text.ts";
import { explain } from "../lib/use-change.ts";
import { fromZoned } from "../lib/zoned-time.ts";
import { Button } from "../ui/button.tsx";
import { Dot } from "../ui/dot.tsx";
import { Panel } from "../ui/panel.tsx";
import { hoursAnswerQuery } from "./hours-client.ts";
import { type Service, services } from "./hours-draft.ts";

const looks: Readonly<Record<HoursAnswer["state"], { label: string; tone: Tone }>> = {
  open: { label: t("Open"), tone: "good" },
  closed: { label: t("Closed"), tone: "bad" },
  unknown: { label: t("Nothing known"), tone: "quiet" },
};

/** What a caller is told of the saved hours, now or at another time. */
export function HoursNow({ location, service }: { location: Location; service: Service }) {
  const [local, setLocal] = useState("");
  const at = local === "" ? undefined : fromZoned(local, location.time_zone);
  const answer = useQuery(hoursAnswerQuery(location.id, service, at));
  const fieldId = useId();
  return (
    <Panel
      title={t("What a caller is told")}
      note={t("{services}, by the saved hours. Times are those of {timeZone}.", {
        services: services[service],
        timeZone: location.time_zone,
      })}
      action={
        <div className="flex items-center gap-2">
          <label htmlFor={fieldId} className="text-muted">
            {t("At")}
          </label>
          <input
            id={fieldId}
            type="datetime-local"
            value={local}
            onChange={(event) => setLocal(event.target.value)}
            className="h-8 rounded-md border border-strong-line bg-surface px-2 text-sm"
          />
          {local !== "" && <Button onClick={() => setLocal("")}>{t("Now")}</Button>}
        </div>
      }
    >
      <div className="min-h-20 rounded-lg border border-line bg-surface px-4 py-3" role="status">
        {answer.data !== undefined && <Answer answer={answer.data} location={location} />}
        {answer.data === undefined && answer.error !== null && (
          <p className="text-bad-text">{explain(answer.error)}</p>
        )}
      </div>
    </Panel>
  );
}

function Answer({ answer, location }: { answer: HoursAnswer; location: Location }) {
  const look = looks[answer.state];
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2">
        <Dot tone={look.tone} />
        <span className="font-medium">{look.label}</span>
        {answer.changes_at !== null && (
          <span className="text-muted">
            {t("until {changesAt}", { changesAt: formatIn(answer.changes_at, location.time_zone) })}
          </span>
        )}
        <span className="text-muted">
          {"· "}
          {t("there it is {localTime}", { localTime: formatLocal(answer.local_time) })}
        </span>
        {answer.exception && <span className="text-muted">· {answer.exception}</span>}
      </p>
      <p className="mt-1">
        <q>{answer.text}</q>
      </p>
      <p className="mt-1 text-xs text-muted">{answer.week}</p>
    </>
  );
}

/** What a clock there shows, whatever zone it is in. */
const formatLocal = (local: string) => formatIn(`${local}Z`, "UTC");

function formatIn(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: "short",
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
  }).format(new Date(instant));
}
