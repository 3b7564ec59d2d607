import { z } from "zod";
import { recordAudit } from "../audit/index.ts";
import type { SealedStore } from "../guard/index.ts";
import { type App, type RequestAccess, requireAccess } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import { defaultTenantId } from "../lib/tenant-scope.ts";
import { type Database, inTenant, readCursor, writeCursor } from "../store/index.ts";

const tags = ["Operation"];
const config = { access: "tenant", needs: "tenants:write" } as const;

const KeyUse = z
  .object({
    store: z.string(),
    key: z
      .enum(["present", "former", "unknown"])
      .describe("`unknown` was sealed with a key that is not configured, or is damaged."),
    key_id: z.string(),
    count: z.number().int(),
  })
  .meta({ id: "KeyUse" });
const SpoolUse = z
  .object({
    host: z.string(),
    turns: z.number().int().describe("How many waited for the database when it told last."),
    key: z.enum(["present", "former", "unknown"]),
    key_id: z.string(),
    seen_at: z.iso.datetime(),
  })
  .meta({ id: "SpoolUse" });
const Reencrypted = z
  .object({
    store: z.string(),
    checked: z.number().int(),
    reencrypted: z.number().int(),
    unreadable: z.number().int().describe("No configured key opens them; they stay as they are."),
    changed: z.number().int().describe("Changed meanwhile; another run looks at them again."),
    next_cursor: z.string().nullable(),
  })
  .meta({ id: "Reencrypted" });

/** What processes tell of folders that others do not see. */
interface Spools {
  readonly keyIds: readonly string[];
  read(): Promise<Array<{ host: string; turns: number; key_id: string; seen_at: Date }>>;
}

/** Sealing everything that is stored encrypted with the present key, a page at a time, beside all other work. */
export function reencryptionRoutes(
  app: App,
  { db, stores, spools }: { db: Database; stores: readonly SealedStore[]; spools: Spools },
): void {
  app.get(
    "/api/v1/admin/secrets/status",
    {
      config,
      schema: {
        tags,
        operationId: "getKeyUse",
        summary: "Count what each secret key sealed",
        response: {
          200: z.object({
            data: z.array(KeyUse),
            spools: z
              .array(SpoolUse)
              .describe(
                "Folders of turns that wait for the database, one of each process: only that process sees what is in it, and seals it anew when it starts with another key.",
              ),
          }),
        },
      },
    },
    async (request) => {
      requireInstallation(requireAccess(request));
      const data: Array<z.infer<typeof KeyUse>> = [];
      for (const store of stores) {
        for (const [key_id, count] of await store.count(db)) {
          data.push({ store: store.name, key: ageOf(store, key_id), key_id, count });
        }
      }
      const told = await spools.read();
      const folders = told.map(({ key_id, seen_at, ...one }) => ({
        ...{ ...one, key: ageOf(spools, key_id), key_id, seen_at: seen_at.toISOString() },
      }));
      return { data, spools: folders };
    },
  );
  app.post(
    "/api/v1/admin/secrets/reencrypt",
    {
      config,
      schema: {
        tags,
        operationId: "reencrypt",
        summary: "Seal a page of what is stored encrypted with the present secret key",
        body: z.object({
          cursor: z.string().max(500).optional().describe("`next_cursor` of the page before."),
          dry_run: z.boolean().default(false),
        }),
        response: { 200: Reencrypted },
      },
    },
    async (request) => {
      const access = requireAccess(request);
      requireInstallation(access);
      const { cursor, dry_run } = request.body;
      if (cursor === undefined && !dry_run) await note(db, access, "secrets.reencryption_started");
      const page = await resealPage(db, stores, cursor, dry_run);
      if (page.next_cursor === null && !dry_run) {
        await note(db, access, "secrets.reencryption_finished");
      }
      return page;
    },
  );
}

async function resealPage(
  db: Database,
  stores: readonly SealedStore[],
  cursor: string | undefined,
  isDryRun: boolean,
): Promise<z.infer<typeof Reencrypted>> {
  const shape = { store: z.string(), tenant_id: z.string(), id: z.string() };
  const at = readCursor(cursor, shape);
  const position = at === undefined ? 0 : stores.findIndex(({ name }) => name === at.store);
  const store = stores[position];
  if (store === undefined) {
    throw new ProblemError("invalid-request", "The cursor is not one that a list of ours gave.");
  }
  // An empty id stands for the beginning of a store.
  const after = at === undefined || at.id === "" ? null : { tenant_id: at.tenant_id, id: at.id };
  const { next, ...counts } = await store.reseal(db, after, { isDryRun });
  const following = stores[position + 1]?.name;
  const nextStore = following === undefined ? null : { store: following, tenant_id: "", id: "" };
  const nextPlace = next === null ? nextStore : { store: store.name, ...next };
  return {
    store: store.name,
    ...counts,
    next_cursor: nextPlace === null ? null : writeCursor(nextPlace),
  };
}

function ageOf(
  { keyIds }: Pick<SealedStore, "keyIds">,
  keyId: string,
): "present" | "former" | "unknown" {
  if (keyId === keyIds[0]) return "present";
  return keyIds.includes(keyId) ? "former" : "unknown";
}

/** The key is the installation's, not a client's. */
function requireInstallation({ homeTenantId, scope }: RequestAccess): void {
  if (homeTenantId === defaultTenantId && scope.tenantId === defaultTenantId) return;
  throw new ProblemError("forbidden", "Only owners of the installation may do this.");
}

function note(db: Database, { scope, actor }: RequestAccess, action: string): Promise<void> {
  return inTenant(db, scope, (trx) =>
    recordAudit(trx, scope, { actor, action, subject: "secret_key" }),
  );
}
