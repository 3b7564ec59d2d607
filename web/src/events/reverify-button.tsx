import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ApiError, reverify } from "../client.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { ReplayIcon } from "../ui/icons.tsx";
import { showToast } from "../ui/toasts.tsx";

export function ReverifyButton({ provider }: { provider: string | undefined }) {
  const client = useQueryClient();
  const verify = useMutation({
    mutationFn: () => reverify(provider),
    onSuccess: ({ checked, accepted, still_rejected: rejected }) => {
      showToast(
        checked === 0
          ? t("There was nothing to verify.")
          : t(
              "{checked, plural, one {# delivery} other {# deliveries}} checked: {accepted} accepted, {rejected} still rejected.",
              { checked, accepted, rejected },
            ),
        rejected > 0 ? "warn" : "good",
      );
      void client.invalidateQueries({ queryKey: ["rejected"] });
      void client.invalidateQueries({ queryKey: ["events"] });
    },
    onError: (error) =>
      showToast(error instanceof ApiError ? error.title : t("Verifying failed"), "bad"),
  });
  return (
    <Button onClick={() => verify.mutate()} disabled={verify.isPending}>
      <ReplayIcon className="size-3.5" />
      {verify.isPending ? t("Verifying…") : t("Verify again")}
    </Button>
  );
}
