import { type Config, faultsOf } from "../../config/index.ts";
import { type Finding, fail, pass, warn } from "./finding.ts";

/** What production would refuse, told before it does. Names only, never a value. */
export function checkConfig(config: Config): Finding[] {
  const check = "configuration";
  const isProduction = config.SERVICE_ENV === "production";
  const lines = faultsOf({ ...config, SERVICE_ENV: "production" });
  if (lines.length === 0) return [pass(check, "fit for production")];
  return lines.map((line) => {
    const [name = "", detail = ""] = line.split(/: (.*)/s);
    return isProduction
      ? fail(name, detail, "Change it; the server would not start with it.")
      : warn(name, detail, "Change it before SERVICE_ENV=production.");
  });
}

/** Somebody who is not us ends https for us, and everybody's requests then seem to come from there. */
export function checkProxy(config: Config): Finding {
  const check = "proxy in front";
  const speaksHttps = config.PUBLIC_BACKEND_URL?.toLowerCase().startsWith("https:") === true;
  const hasProxy = speaksHttps && config.SSL_CERT_PATH === undefined;
  if (config.TRUSTED_PROXIES.length > 0) return pass(check, "named");
  if (!hasProxy) return pass(check, "none known of");
  return warn(
    check,
    "PUBLIC_BACKEND_URL is https and we have no certificate, so a proxy must be in front, and it is not named",
    "Set TRUSTED_PROXIES to its address: limits and logs take it for every client otherwise.",
  );
}

export interface ConnectionState {
  id: string;
  provider_name: string;
  has_secret: boolean;
  event_count_24h: number;
}

/** Deliveries that nobody proves to be the provider's. */
export function checkConnections(
  connections: readonly ConnectionState[],
  isProduction: boolean,
): Finding {
  const check = "secrets of connections";
  const open = connections.filter(({ has_secret }) => !has_secret);
  if (open.length === 0) return pass(check, "every connection has one");
  const names = [...new Set(open.map(({ provider_name }) => provider_name))].join(", ");
  if (isProduction) return pass(check, `without one, and refused: ${names}`);
  const next = "Set WEBHOOK_SECRET_<PROVIDER>, or add a secret on the set-up page.";
  const isUsed = open.some(({ event_count_24h }) => event_count_24h > 0);
  const detail = `anybody may deliver in the name of ${names}`;
  return isUsed ? fail(check, `${detail}, and somebody does`, next) : warn(check, detail, next);
}

/** The owner key belongs to nobody in particular: where people have accounts, what is done with it cannot be told apart. */
export function checkOwnerKey(people: {
  owners: number;
  keySessions: number;
  isInEnvironment: boolean;
}): Finding {
  const check = "owner key";
  if (people.owners === 0) return pass(check, "needed: no person is an owner yet");
  const uses = [
    people.keySessions > 0 && "somebody is signed in with a key",
    people.isInEnvironment && "VOICELENS_OWNER_KEY is set",
  ].filter((use) => use !== false);
  if (uses.length === 0) return pass(check, "at rest: owners sign in as themselves");
  return warn(
    check,
    uses.join("; "),
    "Sign in as a person, take VOICELENS_OWNER_KEY away, and run `voicelens keys reset-owner`.",
  );
}
