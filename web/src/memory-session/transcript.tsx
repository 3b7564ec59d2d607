import { useInfiniteQuery } from "@tanstack/react-query";
import type { MemoryMessage, MemoryWindow } from "../api.ts";
import { t } from "../lib/text.ts";
import { messagesQuery } from "../memory/memory-client.ts";
import { LoadMore } from "../ui/load-more.tsx";
import { Panel, Rows } from "../ui/panel.tsx";
import { ExactTime } from "../ui/time.tsx";

interface TranscriptProps {
  sessionId: string;
  window: MemoryWindow;
}

type Place = "in" | "shortened" | "injected" | "out";

/** All that was said, with what of it a model sees. */
export function Transcript({ sessionId, window }: TranscriptProps) {
  const messages = useInfiniteQuery(messagesQuery(sessionId));
  const rows = messages.data?.pages.flatMap((page) => page.data) ?? [];
  const places = placesIn(window);
  return (
    <Panel title={t("What was said")}>
      <Rows query={messages} empty={t("Nothing was said yet.")} expected={4}>
        {rows.map((message) => (
          <Message
            key={message.id}
            message={message}
            place={window.has_window ? (places.get(message.id) ?? "out") : null}
          />
        ))}
      </Rows>
      {rows.length > 0 && (
        <LoadMore
          hasMore={messages.hasNextPage}
          isLoading={messages.isFetchingNextPage}
          isFailed={messages.isFetchNextPageError}
          onLoad={messages.fetchNextPage}
          endLabel=""
        />
      )}
    </Panel>
  );
}

function placesIn({ prompt, last_prompt: last }: MemoryWindow): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const { message_id: id } of last?.injected ?? []) places.set(id, "injected");
  for (const { message_ids: ids, is_shortened: isShortened } of prompt.messages) {
    for (const id of ids) places.set(id, isShortened ? "shortened" : "in");
  }
  return places;
}

const placeWords: Record<Place, string> = {
  in: t("in the window"),
  shortened: t("in the window, shortened"),
  injected: t("remembered in the last prompt"),
  out: t("not shown"),
};

function Message({ message, place }: { message: MemoryMessage; place: Place | null }) {
  const isShown = place === "in" || place === "shortened";
  return (
    <li
      className={`border-l-2 px-4 py-2.5 ${isShown ? "border-l-accent" : "border-l-transparent"}`}
    >
      <p className="flex flex-wrap gap-x-2 text-xs text-muted">
        <span className="font-medium text-text">{message.name ?? message.role}</span>
        <ExactTime at={message.created_at} />
        {place !== null && <span>{placeWords[place]}</span>}
      </p>
      <p className="mt-0.5 break-words whitespace-pre-wrap">{message.content}</p>
    </li>
  );
}
