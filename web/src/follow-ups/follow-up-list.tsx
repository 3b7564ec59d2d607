import { useInfiniteQuery } from "@tanstack/react-query";
import { LoadMore } from "../ui/load-more.tsx";
import { Rows } from "../ui/panel.tsx";
import { FollowUpRow } from "./follow-up-row.tsx";
import { type FollowUpFilters, followUpsQuery } from "./follow-ups-client.ts";

interface FollowUpListProps {
  filters: FollowUpFilters;
  empty: string;
  /** Whether each says for whom it is. */
  hasContact?: boolean;
}

export function FollowUpList({ filters, empty, hasContact = false }: FollowUpListProps) {
  const followUps = useInfiniteQuery(followUpsQuery(filters));
  const rows = followUps.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <>
      <Rows query={followUps} empty={empty}>
        {rows.map((row) => (
          <FollowUpRow key={row.id} row={row} hasContact={hasContact} />
        ))}
      </Rows>
      {followUps.hasNextPage && (
        <LoadMore
          hasMore
          isLoading={followUps.isFetchingNextPage}
          isFailed={followUps.isFetchNextPageError}
          onLoad={followUps.fetchNextPage}
          endLabel=""
        />
      )}
    </>
  );
}
