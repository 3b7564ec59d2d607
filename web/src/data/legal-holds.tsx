import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { LegalHold } from "../api.ts";
import { request, send } from "../client.ts";
import { useMay } from "../lib/access.ts";
import { rich, t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { TextField } from "../ui/text-field.tsx";
import { RelativeTime } from "../ui/time.tsx";

const path = "/api/v1/legal-holds";
type Kind = LegalHold["kind"];

const names: Readonly<Record<Kind, string>> = {
  caller: t("A caller"),
  call: t("A call"),
  tenant: t("Everything of this tenant"),
};
const subjects: Readonly<Record<Exclude<Kind, "tenant">, string>> = {
  caller: t("Number of the caller"),
  call: t("Id of the call"),
};

/** What neither expires nor can be erased, and placing and releasing such holds. */
export function LegalHolds() {
  const holds = useQuery({
    queryKey: ["legal-holds"],
    queryFn: () => request<{ data: LegalHold[]; next_cursor: string | null }>(path),
  });
  const mayWrite = useMay("tenants:write");
  return (
    <Panel
      title={t("Legal holds")}
      note={t("What is held neither expires nor can be erased, until the hold is released.")}
    >
      <Rows query={holds} empty={t("Nothing is held.")}>
        {holds.data?.data.map((hold) => (
          <HoldRow key={hold.id} hold={hold} mayWrite={mayWrite} />
        ))}
      </Rows>
      {holds.data?.next_cursor && (
        <p className="mt-2 text-muted">{t("Only the newest are shown.")}</p>
      )}
      {mayWrite && <NewHold />}
    </Panel>
  );
}

function HoldRow({ hold, mayWrite }: { hold: LegalHold; mayWrite: boolean }) {
  const release = useChange({
    change: () => request<void>(`${path}/${encodeURIComponent(hold.id)}`, { method: "DELETE" }),
    renews: ["legal-holds"],
  });
  const title = hold.kind === "tenant" ? names.tenant : hold.subject;
  return (
    <Row
      title={title}
      note={
        <>
          {hold.reason}
          {" · "}
          {rich("held {time}", { time: <RelativeTime at={hold.created_at} /> })}
        </>
      }
    >
      {mayWrite && (
        <SureButton
          label={t("Release")}
          sureLabel={t("Really release")}
          of={title}
          disabled={release.isPending}
          onSure={() => release.mutate(undefined)}
        />
      )}
    </Row>
  );
}

function NewHold() {
  const [kind, setKind] = useState<Kind>("caller");
  const [subject, setSubject] = useState("");
  const [reason, setReason] = useState("");
  const place = useChange({
    change: () =>
      send<LegalHold>("POST", path, { kind, subject: kind === "tenant" ? "" : subject, reason }),
    renews: ["legal-holds"],
    onDone: () => {
      setSubject("");
      setReason("");
    },
  });
  return (
    <form
      className="mt-3 flex flex-wrap items-end gap-2 rounded-lg border border-line bg-surface p-4"
      onSubmit={(event) => {
        event.preventDefault();
        place.mutate(undefined);
      }}
    >
      <SelectField
        label={t("Hold")}
        value={kind}
        onChange={(value) => setKind(value as Kind)}
        className="w-56"
      >
        {Object.entries(names).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </SelectField>
      {kind !== "tenant" && (
        <TextField
          label={subjects[kind]}
          placeholder={kind === "caller" ? "+12125550123" : "call_…"}
          required
          maxLength={100}
          value={subject}
          onChange={setSubject}
          className="min-w-48 flex-1"
        />
      )}
      <TextField
        label={t("Reason for the hold")}
        required
        maxLength={500}
        value={reason}
        onChange={setReason}
        className="min-w-48 flex-1"
      />
      <Button type="submit" look="primary" className="h-9!" disabled={place.isPending}>
        {t("Place hold")}
      </Button>
    </form>
  );
}
