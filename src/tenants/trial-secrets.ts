import { randomBytes } from "node:crypto";

const minuteMs = 60_000;

/** What somebody proves deliveries with for a minute, to try a connection out. In memory alone: whoever is killed meanwhile leaves nothing behind. */
export function createTrialSecrets(now: () => number = () => performance.now()) {
  const lent = new Map<string, { secret: string; until: number }>();
  return {
    /** A secret for the connection; the one before, if any, holds no longer. */
    lend(connectionId: string): string {
      for (const [id, { until }] of lent) if (until <= now()) lent.delete(id);
      const secret = `whsec_${randomBytes(32).toString("base64")}`;
      lent.set(connectionId, { secret, until: now() + minuteMs });
      return secret;
    },
    of(connectionId: string): readonly string[] {
      const found = lent.get(connectionId);
      return found === undefined || found.until <= now() ? [] : [found.secret];
    },
  };
}
