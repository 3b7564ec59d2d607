import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useLayoutEffect, useState } from "react";
import type { SharedCall } from "../api.ts";
import { CostSplit } from "../call/cost-split.tsx";
import { TurnView } from "../call/turn-view.tsx";
import { Parties } from "../calls/parties.tsx";
import { ApiError, request } from "../client.ts";
import { wearBrand } from "../lib/brand.ts";
import { formatClock, humanise } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { useTitle } from "../lib/title.ts";
import { createPlayback, type Playback } from "../player/playback.ts";
import { Player } from "../player/player.tsx";
import { useSpokenTurn } from "../player/spoken-turn.ts";
import { BrandMark } from "../ui/brand-mark.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { ExactTime } from "../ui/time.tsx";

const route = getRouteApi("/shared/$token");

/** One call, as somebody without an account sees it. */
export function SharedPage() {
  useTitle(t("A shared call"));
  const { token } = route.useParams();
  const path = `/api/v1/shared/${encodeURIComponent(token)}`;
  const shared = useQuery({
    queryKey: ["shared", token],
    queryFn: () => request<SharedCall>(path),
  });
  const brand = shared.data?.brand;
  useLayoutEffect(() => {
    wearBrand(brand);
    return () => wearBrand();
  }, [brand]);
  return (
    <main className="mx-auto max-w-3xl px-3 pb-16 sm:px-5">
      <p className="flex min-w-0 items-center gap-2 py-4 text-muted">
        <BrandMark className="h-5 shrink-0" />
        <span className="truncate">
          {brand?.name
            ? t("Shared with you by {name}", { name: brand.name })
            : t("Shared with you")}
        </span>
      </p>
      {shared.data ? (
        <Shown shared={shared.data} path={path} />
      ) : shared.error instanceof ApiError && shared.error.status === 404 ? (
        <EmptyState title={t("This link leads to no call")}>
          <p>{t("It has run out or was taken back. Ask whoever sent it for another one.")}</p>
        </EmptyState>
      ) : shared.isError ? (
        <ErrorState error={shared.error} onRetry={() => void shared.refetch()} />
      ) : (
        <SkeletonLines count={8} />
      )}
    </main>
  );
}

function Shown({ shared, path }: { shared: SharedCall; path: string }) {
  const [playback] = useState(createPlayback);
  const { call, recording, summary, transcript, cost } = shared;
  return (
    <>
      <h1 className="text-lg tracking-tight">
        <Parties call={call} />
      </h1>
      <dl className="mt-3 flex flex-wrap gap-x-8 gap-y-2">
        <Fact name={t("Agent")}>{call.agent_name ?? "–"}</Fact>
        <Fact name={t("Started")}>
          {call.started_at ? <ExactTime at={call.started_at} /> : t("Never connected")}
        </Fact>
        <Fact name={t("Duration")}>
          {call.duration_ms === null ? "–" : formatClock(call.duration_ms)}
        </Fact>
        <Fact name={t("Ended as")}>
          {call.disposition ? humanise(call.disposition) : t("Still running")}
        </Fact>
        <Fact name={t("Link ends")}>
          <ExactTime at={shared.expires_at} />
        </Fact>
      </dl>
      {shared.is_masked && (
        <p className="mt-3 text-xs text-muted">
          {t("Numbers and e-mail addresses were taken out.")}
        </p>
      )}
      {recording && (
        <div className="sticky top-0 z-10 mt-3 bg-canvas py-2">
          {recording.is_there ? (
            <Player
              playback={playback}
              src={`${path}/recording`}
              bytes={recording.bytes}
              durationMs={call.duration_ms}
            />
          ) : (
            <p className="text-muted">{t("There is no recording to hear.")}</p>
          )}
        </div>
      )}
      {summary && (
        <Part title={t("Summary")}>
          <p dir="auto" className="leading-relaxed break-words">
            {summary}
          </p>
        </Part>
      )}
      {cost && (
        <Part title={t("Cost")}>
          <CostSplit total={cost.cost_usd} parts={cost.cost_breakdown} />
        </Part>
      )}
      {transcript && (
        <Part title={t("Transcript")}>
          <Transcript turns={transcript} playback={recording?.is_there ? playback : null} />
        </Part>
      )}
    </>
  );
}

interface TranscriptProps {
  turns: NonNullable<SharedCall["transcript"]>;
  playback: Playback | null;
}

function Transcript({ turns, playback }: TranscriptProps) {
  const spoken = useSpokenTurn(turns, playback);
  if (turns.length === 0) return <p className="text-muted">{t("Nothing was said.")}</p>;
  return (
    <ol>
      {turns.map((turn) => (
        <li key={turn.seq}>
          <TurnView turn={turn} isSpoken={turn.seq === spoken} onPlay={playback?.playFrom} />
        </li>
      ))}
    </ol>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-6">
      <h2 className="mb-2 text-base font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-faint">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
