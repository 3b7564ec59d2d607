/** Owner: location-knowledge/. One row per knowledge base that is made of a location: a work item while it is not what the location is. */
export interface LocationKnowledgeTable {
  tenant_id: string;
  base_id: string;
  /** Null once the location is gone: then the base goes. */
  location_id: string | null;
  /** The location's `catalogue_version` that the base was made of; null before it was made. */
  kept_version: number | null;
  kept_at: Date | null;
  claimed_until: Date | null;
}
