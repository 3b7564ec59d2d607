export { createAddressList } from "./address-list.ts";
export { createLoadGauge } from "./load-gauge.ts";
export { createOutgoing, type Outgoing } from "./outgoing.ts";
export { createRateLimiter, type RateLimiter } from "./rate-limiter.ts";
export {
  countedKey,
  type Resealed,
  resealRows,
  type SealedPlace,
  type SealedStore,
} from "./sealed-store.ts";
export { createSecretBox, type SecretBox, SecretBoxError } from "./secret-box.ts";
export { readSecretKey } from "./secret-key.ts";
