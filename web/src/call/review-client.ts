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
