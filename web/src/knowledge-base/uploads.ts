import type { KnowledgeDocument, Page, Problem } from "../api.ts";
import { ApiError, request, withQuery } from "../client.ts";
import { uploadPath } from "../knowledge/knowledge-client.ts";
import { createStore } from "../lib/store.ts";
import { t } from "../lib/text.ts";
import { explain } from "../lib/use-change.ts";

/** A file on its way. What has arrived is a document, and no longer in this list. */
export interface Upload {
  id: number;
  baseId: string;
  file: File;
  /** What is said of files of whose name there is none yet. */
  fields: Record<string, string>;
  /** Of the file, from 0 to 1. */
  sent: number;
  state: "waiting" | "sending" | "failed";
  error: string;
}

/** Goes on while one looks at other pages; a closed tab ends it. */
export const uploadsStore = createStore<readonly Upload[]>([]);
let lastId = 0;
let isRunning = false;

function change(id: number, to: Partial<Upload>): void {
  uploadsStore.set(uploadsStore.get().map((one) => (one.id === id ? { ...one, ...to } : one)));
}

export function dismissUpload(id: number): void {
  uploadsStore.set(uploadsStore.get().filter((one) => one.id !== id));
}

/** Sends files one after the other. `onSent` is told of each. */
export function startUploads(
  files: readonly File[],
  of: { baseId: string; fields?: Record<string, string> },
  onSent: () => void,
): void {
  const added = files.map((file): Upload => {
    lastId += 1;
    const { baseId, fields = {} } = of;
    return { id: lastId, baseId, file, fields, sent: 0, state: "waiting", error: "" };
  });
  uploadsStore.set([...uploadsStore.get(), ...added]);
  void run(onSent);
}

export function retryUpload(id: number, onSent: () => void): void {
  change(id, { state: "waiting", sent: 0, error: "" });
  void run(onSent);
}

async function run(onSent: () => void): Promise<void> {
  if (isRunning) return;
  isRunning = true;
  for (;;) {
    const next = uploadsStore.get().find(({ state }) => state === "waiting");
    if (next === undefined) break;
    change(next.id, { state: "sending" });
    try {
      await uploadFile(next, (sent) => change(next.id, { sent }));
      dismissUpload(next.id);
    } catch (error) {
      change(next.id, { state: "failed", error: explain(error) });
    }
    onSent();
  }
  isRunning = false;
}

/** A file with the name of one that is here is its next version: what is said of it stays. */
async function uploadFile(upload: Upload, onProgress: (sent: number) => void): Promise<void> {
  const { baseId, file } = upload;
  const known = await findByName(baseId, file.name);
  const form = new FormData();
  const fields = known === undefined ? upload.fields : factsOf(known);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("knowledge_base", baseId);
  form.set("external_id", file.name);
  // Without the type that this computer takes it for: the bytes and the name's ending are the better witnesses.
  form.set("file", new Blob([file]), file.name);
  await sendForm(form, onProgress);
}

async function findByName(
  knowledge_base: string,
  name: string,
): Promise<KnowledgeDocument | undefined> {
  const query = { knowledge_base, q: name.slice(0, 200), limit: 200 };
  const { data } = await request<Page<KnowledgeDocument>>(withQuery(uploadPath, query));
  return data.find(({ external_id: id }) => id === name);
}

function factsOf(known: KnowledgeDocument): Record<string, string> {
  return {
    title: known.title,
    category: known.category ?? "",
    tags: known.tags.join(","),
    language: known.language ?? "",
    valid_from: known.valid_from ?? "",
    valid_until: known.valid_until ?? "",
  };
}

/** Only the older way of asking tells how much of a body is sent. */
function sendForm(form: FormData, onProgress: (sent: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open("POST", uploadPath);
    sending.upload.addEventListener("progress", ({ loaded, total }) => {
      if (total > 0) onProgress(loaded / total);
    });
    sending.addEventListener("load", () => {
      if (sending.status < 300) resolve();
      else reject(toError(sending));
    });
    sending.addEventListener("error", () => {
      const what = t(
        "The connection broke off. Check that this computer is online, then try again.",
      );
      reject(new ApiError(0, t("The server does not answer"), what, null));
    });
    sending.send(form);
  });
}

function toError({ status, responseText }: XMLHttpRequest): ApiError {
  try {
    const { title, detail = "", instance = null } = JSON.parse(responseText) as Problem;
    return new ApiError(status, title, detail, instance);
  } catch {
    return new ApiError(status, t("The server answered {status}", { status }), "", null);
  }
}
