import { Link, useNavigate } from "@tanstack/react-router";
import { type MouseEvent, memo } from "react";
import type { CallSummary } from "../api.ts";
import { providerName } from "../lib/providers.ts";
import { ProviderBadge, UnverifiedMark } from "../ui/provider-badge.tsx";
import { StateChip } from "../ui/state-chip.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { Cost } from "./cost.tsx";
import { Duration } from "./duration.tsx";
import { rowLinkId } from "./last-opened.ts";
import { Mood } from "./mood.tsx";
import { Parties } from "./parties.tsx";
import { ReviewMarks } from "./review-marks.tsx";

/** Width and visibility of the columns, shared by head, rows and placeholders. */
export const columnClasses = {
  time: "in-[[data-hide~=time]]:hidden w-37 pl-3! sm:pl-5! max-sm:hidden",
  state: "w-42 min-[85rem]:w-50 max-sm:w-[38%] max-sm:pl-3!",
  parties: "w-[19rem] max-lg:w-auto",
  provider: "in-[[data-hide~=provider]]:hidden w-30 max-[85rem]:w-18 max-lg:hidden",
  agent: "in-[[data-hide~=agent]]:hidden w-38 max-xl:w-auto max-lg:hidden",
  duration: "in-[[data-hide~=duration]]:hidden w-20 text-right max-sm:w-20 max-sm:pr-3!",
  cost: "in-[[data-hide~=cost]]:hidden w-22 text-right max-xl:pr-5! max-md:hidden",
  mood: "in-[[data-hide~=mood]]:hidden w-22 text-right max-[85rem]:hidden",
  summary: "in-[[data-hide~=summary]]:hidden pl-5! pr-5! max-xl:hidden",
} as const;

/** A click anywhere on the row opens it, unless it ends a selection of text or meets a link of its own. */
function isForRow(event: MouseEvent<HTMLElement>): boolean {
  const isLink = event.target instanceof Element && event.target.closest("a, button") !== null;
  return !isLink && window.getSelection()?.isCollapsed !== false;
}

interface CallRowProps {
  call: CallSummary;
  isNew: boolean;
}

export const CallRow = memo(function CallRow({ call, isNew }: CallRowProps) {
  const navigate = useNavigate();
  const open = (event: MouseEvent<HTMLElement>) => {
    if (isForRow(event)) void navigate({ to: "/calls/$callId", params: { callId: call.id } });
  };
  return (
    <tr
      data-row
      onClick={open}
      className={`group h-10 scroll-mt-32 scroll-mb-4 border-b border-line hover:bg-hover focus-within:bg-accent-soft focus-within:shadow-[inset_2px_0_0_var(--accent)] max-sm:h-15 ${isNew ? "motion-safe:animate-row-in" : ""}`}
    >
      <td className={`truncate px-2 text-muted ${columnClasses.time}`}>
        <RelativeTime at={call.first_seen_at} />
      </td>
      <td className={`px-2 ${columnClasses.state}`}>
        <StateChip call={call} />
        <p className="mt-0.5 text-xs text-faint sm:hidden">
          <RelativeTime at={call.first_seen_at} />
        </p>
      </td>
      <td className={`px-2 ${columnClasses.parties}`}>
        <Link
          to="/calls/$callId"
          params={{ callId: call.id }}
          id={rowLinkId(call.id)}
          data-row-target
          className="block outline-none"
        >
          <Parties call={call} />
        </Link>
        <p className="truncate text-xs text-faint max-sm:mt-0.5 xl:hidden">
          {!call.is_verified && <UnverifiedMark />}{" "}
          <span className="sm:hidden">{call.agent_name ?? providerName(call.provider)}</span>
        </p>
      </td>
      <td className={`truncate px-2 ${columnClasses.provider}`}>
        <span className="flex items-center gap-1.5">
          <ProviderBadge provider={call.provider} nameClass="max-[85rem]:sr-only" />
        </span>
      </td>
      <td className={`truncate px-2 ${columnClasses.agent}`}>
        <bdi>{call.agent_name ?? call.agent_id ?? <span className="text-faint">–</span>}</bdi>
      </td>
      <td className={`px-2 ${columnClasses.duration}`}>
        <Duration call={call} />
      </td>
      <td className={`px-2 ${columnClasses.cost}`}>
        <Cost amount={call.cost_usd} />
      </td>
      <td className={`px-2 ${columnClasses.mood}`}>
        <Mood call={call} />
      </td>
      <td
        className={`truncate px-2 text-muted ${columnClasses.summary}`}
        title={call.summary ?? undefined}
      >
        {!call.is_verified && <UnverifiedMark />} <ReviewMarks call={call} />
        <bdi>{call.summary ?? call.end_reason}</bdi>
      </td>
    </tr>
  );
});
