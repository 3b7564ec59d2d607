import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ApiError } from "../client.ts";
import { t } from "../lib/text.ts";
import { showToast } from "../ui/toasts.tsx";

/** Changes something about connections, and shows them as they are then. */
export function useConnectionChange<In, Out>(
  change: (input: In) => Promise<Out>,
  onDone: (output: Out) => void,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (output) => {
      void client.invalidateQueries({ queryKey: ["connections"] });
      void client.invalidateQueries({ queryKey: ["notices"] });
      onDone(output);
    },
    onError: (error) =>
      showToast(
        error instanceof ApiError ? error.message || error.title : t("That did not work"),
        "bad",
      ),
  });
}
