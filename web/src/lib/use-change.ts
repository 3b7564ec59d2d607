import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ApiError } from "../client.ts";
import { showToast } from "../ui/toasts.tsx";
import { placesOf } from "./faults.ts";
import { type Shown, showAtOnce } from "./shown-at-once.ts";
import { t } from "./text.ts";

/** What a person is told of a failed change. */
export function explain(error: unknown): string {
  if (!(error instanceof ApiError)) return t("That did not work. Try again.");
  const told = error.message || error.title;
  // That a body does not match helps nobody who does not hear where.
  return error.status === 400 ? [...new Set([told, ...placesOf(error)])].join(" ") : told;
}

interface Change<In, Out> {
  change: (input: In) => Promise<Out>;
  /** The first words of the keys of the lists that are read again, also after a failure: the row may be gone. */
  renews: readonly string[];
  /** What is shown of it at once, where that is safe: taken back when the change is refused. */
  shows?: (input: In) => readonly Shown[];
  onDone?: (output: Out) => void;
  /** The failure is shown where the change was asked for, not as a toast: a toast stands behind a dialog. */
  isQuiet?: boolean;
}

/** Changes something, says what went wrong, and reads the lists again. */
export function useChange<In, Out>({ change, renews, shows, onDone, isQuiet }: Change<In, Out>) {
  const client = useQueryClient();
  return useMutation({
    mutationKey: renews,
    mutationFn: change,
    onMutate: (input) => showAtOnce(client, shows?.(input) ?? []),
    onSuccess: (output) => onDone?.(output),
    onError: (error, _input, takeBack) => {
      takeBack?.();
      if (isQuiet !== true) showToast(explain(error), "bad");
    },
    // Not waited for: the form is free again as soon as the answer is there.
    onSettled: () => {
      // The last of several changes reads them, or those that are under way would be gone for a moment.
      if (shows !== undefined && client.isMutating({ mutationKey: renews }) > 1) return;
      for (const list of renews) void client.invalidateQueries({ queryKey: [list] });
    },
  });
}
