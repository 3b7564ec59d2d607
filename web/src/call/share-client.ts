import { queryOptions } from "@tanstack/react-query";
import type { CallShare } from "../api.ts";
import { request, send } from "../client.ts";

export interface NewShare {
  parts: CallShare["parts"];
  is_masked: boolean;
  days: number;
}

const sharesPath = (callId: string) => `/api/v1/calls/${encodeURIComponent(callId)}/shares`;

export const sharesQuery = (callId: string) =>
  queryOptions({
    queryKey: ["call-shares", callId],
    queryFn: async () => (await request<{ data: CallShare[] }>(sharesPath(callId))).data,
  });

export const shareCall = (callId: string, share: NewShare) =>
  send<CallShare & { url: string }>("POST", sharesPath(callId), share);
export const revokeShare = (callId: string, shareId: string) =>
  send<void>("DELETE", `${sharesPath(callId)}/${encodeURIComponent(shareId)}`);
