import { useQuery } from "@tanstack/react-query";
import type { MemoryStats } from "../api.ts";
import { t } from "../lib/text.ts";
import { EmbeddingsOff } from "../ui/embeddings-off.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Panel } from "../ui/panel.tsx";
import { ProgressLine } from "../ui/progress-line.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { statsQuery } from "./memory-client.ts";

/** How much of what was said is found by its meaning, too. */
export function ByMeaning() {
  const stats = useQuery(statsQuery);
  return (
    <Panel
      title={t("Search by meaning")}
      note={t(
        "Each message is embedded with the ones before and after it. Words are searched in any case.",
      )}
    >
      {stats.isPending && <SkeletonLines count={2} />}
      {stats.isError && stats.data === undefined && (
        <ErrorState error={stats.error} onRetry={() => void stats.refetch()} />
      )}
      {stats.data && <Progress embedding={stats.data.embedding} />}
    </Panel>
  );
}

function Progress({ embedding }: { embedding: MemoryStats["embedding"] }) {
  const { state, windows, embedded, waiting, refused, model } = embedding;
  if (state === "off") return <EmbeddingsOff />;
  const isComplete = state === "complete";
  const left = [
    ...(waiting > 0
      ? [
          t("{waiting, plural, one {# message} other {# messages}} waiting for a vector", {
            waiting,
          }),
        ]
      : []),
    ...(refused > 0
      ? [
          t(
            "{refused, plural, one {# message} other {# messages}} that the model's service does not take",
            { refused },
          ),
        ]
      : []),
  ];
  return (
    <div className="rounded-lg border border-line bg-surface px-4 py-3">
      <ProgressLine
        state={{
          label: isComplete ? t("Complete") : t("Under way"),
          tone: isComplete ? "good" : "warn",
          isUnderWay: !isComplete,
        }}
        done={embedded}
        total={windows}
        counted={t("{windows, plural, one {# message} other {# messages}}", { windows })}
        label={t("Messages that are embedded")}
      />
      <p className="mt-2 text-muted">
        {[t("By {model}", { model: model ?? "" }), ...left].join(" · ")}
      </p>
    </div>
  );
}
