import { type Span, type View, viewOf, weekBefore } from "../analytics/spans.ts";
import { locale } from "../lib/language.ts";
import { t } from "../lib/text.ts";

/** Today until now, beside the same weekday of last week until the same time. */
export interface Today {
  view: View;
  weekAgo: Span;
  /** What that day is called: "last Thursday". */
  weekAgoName: string;
}

export function todayOf(zone: string, now: number): Today {
  const view = viewOf({ range: "today" }, zone, now);
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: zone });
  return {
    view,
    weekAgo: weekBefore(view.span, zone),
    weekAgoName: t("last {weekday}", { weekday: weekday.format(new Date(view.span.from)) }),
  };
}
