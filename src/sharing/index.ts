/** Links that show one call for a while to somebody without an account. */

export { shareRoutes } from "./share.routes.ts";
export { createShareService } from "./share.service.ts";
export { expireShares, shareData } from "./share-data.ts";
