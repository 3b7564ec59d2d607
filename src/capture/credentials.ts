import type { Config } from "../config/index.ts";
import type { ProviderApi } from "../providers/index.ts";

export type Credentials = Readonly<Record<string, string>>;

/** What the environment says of one provider's API. */
export interface ApiEnvironment {
  /** Of the installation's own account; for default connections. Null without a key. */
  credentials: Credentials | null;
  /** In place of the provider's own address. */
  baseUrl: string | undefined;
}

/** Reads what the environment says of each provider's API, by provider key. */
export function apiEnvironments(config: Config): ReadonlyMap<string, ApiEnvironment> {
  const withKey = (apiKey: string | undefined, more: Credentials = {}) =>
    apiKey === undefined ? null : { apiKey, ...more };
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = config;
  const { ASSISTABLE_SUBACCOUNT_ID: subaccountId } = config;
  const of = (credentials: Credentials | null, baseUrl: string | undefined) => ({
    credentials,
    baseUrl,
  });
  return new Map([
    ["retell", of(withKey(config.RETELL_API_KEY), config.RETELL_API_URL)],
    ["vapi", of(withKey(config.VAPI_API_KEY), config.VAPI_API_URL)],
    ["elevenlabs", of(withKey(config.ELEVENLABS_API_KEY), config.ELEVENLABS_API_URL)],
    ["bland", of(withKey(config.BLAND_API_KEY), config.BLAND_API_URL)],
    [
      "twilio",
      of(
        accountSid === undefined || authToken === undefined ? null : { accountSid, authToken },
        config.TWILIO_API_URL,
      ),
    ],
    [
      "assistable",
      of(
        withKey(config.ASSISTABLE_API_KEY, subaccountId === undefined ? {} : { subaccountId }),
        config.ASSISTABLE_API_URL,
      ),
    ],
  ]);
}

/**
 * Reads the key that a connection keeps. Where a provider also wants to know whose account it is, that stands before the key, with a
 * colon between: `AC…:token` for Twilio, `sub-account:key` for Assistable where the key knows several.
 *
 * @returns null when it cannot be one.
 */
export function readKey(api: ProviderApi, stored: string): Credentials | null {
  if (!/^[!-~]+$/.test(stored)) return null;
  const { credentialNames, optionalCredentialNames: optional = [] } = api;
  // The key itself is the last of them.
  const [key = "", ...owners] = [...credentialNames].reverse();
  const names = [...owners.reverse(), ...optional];
  if (names.length === 0) return { [key]: stored };
  const colon = stored.indexOf(":");
  if (colon < 0) return owners.length > 0 ? null : { [key]: stored };
  const [name = ""] = names;
  const [owner, secret] = [stored.slice(0, colon), stored.slice(colon + 1)];
  return owner === "" || secret === "" ? null : { [name]: owner, [key]: secret };
}
