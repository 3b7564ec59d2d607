import type { App } from "../http/index.ts";
import type { DueWork } from "../jobs/index.ts";
import type { Knowledge } from "../knowledge/index.ts";
import type { Logger } from "../observe/index.ts";
import type { Database, TenantData } from "../store/index.ts";
import { keepLocationKnowledge } from "./keep-location-knowledge.ts";
import { locationKnowledgeRoutes } from "./switch.routes.ts";
import { locationKnowledgeData } from "./switch-data.ts";

/** All about knowledge that is made of locations, made once. */
export interface OpenedLocationKnowledge {
  /** Keeps it in step. */
  work: DueWork;
  data: TenantData;
  routes(app: App): void;
}

/** Opens the room: what keeps bases in step with their locations, and the paths of the switch. */
export function openLocationKnowledge(needs: {
  db: Database;
  knowledge: Knowledge;
  now: () => number;
  log: Logger;
}): OpenedLocationKnowledge {
  const { db, now } = needs;
  const work = keepLocationKnowledge(needs);
  return {
    work,
    data: locationKnowledgeData,
    routes: (app) => locationKnowledgeRoutes(app, { db, wake: work.wake, now }),
  };
}
