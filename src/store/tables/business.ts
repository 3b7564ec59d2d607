import type { Generated } from "kysely";

/** Owner: business/. One row per place at which a tenant does business. */
export interface LocationsTable {
  tenant_id: string;
  id: string;
  name: string;
  address: Generated<string>;
  phone: Generated<string>;
  lat: number | null;
  lng: number | null;
  /** By whose clocks it opens and closes. */
  time_zone: string;
  /** A language tag; answers are given in it where nothing else is asked for. */
  language: string;
  /** ISO 4217; every price of the location is in it. */
  currency: string;
  /** Moves with every change of the catalogue, the texts or the location itself, so that whoever keeps a copy knows that it is old. */
  catalogue_version: Generated<number>;
  created_at: Date;
  updated_at: Date;
}

/** Owner: business/. When a location is open: one document, read and replaced as a whole. */
export interface LocationHoursTable {
  tenant_id: string;
  location_id: string;
  hours: Record<string, unknown>;
  /** Moves with every change; it is the ETag. */
  version: number;
  updated_at: Date;
}

/** What everything has that is listed below a location. */
interface LocationEntryColumns {
  tenant_id: string;
  id: string;
  location_id: string;
  /** The name of it in the system that it came from; unique in the location. */
  external_id: string | null;
  position: Generated<number>;
  created_at: Date;
  updated_at: Date;
}

/** Owner: business/. Where a location delivers, and on what terms; amounts in the smallest unit of its currency. */
export interface DeliveryZonesTable extends LocationEntryColumns {
  name: string;
  description: Generated<string>;
  is_active: Generated<boolean>;
  /** Of zones that overlap the highest is taken. */
  priority: Generated<number>;
  fee_minor: number | null;
  min_order_minor: number | null;
  free_from_minor: number | null;
  weekly: unknown;
  /** GeoJSON; null until somebody draws it. The columns below are made of it. */
  boundary: unknown;
  west: number | null;
  south: number | null;
  east: number | null;
  north: number | null;
  square_kilometres: number | null;
  label_lng: number | null;
  label_lat: number | null;
}

/** Owner: business/. What items of a catalogue are sorted into. */
export interface CatalogueCategoriesTable extends LocationEntryColumns {
  name: string;
  description: Generated<string>;
}

/** Owner: business/. What can or must be chosen with items, with its options. */
export interface CatalogueModifierGroupsTable extends LocationEntryColumns {
  name: string;
  description: Generated<string>;
  min_count: number;
  max_count: number | null;
  options: unknown;
}

/** Owner: business/. What a location sells. */
export interface CatalogueItemsTable extends LocationEntryColumns {
  category_id: string | null;
  name: string;
  description: Generated<string>;
  price_minor: number | null;
  variants: Generated<unknown>;
  is_available: Generated<boolean>;
  weekly: unknown;
  first_date: string | null;
  last_date: string | null;
  contains: Generated<string[]>;
  may_contain: Generated<string[]>;
  free_of: Generated<string[]>;
  diets: Generated<string[]>;
  image_ref: string | null;
  image_type: string | null;
  image_bytes: number | null;
}

/** Owner: business/. Which modifiers belong to which item. */
export interface CatalogueItemModifiersTable {
  tenant_id: string;
  location_id: string;
  item_id: string;
  group_id: string;
  position: number;
}

/** Owner: business/. Policies, and questions with their answers. */
export interface LocationTextsTable extends LocationEntryColumns {
  kind: "policy" | "faq";
  /** Of a question, the question. */
  title: string;
  content: string;
}
