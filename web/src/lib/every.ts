interface Listed {
  state: { data?: { pages: readonly unknown[] } | undefined };
}

/** How often a list is read again by itself while somebody looks at it. Whoever has scrolled down reads: only the first page renews itself. */
export const firstPageEvery =
  (everyMs: number) =>
  ({ state }: Listed): number | false =>
    (state.data?.pages.length ?? 0) > 1 ? false : everyMs;

/** For lists that change by what others do, without a message of the live stream. */
export const calmMs = 15_000;
