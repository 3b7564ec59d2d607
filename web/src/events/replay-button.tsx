import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ApiError, replayEvent } from "../client.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { ReplayIcon } from "../ui/icons.tsx";
import { showToast } from "../ui/toasts.tsx";

export function ReplayButton({ id }: { id: string }) {
  const client = useQueryClient();
  const replay = useMutation({
    mutationFn: () => replayEvent(id),
    onSuccess: () => {
      showToast(t("Replaying. The result appears in the list."));
      void client.invalidateQueries({ queryKey: ["events"] });
      void client.invalidateQueries({ queryKey: ["event", id] });
      void client.invalidateQueries({ queryKey: ["notices"] });
    },
    onError: (error) =>
      showToast(error instanceof ApiError ? error.title : t("The replay failed"), "bad"),
  });
  return (
    <Button onClick={() => replay.mutate()} disabled={replay.isPending}>
      <ReplayIcon className="size-3.5" /> {t("Replay")}
    </Button>
  );
}
