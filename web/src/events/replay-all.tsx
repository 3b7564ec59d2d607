import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError, fetchEvents, replayEvents } from "../client.ts";
import { plural } from "../lib/format.ts";
import { providerName } from "../lib/providers.ts";
import type { EventFilters } from "../queries.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { showToast } from "../ui/toasts.tsx";

const pagesMax = 10;
const pageSize = 200;

interface Count {
  count: number;
  /** There are more than were counted. */
  isMore: boolean;
}

/** Lists tell no total; the pages are counted, up to a limit. */
async function countEvents(filters: EventFilters): Promise<Count> {
  let count = 0;
  let cursor: string | null = null;
  for (let page = 0; page < pagesMax; page += 1) {
    const answer = await fetchEvents({ ...filters, limit: pageSize, cursor });
    count += answer.data.length;
    cursor = answer.next_cursor;
    if (cursor === null) return { count, isMore: false };
  }
  return { count, isMore: true };
}

function describeFilters({ provider, type }: EventFilters): string {
  const parts = [provider && `of ${providerName(provider)}`, type && `of type ${type}`];
  return parts.filter(Boolean).join(" ");
}

export function ReplayAll({ filters }: { filters: EventFilters }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Replay all…</Button>
      {isOpen && <ReplayAllDialog filters={filters} onClose={() => setOpen(false)} />}
    </>
  );
}

interface ReplayAllDialogProps {
  filters: EventFilters;
  onClose: () => void;
}

function ReplayAllDialog({ filters, onClose }: ReplayAllDialogProps) {
  const client = useQueryClient();
  const counted = useQuery({
    queryKey: ["event-count", filters],
    queryFn: () => countEvents(filters),
    staleTime: 0,
  });
  const replay = useMutation({
    mutationFn: () => replayEvents({ ...filters }),
    onSuccess: ({ replayed }) => {
      showToast(`Replaying ${plural(replayed, "event")}. Results appear in the list.`);
      void client.invalidateQueries({ queryKey: ["events"] });
      void client.invalidateQueries({ queryKey: ["notices"] });
      onClose();
    },
    onError: (error) =>
      showToast(error instanceof ApiError ? error.title : "The replay failed", "bad"),
  });
  const count = counted.data;
  const words = count
    ? `${plural(count.count, "dead letter")}${count.isMore ? " and more" : ""}`
    : "";
  return (
    <Dialog title="Replay dead letters" onClose={onClose}>
      <p aria-live="polite">
        {counted.isError
          ? "The dead letters could not be counted."
          : count
            ? `${words} ${describeFilters(filters)} will be processed again.`
            : "Counting…"}
      </p>
      <p className="mt-1 text-muted">
        A replay is safe: an event that was understood before changes nothing the second time.
      </p>
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          look="primary"
          disabled={replay.isPending || !count || count.count === 0}
          onClick={() => replay.mutate()}
        >
          {count && !count.isMore ? `Replay ${count.count.toLocaleString()}` : "Replay all"}
        </Button>
      </div>
    </Dialog>
  );
}
