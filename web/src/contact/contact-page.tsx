import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useCanGoBack, useRouter } from "@tanstack/react-router";
import type { Contact } from "../api.ts";
import { ApiError } from "../client.ts";
import { contactQuery, contactTitle } from "../contacts/contacts-client.ts";
import { DoNotCall } from "../contacts/do-not-call.tsx";
import { FollowUpList } from "../follow-ups/follow-up-list.tsx";
import { NewFollowUp } from "../follow-ups/new-follow-up.tsx";
import { useMay } from "../lib/access.ts";
import { useShortcuts } from "../lib/shortcuts.ts";
import { t } from "../lib/text.ts";
import { useTitle } from "../lib/title.ts";
import { useRowKeys } from "../lib/use-row-keys.ts";
import { IconButton } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { BackIcon } from "../ui/icons.tsx";
import { Needs } from "../ui/page.tsx";
import { Panel } from "../ui/panel.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { ContactCalls } from "./contact-calls.tsx";
import { ContactFacts } from "./contact-facts.tsx";
import { ContactNotes } from "./contact-notes.tsx";
import { EditContact } from "./edit-contact.tsx";
import { MergeContact } from "./merge-contact.tsx";
import { RemoveContact } from "./remove-contact.tsx";

const route = getRouteApi("/contacts/$contactId");

export function ContactPage() {
  return (
    <Needs permission="contacts:read" refusal={t("Your role does not show the contacts")}>
      <Loaded />
    </Needs>
  );
}

function Loaded() {
  const { contactId } = route.useParams();
  const contact = useQuery(contactQuery(contactId));
  useTitle(contact.data ? contactTitle(contact.data) : t("Contact"));
  useRowKeys();
  const back = useBack();
  useShortcuts({ escape: back });
  if (contact.error instanceof ApiError && contact.error.status === 404) {
    return (
      <EmptyState title={t("There is no such contact")}>
        <p>{t("It may have been merged into another, or removed.")}</p>
      </EmptyState>
    );
  }
  if (contact.isError && !contact.data) {
    return <ErrorState error={contact.error} onRetry={() => void contact.refetch()} />;
  }
  return (
    <div className="mx-auto max-w-6xl px-3 pb-16 sm:px-5" aria-busy={contact.isPending}>
      {contact.data ? (
        <Whole key={contactId} contact={contact.data} onBack={back} />
      ) : (
        <div className="pt-6">
          <SkeletonLines count={8} />
        </div>
      )}
    </div>
  );
}

function Whole({ contact, onBack }: { contact: Contact; onBack: () => void }) {
  return (
    <>
      <ContactHeader contact={contact} onBack={onBack} />
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="min-w-0 max-lg:order-2">
          <Panel title={t("Follow-ups")} action={<NewFollowUp contactId={contact.id} />}>
            <FollowUpList
              filters={{ contact: contact.id }}
              empty={t("Nothing is to be done for this contact.")}
            />
          </Panel>
          <ContactNotes contactId={contact.id} />
          <ContactCalls contactId={contact.id} />
        </div>
        <ContactFacts contact={contact} />
      </div>
    </>
  );
}

function ContactHeader({ contact, onBack }: { contact: Contact; onBack: () => void }) {
  const mayWrite = useMay("contacts:write");
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 pt-4">
      <IconButton label={t("Back to the list (Esc)")} onClick={onBack} className="-ml-1.5">
        <BackIcon />
      </IconButton>
      <h1 className="min-w-0 truncate text-lg font-semibold tracking-tight">
        {contactTitle(contact)}
      </h1>
      {contact.do_not_call && <DoNotCall reason={contact.do_not_call_reason} />}
      {mayWrite && (
        <div className="ml-auto flex flex-wrap gap-1.5">
          <EditContact contact={contact} />
          <MergeContact contact={contact} />
          <RemoveContact contact={contact} />
        </div>
      )}
    </header>
  );
}

/** Back to where one came from; a contact opened by its address goes to the list. */
function useBack(): () => void {
  const router = useRouter();
  const canGoBack = useCanGoBack();
  return () => {
    if (canGoBack) router.history.back();
    else void router.navigate({ to: "/contacts" });
  };
}
