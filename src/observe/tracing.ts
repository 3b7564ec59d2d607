/** What a span tells: ids, names out of closed sets, counts. Never what somebody said, and no number of anybody. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** A piece of work as it begins. */
export interface SpanStart {
  name: string;
  /** `server`: somebody asked us; `client`: we ask somebody; `consumer`: work that was stored before. */
  kind?: "server" | "client" | "consumer";
  attributes?: Attributes;
  /** The webhook event by which the trace is found: this span begins it. Left out, the span belongs to what is under way. */
  eventId?: string;
}

/** A piece of work under way. */
export interface Span {
  set(attributes: Attributes): void;
  /** Runs something as part of it. */
  within<T>(work: () => T): T;
  /** @param error the kind of what went wrong, never its message. */
  end(error?: unknown): void;
}

/** What was done for an event that was stored before, told when it is over. */
export interface Done extends Omit<SpanStart, "eventId"> {
  children?: readonly Omit<Done, "children">[];
}

/** Tells another system what belongs together and how long it took. */
export interface Tracing {
  /** False: nobody listens, and nothing is worth preparing. */
  readonly isOn: boolean;
  begin(start: SpanStart): Span;
  /** Adds to the trace of a webhook event. Times are epoch milliseconds. */
  addToEvent(eventId: string, done: Done, from: number, until: number): void;
  /** The trace that a log line belongs to. */
  logFields(): Record<string, string>;
  /** Sends what was not sent yet. */
  close(): Promise<void>;
}

const silentSpan: Span = {
  set: () => undefined,
  within: (work) => work(),
  end: () => undefined,
};

/** Traces nothing. */
export const noTracing: Tracing = {
  isOn: false,
  begin: () => silentSpan,
  addToEvent: () => undefined,
  logFields: () => ({}),
  close: async () => undefined,
};

/** Runs a piece of work as a span, which ends with it. */
export async function traced<T>(
  tracing: Tracing,
  start: SpanStart,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  const span = tracing.begin(start);
  try {
    const result = await span.within(() => work(span));
    span.end();
    return result;
  } catch (error) {
    span.end(error);
    throw error;
  }
}
