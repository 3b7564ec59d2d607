import { useQuery } from "@tanstack/react-query";
import type { ApiKey } from "../api.ts";
import { fetchApiKeys, removeMember } from "../client.ts";
import { useMay } from "../lib/access.ts";
import { wordOf } from "../lib/format.ts";
import { rich, t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Needs, Page } from "../ui/page.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { NewKey } from "./new-key.tsx";

/** Keys for programs. */
export function KeysPage() {
  return (
    <Page
      title={t("API keys")}
      note={t(
        "For programs that call the API. A key belongs to this tenant and no other, and is shown once, when it is made.",
      )}
    >
      <Needs permission="members:read" refusal={t("Your role does not show the keys")}>
        <Keys />
      </Needs>
    </Page>
  );
}

function Keys() {
  const keys = useQuery({ queryKey: ["api-keys"], queryFn: fetchApiKeys });
  const mayWrite = useMay("members:write");
  return (
    <>
      <Panel title={t("Keys in use")}>
        <Rows query={keys} empty={t("There are no keys. Make one below for each program.")}>
          {keys.data?.data.map((key) => (
            <KeyRow key={key.id} apiKey={key} />
          ))}
        </Rows>
      </Panel>
      {mayWrite && <NewKey />}
    </>
  );
}

/** The owner key is replaced on the server's own machine, never here: whoever only has it could lock the others out. */
const ownerKeyName = "owner";

function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const mayWrite = useMay("members:write");
  const revoke = useChange({
    change: () => removeMember("api-keys", apiKey.id),
    renews: ["api-keys"],
  });
  const isOwner = apiKey.name === ownerKeyName;
  return (
    <Row title={apiKey.name} note={<KeyNote apiKey={apiKey} />}>
      {isOwner && (
        <span className="text-xs text-muted">
          {rich("replaced by <code>npx voicelens keys reset-owner</code>", {
            code: (text) => <code className="font-mono">{text}</code>,
          })}
        </span>
      )}
      {apiKey.last_four !== "" && (
        <code className="font-mono text-xs text-muted">••••{apiKey.last_four}</code>
      )}
      {mayWrite && !isOwner && (
        <SureButton
          label={t("Revoke")}
          sureLabel={t("Really revoke")}
          of={apiKey.name}
          disabled={revoke.isPending}
          onSure={() => revoke.mutate(undefined)}
        />
      )}
    </Row>
  );
}

function KeyNote({ apiKey }: { apiKey: ApiKey }) {
  const { role, scopes, agent_ids: agents, expires_at: end } = apiKey;
  const isOver = end !== null && Date.parse(end) <= Date.now();
  return (
    <>
      {wordOf(role)}
      {scopes !== null && `, ${t("only {scopes}", { scopes: scopes.join(", ") || t("nothing") })}`}
      {agents !== null &&
        `, ${t("for {agents}", { agents: t("{count, plural, one {one agent} other {# agents}}", { count: agents.length }) })}`}
      {" · "}
      {rich("made {time}", { time: <RelativeTime at={apiKey.created_at} /> })}
      {end !== null && (
        <span className={isOver ? "text-bad-text" : ""}>
          {isOver ? ` · ${t("ran out on")} ` : ` · ${t("until")} `}
          {end.slice(0, 10)}
        </span>
      )}
    </>
  );
}
