/** How often a conversation's answers repeated earlier ones, and what came of it. */
export const repeatedAnswers = {
  name: "0035-repeated-answers",
  sql: /* sql */ `
alter table mem_windows
  add column echoes integer not null default 0,
  add column echoes_resolved integer not null default 0,
  /* Turns that began when the conversation went in circles. */
  add column loops integer not null default 0;
`,
};
