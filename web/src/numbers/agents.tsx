import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Agent } from "../api.ts";
import { giveAgent } from "../client.ts";
import { providerName, providers } from "../lib/providers.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { ProviderBadge } from "../ui/provider-badge.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { TextField } from "../ui/text-field.tsx";
import { MoveSelect } from "./move-select.tsx";
import { tellReplayed } from "./numbers.tsx";
import { fetchAgents, moveAgent, removeAgent } from "./numbers-client.ts";

interface ListProps {
  tenantId: string | null;
  mayWrite: boolean;
}

const renews = ["agents", "connections", "notices"];

export function Agents({ tenantId, mayWrite }: ListProps) {
  const agents = useQuery({
    queryKey: ["agents", tenantId],
    queryFn: () => fetchAgents(tenantId),
  });
  return (
    <Panel title={t("Agents")} note={t("By the id that the provider gives them.")}>
      <Rows
        query={agents}
        empty={
          mayWrite
            ? t("No agents yet. Add those of shared connections whose calls name no number.")
            : t("No agents are listed for this tenant.")
        }
      >
        {agents.data?.data.map((row) => (
          <AgentRow key={`${row.provider}/${row.agent_id}`} row={row} mayWrite={mayWrite} />
        ))}
      </Rows>
      {mayWrite && tenantId !== null && <AddAgent tenantId={tenantId} />}
    </Panel>
  );
}

function AgentRow({ row, mayWrite }: { row: Agent; mayWrite: boolean }) {
  const name = row.name || row.agent_id;
  const remove = useChange({ change: () => removeAgent(row), renews });
  const move = useChange({
    change: (to: string) => moveAgent(row, to),
    renews,
    onDone: ({ replayed }) => tellReplayed(t("{name} is moved", { name }), replayed),
  });
  return (
    <Row
      title={<ProviderBadge provider={row.provider} name={name} />}
      note={<code className="font-mono break-all">{row.agent_id}</code>}
    >
      {mayWrite && (
        <>
          <MoveSelect of={name} from={row.tenant_id} onMove={move.mutate} />
          <SureButton
            label={t("Remove")}
            sureLabel={t("Really remove")}
            of={name}
            disabled={remove.isPending || move.isPending}
            onSure={() => remove.mutate(undefined)}
          />
        </>
      )}
    </Row>
  );
}

function AddAgent({ tenantId }: { tenantId: string }) {
  const [provider, setProvider] = useState("vapi");
  const [agentId, setAgentId] = useState("");
  const [name, setName] = useState("");
  const add = useChange({
    change: () => giveAgent({ tenant_id: tenantId, provider, agent_id: agentId.trim(), name }),
    renews,
    onDone: (row) => {
      setAgentId("");
      setName("");
      tellReplayed(t("{name} is added", { name: row.name || row.agent_id }), row.replayed);
    },
  });
  return (
    <form
      className="mt-3 flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(undefined);
      }}
    >
      <SelectField label={t("Provider")} value={provider} onChange={setProvider} className="w-36">
        {Object.keys(providers)
          .filter((key) => key !== "vcp")
          .map((key) => (
            <option key={key} value={key}>
              {providerName(key)}
            </option>
          ))}
      </SelectField>
      <TextField
        label={t("Agent id")}
        required
        maxLength={255}
        value={agentId}
        onChange={setAgentId}
        className="min-w-48 flex-1"
      />
      <TextField
        label={t("Name of the agent")}
        maxLength={100}
        value={name}
        onChange={setName}
        className="min-w-40 flex-1"
      />
      <Button type="submit" look="primary" className="h-9!" disabled={add.isPending}>
        {t("Add agent")}
      </Button>
    </form>
  );
}
