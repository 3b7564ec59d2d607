import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useCanGoBack, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import type { Call } from "../api.ts";
import { useRememberOpened } from "../calls/last-opened.ts";
import { ApiError } from "../client.ts";
import { formatPhone } from "../lib/format.ts";
import { useShortcuts } from "../lib/shortcuts.ts";
import { t } from "../lib/text.ts";
import { useTitle } from "../lib/title.ts";
import { createPlayback, type Playback } from "../player/playback.ts";
import { callQuery, recordingQuery, timelineQuery, turnsQuery } from "../queries.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { TabPanel, Tabs } from "../ui/tabs.tsx";
import { CallAside } from "./call-aside.tsx";
import { CallEvents } from "./call-events.tsx";
import { CallHeader } from "./call-header.tsx";
import { type CallTab, callTabs } from "./call-tabs.ts";
import { CallToolUses } from "./call-tool-uses.tsx";
import { Conversation } from "./conversation.tsx";
import { OriginsTab } from "./origins-tab.tsx";
import { Recording } from "./recording.tsx";
import { TimelineTab } from "./timeline-tab.tsx";
import { VcpTab } from "./vcp-tab.tsx";

const route = getRouteApi("/calls/$callId");

export function CallPage() {
  const { callId } = route.useParams();
  const call = useQuery(callQuery(callId));
  // Asked for together, and shown together: the transcript would push everything below it down.
  const turns = useQuery(turnsQuery(callId));
  const timeline = useQuery(timelineQuery(callId));
  useTitle(call.data ? titleOf(call.data) : t("Call"));
  useRememberOpened(callId);
  const back = useBack();
  useShortcuts({ escape: back });

  if (call.isError && !call.data) {
    if (call.error instanceof ApiError && call.error.status === 404) {
      return (
        <EmptyState title={t("There is no such call")}>
          <p>{t("It may belong to another tenant, or it was deleted by its retention period.")}</p>
        </EmptyState>
      );
    }
    return <ErrorState error={call.error} onRetry={() => void call.refetch()} />;
  }
  if (call.isPending || turns.isPending || timeline.isPending) return <CallSkeleton />;
  return (
    <div className="mx-auto max-w-7xl px-3 pb-16 sm:px-5">
      <CallHeader call={call.data} onBack={back} />
      <div className="grid gap-x-10 gap-y-6 pt-2 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <CallBody key={call.data.id} call={call.data} />
        <CallAside call={call.data} />
      </div>
    </div>
  );
}

function CallBody({ call }: { call: Call }) {
  const [playback] = useState(createPlayback);
  const isThere = useQuery(recordingQuery(call.id)).data?.url != null;
  return (
    <div className="min-w-0">
      {/* Beside what is said, wherever one reads. */}
      <div className="sticky top-(--bar) z-10 -mx-1 bg-canvas px-1 py-2">
        <Recording call={call} playback={playback} />
      </div>
      <CallTabs call={call} playback={isThere ? playback : null} />
    </div>
  );
}

interface CallTabsProps {
  call: Call;
  playback: Playback | null;
}

function CallTabs({ call, playback }: CallTabsProps) {
  const { tab = "conversation" } = route.useSearch();
  const navigate = route.useNavigate();
  const show = (next: CallTab) =>
    void navigate({
      search: next === "conversation" ? {} : { tab: next },
      replace: true,
      resetScroll: false,
    });
  useShortcuts(
    Object.fromEntries(callTabs.map(({ id }, index) => [String(index + 1), () => show(id)])),
  );
  return (
    <>
      <Tabs label={t("Parts of the call")} items={callTabs} value={tab} onChange={show} />
      <TabPanel id={tab}>
        {tab === "conversation" && <Conversation call={call} playback={playback} />}
        {tab === "timeline" && <TimelineTab call={call} />}
        {tab === "tools" && <CallToolUses callId={call.id} />}
        {tab === "events" && <CallEvents callId={call.id} />}
        {tab === "origins" && <OriginsTab callId={call.id} />}
        {tab === "vcp" && <VcpTab callId={call.id} />}
      </TabPanel>
    </>
  );
}

/** Back to the list as it was left; a call opened by its address goes to the plain list. */
function useBack(): () => void {
  const router = useRouter();
  const canGoBack = useCanGoBack();
  return () => {
    if (canGoBack) router.history.back();
    else void router.navigate({ to: "/" });
  };
}

function titleOf(call: Call): string {
  const customer = call.direction === "outbound" ? call.to : call.from;
  return customer ? t("Call {customer}", { customer: formatPhone(customer) }) : t("Call");
}

function CallSkeleton() {
  return (
    <div className="mx-auto max-w-7xl px-5 pt-6" aria-busy="true">
      <div className="skeleton h-6 w-80 max-w-full" />
      <div className="mt-8 max-w-2xl">
        <SkeletonLines count={10} />
      </div>
    </div>
  );
}
