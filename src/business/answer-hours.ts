import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";
import { type HoursAnswer, HoursDocument } from "./hours.schema.ts";
import { findSpokenHours } from "./hours.store.ts";
import { type Hours, type ServiceName, stateAt, upcomingClosures } from "./hours.ts";
import { toLocal } from "./local-time.ts";
import { unknownLocation } from "./location.service.ts";
import { phrasesOf, spokenLocale } from "./phrases.ts";
import { speakInstant } from "./speak.ts";
import { speakDate, speakState, speakWeek } from "./speak-hours.ts";

export interface HoursAsked {
  service?: ServiceName;
  /** Left out, now. */
  at?: number | undefined;
  /** Left out, the location's. */
  language?: string | undefined;
}

const closuresDays = 30;

/** Whether a service of a location is open. */
export async function answerHours(
  trx: Trx,
  scope: TenantScope,
  { locationId, now, ...asked }: HoursAsked & { locationId: string; now: number },
): Promise<HoursAnswer> {
  const location = await findSpokenHours(trx, scope, locationId);
  if (location === undefined) throw unknownLocation();
  const hours: Hours = HoursDocument.parse(location.hours ?? { weekly: {} });
  const { service = "general", at = now } = asked;
  const locale = spokenLocale(asked.language ?? location.language);
  const timeZone = location.time_zone;
  const state = stateAt({ hours, service, timeZone }, at);
  const local = toLocal(at, timeZone);
  const closures = upcomingClosures(hours, service, { from: local.date, days: closuresDays });
  const isKnown = state.state !== "unknown";
  const listener = { now: at, timeZone, locale };
  const text = speakState(state, listener);
  const changesAt = isKnown ? state.changesAt : null;
  const isShut = isKnown && state.closing !== null;
  return {
    state: state.state,
    service,
    local_time: `${local.date}T${clock(local.minute)}`,
    time_zone: timeZone,
    changes_at: changesAt === null ? null : toIso(changesAt),
    closing_message: (isKnown && state.closing?.message) || null,
    exception: (isKnown && state.exception?.name) || null,
    upcoming_closures: closures.map(({ first_date, last_date, name }) => ({
      first_date,
      last_date,
      name,
    })),
    text,
    today: isShut ? text : speakDate(hours, service, { date: local.date, locale }),
    next_change: changesAt === null ? "" : speakInstant(changesAt, listener),
    week: speakWeek(hours, service, locale),
  };
}

/** What is said when it took too long. */
export function lateHours({ service = "general", language = "en-US" }: HoursAsked): HoursAnswer {
  const text = phrasesOf(spokenLocale(language)).unknownHours;
  return {
    ...{ state: "unknown", service, local_time: "", time_zone: "", changes_at: null },
    ...{ closing_message: null, exception: null, upcoming_closures: [] },
    ...{ text, today: text, next_change: "", week: text },
  };
}

function clock(minute: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function toIso(ms: number): string {
  return new Date(ms).toISOString();
}
