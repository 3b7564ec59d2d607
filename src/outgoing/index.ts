export { createComposer } from "./compose.ts";
export { createDeliverer } from "./deliver.ts";
export { outgoingDeliveryRoutes } from "./delivery.routes.ts";
export { outgoingNotices } from "./notices.ts";
export { expireDeliveries, outgoingData } from "./outgoing-data.ts";
export { createOutgoingQueue } from "./queue.ts";
export { sealedOutgoingSecrets } from "./sealed-secrets.ts";
export { relayRoutes, subscriptionRoutes } from "./target.routes.ts";
export { createTargetService } from "./target.service.ts";
