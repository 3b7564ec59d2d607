import type { QueryClient } from "@tanstack/react-query";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { alertLists } from "../alerts/alerts-client.ts";
import type { CallSummary, LiveCall } from "../api.ts";
import { fetchCalls, withQuery } from "../client.ts";
import { createStore } from "../lib/store.ts";
import { t } from "../lib/text.ts";
import { callParams } from "../queries.ts";
import { knownTimeZone } from "../setup/time-zone-client.ts";
import { type CallPages, hasCall, insertCall, mergeTop, replaceCall } from "./call-pages.ts";
import { type CallSearch, matchesSearch } from "./call-search.ts";
import { isDetail, showNews } from "./live-news.ts";

export type LiveState = "connecting" | "open" | "lost";

/** Whether live messages arrive at present. */
export const liveState = createStore<LiveState>("connecting");

/** What a screen reader is told of calls that started. */
export const liveAnnouncement = createStore("");

/** Calls that came in moments ago: their rows slide in. */
const freshIds = new Set<string>();
export const isFresh = (id: string) => freshIds.has(id);

const eventNames = ["call.started", "call.updated", "call.ended"] as const;
const alertEventNames = [
  "alert.opened",
  "alert.escalated",
  "alert.acknowledged",
  "alert.assigned",
  "alert.noted",
  "alert.resolved",
] as const;
export type LiveKind = (typeof eventNames)[number];

type LiveListener = (kind: LiveKind, call: LiveCall) => void;
const listeners = new Set<LiveListener>();

/** Hears of every live message from here on. Returns how to stop. */
export function onLiveCall(listener: LiveListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
const callsKey = ["calls"];

function eachCallList(
  client: QueryClient,
  change: (pages: CallPages, search: CallSearch) => CallPages,
): void {
  for (const [key] of client.getQueriesData<CallPages>({ queryKey: callsKey })) {
    const search = (key[1] ?? {}) as CallSearch;
    client.setQueryData<CallPages>(key, (pages) => pages && change(pages, search));
  }
}

/** Brings every loaded list up to date after a pause, by its first page only. */
export async function refreshCalls(client: QueryClient): Promise<void> {
  const lists = client.getQueriesData<CallPages>({ queryKey: callsKey, type: "active" });
  await Promise.all(
    lists.map(async ([key]) => {
      const search = (key[1] ?? {}) as CallSearch;
      const params = await callParams(client, search);
      const top = await fetchCalls({ ...params, limit: 50 }).catch(() => null);
      if (top) client.setQueryData<CallPages>(key, (pages) => pages && mergeTop(pages, top));
    }),
  );
}

/** Shows anew what tells of alerts, the clients' numbers of open ones among it. */
function refreshAlerts(client: QueryClient): void {
  const keys = [...alertLists.map((list) => [list]), ["analytics", "clients"]];
  for (const queryKey of keys) void client.invalidateQueries({ queryKey });
}

function createReceiver(client: QueryClient) {
  const pendingDetails = new Map<string, number>();
  /** Calls whose transcript must be loaded with the details. */
  const incomplete = new Set<string>();
  let started = 0;
  let announceTimer: number | undefined;

  const announce = () => {
    liveAnnouncement.set(
      t("{count, plural, one {One new call} other {# new calls}}", { count: started }),
    );
    started = 0;
    announceTimer = undefined;
  };

  /** A busy call sends many messages: its words are shown at once, its details loaded at most once a second. */
  const refreshDetails = (call: LiveCall) => {
    if (showNews(client, call)) incomplete.add(call.id);
    if (pendingDetails.has(call.id)) return;
    const timer = window.setTimeout(() => {
      pendingDetails.delete(call.id);
      const areTurnsWanted = incomplete.delete(call.id);
      void client.invalidateQueries({
        queryKey: ["call", call.id],
        predicate: (query) => isDetail(query, areTurnsWanted),
      });
    }, 1000);
    pendingDetails.set(call.id, timer);
  };

  return {
    receive(live: LiveCall, isStart: boolean) {
      const call: CallSummary = live;
      eachCallList(client, (pages, search) => {
        if (hasCall(pages, call.id)) return replaceCall(pages, call);
        if (!matchesSearch(call, search, { now: Date.now(), zone: knownTimeZone(client) })) {
          return pages;
        }
        freshIds.add(call.id);
        window.setTimeout(() => freshIds.delete(call.id), 2000);
        return insertCall(pages, call);
      });
      refreshDetails(live);
      if (!isStart) return;
      started += 1;
      announceTimer ??= window.setTimeout(announce, 4000);
    },
    dispose() {
      window.clearTimeout(announceTimer);
      for (const timer of pendingDetails.values()) window.clearTimeout(timer);
    },
  };
}

const retryMsMin = 1_000;
const retryMsMax = 30_000;

/**
 * Keeps one stream of live messages open.
 *
 * The browser reconnects a broken stream itself and resumes it by `Last-Event-ID`; a stream the server refused (a restart behind a proxy, for one) is opened anew here, with
 * growing pauses. What was missed is told by the server; where it no longer can, it says so, and everything shown is loaded anew.
 */
function openStream(client: QueryClient): () => void {
  const receiver = createReceiver(client);
  let source: EventSource | undefined;
  let retryTimer: number | undefined;
  let retryMs = retryMsMin;
  let lastId = "";
  let hasOpened = false;

  const reload = () => {
    void refreshCalls(client);
    void client.invalidateQueries({ queryKey: ["call"] });
    refreshAlerts(client);
  };
  const onAlert = (message: MessageEvent<string>) => {
    lastId = message.lastEventId;
    refreshAlerts(client);
  };
  const onMessage = (kind: LiveKind) => (message: MessageEvent<string>) => {
    lastId = message.lastEventId;
    const call = JSON.parse(message.data) as LiveCall;
    receiver.receive(call, kind === "call.started");
    for (const listener of listeners) listener(kind, call);
  };
  const connect = () => {
    source = new EventSource(withQuery("/api/v1/live", { last_event_id: lastId }));
    source.onopen = () => {
      liveState.set("open");
      retryMs = retryMsMin;
      // A stream that cannot be resumed leaves a gap.
      if (hasOpened && lastId === "") reload();
      hasOpened = true;
    };
    source.onerror = () => {
      liveState.set("lost");
      if (source?.readyState !== EventSource.CLOSED) return;
      window.clearTimeout(retryTimer);
      // Not all at the same moment when a server comes back.
      retryTimer = window.setTimeout(connect, retryMs * (0.5 + Math.random() / 2));
      retryMs = Math.min(retryMs * 2, retryMsMax);
    };
    source.addEventListener("reset", (message) => {
      lastId = message.lastEventId;
      reload();
    });
    for (const name of eventNames) source.addEventListener(name, onMessage(name));
    for (const name of alertEventNames) source.addEventListener(name, onAlert);
  };
  const onVisible = () => {
    if (document.visibilityState === "visible") void refreshCalls(client);
  };

  connect();
  document.addEventListener("visibilitychange", onVisible);
  return () => {
    document.removeEventListener("visibilitychange", onVisible);
    window.clearTimeout(retryTimer);
    source?.close();
    receiver.dispose();
    liveState.set("connecting");
  };
}

export function useLiveCalls(): void {
  const client = useQueryClient();
  useEffect(() => openStream(client), [client]);
}
