export { createAddressList } from "./address-list.ts";
export { createAddressRules } from "./address-rules.ts";
export { senderOf } from "./addresses.ts";
export { createGatekeeper } from "./gatekeeper.ts";
export { guardRoutes } from "./guard.routes.ts";
export { guardData } from "./guard-data.ts";
export {
  createJsonService,
  type JsonService,
  type JsonServiceNeeds,
  type ServiceRequest,
} from "./json-service.ts";
export { createLoadGauge } from "./load-gauge.ts";
export {
  type OperatorSocket,
  openOperatorSocket,
  type SocketEnd,
  SocketRefusedError,
} from "./operator-socket.ts";
export { createOutgoing, type Outgoing, type StreamedAnswer } from "./outgoing.ts";
export { isPublicAddress, plainAddress } from "./public-address.ts";
export { createDatabaseRates, expireRates } from "./rate-database.ts";
export {
  createRateLimits,
  type RateLimits,
  rateLimitsFrom,
  refuseSpent,
} from "./rate-limits.ts";
export { createRedisRates } from "./rate-redis.ts";
export { isTooLarge } from "./read-capped.ts";
export {
  countedKey,
  type Resealed,
  resealRows,
  type SealedPlace,
  type SealedStore,
} from "./sealed-store.ts";
export {
  openRange,
  openStream,
  type SealedContent,
  sealedLength,
  sealStream,
} from "./sealed-stream.ts";
export { createSecretBox, type SecretBox, SecretBoxError } from "./secret-box.ts";
export { markRestored, readSecretKey } from "./secret-key.ts";
export { ServiceError } from "./service-error.ts";
