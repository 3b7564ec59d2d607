/** How far the reading of a provider's list is, for whoever waits for it. */
export const sweepProgress = {
  name: "0015-sweep-progress",
  sql: /* sql */ `
alter table sweeps
  /* When the reading that is under way, else the last one, began. */
  add column started_at timestamptz,
  /* Of that reading: calls that the provider told of, those of them that were here to their end, and those that were not. */
  add column listed integer not null default 0,
  add column held integer not null default 0,
  add column missing integer not null default 0,
  /* Of the missing, those that it brought. */
  add column kept integer not null default 0;
`,
} as const;
