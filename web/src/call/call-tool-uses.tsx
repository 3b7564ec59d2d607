import { useQuery } from "@tanstack/react-query";
import { t } from "../lib/text.ts";
import { usesOfCallQuery } from "../tools/tools-client.ts";
import { UseView } from "../tools/use-view.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Needs } from "../ui/page.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";

/** What the agent asked our tools for during the call, and what it was given. */
export function CallToolUses({ callId }: { callId: string }) {
  return (
    <Needs permission="tools:read" refusal={t("Your role does not show the tools")}>
      <UsesOfCall callId={callId} />
    </Needs>
  );
}

function UsesOfCall({ callId }: { callId: string }) {
  const uses = useQuery(usesOfCallQuery(callId));
  if (uses.isPending) return <SkeletonLines count={4} />;
  if (uses.isError) return <ErrorState error={uses.error} onRetry={() => void uses.refetch()} />;
  if (uses.data.length === 0) {
    return (
      <EmptyState title={t("No tool was asked here")}>
        <p>{t("What the provider tells of tools of its own stands in the conversation.")}</p>
      </EmptyState>
    );
  }
  return (
    <ul className="divide-y divide-line border-b border-line">
      {uses.data.map((use) => (
        <UseView key={use.id} use={use} />
      ))}
    </ul>
  );
}
