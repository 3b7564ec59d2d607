import {
  type DaySpan,
  type Hours,
  type OpenState,
  type ServiceName,
  spansOn,
  type WeeklySpan,
} from "./hours.ts";
import { toLocal } from "./local-time.ts";
import { phrasesOf } from "./phrases.ts";
import { speakInstant, speakList, speakMinute, speakWeekday } from "./speak.ts";

interface Listener {
  now: number;
  timeZone: string;
  locale: string;
}

/** Whether something is open, as one short sentence; why it is closed comes before it. */
export function speakState(state: OpenState, listener: Listener): string {
  const phrases = phrasesOf(listener.locale);
  if (state.state === "unknown") return phrases.unknownHours;
  const { changesAt, closing, exception } = state;
  if (state.state === "open") {
    if (changesAt === null) return phrases.openAlways;
    return phrases.openUntil(speakEnd(changesAt, listener));
  }
  const reason = closing?.message || (exception?.spans.length === 0 ? exception.name : "");
  const isForNow = closing !== null && closing.until === null;
  const sentence =
    changesAt !== null
      ? phrases.closedUntil(speakInstant(changesAt, listener))
      : isForNow
        ? phrases.closedForNow
        : phrases.closed;
  return reason === "" ? sentence : `${withStop(reason)} ${sentence}`;
}

/** When it closes: within a day of now the time says it. */
function speakEnd(at: number, listener: Listener): string {
  const { now, timeZone, locale } = listener;
  const isSoon = at - now < 20 * 3_600_000;
  return isSoon ? speakMinute(toLocal(at, timeZone).minute, locale) : speakInstant(at, listener);
}

function withStop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The hours of a week, days with the same ones together. */
export function speakWeek(hours: Hours, service: ServiceName, locale: string): string {
  const phrases = phrasesOf(locale);
  const weekly = hours.weekly[service];
  if (weekly === undefined) return phrases.unknownHours;
  return groupDays(weekly)
    .map(({ from, to, spans }) => {
      const days = speakDays(from, to, locale);
      return spans.length === 0
        ? phrases.closedOn(days)
        : phrases.openOn(days, speakSpans(spans, locale));
    })
    .join("; ");
}

function speakDays(from: number, to: number, locale: string): string {
  const first = speakWeekday(from, locale);
  return from === to ? first : phrasesOf(locale).days(first, speakWeekday(to, locale));
}

/** The hours of a date. */
export function speakDate(
  hours: Hours,
  service: ServiceName,
  of: { date: string; locale: string },
) {
  const { date, locale } = of;
  const spans = spansOn(hours, service, date);
  if (spans.length > 0) return speakSpans(spans, locale);
  const { unknownHours, closed } = phrasesOf(locale);
  return hours.weekly[service] === undefined ? unknownHours : closed;
}

/** The spans of one day in one phrase. */
function speakSpans(spans: readonly DaySpan[], locale: string): string {
  const { range, allDay } = phrasesOf(locale);
  const isAllDay = spans.some(({ start_min, end_min }) => end_min - start_min === 1_440);
  if (isAllDay) return allDay;
  const parts = spans.map(({ start_min, end_min }) =>
    range(speakMinute(start_min, locale), speakMinute(end_min, locale)),
  );
  return speakList(parts, locale);
}

interface DayGroup {
  from: number;
  to: number;
  spans: DaySpan[];
}

function groupDays(weekly: readonly WeeklySpan[]): DayGroup[] {
  const groups: DayGroup[] = [];
  for (let dow = 1; dow <= 7; dow++) {
    const spans = weekly
      .filter((span) => span.dow === dow)
      .map(({ start_min, end_min }) => ({ start_min, end_min }))
      .sort((a, b) => a.start_min - b.start_min);
    const last = groups.at(-1);
    if (last !== undefined && JSON.stringify(last.spans) === JSON.stringify(spans)) last.to = dow;
    else groups.push({ from: dow, to: dow, spans });
  }
  return groups;
}
