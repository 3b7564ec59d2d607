import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { CallSummary } from "../api.ts";
import { contactTitle } from "../contacts/contacts-client.ts";
import { useMay } from "../lib/access.ts";
import { formatPhone, formatRelative } from "../lib/format.ts";
import { providerName } from "../lib/providers.ts";
import { t } from "../lib/text.ts";
import type { Entry } from "./entry.ts";
import { foundCallsQuery, foundContactsQuery } from "./palette-client.ts";

const patienceMs = 150;

/** Calls and contacts in which the server finds what was typed; while nothing is, the newest calls. */
export function useFound(
  typed: string,
  isWanted: boolean,
): { found: Entry[]; isSearching: boolean } {
  const asked = useSettled(typed.trim());
  const navigate = useNavigate();
  const mayCalls = useMay("calls:read") && isWanted;
  const mayContacts = useMay("contacts:read") && isWanted && asked !== "";
  const calls = useQuery({ ...foundCallsQuery(asked), enabled: mayCalls });
  const contacts = useQuery({ ...foundContactsQuery(asked), enabled: mayContacts });
  const found: Entry[] = [
    ...(mayCalls ? (calls.data ?? []) : []).map((call) => ({
      ...{ id: `call-${call.id}`, group: "Calls" as const, isFound: true },
      ...wordsOf(call),
      run: () => void navigate({ to: "/calls/$callId", params: { callId: call.id } }),
    })),
    ...(mayContacts ? (contacts.data ?? []) : []).map((contact) => ({
      ...{ id: `contact-${contact.id}`, group: "Contacts" as const, isFound: true },
      ...{ label: contactTitle(contact), hint: contact.numbers.map(formatPhone).join(", ") },
      run: () => void navigate({ to: "/contacts/$contactId", params: { contactId: contact.id } }),
    })),
  ];
  const isSearching = asked !== typed.trim() || calls.isFetching || contacts.isFetching;
  return { found, isSearching };
}

function wordsOf(call: CallSummary): { label: string; hint: string } {
  const customer = call.direction === "outbound" ? call.to : call.from;
  const when = formatRelative(call.first_seen_at, Date.now());
  return {
    label: customer
      ? t("Call {customer}", { customer: formatPhone(customer) })
      : t("Call {id}", { id: call.id }),
    hint: [providerName(call.provider), call.agent_name, when].filter(Boolean).join(" · "),
  };
}

/** What was typed, once nothing more was typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(text), patienceMs);
    return () => window.clearTimeout(timer);
  }, [text]);
  return settled;
}
