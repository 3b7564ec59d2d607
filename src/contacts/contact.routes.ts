import { z } from "zod";
import { type CallService, CallSummary } from "../calls/index.ts";
import { type App, page, requireAccess, requireTenant } from "../http/index.ts";
import { type Database, inTenant, PageQuery, readCursor, toPage } from "../store/index.ts";
import {
  Contact,
  ContactChange,
  ContactFilters,
  NewContact,
  readNumber,
  Tag,
  tagsMax,
} from "./contact.schema.ts";
import { type ContactService, readContact } from "./contact.service.ts";
import { listCallIds, listContacts } from "./contact.store.ts";
import { toContact } from "./contact-views.ts";
import { mergeContacts } from "./merge-contacts.ts";

const tags = ["Contacts"];
const reading = { access: "tenant", needs: "contacts:read" } as const;
const writing = { access: "tenant", needs: "contacts:write" } as const;
const params = z.object({ contactId: z.string() });

interface Needs {
  db: Database;
  contacts: ContactService;
  calls: Pick<CallService, "some">;
  now: () => number;
}

/** The people who call and are called. */
export function contactRoutes(app: App, needs: Needs): void {
  readingRoutes(app, needs);
  writingRoutes(app, needs);
  tagRoutes(app, needs);
  numberRoutes(app, needs);
}

function readingRoutes(app: App, { db, contacts, calls }: Needs): void {
  app.get(
    "/api/v1/contacts",
    {
      config: reading,
      schema: {
        tags,
        operationId: "listContacts",
        summary: "List contacts, those of the latest calls first",
        querystring: ContactFilters.extend(PageQuery.shape),
        response: { 200: page(Contact) },
      },
    },
    async (request) => {
      const scope = requireTenant(request);
      const { limit, cursor, ...filters } = request.query;
      const at = z.union([z.iso.datetime(), z.literal("-infinity")]);
      const place = readCursor(cursor, { at, id: z.string().max(100) });
      const rows = await inTenant(db, scope, (trx) =>
        listContacts(trx, scope, filters, { limit, cursor: place }),
      );
      const found = toPage(rows, limit, (row) => ({
        at: row.last_call_at?.toISOString() ?? "-infinity",
        id: row.id,
      }));
      return { data: found.rows.map(toContact), next_cursor: found.nextCursor };
    },
  );
  app.get(
    "/api/v1/contacts/:contactId",
    {
      config: reading,
      schema: {
        tags,
        operationId: "getContact",
        summary: "Read one contact",
        params,
        response: { 200: Contact },
      },
    },
    (request) => contacts.get(requireTenant(request), request.params.contactId),
  );
  app.get(
    "/api/v1/contacts/:contactId/calls",
    {
      config: reading,
      schema: {
        tags,
        operationId: "listContactCalls",
        summary: "List a contact's calls, the newest first",
        params,
        querystring: PageQuery,
        response: { 200: page(CallSummary) },
      },
    },
    async (request) => {
      const scope = requireTenant(request);
      const { contactId } = request.params;
      const { limit, cursor } = request.query;
      const place = readCursor(cursor, { at: z.iso.datetime(), id: z.string().max(100) });
      const rows = await inTenant(db, scope, async (trx) => {
        await readContact(trx, scope, contactId);
        return listCallIds(trx, scope, contactId, { limit, cursor: place });
      });
      const found = toPage(rows, limit, (row) => ({ at: row.at.toISOString(), id: row.call_id }));
      const ids = found.rows.map((row) => row.call_id);
      return { data: await calls.some(scope, ids), next_cursor: found.nextCursor };
    },
  );
  app.get(
    "/api/v1/calls/:callId/contact",
    {
      config: reading,
      schema: {
        tags,
        operationId: "getCallContact",
        summary: "Read who called, or was called, and how many calls there were before",
        params: z.object({ callId: z.string() }),
        response: {
          200: z.object({
            contact: Contact.nullable().describe("Null for a call without a number."),
            calls_before: z.number().int(),
          }),
        },
      },
    },
    (request) => contacts.ofCall(requireTenant(request), request.params.callId),
  );
}

function writingRoutes(app: App, { db, contacts, now }: Needs): void {
  app.post(
    "/api/v1/contacts",
    {
      config: writing,
      schema: {
        tags,
        operationId: "createContact",
        summary: "Make a contact before it ever calls",
        body: NewContact,
        response: { 201: Contact },
      },
    },
    async (request, reply) => {
      const { numbers, ...given } = request.body;
      const read = numbers.map(readNumber);
      return reply.code(201).send(await contacts.create(requireAccess(request), read, given));
    },
  );
  app.patch(
    "/api/v1/contacts/:contactId",
    {
      config: writing,
      schema: {
        tags,
        operationId: "changeContact",
        summary: "Write down what is known of a contact, or that nobody may call it",
        params,
        body: ContactChange,
        response: { 200: Contact },
      },
    },
    (request) => contacts.change(requireAccess(request), request.params.contactId, request.body),
  );
  app.delete(
    "/api/v1/contacts/:contactId",
    {
      config: writing,
      schema: {
        tags,
        operationId: "removeContact",
        summary: "Remove a contact with its notes and follow-ups; its calls stay",
        params,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await contacts.remove(requireAccess(request), request.params.contactId);
      return reply.code(204).send(null);
    },
  );
  app.post(
    "/api/v1/contacts/:contactId/merge",
    {
      config: writing,
      schema: {
        tags,
        operationId: "mergeContacts",
        summary: "Take another contact's numbers, notes, follow-ups and tags into this one",
        params,
        body: z.object({ contact_id: z.string().max(100).describe("The one that goes.") }),
        response: { 200: Contact },
      },
    },
    (request) =>
      mergeContacts({ db, now }, requireAccess(request), {
        keptId: request.params.contactId,
        mergedId: request.body.contact_id,
      }),
  );
}

function tagRoutes(app: App, { contacts }: Needs): void {
  app.post(
    "/api/v1/contacts/:contactId/tags",
    {
      config: writing,
      schema: {
        tags,
        operationId: "addContactTags",
        summary: "Add tags; those it has stay",
        params,
        body: z.object({ tags: z.array(Tag).min(1).max(tagsMax) }),
        response: { 200: Contact },
      },
    },
    (request) =>
      contacts.addTags(requireAccess(request), request.params.contactId, request.body.tags),
  );
  app.delete(
    "/api/v1/contacts/:contactId/tags/:tag",
    {
      config: writing,
      schema: {
        tags,
        operationId: "removeContactTag",
        summary: "Take a tag away",
        params: params.extend({ tag: Tag }),
        response: { 200: Contact },
      },
    },
    (request) =>
      contacts.removeTag(requireAccess(request), request.params.contactId, request.params.tag),
  );
}

function numberRoutes(app: App, { contacts }: Needs): void {
  app.post(
    "/api/v1/contacts/:contactId/numbers",
    {
      config: writing,
      schema: {
        tags,
        operationId: "addContactNumber",
        summary: "Add a number of the same person",
        params,
        body: z.object({ number: z.string().max(40) }),
        response: { 200: Contact },
      },
    },
    (request) => {
      const number = readNumber(request.body.number);
      return contacts.addNumber(requireAccess(request), request.params.contactId, number);
    },
  );
  app.delete(
    "/api/v1/contacts/:contactId/numbers/:contactNumber",
    {
      config: writing,
      schema: {
        tags,
        operationId: "removeContactNumber",
        summary: "Take a number away; its calls have a contact of their own from then on",
        params: params.extend({ contactNumber: z.string().max(40) }),
        response: { 200: Contact },
      },
    },
    (request) => {
      const number = readNumber(request.params.contactNumber);
      return contacts.removeNumber(requireAccess(request), request.params.contactId, number);
    },
  );
}
