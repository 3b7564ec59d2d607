import { sql } from "kysely";
import { z } from "zod";
import { type App, requireTenant } from "../http/index.ts";
import {
  Category,
  CategoryChange,
  Item,
  ItemChange,
  ItemFilters,
  ItemsAnswer,
  ItemsQuestion,
  type Item as ItemView,
  ModifierGroupChange,
  ModifierGroupView,
  NewCategory,
  NewItem,
  NewModifierGroup,
} from "./catalogue.schema.ts";
import { entryRoutes, reading, tags } from "./entry.routes.ts";
import type { EntryService } from "./entry.service.ts";
import { itemConditions } from "./item.service.ts";
import type { BusinessLookups } from "./lookups.ts";
import { NewText, TextChange, TextFilters, TextView } from "./text.schema.ts";

const params = z.object({ locationId: z.string() });

interface Needs {
  categories: EntryService<CategoryChange, Category>;
  modifierGroups: EntryService<ModifierGroupChange, ModifierGroupView>;
  items: EntryService<ItemChange, ItemView>;
  texts: EntryService<TextChange, TextView>;
  lookups: BusinessLookups;
}

/** What a location sells, and what it says about itself. */
export function catalogueRoutes(app: App, needs: Needs): void {
  entryRoutes(app, {
    path: "categories",
    idName: "categoryId",
    names: ["Category", "Categories"],
    words: ["a category of the catalogue", "categories of the catalogue"],
    view: Category,
    created: NewCategory,
    changed: CategoryChange,
    service: needs.categories,
  });
  entryRoutes(app, {
    path: "modifier-groups",
    idName: "modifierGroupId",
    names: ["ModifierGroup", "ModifierGroups"],
    words: ["a group of modifiers", "groups of modifiers"],
    view: ModifierGroupView,
    created: NewModifierGroup,
    changed: ModifierGroupChange,
    service: needs.modifierGroups,
  });
  entryRoutes(app, {
    path: "items",
    idName: "itemId",
    names: ["Item", "Items"],
    words: ["an item of the catalogue", "items of the catalogue"],
    view: Item,
    created: NewItem,
    changed: ItemChange,
    filters: ItemFilters,
    conditions: itemConditions,
    service: needs.items,
  });
  entryRoutes(app, {
    path: "texts",
    idName: "textId",
    names: ["LocationText", "LocationTexts"],
    words: ["a policy, or a question with its answer", "policies and questions"],
    view: TextView,
    created: NewText,
    changed: TextChange,
    filters: TextFilters,
    conditions: ({ q, kind }) => [
      ...(q === undefined || q === ""
        ? []
        : [sql`strpos(lower(title || ' ' || content), lower(${q})) > 0`]),
      ...(kind === undefined ? [] : [sql`kind = ${kind}`]),
    ],
    service: needs.texts,
  });
  askingRoute(app, needs);
}

function askingRoute(app: App, { lookups }: Needs): void {
  app.post(
    "/api/v1/locations/:locationId/items/find",
    {
      config: reading,
      schema: {
        tags,
        operationId: "findItems",
        summary: "Ask what a location sells, by name, size, category and diet",
        ...{ params, body: ItemsQuestion, response: { 200: ItemsAnswer } },
      },
    },
    (request) => {
      const { at, free_of, diets, ...asked } = request.body;
      return lookups.findItems(requireTenant(request), request.params.locationId, {
        ...asked,
        diet: { free_of, diets },
        at: at === undefined ? undefined : Date.parse(at),
      });
    },
  );
}
