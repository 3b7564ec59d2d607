/** Changes of calls say from where on the transcript and the tool calls are other than before. */
export const live = {
  name: "0007-live",
  sql: /* sql */ `
alter table call_changes
  /* The first turn, and the first tool call, that the change made, changed or removed; null where it left all as they were. */
  add column turns_from integer,
  add column tools_from integer;
`,
} as const;
