export { contactRoutes } from "./contact.routes.ts";
export { type ContactService, createContactService } from "./contact.service.ts";
export { contactData } from "./contact-data.ts";
export { followCalls } from "./follow-calls.ts";
export { noteRoutes } from "./note.routes.ts";
export { createNoteService, type NoteService } from "./note.service.ts";
