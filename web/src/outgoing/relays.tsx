import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Connection } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { connectionsQuery } from "../queries.ts";
import { Button } from "../ui/button.tsx";
import { Panel, Rows } from "../ui/panel.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { TextField } from "../ui/text-field.tsx";
import { createRelay, relaysQuery, renews } from "./outgoing-client.ts";
import { TargetRow } from "./target-row.tsx";

/** What providers send, passed on as it came. */
export function Relays() {
  const relays = useQuery(relaysQuery);
  const connections = useQuery(connectionsQuery).data ?? [];
  const mayWrite = useMay("connections:write");
  return (
    <Panel
      title={t("Relays")}
      note={t(
        "What a provider delivers, byte for byte and with its headers, to another receiver: for the time in which you switch.",
      )}
    >
      <Rows query={relays} empty={t("Nothing is passed on.")}>
        {relays.data?.map((relay) => {
          const connection = connections.find(({ id }) => id === relay.connection_id);
          return (
            <TargetRow
              key={relay.id}
              kind="relay"
              target={relay}
              what={
                connection === undefined
                  ? t("deliveries")
                  : t("deliveries of {nameOf}", { nameOf: nameOf(connection) })
              }
            />
          );
        })}
      </Rows>
      {mayWrite && <NewRelay connections={connections.filter((one) => !one.is_shared)} />}
    </Panel>
  );
}

function nameOf({ provider_name: provider, name }: Connection): string {
  return name === provider ? provider : `${provider} (${name})`;
}

function NewRelay({ connections }: { connections: readonly Connection[] }) {
  const [connectionId, setConnectionId] = useState("");
  const [url, setUrl] = useState("");
  const create = useChange({ change: createRelay, renews, onDone: () => setUrl("") });
  return (
    <form
      className="mt-3 flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate({ connection_id: connectionId, url: url.trim(), name: "" });
      }}
    >
      <SelectField
        label={t("Connection to relay")}
        required
        value={connectionId}
        onChange={setConnectionId}
        className="w-52"
      >
        <option value="">{t("Choose…")}</option>
        {connections.map((connection) => (
          <option key={connection.id} value={connection.id}>
            {nameOf(connection)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t("URL of the old receiver")}
        type="url"
        placeholder="https://example.com/webhooks/voice"
        required
        maxLength={2000}
        value={url}
        onChange={setUrl}
        className="min-w-64 flex-1"
      />
      <Button type="submit" look="primary" className="h-9!" disabled={create.isPending}>
        {t("Add relay")}
      </Button>
    </form>
  );
}
