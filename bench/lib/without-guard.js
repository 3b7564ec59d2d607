// For `node --import`: the same product with a door that counts nothing and turns nobody away. What the guard costs is measured against it.
import { register } from "node:module";

const source = `export const tooMuch = () => new Error("unguarded");
export const createDoorkeeper = () => ({
  isAllowed: () => true,
  refuseBlocked: () => undefined,
  limitUnverified: () => undefined,
  limitVerified: () => undefined,
  isSpent: () => false,
});`;

const hooks = `export const load = (url, context, next) => url.endsWith("/dist/ingest/doorkeeper.js")
  ? { format: "module", source: ${JSON.stringify(source)}, shortCircuit: true }
  : next(url, context);`;

register(`data:text/javascript,${encodeURIComponent(hooks)}`);
