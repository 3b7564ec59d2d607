export { type AcceptService, createAcceptService } from "./accept-delivery.ts";
export {
  createFetchedStore,
  createUnreadableStore,
  type StoreFetched,
  type StoreUnreadable,
} from "./accept-fetched.ts";
export { createBacklogWatch } from "./backlog.ts";
export { connectionListRoutes, viewConnections } from "./connection-list.ts";
export { createDoorkeeper } from "./doorkeeper.ts";
export { eventRoutes } from "./event.routes.ts";
export { createEventService, type EventService } from "./event.service.ts";
export { eventData } from "./event-data.ts";
export { createGroupCommit } from "./group-commit.ts";
export type { AnswerLive, LiveQuestion } from "./live-question.ts";
export { type Notice, noticeRoutes } from "./notices.ts";
export { createProjector, type EventEffect, type Projector } from "./project-events.ts";
export { quarantineRoutes } from "./quarantine.routes.ts";
export { createEventReader } from "./read-event.ts";
export { createRejectedDeliveries, expireRejected } from "./rejected-deliveries.ts";
export { countQuarantine, replayQuarantine } from "./route-events.ts";
export { sealedEvents, sealedRejected } from "./sealed-content.ts";
export { testEventRoutes } from "./test-event.routes.ts";
export { webhookRoutes } from "./webhook.routes.ts";
