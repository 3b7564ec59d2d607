import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { KnowledgeBase } from "../api.ts";
import { useMay } from "../lib/access.ts";
import type { Tone } from "../lib/call-state.ts";
import { formatBytes, plural } from "../lib/format.ts";
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
          <BaseFigures base={base} /> · changed <RelativeTime at={base.updated_at} />
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
  if (total === 0) return `${languageName(base.language)} · nothing in it yet`;
  return (
    <>
      {languageName(base.language)} · {plural(total, "document")}, {plural(base.chunks, "chunk")},{" "}
      {formatBytes(base.bytes)}
      {busy > 0 && <span className="text-warn-text"> · {busy.toLocaleString()} under way</span>}
      {failed > 0 && <span className="text-bad-text"> · {failed.toLocaleString()} failed</span>}
    </>
  );
}

/** The button that opens a base's name and language. */
export function EditBase({ base }: { base: KnowledgeBase }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button aria-label={`Edit ${base.name}`} onClick={() => setOpen(true)}>
        Edit…
      </Button>
      {isOpen && (
        <BaseDialog base={base} onClose={() => setOpen(false)} onDone={() => setOpen(false)} />
      )}
    </>
  );
}
