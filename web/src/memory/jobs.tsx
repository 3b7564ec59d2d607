import { useQuery } from "@tanstack/react-query";
import type { MemoryJob } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { humanise } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { showToast } from "../ui/toasts.tsx";
import { jobsQuery, retryJob } from "./memory-client.ts";

/** The memory's work in the background that is not done: what failed for good first. */
export function Jobs() {
  const jobs = useQuery(jobsQuery);
  return (
    <Panel
      title={t("Work in the background")}
      note={t("What failed every time is tried again when you say so.")}
    >
      <Rows query={jobs} empty={t("Nothing waits, and nothing failed.")} expected={1}>
        {(jobs.data ?? []).map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </Rows>
    </Panel>
  );
}

const kinds: Record<string, string> = {
  call: t("A finished call enters memory"),
  past_calls: t("Earlier calls enter memory"),
  digest: t("What left a window is put in few words"),
  embed: t("Vectors of what was said are made"),
};

function JobRow({ job }: { job: MemoryJob }) {
  const { id, kind, session_id: session, status, attempts, last_error: error } = job;
  const mayWrite = useMay("memory:write");
  const retry = useChange({
    change: () => retryJob(id),
    renews: ["memory-jobs"],
    onDone: () => showToast(t("It is tried again.")),
  });
  return (
    <Row
      title={kinds[kind] ?? humanise(kind)}
      note={
        <>
          {stateWords[status]}, {t("{attempts, plural, one {# try} other {# tries}}", { attempts })}
          {error !== null && `, ${t("last {error}", { error })}`}
          {session !== null && ` · ${session}`} · <RelativeTime at={job.updated_at} />
        </>
      }
    >
      {status === "dead" && mayWrite && (
        <Button disabled={retry.isPending} onClick={() => retry.mutate(undefined)}>
          {t("Try again")}
        </Button>
      )}
    </Row>
  );
}

const stateWords: Record<MemoryJob["status"], string> = {
  pending: t("Waits"),
  running: t("Under way"),
  done: t("Done"),
  dead: t("Failed"),
};
