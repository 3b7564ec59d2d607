import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Erasure } from "../api.ts";
import { request, send } from "../client.ts";
import { useMay } from "../lib/access.ts";
import { rich, t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { KeyValues } from "../ui/key-values.tsx";
import { Panel, Rows } from "../ui/panel.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { TextField } from "../ui/text-field.tsx";
import { RelativeTime } from "../ui/time.tsx";

const path = "/api/v1/erasures";
const lookEveryMs = 2_000;

/** Who was erased, each with the proof, and erasing a caller. */
export function Erasures() {
  const erasures = useQuery({
    queryKey: ["erasures"],
    queryFn: () => request<{ data: Erasure[]; next_cursor: string | null }>(path),
    refetchInterval: ({ state }) =>
      state.data?.data.some(({ status }) => status === "running") ? lookEveryMs : false,
  });
  return (
    <Panel
      title={t("Erasures")}
      note={t(
        "Each is a proof that names nobody: what was found, what was removed, and what is left after every table was searched.",
      )}
    >
      <Rows query={erasures} empty={t("Nobody was erased.")}>
        {erasures.data?.data.map((erasure) => (
          <ErasureRow key={erasure.id} erasure={erasure} />
        ))}
      </Rows>
      {erasures.data?.next_cursor && (
        <p className="mt-2 text-muted">{t("Only the newest are shown.")}</p>
      )}
      {useMay("members:write") && <EraseCaller />}
    </Panel>
  );
}

const states: Readonly<Record<Erasure["status"], readonly [label: string, look: string]>> = {
  running: [t("under way"), "bg-hover text-text"],
  done: [t("nothing left"), "bg-good-soft text-good-text"],
  remains: [t("named by others"), "bg-warn-soft text-warn-text"],
};

function ErasureRow({ erasure }: { erasure: Erasure }) {
  const { id, kind, status, requested_by, requested_at, found, removed, remaining } = erasure;
  const [label, look] = states[status];
  return (
    <li className="px-4 py-3">
      <details>
        <summary className="flex cursor-pointer flex-wrap items-center justify-between gap-2">
          <span className="min-w-0">
            <span className="font-medium">{kind === "caller" ? t("A caller") : t("A tenant")}</span>
            <span className="text-muted">
              {" · "}
              {rich("asked {time} · {totalOf, plural, one {# row} other {# rows}} removed", {
                time: <RelativeTime at={requested_at} />,
                totalOf: totalOf(removed),
              })}
            </span>
          </span>
          <span className={`rounded-full px-2 text-xs font-medium ${look}`}>{label}</span>
        </summary>
        <div className="mt-3">
          <KeyValues
            items={[
              [t("Proof"), <code key="id">{id}</code>],
              [t("Subject"), <code key="hash">{erasure.subject_hash}</code>],
              [t("Asked by"), requested_by],
              [t("Found"), listed(found)],
              [t("Removed"), listed(removed)],
              [t("Left"), listed(remaining)],
            ]}
          />
        </div>
      </details>
    </li>
  );
}

function totalOf(counts: Erasure["removed"]): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function listed(counts: Erasure["found"]): string {
  const all = Object.entries(counts).filter(([, count]) => count > 0);
  return all.map(([name, count]) => `${name} ${count}`).join(", ") || t("nothing");
}

function EraseCaller() {
  const [number, setNumber] = useState("");
  const erase = useChange({
    change: () => send<Erasure>("POST", path, { number }),
    renews: ["erasures"],
    onDone: () => setNumber(""),
  });
  return (
    <div className="mt-3 flex flex-wrap items-end gap-2 rounded-lg border border-line bg-surface p-4">
      <TextField
        label={t("Number of the caller to erase")}
        placeholder="+12125550123"
        maxLength={100}
        value={number}
        onChange={setNumber}
        className="min-w-56 flex-1"
      />
      <SureButton
        label={t("Erase for good")}
        sureLabel={t("Really erase everything of theirs")}
        disabled={number.trim() === "" || erase.isPending}
        onSure={() => erase.mutate(undefined)}
      />
    </div>
  );
}
