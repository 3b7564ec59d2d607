import { useMemo, useState } from "react";
import type { WebhookEventDetail } from "../api.ts";
import { formatBytes } from "../lib/format.ts";
import { parseJson } from "../lib/parse-json.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { DownloadIcon } from "../ui/icons.tsx";
import { JsonViewer } from "../ui/json-viewer.tsx";
import { NotReported, Section } from "../ui/section.tsx";

/** More text than this makes the page slow; the rest is in the download. */
const shownChars = 100_000;

export function EventBody({ event }: { event: WebhookEventDetail }) {
  const { body } = event;
  const json = useMemo(
    () => (body === null || event.body_encoding === "base64" ? undefined : parseJson(body)),
    [body, event.body_encoding],
  );
  const canBePretty = typeof json === "object" && json !== null;
  const [isPretty, setPretty] = useState(true);
  if (body === null) {
    return (
      <Section title={t("Body")}>
        <NotReported>
          {t(
            "The body passed its retention period, or it cannot be decrypted with the present key.",
          )}
        </NotReported>
      </Section>
    );
  }
  return (
    <Section
      title={t("Body as received")}
      aside={
        <div className="flex gap-1.5">
          {canBePretty && (
            <Button aria-pressed={!isPretty} onClick={() => setPretty(!isPretty)}>
              {isPretty ? t("Show raw") : t("Show pretty")}
            </Button>
          )}
          <CopyButton text={body} />
          <Button onClick={() => download(event.id, body)}>
            <DownloadIcon /> {t("Download")}
          </Button>
        </div>
      }
    >
      {event.body_encoding === "base64" && (
        <p className="mb-1 text-xs text-muted">{t("Not text; shown as base64.")}</p>
      )}
      <div className="rounded-lg border border-line bg-canvas p-3">
        {canBePretty && isPretty ? (
          <JsonViewer value={json} openDepth={2} />
        ) : (
          <pre className="font-mono text-xs leading-5 break-all whitespace-pre-wrap">
            {body.slice(0, shownChars)}
          </pre>
        )}
      </div>
      {body.length > shownChars && !(canBePretty && isPretty) && (
        <p className="mt-1 text-xs text-muted">
          {t("The first {shownChars} are shown; copy and download give all.", {
            shownChars: formatBytes(shownChars),
          })}
        </p>
      )}
    </Section>
  );
}

function download(id: string, body: string): void {
  const url = URL.createObjectURL(new Blob([body], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${id}.txt`;
  link.click();
  URL.revokeObjectURL(url);
}
