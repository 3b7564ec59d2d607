/** What a tenant can keep for some time only, each by itself. Recordings have a setting of their own. */
export const retentionKinds = ["calls", "events", "memory", "contacts", "audit"] as const;
export type RetentionKind = (typeof retentionKinds)[number];

/** Providers repeat deliveries for days, and we read back what they list: what went sooner would come again. */
export const retentionDaysMin = 7;
export const retentionDaysMax = 36_500;

/** Reads `calls=365`; null when it is no such choice. */
export function readRetention(text: string): readonly [RetentionKind, number] | null {
  const [, name, digits] = /^(\w+)=(\d{1,5})$/.exec(text) ?? [];
  const kind = retentionKinds.find((known) => known === name);
  const days = Number(digits);
  const isSound = kind !== undefined && days >= retentionDaysMin && days <= retentionDaysMax;
  return isSound ? [kind, days] : null;
}
