import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { KnowledgeBase } from "../api.ts";
import { useMay } from "../lib/access.ts";
import type { Tone } from "../lib/call-state.ts";
import { formatBytes, formatNumber } from "../lib/format.ts";
import { rich, t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { Dot } from "../ui/dot.tsx";
import { Row } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { BaseDialog } from "./base-dialog.tsx";
import { busyCount } from "./knowledge-client.ts";
import { languageName } from "./languages.ts";
import { RemoveBase } from "./remove-base.tsx";

/** A knowledge base, and how far what is in it is. */
export function BaseRow({ base }: { base: KnowledgeBase }) {
  const mayWrite = useMay("knowledge:write");
  return (
    <Row
      title={
        <span className="flex items-center gap-2">
          <Dot tone={toneOf(base)} />
          <Link
            to="/knowledge/$baseId"
            params={{ baseId: base.id }}
            data-row-target
            className="truncate rounded hover:text-accent hover:underline"
          >
            {base.name}
          </Link>
        </span>
      }
      note={
        <>
          <BaseFigures base={base} />
          {" · "}
          {rich("changed {time}", { time: <RelativeTime at={base.updated_at} /> })}
        </>
      }
    >
      {mayWrite && base.location_id === null && (
        <>
          <EditBase base={base} />
          <RemoveBase base={base} />
        </>
      )}
    </Row>
  );
}

function toneOf(base: KnowledgeBase): Tone {
  if (base.documents.failed > 0) return "bad";
  if (busyCount(base) > 0) return "warn";
  return base.documents.ready > 0 ? "good" : "quiet";
}

/** How much is in a base, and what of it is not ready. */
export function BaseFigures({ base }: { base: KnowledgeBase }) {
  const { ready, failed } = base.documents;
  const busy = busyCount(base);
  const total = ready + failed + busy;
  if (total === 0)
    return t("{languageName} · nothing in it yet", { languageName: languageName(base.language) });
  return (
    <>
      {languageName(base.language)} ·{" "}
      {t("{total, plural, one {# document} other {# documents}}", { total })},{" "}
      {t("{chunks, plural, one {# chunk} other {# chunks}}", { chunks: base.chunks })},{" "}
      {formatBytes(base.bytes)}
      {busy > 0 && (
        <span className="text-warn-text">
          {" "}
          · {t("{busy} under way", { busy: formatNumber(busy) })}
        </span>
      )}
      {failed > 0 && (
        <span className="text-bad-text">
          {" "}
          · {t("{failed} failed", { failed: formatNumber(failed) })}
        </span>
      )}
    </>
  );
}

/** The button that opens a base's name and language. */
export function EditBase({ base }: { base: KnowledgeBase }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button aria-label={t("Edit {name}", { name: base.name })} onClick={() => setOpen(true)}>
        {t("Edit…")}
      </Button>
      {isOpen && (
        <BaseDialog base={base} onClose={() => setOpen(false)} onDone={() => setOpen(false)} />
      )}
    </>
  );
}
