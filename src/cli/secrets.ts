import { aliases, type Config, Env } from "../config/index.ts";
import { readSecretKey } from "../guard/index.ts";
import { hmac } from "../lib/signature.ts";
import { providers } from "../providers/index.ts";

type SecretVariable = Extract<keyof Config, `WEBHOOK_SECRET_${string}`>;

/** The live secrets of a provider; none when nothing is configured. */
export function secretsOf(config: Config, provider: string): readonly string[] {
  const variable = variableOf(provider);
  return variable === null ? [] : config[variable];
}

function variableOf(provider: string): SecretVariable | null {
  const name = `WEBHOOK_SECRET_${provider.toUpperCase()}`;
  const found = Object.keys(Env.shape).find(
    (variable) => variable === name || aliases[variable]?.includes(name),
  );
  return (found as SecretVariable | undefined) ?? null;
}

/**
 * The secret with which demonstration traffic of a provider is signed where none is configured.
 *
 * It comes from the installation's secret key, so nobody can guess it, a demonstration started again still knows it, and `voicelens simulate` beside it does too.
 */
export function demoSecret(config: Config, provider: string): string {
  const key = readSecretKey(config.DATA_DIR, config.SECRET_KEY);
  return `whsec_${hmac("sha256", key, `demonstration secret of ${provider}`).toString("base64")}`;
}

/** The configuration with a secret for every provider that has none, so that all demonstration traffic is verified. */
export function withDemoSecrets(config: Config): Config {
  const added = providers
    .filter(({ id }) => secretsOf(config, id).length === 0)
    .map(({ id }) => [variableOf(id), [demoSecret(config, id)]]);
  return Object.freeze({ ...config, ...Object.fromEntries(added) });
}
