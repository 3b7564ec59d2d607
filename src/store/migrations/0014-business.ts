/** Facts of the business: where it is and when it is open, where it delivers, what it sells for how much, and what it says about itself. */
export const business = {
  name: "0014-business",
  sql: /* sql */ `
create table locations (
  tenant_id text not null references tenants (tenant_id),
  id text not null,
  name text not null,
  address text not null default '',
  phone text not null default '',
  lat double precision,
  lng double precision,
  time_zone text not null,
  language text not null,
  currency text not null,
  /* Moves with every change of the catalogue, so that whoever keeps a copy knows that it is old. */
  catalogue_version integer not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  check ((lat is null) = (lng is null))
);

create table location_hours (
  tenant_id text not null references tenants (tenant_id),
  location_id text not null,
  hours jsonb not null,
  version integer not null,
  updated_at timestamptz not null,
  primary key (tenant_id, location_id),
  foreign key (tenant_id, location_id) references locations (tenant_id, id) on delete cascade
);

create table delivery_zones (
  tenant_id text not null references tenants (tenant_id),
  id text not null,
  location_id text not null,
  external_id text,
  name text not null,
  description text not null default '',
  position integer not null default 0,
  is_active boolean not null default true,
  priority integer not null default 0,
  /* In the smallest unit of the location's currency; null is not stated. */
  fee_minor bigint,
  min_order_minor bigint,
  free_from_minor bigint,
  /* When it is delivered to; null is always. */
  weekly jsonb,
  /* GeoJSON; null until somebody draws it. */
  boundary jsonb,
  west double precision,
  south double precision,
  east double precision,
  north double precision,
  square_kilometres double precision,
  label_lng double precision,
  label_lat double precision,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, location_id) references locations (tenant_id, id) on delete cascade
);
create index delivery_zones_list on delivery_zones (tenant_id, location_id, position, id);
create unique index delivery_zones_name on delivery_zones (tenant_id, location_id, lower(name));
create unique index delivery_zones_external on delivery_zones (tenant_id, location_id, external_id);

create table catalogue_categories (
  tenant_id text not null references tenants (tenant_id),
  id text not null,
  location_id text not null,
  external_id text,
  name text not null,
  description text not null default '',
  position integer not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, location_id, id),
  foreign key (tenant_id, location_id) references locations (tenant_id, id) on delete cascade
);
create index catalogue_categories_list on catalogue_categories (tenant_id, location_id, position, id);
create unique index catalogue_categories_name on catalogue_categories (tenant_id, location_id, lower(name));
create unique index catalogue_categories_external on catalogue_categories (tenant_id, location_id, external_id);

create table catalogue_modifier_groups (
  tenant_id text not null references tenants (tenant_id),
  id text not null,
  location_id text not null,
  external_id text,
  name text not null,
  description text not null default '',
  position integer not null default 0,
  min_count integer not null,
  /* Null is as many as there are. */
  max_count integer,
  options jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, location_id, id),
  foreign key (tenant_id, location_id) references locations (tenant_id, id) on delete cascade
);
create index catalogue_modifier_groups_list on catalogue_modifier_groups (tenant_id, location_id, position, id);
create unique index catalogue_modifier_groups_name on catalogue_modifier_groups (tenant_id, location_id, lower(name));
create unique index catalogue_modifier_groups_external on catalogue_modifier_groups (tenant_id, location_id, external_id);

create table catalogue_items (
  tenant_id text not null references tenants (tenant_id),
  id text not null,
  location_id text not null,
  external_id text,
  category_id text,
  name text not null,
  description text not null default '',
  position integer not null default 0,
  /* In the smallest unit of the location's currency; null is not stated, or stated for each variant. */
  price_minor bigint,
  variants jsonb not null default '[]',
  is_available boolean not null default true,
  weekly jsonb,
  first_date text,
  last_date text,
  contains text[] not null default '{}',
  may_contain text[] not null default '{}',
  free_of text[] not null default '{}',
  diets text[] not null default '{}',
  image_ref text,
  image_type text,
  image_bytes integer,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, location_id, id),
  foreign key (tenant_id, location_id) references locations (tenant_id, id) on delete cascade,
  foreign key (tenant_id, location_id, category_id)
    references catalogue_categories (tenant_id, location_id, id) on delete set null (category_id),
  check ((image_ref is null) = (image_type is null) and (image_ref is null) = (image_bytes is null))
);
create index catalogue_items_list on catalogue_items (tenant_id, location_id, position, id);
create index catalogue_items_category on catalogue_items (tenant_id, location_id, category_id);
create unique index catalogue_items_external on catalogue_items (tenant_id, location_id, external_id);

create table catalogue_item_modifiers (
  tenant_id text not null references tenants (tenant_id),
  location_id text not null,
  item_id text not null,
  group_id text not null,
  position integer not null,
  primary key (tenant_id, item_id, group_id),
  foreign key (tenant_id, location_id, item_id)
    references catalogue_items (tenant_id, location_id, id) on delete cascade,
  foreign key (tenant_id, location_id, group_id)
    references catalogue_modifier_groups (tenant_id, location_id, id) on delete cascade
);
create index catalogue_item_modifiers_group on catalogue_item_modifiers (tenant_id, location_id, group_id);

create table location_texts (
  tenant_id text not null references tenants (tenant_id),
  id text not null,
  location_id text not null,
  external_id text,
  kind text not null check (kind in ('policy', 'faq')),
  title text not null,
  content text not null,
  position integer not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, location_id) references locations (tenant_id, id) on delete cascade
);
create index location_texts_list on location_texts (tenant_id, location_id, position, id);
create unique index location_texts_external on location_texts (tenant_id, location_id, external_id);

do $$
declare name text;
begin
  foreach name in array array['locations', 'location_hours', 'delivery_zones', 'catalogue_categories',
    'catalogue_modifier_groups', 'catalogue_items', 'catalogue_item_modifiers', 'location_texts'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy tenant on %I to voicelens_app using (tenant_id = current_setting(''app.tenant_id'', true))
       with check (tenant_id = current_setting(''app.tenant_id'', true))', name);
    execute format('create policy worker on %I to voicelens_worker using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to voicelens_app', name);
  end loop;
end $$;
`,
} as const;
