import { z } from "zod";
import {
  type App,
  idOfActor,
  type NameFinder,
  page,
  type RequestAccess,
  requireAccess,
} from "../http/index.ts";
import { PageQuery, readCursor, toPage } from "../store/index.ts";
import type { NoteRow, NoteService } from "./note.service.ts";

const tags = ["Contacts"];
const reading = { access: "tenant", needs: "contacts:read" } as const;
const writing = { access: "tenant", needs: "contacts:write" } as const;
const ofContact = z.object({ contactId: z.string() });
const ofNote = z.object({ contactId: z.string(), noteId: z.uuid() });
const instant = z.string().meta({ format: "date-time" });
const body = z.object({ content: z.string().trim().min(1).max(10_000) });
const Note = z
  .object({
    id: z.string(),
    content: z.string(),
    author: z.string(),
    author_name: z.string().nullable(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: "ContactNote" });

/** Notes about contacts. */
export function noteRoutes(
  app: App,
  { notes, findNames }: { notes: NoteService; findNames: NameFinder },
): void {
  const withNames = async (access: RequestAccess, rows: readonly NoteRow[]) => {
    const names = await findNames(
      access,
      rows.map((row) => idOfActor(row.author)),
    );
    return rows.map((row) => ({
      id: row.id,
      content: row.content,
      author: row.author,
      author_name: names.get(idOfActor(row.author)) ?? null,
      created_at: row.created_at.toISOString(),
      updated_at: row.updated_at.toISOString(),
    }));
  };
  const withName = async (access: RequestAccess, row: NoteRow) => {
    const [note] = await withNames(access, [row]);
    if (note === undefined) throw new Error("a note without a view");
    return note;
  };

  app.get(
    "/api/v1/contacts/:contactId/notes",
    {
      config: reading,
      schema: {
        tags,
        operationId: "listContactNotes",
        summary: "List what was written down about a contact, the newest first",
        params: ofContact,
        querystring: PageQuery,
        response: { 200: page(Note) },
      },
    },
    async (request) => {
      const access = requireAccess(request);
      const { limit, cursor } = request.query;
      const place = readCursor(cursor, { id: z.uuid() });
      const { contactId } = request.params;
      const rows = await notes.list(access.scope, contactId, { limit, cursor: place });
      const found = toPage(rows, limit, ({ id }) => ({ id }));
      return { data: await withNames(access, found.rows), next_cursor: found.nextCursor };
    },
  );
  app.post(
    "/api/v1/contacts/:contactId/notes",
    {
      config: writing,
      schema: {
        tags,
        operationId: "addContactNote",
        summary: "Write something down about a contact",
        params: ofContact,
        body,
        response: { 201: Note },
      },
    },
    async (request, reply) => {
      const access = requireAccess(request);
      const row = await notes.add(access, request.params.contactId, request.body.content);
      return reply.code(201).send(await withName(access, row));
    },
  );
  app.patch(
    "/api/v1/contacts/:contactId/notes/:noteId",
    {
      config: writing,
      schema: {
        tags,
        operationId: "changeContactNote",
        summary: "Correct a note",
        params: ofNote,
        body,
        response: { 200: Note },
      },
    },
    async (request) => {
      const access = requireAccess(request);
      const { contactId, noteId } = request.params;
      return withName(access, await notes.change(access, contactId, noteId, request.body.content));
    },
  );
  app.delete(
    "/api/v1/contacts/:contactId/notes/:noteId",
    {
      config: writing,
      schema: {
        tags,
        operationId: "removeContactNote",
        summary: "Remove a note",
        params: ofNote,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { contactId, noteId } = request.params;
      await notes.remove(requireAccess(request), contactId, noteId);
      return reply.code(204).send(null);
    },
  );
}
