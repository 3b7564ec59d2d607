import type { Database } from "../store/index.ts";
import type {
  Category,
  CategoryChange,
  ModifierGroupChange,
  ModifierGroupView,
} from "./catalogue.schema.ts";
import type { ModifierOption } from "./catalogue.ts";
import { createEntryService, type EntryKind, shownOf } from "./entry.service.ts";
import { given } from "./fields.ts";
import { json } from "./json-column.ts";
import { refuseContradiction, refuseImpossibleChoice } from "./refuse-item.ts";
import type { TextChange, TextView } from "./text.schema.ts";

interface Needs {
  db: Database;
  now: () => number;
}

export const categoriesMax = 200;

/** What items are sorted into. */
export const createCategoryService = (needs: Needs) =>
  createEntryService<"catalogue_categories", CategoryChange, Category>(needs, {
    table: "catalogue_categories",
    idKind: "cat",
    name: "category",
    notFound: "category-not-found",
    max: categoriesMax,
    columns: given,
    views: async (_trx, _scope, { rows }) =>
      rows.map((row) => ({ ...shownOf(row), name: row.name, description: row.description })),
  });

/** What can or must be chosen with items. */
export const modifierGroupKind: EntryKind<
  "catalogue_modifier_groups",
  ModifierGroupChange,
  ModifierGroupView
> = {
  table: "catalogue_modifier_groups",
  idKind: "mod",
  name: "modifier_group",
  notFound: "modifier-group-not-found",
  max: 500,
  columns: ({ min, max, options, ...plain }, before) => ({
    ...given(plain),
    min_count: min ?? before?.min_count ?? 0,
    max_count: max === undefined ? (before?.max_count ?? null) : max,
    ...(options === undefined ? {} : { options: json(options) }),
  }),
  check: async (_trx, _scope, { change, before }) => {
    const options = change.options ?? (before?.options as ModifierOption[] | undefined) ?? [];
    for (const [at, option] of options.entries()) refuseContradiction(option, `options.${at}`);
    refuseImpossibleChoice({
      min: change.min ?? before?.min_count ?? 0,
      max: change.max === undefined ? (before?.max_count ?? null) : change.max,
      options: options.length,
    });
  },
  views: async (_trx, _scope, { rows }) =>
    rows.map((row) => ({
      ...shownOf(row),
      name: row.name,
      description: row.description,
      min: row.min_count,
      max: row.max_count,
      options: row.options as ModifierOption[],
    })),
};

export const createModifierGroupService = (needs: Needs) =>
  createEntryService(needs, modifierGroupKind);

/** Policies, and questions with their answers. */
export const textKind: EntryKind<"location_texts", TextChange, TextView> = {
  table: "location_texts",
  idKind: "txt",
  name: "text",
  notFound: "text-not-found",
  max: 1_000,
  columns: given,
  views: async (_trx, _scope, { rows }) =>
    rows.map((row) => ({
      ...shownOf(row),
      kind: row.kind,
      title: row.title,
      content: row.content,
    })),
};

export const createTextService = (needs: Needs) => createEntryService(needs, textKind);
