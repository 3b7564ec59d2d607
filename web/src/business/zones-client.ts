import { queryOptions } from "@tanstack/react-query";
import type { DeliveryAnswer, DeliveryZone, ZoneBoundary } from "../api.ts";
import { request, send } from "../client.ts";
import { locationPath, readAll } from "./business-client.ts";

const zonesPath = (locationId: string) => `${locationPath(locationId)}/zones`;
const zonePath = (locationId: string, id: string) =>
  `${zonesPath(locationId)}/${encodeURIComponent(id)}`;

/** What a change of a zone makes old. */
export const renews = ["zones"] as const;

export const zonesQuery = (locationId: string) =>
  queryOptions({
    queryKey: ["zones", locationId],
    queryFn: () => readAll<DeliveryZone>(zonesPath(locationId)),
  });

export const boundaryQuery = (locationId: string, { id, updated_at: at }: DeliveryZone) =>
  queryOptions({
    queryKey: ["zones", locationId, "boundary", id, at],
    queryFn: () => request<ZoneBoundary>(`${zonePath(locationId, id)}/boundary`),
    staleTime: Number.POSITIVE_INFINITY,
  });

export type ZoneFields = Pick<
  DeliveryZone,
  | "name"
  | "description"
  | "is_active"
  | "priority"
  | "fee_minor"
  | "min_order_minor"
  | "free_from_minor"
  | "weekly"
>;
export const createZone = (locationId: string, fields: ZoneFields) =>
  send<DeliveryZone>("POST", zonesPath(locationId), fields);
export const changeZone = (locationId: string, id: string, fields: ZoneFields) =>
  send<DeliveryZone>("PATCH", zonePath(locationId, id), fields);
export const removeZone = (locationId: string, id: string) =>
  send<void>("DELETE", zonePath(locationId, id));
export const drawZone = (locationId: string, id: string, geojson: unknown) =>
  send<DeliveryZone>("PUT", `${zonePath(locationId, id)}/boundary`, geojson);
export const clearZone = (locationId: string, id: string) =>
  send<void>("DELETE", `${zonePath(locationId, id)}/boundary`);

export type DeliveryQuestion = { place: { lat: number; lng: number } } | { address: string };
export const checkDelivery = (locationId: string, question: DeliveryQuestion) =>
  send<DeliveryAnswer>("POST", `${zonesPath(locationId)}/check`, question);
