import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError, replayEvents } from "../client.ts";
import { formatNumber } from "../lib/format.ts";
import { providerName } from "../lib/providers.ts";
import { t } from "../lib/text.ts";
import type { EventFilters } from "../queries.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { showToast } from "../ui/toasts.tsx";

function describeFilters({ provider, type }: EventFilters): string {
  const parts = [
    provider && t("of {providerName}", { providerName: providerName(provider) }),
    type && t("of type {type}", { type }),
  ];
  return parts.filter(Boolean).join(" ");
}

export function ReplayAll({ filters }: { filters: EventFilters }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("Replay all…")}</Button>
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
    queryFn: async () => (await replayEvents({ ...filters, dry_run: "true" })).replayed,
    staleTime: 0,
  });
  const replay = useMutation({
    mutationFn: () => replayEvents({ ...filters }),
    onSuccess: ({ replayed }) => {
      showToast(
        t(
          "Replaying {replayed, plural, one {# event} other {# events}}. Results appear in the list.",
          { replayed },
        ),
      );
      void client.invalidateQueries({ queryKey: ["events"] });
      void client.invalidateQueries({ queryKey: ["notices"] });
      onClose();
    },
    onError: (error) =>
      showToast(error instanceof ApiError ? error.title : t("The replay failed"), "bad"),
  });
  const count = counted.data;
  return (
    <Dialog title={t("Replay dead letters")} onClose={onClose}>
      <p aria-live="polite">
        {counted.isError
          ? t("The dead letters could not be counted.")
          : count !== undefined
            ? t(
                "{count, plural, one {# dead letter} other {# dead letters}} {filters} will be processed again.",
                { count, filters: describeFilters(filters) },
              )
            : t("Counting…")}
      </p>
      <p className="mt-1 text-muted">
        {t(
          "A replay is safe: an event that was understood before changes nothing the second time.",
        )}
      </p>
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>{t("Cancel")}</Button>
        <Button
          look="primary"
          disabled={replay.isPending || !count}
          onClick={() => replay.mutate()}
        >
          {count ? t("Replay {count}", { count: formatNumber(count) }) : t("Replay all")}
        </Button>
      </div>
    </Dialog>
  );
}
