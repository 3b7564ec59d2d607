import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Import } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { rich, t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { connectionsQuery } from "../queries.ts";
import { Button } from "../ui/button.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { ProviderBadge } from "../ui/provider-badge.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { cancelImport, importsQuery, startImport } from "./completeness-client.ts";

const renews = ["imports"];
const spans = [7, 30, 90, 365];
const states: Record<Import["status"], string> = {
  running: t("under way"),
  done: t("done"),
  failed: t("given up"),
  cancelled: t("cancelled"),
};

/** Brings a provider's past. */
export function Imports() {
  const imports = useQuery(importsQuery);
  const mayWrite = useMay("events:write");
  return (
    <Panel
      title={t("Imports")}
      note={t(
        "Brings calls from before the webhooks pointed here. They become the same records as live ones.",
      )}
    >
      {mayWrite && <ImportForm />}
      <div className="mt-3">
        <Rows query={imports} empty={t("Nothing was imported yet.")}>
          {imports.data?.data.map((one) => (
            <ImportRow key={one.id} one={one} />
          ))}
        </Rows>
      </div>
    </Panel>
  );
}

function ImportForm() {
  const connections = useQuery(connectionsQuery);
  const [connection_id, setConnection] = useState("");
  const [days, setDays] = useState("90");
  const start = useChange({ change: startImport, renews });
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        start.mutate({ connection_id, days: Number(days) });
      }}
    >
      <SelectField
        label={t("Provider")}
        required
        value={connection_id}
        onChange={setConnection}
        className="min-w-48 flex-1"
      >
        <option value="">{t("Choose …")}</option>
        {connections.data?.map(({ id, name, provider_name: provider }) => (
          <option key={id} value={id}>
            {name === provider ? provider : `${provider}: ${name}`}
          </option>
        ))}
      </SelectField>
      <SelectField label={t("Back to")} value={days} onChange={setDays} className="w-36">
        {spans.map((span) => (
          <option key={span} value={span}>
            {t("{span} days ago", { span })}
          </option>
        ))}
      </SelectField>
      <Button type="submit" look="primary" className="h-9!" disabled={start.isPending}>
        {t("Import")}
      </Button>
    </form>
  );
}

function ImportRow({ one }: { one: Import }) {
  const mayWrite = useMay("events:write");
  const cancel = useChange({ change: () => cancelImport(one.id), renews });
  const { data: connections } = useQuery(connectionsQuery);
  const provider = connections?.find(({ id }) => id === one.connection_id)?.provider;
  return (
    <Row
      title={
        <span className="flex items-center gap-3">
          {provider !== undefined && <ProviderBadge provider={provider} />}
          <span aria-live="polite">
            {t("{listed, plural, one {# call} other {# calls}} read, {imported} new", {
              listed: one.listed,
              imported: one.imported,
            })}
          </span>
        </span>
      }
      note={
        <>
          {states[one.status]}
          {one.last_error !== null &&
            ` · ${t("last try: {lastError}", { lastError: one.last_error })}`}
          {" · "}
          {rich("begun {time}", { time: <RelativeTime at={one.created_at} /> })}
        </>
      }
    >
      {one.status === "running" && mayWrite && (
        <SureButton
          label={t("Stop")}
          sureLabel={t("Really stop")}
          of={t("the import")}
          disabled={cancel.isPending}
          onSure={() => cancel.mutate(undefined)}
        />
      )}
    </Row>
  );
}
