import { useQuery } from "@tanstack/react-query";
import type { Backup } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { formatBytes, wordOf } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { backupsQuery, startBackup, startDrill } from "./operations-client.ts";

/** What was backed up and restored for trial, and doing so now. */
export function BackupsPanel() {
  const backups = useQuery(backupsQuery);
  const may = useMay("tenants:write");
  const backup = useChange({ change: startBackup, renews: ["backups"] });
  const drill = useChange({ change: startDrill, renews: ["backups"] });
  const isUnderWay = (kind: Backup["kind"]) =>
    backups.data?.some((each) => each.kind === kind && !isOver(each)) ?? true;
  return (
    <Panel
      title={t("Backups")}
      note={t(
        "Everything in one archive, but for the secret key. A trial restores the newest to a place that is thrown away, and compares it.",
      )}
      action={
        may && (
          <div className="flex gap-2">
            <Button
              disabled={isUnderWay("drill") || drill.isPending}
              onClick={() => drill.mutate(undefined)}
            >
              {t("Restore for trial")}
            </Button>
            <Button
              look="primary"
              disabled={isUnderWay("backup") || backup.isPending}
              onClick={() => backup.mutate(undefined)}
            >
              {t("Back up now")}
            </Button>
          </div>
        )
      }
    >
      <Rows
        query={backups}
        empty={t("Nothing was backed up yet. BACKUP_SCHEDULE makes it happen every night.")}
      >
        {backups.data?.map((each) => (
          <Row key={each.id} title={titleOf(each)} note={<Note of={each} />}>
            <span className={`rounded-full px-2 text-xs font-medium ${looks[each.status]}`}>
              {wordOf(each.status)}
            </span>
          </Row>
        ))}
      </Rows>
    </Panel>
  );
}

const looks: Readonly<Record<Backup["status"], string>> = {
  queued: "bg-hover text-muted",
  running: "bg-hover text-text",
  done: "bg-good-soft text-good-text",
  failed: "bg-bad-soft text-bad-text",
};

function isOver({ status }: Backup): boolean {
  return status === "done" || status === "failed";
}

function titleOf({ kind, archive }: Backup): string {
  const name = kind === "backup" ? t("Backup") : t("Restored for trial");
  return archive === null ? name : `${name}: ${archive}`;
}

function Note({ of }: { of: Backup }) {
  const { progress, step, error, counts, files, bytes } = of;
  if (of.status === "running") {
    const percent = Math.floor((100 * progress.done) / Math.max(1, progress.total));
    return (
      <>
        {Math.min(100, percent)} %{step !== null && `, ${step}`}
      </>
    );
  }
  if (!isOver(of)) return error ?? t("Waiting for its turn");
  const rows = Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0);
  const held = `${t("{rows, plural, one {# row} other {# rows}}", { rows })}, ${t("{files, plural, one {# file} other {# files}}", { files: files ?? 0 })}, ${formatBytes(bytes ?? 0)}`;
  return (
    <>
      <RelativeTime at={of.finished_at ?? of.requested_at} /> · {of.place} · {error ?? held}
    </>
  );
}
