import type { FileStore } from "../files/index.ts";
import type { App } from "../http/index.ts";
import type { Database } from "../store/index.ts";
import { catalogueRoutes } from "./catalogue.routes.ts";
import { createCategoryService, createModifierGroupService, createTextService } from "./entries.ts";
import { createHoursService } from "./hours.service.ts";
import { imageRoutes } from "./image.routes.ts";
import { createImageService } from "./image.service.ts";
import { importRoutes } from "./import.routes.ts";
import { createItemService } from "./item.service.ts";
import { locationRoutes } from "./location.routes.ts";
import { createLocationService } from "./location.service.ts";
import type { BusinessLookups } from "./lookups.ts";
import { zoneRoutes } from "./zone.routes.ts";
import { createZoneService } from "./zone.service.ts";

export interface BusinessNeeds {
  db: Database;
  files: FileStore;
  lookups: BusinessLookups;
  now: () => number;
}

/** Facts of the business: written down, read, imported and asked for, below `/api/v1/locations`. */
export async function businessRoutes(app: App, needs: BusinessNeeds): Promise<void> {
  const { db, files, lookups, now } = needs;
  const removeImages = async (refs: readonly string[]) => {
    for (const ref of refs) await files.remove(ref);
  };
  const writing = { db, removeImages, now };
  locationRoutes(app, {
    locations: createLocationService(writing),
    hours: createHoursService({ db, now }),
    lookups,
  });
  zoneRoutes(app, { zones: createZoneService({ db, now }), lookups });
  catalogueRoutes(app, {
    categories: createCategoryService({ db, now }),
    modifierGroups: createModifierGroupService({ db, now }),
    items: createItemService(writing),
    texts: createTextService({ db, now }),
    lookups,
  });
  importRoutes(app, { db, now });
  await imageRoutes(app, { images: createImageService({ db, files, now }) });
}
