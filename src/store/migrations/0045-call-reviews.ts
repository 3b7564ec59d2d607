import { ofTenants } from "./of-tenants.ts";

/** What people make of a call: whether it was looked at, labels, comments. */
export const callReviews = {
  name: "0045-call-reviews",
  sql: /* sql */ `
create table call_reviews (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  call_id text not null,
  state text not null check (state in ('none', 'open', 'problem', 'reviewed')),
  labels text[] not null default '{}',
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (tenant_id, call_id),
  foreign key (tenant_id, call_id) references calls (tenant_id, id) on delete cascade
);
/* Those that somebody is to look at again are few beside those that were reviewed. */
create index call_reviews_state on call_reviews (tenant_id, state, call_id);
create index call_reviews_labels on call_reviews using gin (labels);

create table call_comments (
  tenant_id text not null references tenants (tenant_id) on delete cascade,
  id uuid not null,
  call_id text not null,
  content text not null,
  author text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, call_id) references calls (tenant_id, id) on delete cascade
);
create index call_comments_call on call_comments (tenant_id, call_id, id desc);

${ofTenants("call_reviews", "call_comments")}
`,
};
