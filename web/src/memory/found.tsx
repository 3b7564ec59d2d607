import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { t } from "../lib/text.ts";
import { Rows } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { foundQuery } from "./memory-client.ts";

/** What of a caller's memory is found for words, the best first. */
export function Found({ subject, query }: { subject: string; query: string }) {
  const found = useQuery(foundQuery(subject, query));
  const items = found.data?.items ?? [];
  return (
    <section aria-label={t("What was found")} aria-live="polite" aria-busy={found.isFetching}>
      <Rows query={found} empty={t("Nothing that was said has these words.")} expected={4}>
        {items.map((item) => (
          <li key={item.message_id} className="px-4 py-2.5">
            <p className="break-words whitespace-pre-wrap">{item.content}</p>
            <p className="mt-0.5 flex flex-wrap gap-x-2 text-xs text-muted">
              <span>{item.name ?? item.role}</span>
              <RelativeTime at={item.created_at} />
              <span>
                {t("found by {channels}", {
                  channels: item.channels.map((channel) => channelWords[channel]).join(", "),
                })}
              </span>
              <Link
                to="/memory/$sessionId"
                params={{ sessionId: item.session_id }}
                data-row-target
                className="max-w-full truncate rounded underline hover:text-accent"
              >
                {item.session_id}
              </Link>
            </p>
          </li>
        ))}
      </Rows>
    </section>
  );
}

const channelWords = { lexical: t("its words"), semantic: t("its meaning") } as const;
