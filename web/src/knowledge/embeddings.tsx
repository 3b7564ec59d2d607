import { useQuery } from "@tanstack/react-query";
import type { EmbeddingStatus } from "../api.ts";
import { useMay } from "../lib/access.ts";
import type { Tone } from "../lib/call-state.ts";
import { formatNumber } from "../lib/format.ts";
import { formatUsd } from "../lib/money.ts";
import { rich, t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { EmbeddingsOff } from "../ui/embeddings-off.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { KeyValues } from "../ui/key-values.tsx";
import { Panel } from "../ui/panel.tsx";
import { ProgressLine } from "../ui/progress-line.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { ExactTime } from "../ui/time.tsx";
import { embeddingsQuery, generateEmbeddings } from "./knowledge-client.ts";

/** Whether questions find documents by meaning, too, and what that took. */
export function Embeddings() {
  const status = useQuery(embeddingsQuery);
  return (
    <Panel
      title={t("Search by meaning")}
      note={t(
        "An embedding model finds what is meant where the words differ. Words are searched in any case, without a key.",
      )}
      action={status.data && status.data.state !== "off" && <Generate status={status.data} />}
    >
      {status.isPending && <SkeletonLines count={4} />}
      {status.isError && status.data === undefined && (
        <ErrorState error={status.error} onRetry={() => void status.refetch()} />
      )}
      {status.data &&
        (status.data.state === "off" ? <EmbeddingsOff /> : <Progress status={status.data} />)}
    </Panel>
  );
}

const words: Record<Exclude<EmbeddingStatus["state"], "off">, { label: string; tone: Tone }> = {
  working: { label: t("Under way"), tone: "warn" },
  waiting: { label: t("Waiting for another try"), tone: "bad" },
  complete: { label: t("Complete"), tone: "good" },
};

function Progress({ status }: { status: EmbeddingStatus }) {
  const { state, total, embedded, failed } = status;
  if (state === "off") return null;
  return (
    <div className="rounded-lg border border-line bg-surface px-4 py-3">
      <ProgressLine
        state={{ ...words[state], isUnderWay: state === "working" }}
        done={embedded}
        total={total}
        counted={t("{total, plural, one {# chunk} other {# chunks}}", { total })}
        label={t("Chunks that are embedded")}
      />
      {status.problem !== null && (
        <p className="mt-2 rounded-md bg-bad-soft px-3 py-2 text-bad-text">
          {status.problem}
          {status.next_try_at !== null && (
            <> {rich("Next try: {time}.", { time: <ExactTime at={status.next_try_at} /> })}</>
          )}
        </p>
      )}
      <div className="mt-3">
        <KeyValues
          items={[
            [t("Model"), modelOf(status)],
            [t("Vectors in"), indexes[status.index]],
            ...(failed > 0
              ? ([
                  [
                    t("Refused"),
                    t(
                      "{failed, plural, one {# chunk} other {# chunks}} that the model's service does not take",
                      { failed },
                    ),
                  ],
                ] as const)
              : []),
            [
              t("Tokens"),
              status.tokens === null
                ? t("not counted by the service")
                : formatNumber(status.tokens),
            ],
            [
              t("Cost"),
              status.cost_usd === null ? t("price not known") : formatUsd(status.cost_usd),
            ],
          ]}
        />
      </div>
    </div>
  );
}

const indexes: Record<EmbeddingStatus["index"], string> = {
  in_process: t("the server's memory"),
  pgvector: "PostgreSQL (pgvector)",
  qdrant: "Qdrant",
  weaviate: t("Weaviate"),
};

function modelOf({ model, dimensions }: EmbeddingStatus): string | null {
  if (model === null || dimensions === null) return model;
  return t("{model}, {dimensions} dimensions", { model, dimensions: formatNumber(dimensions) });
}

function Generate({ status }: { status: EmbeddingStatus }) {
  const mayWrite = useMay("knowledge:write");
  const generate = useChange({ change: generateEmbeddings, renews: ["embeddings"] });
  if (!mayWrite || (status.is_complete && status.failed === 0)) return null;
  return (
    <Button disabled={generate.isPending} onClick={() => generate.mutate(undefined)}>
      {status.state === "working" ? t("Continue now") : t("Try again now")}
    </Button>
  );
}
