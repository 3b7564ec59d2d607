import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { LocationText } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { EntryRow } from "../ui/entry-row.tsx";
import { Panel, Rows } from "../ui/panel.tsx";
import { TextDialog } from "./text-dialog.tsx";
import { removeText, renews, textsQuery } from "./texts-client.ts";

const panels = [
  {
    kind: "policy",
    title: t("Policies"),
    add: t("New policy"),
    empty: t("No policy is written down."),
  },
  {
    kind: "faq",
    title: t("Questions"),
    add: t("New question"),
    empty: t("No question is answered yet."),
  },
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
                <EntryRow
                  permission="business:write"
                  key={text.id}
                  id={text.id}
                  name={text.title}
                  note={<span className="line-clamp-3 whitespace-pre-wrap">{text.content}</span>}
                  remove={() => removeText(locationId, text.id)}
                  renews={renews}
                  dialog={(close) => <TextDialog {...{ locationId, kind, text }} onClose={close} />}
                />
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
