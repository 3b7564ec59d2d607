import { useMutation, useQueryClient } from "@tanstack/react-query";
import { flushSync } from "react-dom";
import { signOut } from "../client.ts";
import { finishRemovals } from "../lib/removals.ts";
import { createStore, useStore } from "../lib/store.ts";
import { t } from "../lib/text.ts";
import { sessionQuery } from "../queries.ts";
import { showToast } from "../ui/toasts.tsx";

const leaving = createStore(false);

/** Whether somebody is on their way out: nothing may ask in their name any more. */
export const useIsLeaving = () => useStore(leaving);

/** Ends the session. The page goes first, with what it still asks: nothing of it may come after the session's end, to be refused. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      await finishRemovals();
      flushSync(() => leaving.set(true));
      return signOut();
    },
    onSuccess: () => {
      client.setQueryData(sessionQuery.queryKey, null);
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== "session" });
    },
    onError: () => showToast(t("Signing out failed: the server does not answer."), "bad"),
    onSettled: () => leaving.set(false),
  });
}
