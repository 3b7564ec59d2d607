import { queryOptions } from "@tanstack/react-query";
import type { LocationKnowledge } from "../api.ts";
import { request, send } from "../client.ts";
import { locationPath } from "./business-client.ts";

const knowledgePath = (locationId: string) => `${locationPath(locationId)}/knowledge`;

export const locationKnowledgeQuery = (locationId: string) =>
  queryOptions({
    queryKey: ["location-knowledge", locationId],
    queryFn: () => request<LocationKnowledge>(knowledgePath(locationId)),
  });

export const setSearched = (locationId: string, isSearched: boolean) =>
  send<LocationKnowledge>("PUT", knowledgePath(locationId), { is_searched: isSearched });
