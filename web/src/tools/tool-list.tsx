import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { BuiltInTool } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { BuiltInDialog } from "./built-in-dialog.tsx";
import { DefinitionsDialog } from "./definitions-dialog.tsx";
import { HttpToolDialog } from "./http-tool-dialog.tsx";
import { ToolRow } from "./tool-row.tsx";
import { builtInsQuery, toolsQuery } from "./tools-client.ts";

/** The tools that agents have. */
export function ToolList() {
  const tools = useQuery(toolsQuery);
  const builtIns = useQuery(builtInsQuery).data ?? [];
  const mayWrite = useMay("tools:write");
  const mayReadConnections = useMay("connections:read");
  const [isMaking, setMaking] = useState(false);
  const [isTelling, setTelling] = useState(false);
  return (
    <Panel
      title={t("What agents can do")}
      action={
        <div className="flex gap-2">
          {mayReadConnections && (
            <Button onClick={() => setTelling(true)}>{t("For an agent…")}</Button>
          )}
          {mayWrite && (
            <Button look="primary" onClick={() => setMaking(true)}>
              {t("New tool")}
            </Button>
          )}
        </div>
      }
    >
      <Rows query={tools} empty={t("Agents have no tools yet: they can only talk.")}>
        {tools.data?.map((tool) => (
          <ToolRow
            key={tool.id}
            tool={tool}
            builtIn={builtIns.find(({ id }) => id === tool.built_in)}
          />
        ))}
      </Rows>
      {isTelling && <DefinitionsDialog onClose={() => setTelling(false)} />}
      {isMaking && <HttpToolDialog onClose={() => setMaking(false)} />}
    </Panel>
  );
}

/** What agents can be given without a server. Several of one kind may make sense, with other settings. */
export function BuiltIns() {
  const builtIns = useQuery(builtInsQuery);
  const mayWrite = useMay("tools:write");
  // Nothing to offer is nothing to say.
  if (builtIns.data === undefined || builtIns.data.length === 0) return null;
  return (
    <Panel
      title={t("Built in")}
      note={t(
        "These answer from what is kept here; those of the calendar ask the address that you give them.",
      )}
    >
      <Rows query={builtIns} empty="">
        {builtIns.data.map((builtIn) => (
          <BuiltInRow key={builtIn.id} builtIn={builtIn} mayWrite={mayWrite} />
        ))}
      </Rows>
    </Panel>
  );
}

function BuiltInRow({ builtIn, mayWrite }: { builtIn: BuiltInTool; mayWrite: boolean }) {
  const [isAdding, setAdding] = useState(false);
  return (
    <Row title={builtIn.title} note={builtIn.description}>
      {mayWrite && (
        <Button
          aria-label={t("Add {title}", { title: builtIn.title })}
          onClick={() => setAdding(true)}
        >
          {t("Add…")}
        </Button>
      )}
      {isAdding && <BuiltInDialog builtIn={builtIn} onClose={() => setAdding(false)} />}
    </Row>
  );
}
