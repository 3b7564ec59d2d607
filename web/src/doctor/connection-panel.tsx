import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Connection, Diagnosis } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { Panel, Rows } from "../ui/panel.tsx";
import { ApiKeyDialog } from "./api-key-dialog.tsx";
import { diagnosisQuery } from "./doctor-client.ts";
import { FindingRow } from "./finding-row.tsx";
import { FixDialog } from "./fix-dialog.tsx";

/** One connection with what was found. */
export function ConnectionPanel({ connection }: { connection: Connection }) {
  const look = useQuery(diagnosisQuery(connection.id));
  const mayWrite = useMay("connections:write");
  const [fixing, setFixing] = useState<readonly string[] | null>(null);
  const [isKeyOpen, setKeyOpen] = useState(false);
  const { provider_name: provider, name } = connection;
  const title = name === provider ? provider : `${provider} · ${name}`;
  const findings = look.data?.findings ?? [];
  const fixIds = fixIdsOf(look.data);
  return (
    <Panel
      title={title}
      note={<Seen diagnosis={look.data ?? null} isLooking={look.isFetching} />}
      action={
        <div className="flex flex-wrap items-center gap-2">
          {mayWrite && fixIds.length > 1 && (
            <Button onClick={() => setFixing(fixIds)}>
              {t("Mend {fixIds}…", { fixIds: fixIds.length })}
            </Button>
          )}
          {mayWrite && (
            <Button look="ghost" onClick={() => setKeyOpen(true)}>
              {t("API key…")}
            </Button>
          )}
          <Button
            look="ghost"
            aria-label={t("Look again at {title}", { title })}
            disabled={look.isFetching}
            onClick={() => void look.refetch()}
          >
            {t("Look again")}
          </Button>
        </div>
      }
    >
      <Rows query={look} empty={t("Nothing is wrong, as far as can be seen.")}>
        {findings.map((finding) => (
          <FindingRow
            key={`${finding.code} ${finding.setting?.id ?? ""}`}
            finding={finding}
            onFix={mayWrite ? (id) => setFixing([id]) : null}
          />
        ))}
      </Rows>
      {fixing !== null && (
        <FixDialog
          ids={fixing}
          connectionId={connection.id}
          provider={provider}
          onClose={() => setFixing(null)}
        />
      )}
      {isKeyOpen && <ApiKeyDialog connection={connection} onClose={() => setKeyOpen(false)} />}
    </Panel>
  );
}

function fixIdsOf(diagnosis: Diagnosis | null | undefined): string[] {
  const ids = diagnosis?.findings.map(({ fix_id: id }) => id) ?? [];
  return [...new Set(ids.filter((id) => id !== null))];
}

function Seen({ diagnosis, isLooking }: { diagnosis: Diagnosis | null; isLooking: boolean }) {
  if (isLooking) return t("Looking…");
  if (diagnosis === null) return null;
  return (
    <>
      {diagnosis.is_read
        ? t("{settingsSeen, plural, one {# setting} other {# settings}} read at the provider.", {
            settingsSeen: diagnosis.settings_seen,
          })
        : t("The provider's settings were not read.")}
      {diagnosis.unreadable.length > 0 &&
        ` ${t("Not told: {unreadable}.", { unreadable: diagnosis.unreadable.join("; ") })}`}
    </>
  );
}
