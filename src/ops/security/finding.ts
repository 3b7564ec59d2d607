/** What one look at one thing found. */
export interface Finding {
  /** What was looked at, in a few words. */
  check: string;
  status: "pass" | "warn" | "fail";
  detail: string;
  /** What to do about it; null when there is nothing to do. */
  next: string | null;
}

export function pass(check: string, detail: string): Finding {
  return { check, status: "pass", detail, next: null };
}

export function warn(check: string, detail: string, next: string): Finding {
  return { check, status: "warn", detail, next };
}

export function fail(check: string, detail: string, next: string): Finding {
  return { check, status: "fail", detail, next };
}
