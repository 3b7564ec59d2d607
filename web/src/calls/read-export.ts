import { ApiError, withQuery } from "../client.ts";
import { t } from "../lib/text.ts";

export type ExportFormat = "csv" | "jsonl";

export interface ExportProgress {
  read: number;
  total: number;
}

const newline = 10;

/**
 * Reads every call that the filters meet, as a file.
 *
 * The parts go into a Blob, which the browser keeps where it likes: a million calls need not be in memory. An export that breaks off fails, and gives no file.
 */
export async function readExport(
  filters: Record<string, string | undefined>,
  format: ExportFormat,
  { onProgress, signal }: { onProgress: (progress: ExportProgress) => void; signal: AbortSignal },
): Promise<Blob> {
  const url = withQuery("/api/v1/calls/export", { ...filters, format });
  const answer = await fetch(url, { signal });
  if (!answer.ok || answer.body === null) {
    throw new ApiError(answer.status, t("The export was refused"), t("Try again later."), null);
  }
  const total = Number(answer.headers.get("x-total-count"));
  const type = answer.headers.get("content-type") ?? "";
  let read = 0;
  const counted = answer.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        for (const byte of chunk) if (byte === newline) read++;
        // A summary may have lines of its own, and CSV begins with its columns' names.
        onProgress({ read: Math.min(read, total), total });
        controller.enqueue(chunk);
      },
    }),
  );
  const blob = await new Response(counted).blob();
  return new Blob([blob], { type });
}
