export { createDueWork, type DueWork } from "./due-work.ts";
