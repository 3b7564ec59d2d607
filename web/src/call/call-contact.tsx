import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Call } from "../api.ts";
import { callContactQuery, contactTitle } from "../contacts/contacts-client.ts";
import { DoNotCall } from "../contacts/do-not-call.tsx";
import { NewFollowUp } from "../follow-ups/new-follow-up.tsx";
import { useMay } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { Section } from "../ui/section.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { CallerHistory } from "./caller-history.tsx";

/** Who the other party of a call is. Nothing where there is no number, or where the reader may not know. */
export function CallContact({ call }: { call: Call }) {
  const hasParty = (call.direction === "outbound" ? call.to : call.from) !== null;
  const mayRead = useMay("contacts:read") && hasParty;
  const query = useQuery({ ...callContactQuery(call.id), enabled: mayRead });
  if (!mayRead || query.isError || query.data?.contact === null) return null;
  return (
    <Section title={t("Contact")}>
      {query.data === undefined ? (
        <SkeletonLines count={2} />
      ) : (
        query.data.contact && (
          <div className="flex flex-wrap items-center justify-between gap-2">
            <div className="min-w-0">
              <p className="flex min-w-0 flex-wrap items-center gap-x-2">
                <Link
                  to="/contacts/$contactId"
                  params={{ contactId: query.data.contact.id }}
                  className="truncate font-medium text-accent hover:underline"
                >
                  {contactTitle(query.data.contact)}
                </Link>
                {query.data.contact.do_not_call && (
                  <DoNotCall reason={query.data.contact.do_not_call_reason} />
                )}
              </p>
              <p className="text-xs text-muted">
                {query.data.calls_before === 0
                  ? t("The first call")
                  : t("{callsBefore, plural, one {# call} other {# calls}} before", {
                      callsBefore: query.data.calls_before,
                    })}
              </p>
            </div>
            <NewFollowUp contactId={query.data.contact.id} callId={call.id} />
            <div className="w-full">
              <CallerHistory contactId={query.data.contact.id} callId={call.id} />
            </div>
          </div>
        )
      )}
    </Section>
  );
}
