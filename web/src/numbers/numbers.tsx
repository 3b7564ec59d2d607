import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { PhoneNumber } from "../api.ts";
import { giveNumber } from "../client.ts";
import { formatPhone } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { TextField } from "../ui/text-field.tsx";
import { showToast } from "../ui/toasts.tsx";
import { MoveSelect } from "./move-select.tsx";
import { fetchNumbers, moveNumber, removeNumber } from "./numbers-client.ts";

interface ListProps {
  tenantId: string | null;
  mayWrite: boolean;
}

/** "connections" holds the quarantine, which shrinks when something is given away. */
const renews = ["numbers", "connections", "notices"];

/** What a change of owner did to events that waited for one. */
export function tellReplayed(what: string, replayed: number): void {
  const follow =
    replayed === 0
      ? ""
      : ` ${t("{replayed, plural, one {# waiting event} other {# waiting events}} follow.", { replayed })}`;
  showToast(`${what}.${follow}`);
}

export function Numbers({ tenantId, mayWrite }: ListProps) {
  const numbers = useQuery({
    queryKey: ["numbers", tenantId],
    queryFn: () => fetchNumbers(tenantId),
  });
  return (
    <Panel title={t("Phone numbers")}>
      <Rows
        query={numbers}
        empty={
          mayWrite
            ? t(
                "No numbers yet. Add those that callers dial; what waits for them in quarantine follows.",
              )
            : t("No numbers are listed for this tenant.")
        }
      >
        {numbers.data?.data.map((row) => (
          <NumberRow key={row.number} row={row} mayWrite={mayWrite} />
        ))}
      </Rows>
      {mayWrite && tenantId !== null && <AddNumber tenantId={tenantId} />}
    </Panel>
  );
}

function NumberRow({ row, mayWrite }: { row: PhoneNumber; mayWrite: boolean }) {
  const name = formatPhone(row.number);
  const remove = useChange({ change: () => removeNumber(row), renews });
  const move = useChange({
    change: (to: string) => moveNumber(row, to),
    renews,
    onDone: ({ replayed }) => tellReplayed(t("{name} is moved", { name }), replayed),
  });
  const isBusy = remove.isPending || move.isPending;
  return (
    <Row title={<span className="tabular-nums">{name}</span>} note={row.label}>
      {mayWrite && (
        <>
          <MoveSelect of={name} from={row.tenant_id} onMove={move.mutate} />
          <SureButton
            label={t("Remove")}
            sureLabel={t("Really remove")}
            of={name}
            disabled={isBusy}
            onSure={() => remove.mutate(undefined)}
          />
        </>
      )}
    </Row>
  );
}

function AddNumber({ tenantId }: { tenantId: string }) {
  const [number, setNumber] = useState("");
  const [label, setLabel] = useState("");
  const add = useChange({
    change: () => giveNumber({ tenant_id: tenantId, number, label }),
    renews,
    onDone: (row) => {
      setNumber("");
      setLabel("");
      tellReplayed(t("{number} is added", { number: formatPhone(row.number) }), row.replayed);
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
      <TextField
        label={t("New number")}
        type="tel"
        placeholder="+1 212 555 0147"
        required
        maxLength={40}
        value={number}
        onChange={setNumber}
        className="min-w-48 flex-1"
      />
      <TextField
        label={t("Label")}
        placeholder={t("Front desk")}
        maxLength={100}
        value={label}
        onChange={setLabel}
        className="min-w-40 flex-1"
      />
      <Button type="submit" look="primary" className="h-9!" disabled={add.isPending}>
        {t("Add number")}
      </Button>
    </form>
  );
}
