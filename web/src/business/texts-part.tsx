import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { LocationText } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { TextDialog } from "./text-dialog.tsx";
import { removeText, renews, textsQuery } from "./texts-client.ts";

const panels = [
  { kind: "policy", title: "Policies", add: "New policy", empty: "No policy is written down." },
  { kind: "faq", title: "Questions", add: "New question", empty: "No question is answered yet." },
] as const;

/** What a location says about itself. */
export function TextsPart({ locationId }: { locationId: string }) {
  const texts = useQuery(textsQuery(locationId));
  const [making, setMaking] = useState<LocationText["kind"] | null>(null);
  const mayWrite = useMay("business:write");
  return (
    <>
      {panels.map(({ kind, title, add, empty }) => (
        <Panel
          key={kind}
          title={title}
          action={mayWrite && <Button onClick={() => setMaking(kind)}>{add}</Button>}
        >
          <Rows query={texts} empty={empty}>
            {texts.data
              ?.filter((text) => text.kind === kind)
              .map((text) => (
                <TextRow key={text.id} locationId={locationId} text={text} mayWrite={mayWrite} />
              ))}
          </Rows>
        </Panel>
      ))}
      {making !== null && (
        <TextDialog locationId={locationId} kind={making} onClose={() => setMaking(null)} />
      )}
    </>
  );
}

interface TextRowProps {
  locationId: string;
  text: LocationText;
  mayWrite: boolean;
}

function TextRow({ locationId, text, mayWrite }: TextRowProps) {
  const [isOpen, setOpen] = useState(false);
  const remove = useChange({ change: () => removeText(locationId, text.id), renews });
  return (
    <Row
      title={text.title}
      note={<span className="line-clamp-3 whitespace-pre-wrap">{text.content}</span>}
    >
      {mayWrite && (
        <>
          <Button aria-label={`Change ${text.title}`} onClick={() => setOpen(true)}>
            Change…
          </Button>
          <SureButton
            label="Remove"
            sureLabel="Really remove"
            of={text.title}
            disabled={remove.isPending}
            onSure={() => remove.mutate(undefined)}
          />
        </>
      )}
      {isOpen && (
        <TextDialog
          locationId={locationId}
          kind={text.kind}
          text={text}
          onClose={() => setOpen(false)}
        />
      )}
    </Row>
  );
}
