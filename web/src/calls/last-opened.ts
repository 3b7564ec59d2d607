import { useEffect } from "react";

let lastOpenedId: string | null = null;

/** The id of the link of a call's row. */
export function rowLinkId(callId: string): string {
  return `row-${callId}`;
}

export function useRememberOpened(callId: string): void {
  useEffect(() => {
    lastOpenedId = callId;
  }, [callId]);
}

/** Back in the list, the keys go on from the call that was read last. */
export function useFocusOnReturn(): void {
  useEffect(() => {
    if (lastOpenedId === null) return;
    document.getElementById(rowLinkId(lastOpenedId))?.focus({ preventScroll: true });
    lastOpenedId = null;
  }, []);
}
