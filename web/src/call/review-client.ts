import { queryOptions } from "@tanstack/react-query";
import type { CallReview, ReviewState } from "../api.ts";
import { request, send } from "../client.ts";

export interface ReviewChange {
  state?: ReviewState;
  add_labels?: string[];
  remove_labels?: string[];
}

const callPath = (id: string) => `/api/v1/calls/${encodeURIComponent(id)}`;

export const reviewQuery = (id: string) =>
  queryOptions({
    queryKey: ["call", id, "review"],
    queryFn: () => request<CallReview>(`${callPath(id)}/review`),
  });

/** A review as it is after a change, on the page of its call and in the lists. */
export function reviewShown(id: string, was: CallReview | undefined, change: ReviewChange) {
  const { state, add_labels: added = [], remove_labels: removed = [] } = change;
  const kept = was?.labels.filter((label) => !removed.includes(label)) ?? [];
  const labels = [...new Set([...kept, ...added.map((label) => label.trim())])];
  return [
    { queryKey: reviewQuery(id).queryKey, becomes: { labels, ...(state && { state }) } },
    { queryKey: ["calls"], id, becomes: { labels, ...(state && { review_state: state }) } },
  ];
}

export const labelsQuery = queryOptions({
  queryKey: ["call-labels"],
  queryFn: async () =>
    (await request<{ data: Array<{ label: string; calls: number }> }>("/api/v1/call-labels")).data,
});

export const reviewCall = (id: string, change: ReviewChange) =>
  send<CallReview>("PATCH", `${callPath(id)}/review`, change);
export const addComment = (id: string, content: string) =>
  send<CallReview>("POST", `${callPath(id)}/comments`, { content });
export const changeComment = (id: string, commentId: string, content: string) =>
  send<CallReview>("PATCH", `${callPath(id)}/comments/${commentId}`, { content });
export const removeComment = (id: string, commentId: string) =>
  send<CallReview>("DELETE", `${callPath(id)}/comments/${commentId}`);
