import { z } from "zod";

const instant = z.string().meta({ format: "date-time" });

/** What stands in the address of the list: a name and a value each, as the dashboard reads them. */
const Filters = z
  .record(z.string().regex(/^[a-z_]{1,40}$/), z.string().min(1).max(200))
  .refine((filters) => Object.keys(filters).length <= 20, "At most 20 filters.");

export const SavedView = z
  .object({
    id: z.string(),
    name: z.string(),
    filters: Filters,
    is_shared: z.boolean().describe("Whether everybody in the tenant is offered it."),
    is_own: z.boolean().describe("Whether whoever asks made it, and may change it."),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: "SavedView" });
export type SavedView = z.infer<typeof SavedView>;

export const NewSavedView = z.object({
  name: z.string().trim().min(1).max(80),
  filters: Filters,
  is_shared: z.boolean().default(false),
});
export type NewSavedView = z.infer<typeof NewSavedView>;

export const SavedViewChange = z.object({
  name: NewSavedView.shape.name.optional(),
  filters: Filters.optional(),
  is_shared: z.boolean().optional(),
});
export type SavedViewChange = z.infer<typeof SavedViewChange>;
