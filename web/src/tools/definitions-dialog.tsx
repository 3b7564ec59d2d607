import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Connection } from "../api.ts";
import { t } from "../lib/text.ts";
import { connectionsQuery } from "../queries.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { JsonViewer } from "../ui/json-viewer.tsx";
import { Row, Rows } from "../ui/panel.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { definitionsQuery } from "./tools-client.ts";

/** Whose agents use tools by webhook. */
const talking: ReadonlySet<string> = new Set([
  "vapi",
  "retell",
  "elevenlabs",
  "assistable",
  "bland",
]);

/** The tools in a provider's own words, to be copied into its settings. */
export function DefinitionsDialog({ onClose }: { onClose: () => void }) {
  const connections = useQuery(connectionsQuery).data?.filter((one) => talking.has(one.provider));
  const [chosen, setChosen] = useState<string>();
  const connection = connections?.find(({ id }) => id === chosen) ?? connections?.[0];
  return (
    <Dialog title={t("Tools for an agent")} kind="drawer" onClose={onClose}>
      <SelectField label={t("Connection")} value={connection?.id ?? ""} onChange={setChosen}>
        {connections?.map(({ id, provider_name: provider, name }) => (
          <option key={id} value={id}>
            {provider === name ? name : `${provider}: ${name}`}
          </option>
        ))}
      </SelectField>
      {connection !== undefined && <Definitions connection={connection} />}
    </Dialog>
  );
}

function Definitions({ connection: { id, provider } }: { connection: Connection }) {
  const found = useQuery(definitionsQuery(provider, id));
  return (
    <>
      <p className="mt-3 mb-3 text-muted">{found.data?.how}</p>
      <Rows query={found} empty={t("There are no tools to tell an agent of.")}>
        {found.data?.data.map(({ tool_id, name, url, definition }) => (
          <Row key={tool_id} title={name} note={url}>
            <CopyButton
              text={JSON.stringify(definition, null, 2)}
              label={t("Copy {name}", { name })}
              isCompact={true}
            />
          </Row>
        ))}
      </Rows>
      {found.data !== undefined && found.data.data.length > 0 && (
        <div className="mt-3">
          <JsonViewer value={found.data.data.map(({ definition }) => definition)} openDepth={1} />
        </div>
      )}
    </>
  );
}
