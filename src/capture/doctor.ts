import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import {
  listAllCalls,
  type OpenAccount,
  type ProposedFix,
  type ProviderConfiguration,
} from "../providers/index.ts";
import type { Database } from "../store/index.ts";
import type { ConnectionDirectory } from "../tenants/index.ts";
import type { ProviderAccounts } from "./accounts.ts";
import type { Diagnosis, DoctorFinding } from "./doctor.schema.ts";
import { addressFault, withoutFragment } from "./doctor-address.ts";
import { apiFinding, connectionFindings, kindOf, silentFinding } from "./doctor-connection.ts";
import { settingFindings } from "./doctor-findings.ts";
import { fixId } from "./doctor-fixes.ts";
import { readTraffic, type Traffic } from "./doctor-traffic.ts";

/** A connection as the list of connections shows it. */
export interface ExaminedConnection {
  id: string;
  provider: string;
  provider_name: string;
  name: string;
  webhook_url: string;
  has_secret: boolean;
  is_default: boolean;
  is_shared: boolean;
}

export interface DoctorNeeds {
  db: Database;
  accounts: ProviderAccounts;
  connections: ConnectionDirectory;
  listConnections: (scope: TenantScope) => Promise<ExaminedConnection[]>;
  baseUrl: () => string;
  secretKey: string;
  isProduction: boolean;
  now: () => number;
  /** How long a provider may take over all that is asked of it. */
  patienceMs: number;
}

/** One connection with what was found, and the fixes that may be confirmed. */
export interface Examined {
  diagnosis: Diagnosis;
  account: OpenAccount | null;
  fixes: ReadonlyMap<string, ProposedFix>;
}

/** Looks at connections from both sides: what came through them, and what their providers are set to. */
export interface ProviderDoctor {
  /** @throws ProblemError `connection-not-found` when one is named that the tenant does not have. */
  examine(
    scope: TenantScope,
    connectionIds?: readonly string[],
    /** Without joining a look that is under way: that may have begun before the last change. */
    how?: { isFresh: boolean },
  ): Promise<Examined[]>;
}

const silentDays = 3;
const dayMs = 24 * 3_600_000;
/** A call of this moment need not have been reported yet. */
const settledMs = 3_600_000;
const noTraffic: Traffic = { lastEventAt: null, lastVerifiedAt: null, refused: 0 };

export function createProviderDoctor(needs: DoctorNeeds): ProviderDoctor {
  const underWay = new Map<string, Promise<Examined>>();
  /** Whoever asks while somebody else's look is under way shares it: the provider's patience is limited. */
  const examineOnce = (connection: ExaminedConnection, traffic: Traffic) => {
    const known = underWay.get(connection.id);
    if (known !== undefined) return known;
    const look = examine(needs, connection, traffic).finally(() => underWay.delete(connection.id));
    underWay.set(connection.id, look);
    return look;
  };
  return {
    async examine(scope, connectionIds, { isFresh } = { isFresh: false }) {
      const all = await needs.listConnections(scope);
      const wanted = connectionIds?.map((id) => all.find((each) => each.id === id)) ?? all;
      const found = wanted.filter((each) => each !== undefined);
      if (found.length < wanted.length) {
        throw new ProblemError("connection-not-found", "This tenant has no such connection.");
      }
      const traffic = await readTraffic(needs.db, scope, needs.now());
      return Promise.all(
        found.map((each) => {
          const seen = traffic.get(each.id) ?? noTraffic;
          return isFresh ? examine(needs, each, seen) : examineOnce(each, seen);
        }),
      );
    },
  };
}

async function examine(
  needs: DoctorNeeds,
  connection: ExaminedConnection,
  traffic: Traffic,
): Promise<Examined> {
  const { id, provider, provider_name: providerName, name, webhook_url: webhookUrl } = connection;
  const known = needs.connections.byId(id);
  const account = (known && needs.accounts.accountOf(known))?.account ?? null;
  const findings = connectionFindings({
    providerName,
    webhookUrl,
    hasSecret: connection.has_secret,
    isDefault: connection.is_default,
    keyState: known === undefined ? "missing" : needs.accounts.keyStateOf(known),
    traffic,
    isProduction: needs.isProduction,
  });
  const asked = account === null ? null : await ask(needs, connection, account, traffic);
  return {
    diagnosis: {
      connection_id: id,
      provider,
      provider_name: providerName,
      name,
      webhook_url: webhookUrl,
      is_read: asked?.isRead ?? false,
      settings_seen: asked?.settingsSeen ?? 0,
      unreadable: asked?.unreadable ?? [],
      findings: [...findings, ...(asked?.findings ?? [])].sort(byWeight),
    },
    account,
    fixes: asked?.fixes ?? new Map(),
  };
}

const weights = { critical: 0, warning: 1, info: 2 };

function byWeight(a: DoctorFinding, b: DoctorFinding): number {
  return weights[a.severity] - weights[b.severity];
}

interface Asked {
  isRead: boolean;
  settingsSeen: number;
  unreadable: string[];
  findings: DoctorFinding[];
  fixes: ReadonlyMap<string, ProposedFix>;
}

/** What the provider tells. Its trouble is a finding, never a failure of ours. */
async function ask(
  needs: DoctorNeeds,
  connection: ExaminedConnection,
  account: OpenAccount,
  traffic: Traffic,
): Promise<Asked> {
  const signal = AbortSignal.timeout(needs.patienceMs);
  const nothing = { settingsSeen: 0, unreadable: [], findings: [], fixes: new Map() };
  try {
    const configuration = await account.readConfiguration?.(signal);
    const told =
      configuration === undefined
        ? { ...nothing, unreadable: ["Where webhooks go: this provider's API does not tell"] }
        : judge(needs, connection, configuration, traffic);
    const silent = await lookForSilence(needs, connection, account, { traffic, signal });
    return { ...told, isRead: true, findings: [...told.findings, ...silent] };
  } catch (error) {
    const findings = [apiFinding(connection.provider_name, kindOf(error))];
    return { ...nothing, isRead: false, findings };
  }
}

/** Where our own address is none that a provider can use, nothing can be held against it. */
function judge(
  needs: DoctorNeeds,
  connection: ExaminedConnection,
  configuration: ProviderConfiguration,
  traffic: Traffic,
) {
  const { id, provider, provider_name: providerName, webhook_url: webhookUrl } = connection;
  const { settings, unreadable } = configuration;
  const told = { settingsSeen: settings.length, unreadable: [...unreadable] };
  if (addressFault(webhookUrl) !== null) return { ...told, findings: [], fixes: new Map() };
  const isOtherConnection = (url: string) => isOfOther(needs, connection, url);
  // What reports to another connection is that connection's matter, and maybe another tenant's.
  const others = new Set(
    settings.filter(({ url }) => url !== null && isOtherConnection(url)).map((each) => each.id),
  );
  const proposed = configuration
    .proposeFix({ url: webhookUrl })
    .filter(({ settingId }) => !others.has(settingId));
  const fixes = new Map(proposed.map((fix) => [fixId(needs.secretKey, id, fix), fix]));
  const findings = settingFindings(configuration, {
    provider,
    providerName,
    webhookUrl,
    isOtherConnection,
    fixes: [...fixes].map(([fixedBy, { settingId, reasons }]) => ({
      id: fixedBy,
      settingId,
      reasons,
    })),
    lastEventAt: traffic.lastEventAt,
    now: needs.now(),
  });
  return { ...told, findings, fixes };
}

/** Whether an address is that of another connection here for the same provider, its own page included. */
function isOfOther(needs: DoctorNeeds, connection: ExaminedConnection, url: string): boolean {
  const address = withoutFragment(url);
  const prefix = `${needs.baseUrl()}/webhook/${connection.provider}`;
  if (address === connection.webhook_url) return false;
  if (address !== prefix && !address.startsWith(`${prefix}/`)) return false;
  const id = address.slice(prefix.length + 1);
  const other = needs.connections.find(connection.provider, id === "" ? undefined : id);
  return other !== undefined && other.id !== connection.id;
}

/** A shared connection's events belong to other tenants, so they cannot be missed here. */
async function lookForSilence(
  needs: DoctorNeeds,
  { provider_name: providerName, is_shared: isShared }: ExaminedConnection,
  account: OpenAccount,
  { traffic, signal }: { traffic: Traffic; signal: AbortSignal },
): Promise<DoctorFinding[]> {
  const since = needs.now() - silentDays * dayMs;
  if (isShared || (traffic.lastEventAt !== null && traffic.lastEventAt >= since)) return [];
  const window = { startedAfter: since, startedBefore: needs.now() - settledMs, limit: 1, signal };
  try {
    const { done } = await listAllCalls(account, window).next();
    return done ? [] : [silentFinding(providerName, silentDays)];
  } catch (error) {
    return [apiFinding(providerName, kindOf(error))];
  }
}
