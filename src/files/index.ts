export { createLocalFileStore, type FileStore } from "./file-store.ts";
