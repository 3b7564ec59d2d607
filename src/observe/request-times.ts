/** Upper bounds of the classes of durations, in milliseconds; what takes longer is in one more class. SQL functions of the schema know them too. */
export const durationBoundsMs = [1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000];

/** The requests of one route that were answered within one minute. */
export interface RouteMinute {
  /** Its beginning, epoch milliseconds. */
  minute: number;
  /** Method and pattern, as it was declared: `GET /api/v1/calls/:callId`; `other` for what leads nowhere. */
  route: string;
  requests: number;
  /** Answered with 500 or more. */
  errors: number;
  /** Answered with 400 to 499: the caller's. */
  clientErrors: number;
  totalMs: number;
  longestMs: number;
  /** How many fell into each class of durations. */
  histogram: number[];
}

/** What is noted of requests until somebody writes it down. */
export interface RequestTimes {
  note(route: string, status: number, ms: number): void;
  /** Hands over everything noted so far. */
  take(): RouteMinute[];
  /** Takes back what could not be written. */
  giveBack(minutes: readonly RouteMinute[]): void;
}

const minuteMs = 60_000;
/** About five minutes with every route used; beyond it, as when nothing can be written, what is new is not noted. */
const keptMax = 2_000;

/** Sums up requests by minute and route. Names come from the routes that were declared, so there are only so many. */
export function createRequestTimes(now: () => number): RequestTimes {
  let kept = new Map<string, RouteMinute>();

  const of = (minute: number, route: string): RouteMinute | undefined => {
    const key = `${minute} ${route}`;
    const known = kept.get(key);
    if (known !== undefined || kept.size >= keptMax) return known;
    const fresh = {
      ...{ minute, route, requests: 0, errors: 0, clientErrors: 0, totalMs: 0, longestMs: 0 },
      histogram: new Array<number>(durationBoundsMs.length + 1).fill(0),
    };
    kept.set(key, fresh);
    return fresh;
  };

  return {
    note(route, status, ms) {
      const sum = of(Math.floor(now() / minuteMs) * minuteMs, route);
      if (sum === undefined) return;
      sum.requests++;
      if (status >= 500) sum.errors++;
      else if (status >= 400) sum.clientErrors++;
      sum.totalMs += ms;
      sum.longestMs = Math.max(sum.longestMs, ms);
      const place = classOf(ms);
      sum.histogram[place] = (sum.histogram[place] ?? 0) + 1;
    },
    take() {
      const taken = [...kept.values()];
      kept = new Map();
      return taken;
    },
    giveBack(minutes) {
      for (const one of minutes) {
        const sum = of(one.minute, one.route);
        if (sum === undefined) continue;
        sum.requests += one.requests;
        sum.errors += one.errors;
        sum.clientErrors += one.clientErrors;
        sum.totalMs += one.totalMs;
        sum.longestMs = Math.max(sum.longestMs, one.longestMs);
        sum.histogram = sum.histogram.map((count, place) => count + (one.histogram[place] ?? 0));
      }
    },
  };
}

function classOf(ms: number): number {
  const place = durationBoundsMs.findIndex((bound) => ms <= bound);
  return place < 0 ? durationBoundsMs.length : place;
}
