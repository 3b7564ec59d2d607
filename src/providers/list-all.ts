import { ApiError } from "./api-error.ts";
import type { FetchedCall, ListQuery, ProviderAccount } from "./provider-api.ts";

/** A page that comes again is a hiccup; cursors that go on leading to where we were are a circle. */
const repeatsMax = 3;

/**
 * Every call in the window, each once, page by page.
 *
 * Lists grow and shift while they are read, so a call that comes again is dropped. A provider whose cursors run in a circle would keep
 * us reading for ever: that is `nonsense`.
 */
export async function* listAllCalls(
  account: ProviderAccount,
  query: Omit<ListQuery, "cursor">,
): AsyncGenerator<FetchedCall, void, void> {
  const ids = new Set<string>();
  const cursors = new Set<string>();
  let repeats = 0;
  let cursor: string | null = null;
  for (;;) {
    const page = await account.listCalls({ ...query, cursor });
    for (const call of page.calls) {
      if (ids.has(call.providerCallId)) continue;
      ids.add(call.providerCallId);
      yield call;
    }
    cursor = page.nextCursor;
    if (cursor === null) return;
    repeats = cursors.has(cursor) ? repeats + 1 : 0;
    if (repeats > repeatsMax) {
      throw new ApiError("nonsense", "The provider's list runs in a circle");
    }
    cursors.add(cursor);
  }
}
