import { useQuery } from "@tanstack/react-query";
import type { EmbeddingStatus } from "../api.ts";
import { useMay } from "../lib/access.ts";
import type { Tone } from "../lib/call-state.ts";
import { plural } from "../lib/format.ts";
import { formatUsd } from "../lib/money.ts";
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
      title="Search by meaning"
      note="An embedding model finds what is meant where the words differ. Words are searched in any case, without a key."
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
  working: { label: "Under way", tone: "warn" },
  waiting: { label: "Waiting for another try", tone: "bad" },
  complete: { label: "Complete", tone: "good" },
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
        counted={plural(total, "chunk")}
        label="Chunks that are embedded"
      />
      {status.problem !== null && (
        <p className="mt-2 rounded-md bg-bad-soft px-3 py-2 text-bad-text">
          {status.problem}
          {status.next_try_at !== null && (
            <>
              {" "}
              Next try: <ExactTime at={status.next_try_at} />.
            </>
          )}
        </p>
      )}
      <div className="mt-3">
        <KeyValues
          items={[
            ["Model", modelOf(status)],
            ["Vectors in", indexes[status.index]],
            ...(failed > 0
              ? ([
                  ["Refused", `${plural(failed, "chunk")} that the model's service does not take`],
                ] as const)
              : []),
            ["Tokens", status.tokens?.toLocaleString() ?? "not counted by the service"],
            ["Cost", status.cost_usd === null ? "price not known" : formatUsd(status.cost_usd)],
          ]}
        />
      </div>
    </div>
  );
}

const indexes: Record<EmbeddingStatus["index"], string> = {
  in_process: "the server's memory",
  pgvector: "PostgreSQL (pgvector)",
  qdrant: "Qdrant",
  weaviate: "Weaviate",
};

function modelOf({ model, dimensions }: EmbeddingStatus): string | null {
  if (model === null || dimensions === null) return model;
  return `${model}, ${dimensions.toLocaleString()} dimensions`;
}

function Generate({ status }: { status: EmbeddingStatus }) {
  const mayWrite = useMay("knowledge:write");
  const generate = useChange({ change: generateEmbeddings, renews: ["embeddings"] });
  if (!mayWrite || (status.is_complete && status.failed === 0)) return null;
  return (
    <Button disabled={generate.isPending} onClick={() => generate.mutate(undefined)}>
      {status.state === "working" ? "Continue now" : "Try again now"}
    </Button>
  );
}
