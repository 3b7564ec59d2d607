import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import type { FollowUp, Page, Session } from "../api.ts";
import { request, send, withQuery } from "../client.ts";
import { actsForClient } from "../lib/access.ts";
import { calmMs, firstPageEvery } from "../lib/every.ts";
import type { FollowUpTab } from "./follow-up-search.ts";

/** The lists that a change of a follow-up shows in. */
export const followUpLists = ["follow-ups", "contacts", "contact", "call-contact"];

export interface FollowUpFilters {
  contact?: string;
  status?: string;
  assignee?: string;
  overdue?: "true";
}

export const followUpsQuery = (filters: FollowUpFilters) =>
  infiniteQueryOptions({
    queryKey: ["follow-ups", filters],
    queryFn: ({ pageParam }) =>
      request<Page<FollowUp>>(
        withQuery("/api/v1/follow-ups", { ...filters, limit: 50, cursor: pageParam }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: firstPageEvery(calmMs),
  });

/** The user of the session, where follow-ups can be given to them: to a user of the tenant that is acted for. */
export function ownUserId(session: Session): string | null {
  const [kind, id] = session.actor.split(":");
  return kind === "user" && id !== undefined && !actsForClient(session) ? id : null;
}

export function filtersOf(tab: FollowUpTab, userId: string | null): FollowUpFilters {
  switch (tab) {
    case "open":
    case "done":
    case "cancelled":
      return { status: tab };
    case "overdue":
      return { overdue: "true" };
    case "mine":
      // Whoever signed in with a key is nobody that a follow-up can be given to.
      return { status: "open", assignee: userId ?? "nobody" };
  }
}

export interface NewFollowUp {
  contact_id: string;
  call_id: string | null;
  title: string;
  due_at: string;
  time_zone: string;
  priority: FollowUp["priority"];
  assignee_id: string | null;
  notes: string;
}

export const createFollowUp = (given: NewFollowUp) =>
  send<FollowUp>("POST", "/api/v1/follow-ups", given);
export const changeFollowUp = (
  id: string,
  change: Partial<Pick<FollowUp, "status" | "outcome" | "due_at" | "priority" | "assignee_id">>,
) => send<FollowUp>("PATCH", `/api/v1/follow-ups/${id}`, change);
export const removeFollowUp = (id: string) => send<void>("DELETE", `/api/v1/follow-ups/${id}`);
