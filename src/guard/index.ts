export { createAddressList } from "./address-list.ts";
export { createLoadGauge } from "./load-gauge.ts";
export { createRateLimiter, type RateLimiter } from "./rate-limiter.ts";
export { createSecretBox, type SecretBox, SecretBoxError } from "./secret-box.ts";
export { readSecretKey } from "./secret-key.ts";
