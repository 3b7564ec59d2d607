import type { Config } from "../config/index.ts";
import { providers } from "../providers/index.ts";
import { table } from "./output.ts";
import { secretsOf } from "./secrets.ts";

/** What somebody who has just started the server needs to know. */
export interface Welcome {
  address: string;
  /** Null unless it was made at this start. */
  owner_key: string | null;
  webhooks: Array<{ provider: string; name: string; url: string; has_secret: boolean }>;
  warnings: readonly string[];
  is_production: boolean;
}

export function welcomeOf(
  config: Config,
  started: { url: string; ownerKey: string | null; warnings: readonly string[] },
): Welcome {
  const address = config.PUBLIC_BACKEND_URL?.replace(/\/$/, "") ?? started.url;
  return {
    address,
    owner_key: started.ownerKey,
    webhooks: providers.map(({ id, name }) => ({
      provider: id,
      name,
      url: `${address}${id === "vcp" ? "/vcp/ingest" : `/webhook/${id}`}`,
      has_secret: secretsOf(config, id).length > 0,
    })),
    warnings: started.warnings,
    is_production: config.SERVICE_ENV === "production",
  };
}

export function welcomeText(welcome: Welcome): string {
  const mark = welcome.is_production ? "refused: no secret" : "unverified";
  const webhooks = table(
    welcome.webhooks.map(({ name, url, has_secret }) => [`  ${name}`, url, has_secret ? "" : mark]),
  );
  const key = welcome.owner_key;
  return [
    `\nVoiceLens is up.  Dashboard: ${welcome.address}`,
    ...(key === null ? [] : [`Owner key (shown this once, keep it):  ${key}`]),
    `Webhook URLs:\n${webhooks}`,
    `Connect a provider step by step, down to its first event: ${welcome.address}/start`,
    ...openText(welcome),
    ...welcome.warnings.map((warning) => `Warning: ${warning}`),
    "",
  ].join("\n\n");
}

function openText({ webhooks, is_production }: Welcome): string[] {
  const open = webhooks.filter(({ has_secret }) => !has_secret);
  if (open.length === 0) return [];
  const whose =
    open.length === webhooks.length ? "any provider" : open.map(({ name }) => name).join(", ");
  return [
    is_production
      ? `No secret is set for ${whose}: deliveries are refused. Set WEBHOOK_SECRET_<PROVIDER> (docs/configuration.md).`
      : `No secret is set for ${whose}: deliveries are accepted unverified, so anybody may post them. Set WEBHOOK_SECRET_<PROVIDER> (docs/configuration.md).`,
  ];
}
