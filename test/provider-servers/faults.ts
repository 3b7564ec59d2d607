/** What can go wrong at a provider. Each is spent by `times` requests that it applies to; without `times` it stays. */
export type Fault = {
  times?: number;
  /** Only requests whose path matches; without it, all. */
  on?: RegExp;
} & (
  | { kind: "rate-limited"; retryAfter?: string }
  | { kind: "status"; status: number }
  /** Never answers. */
  | { kind: "slow" }
  /** Promises more bytes than it sends, and hangs up. */
  | { kind: "cut-connection" }
  /** Half of the JSON, sent as if it were all. */
  | { kind: "truncated-json" }
  | { kind: "html" }
  /** Valid JSON of another shape. */
  | { kind: "wrong-shape" }
  /** As if the key had been revoked. */
  | { kind: "revoked-key" }
  /** More bytes than anybody should read. */
  | { kind: "endless"; bytes: number }
  /** The list gives the page before once more. */
  | { kind: "duplicate-page" }
  /** Each page of the list begins with the last item of the page before. */
  | { kind: "repeated-item" }
  /** The calls' times in lists are this far from the truth. */
  | { kind: "skewed-clock"; ms: number }
  /** A call that existed is gone. */
  | { kind: "vanished"; providerCallId: string }
);

export type FaultKind = Fault["kind"];

/** The faults that are in force. */
export interface FaultBox {
  add(...faults: Fault[]): void;
  clear(): void;
  /** The first fault of one of the kinds that applies to the path, with one use taken off. */
  take<K extends FaultKind>(path: string, ...kinds: K[]): Extract<Fault, { kind: K }> | undefined;
  has(kind: FaultKind, fits: (fault: Fault) => boolean): boolean;
}

export function createFaultBox(initial: readonly Fault[]): FaultBox {
  let faults = initial.map((fault) => ({ ...fault }));
  return {
    add: (...more) => {
      faults.push(...more.map((fault) => ({ ...fault })));
    },
    clear: () => {
      faults = [];
    },
    take: <K extends FaultKind>(path: string, ...kinds: K[]) => {
      const isOfKind = (fault: Fault): fault is Extract<Fault, { kind: K }> =>
        kinds.some((kind) => kind === fault.kind);
      const found = faults
        .filter(isOfKind)
        .find(({ times = 1, on }) => times > 0 && (on === undefined || on.test(path)));
      if (found?.times !== undefined) found.times--;
      return found;
    },
    has: (kind, fits) => faults.some((fault) => fault.kind === kind && fits(fault)),
  };
}
