import { formatBytes } from "../lib/format.ts";
import { useStore } from "../lib/store.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { dismissUpload, type Upload, uploadsStore } from "./uploads.ts";
import { useUpload } from "./use-upload.ts";

const shownMax = 5;

/** Files on their way into a base, and those that did not arrive. */
export function UploadList({ baseId }: { baseId: string }) {
  const uploads = useStore(uploadsStore).filter((one) => one.baseId === baseId);
  const { retry } = useUpload(baseId);
  if (uploads.length === 0) return null;
  const failed = uploads.filter(({ state }) => state === "failed");
  const others = uploads.filter(({ state }) => state !== "failed");
  const isMore = others.length > shownMax;
  return (
    <section aria-label={t("Uploads")} className="px-3 pt-3 sm:px-5">
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {failed.map((upload) => (
          <UploadRow key={upload.id} upload={upload} onRetry={() => retry(upload.id)} />
        ))}
        {others.slice(0, shownMax).map((upload) => (
          <UploadRow key={upload.id} upload={upload} onRetry={() => retry(upload.id)} />
        ))}
        {isMore && (
          <li className="px-4 py-2 text-muted">
            {t("{others, plural, one {# more file} other {# more files}} after these", {
              others: others.length - shownMax,
            })}
          </li>
        )}
      </ul>
    </section>
  );
}

function UploadRow({ upload, onRetry }: { upload: Upload; onRetry: () => void }) {
  const { id, file, state, sent, error } = upload;
  return (
    <li className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1.5">
      <span className="min-w-0 flex-1 truncate font-medium">{file.name}</span>
      <span className="text-muted">{formatBytes(file.size)}</span>
      {state === "failed" ? (
        <>
          <span role="alert" className="text-bad-text max-sm:w-full">
            {error}
          </span>
          <Button aria-label={t("Try {name} again", { name: file.name })} onClick={onRetry}>
            {t("Try again")}
          </Button>
          <Button
            look="ghost"
            aria-label={t("Leave {name} out", { name: file.name })}
            onClick={() => dismissUpload(id)}
          >
            {t("Leave out")}
          </Button>
        </>
      ) : (
        <>
          <progress
            aria-label={t("How much of {name} is sent", { name: file.name })}
            max={1}
            value={sent}
            className="meter h-1.5 w-28"
          />
          <span className="w-14 text-right text-muted">
            {state === "waiting" ? t("waits") : `${Math.floor(sent * 100)} %`}
          </span>
        </>
      )}
    </li>
  );
}
