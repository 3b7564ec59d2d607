import { join } from "node:path";
import { setTimeout as waitFor } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { FastifyRequest } from "fastify";
import { alertData, countOpenAlerts, findOutgoingAlert, openAlerts } from "./alerts/index.ts";
import { openAnalytics } from "./analytics/index.ts";
import { auditData, auditRoutes } from "./audit/index.ts";
import { openBackups } from "./backup/index.ts";
import {
  businessData,
  businessRoutes,
  createBusinessLookups,
  createGeocoder,
} from "./business/index.ts";
import { connectRedis, createRedisSignals } from "./cache/index.ts";
import {
  callData,
  callExportRoutes,
  callRoutes,
  closeOverdueCalls,
  createCallService,
  createLiveStream,
  createReviewService,
  createSavedViewService,
  expireChanges,
  type FoldOptions,
  findAgentOf,
  liveRoutes,
  liveSocketRoutes,
  reviewRoutes,
  savedViewRoutes,
} from "./calls/index.ts";
import {
  apiEnvironments,
  captureData,
  createProviderAccounts,
  createRecordingKeys,
  forgetChecks,
  openCapture,
} from "./capture/index.ts";
import type { Config } from "./config/index.ts";
import {
  backfillContacts,
  contactData,
  contactRoutes,
  contactTransferRoutes,
  createContactService,
  createFollowUpService,
  createMessageTaker,
  createNoteService,
  findContactName,
  followCalls,
  followUpRoutes,
  noteRoutes,
} from "./contacts/index.ts";
import { createEvidenceService, evidenceKeys, evidenceRoutes } from "./evidence/index.ts";
import { createLocalFileStore } from "./files/index.ts";
import { openBackgroundModel, openGateway } from "./gateway/index.ts";
import {
  createAddressList,
  createAddressRules,
  createDatabaseRates,
  createGatekeeper,
  createLoadGauge,
  createOutgoing,
  createRateLimits,
  createRedisRates,
  createSecretBox,
  expireRates,
  guardData,
  guardRoutes,
  rateLimitsFrom,
  refuseSpent,
} from "./guard/index.ts";
import { guideRoutes } from "./guide/index.ts";
import {
  type App,
  type ConnectionLimits,
  collectOpenApi,
  createHttpServer,
  documentRoutes,
  isOperator,
  type KeyPair,
  type RequestAccess,
  requireTenant,
  tokenOf,
} from "./http/index.ts";
import {
  connectionListRoutes,
  countQuarantine,
  createAcceptService,
  createBacklogWatch,
  createDoorkeeper,
  createEventReader,
  createEventService,
  createFetchedStore,
  createGroupCommit,
  createProjector,
  createRejectedDeliveries,
  createUnreadableStore,
  eventData,
  eventRoutes,
  expireRejected,
  noticeRoutes,
  type Projector,
  quarantineRoutes,
  replayQuarantine,
  sealedEvents,
  sealedRejected,
  testEventRoutes,
  viewConnections,
  webhookRoutes,
} from "./ingest/index.ts";
import type { DueWork } from "./jobs/index.ts";
import { createUnitSource, openKnowledge, type VectorSearcher } from "./knowledge/index.ts";
import { isAllowed } from "./lib/permissions.ts";
import { isEqualConstantTime } from "./lib/signature.ts";
import { defaultTenantId, type TenantScope } from "./lib/tenant-scope.ts";
import { openLocationKnowledge } from "./location-knowledge/index.ts";
import {
  createMemoryService,
  createSpoolFiles,
  createSpoolReports,
  createWindowService,
  expireJobs,
  measureJobs,
  memoryData,
  memoryJobRoutes,
  memoryRoutes,
  memorySettingsRoutes,
  memoryWindowRoutes,
  openTurns,
  openTurnVectors,
  sealedSpool,
  windowSettings,
  withTurns,
  workOnJobs,
  writeDigest,
} from "./memory/index.ts";
import { modelUseData } from "./model-use/index.ts";
import { createMetrics, type Logger, noTracing, type Tracing } from "./observe/index.ts";
import {
  createDatabaseMove,
  createDiskWatch,
  createHealthReport,
  createPerformanceLog,
  createSupplierWatch,
  createTimers,
  databaseMoveRoutes,
  expirePerformance,
  healthRoutes,
  installationRoutes,
  type MovableDatabase,
  openKeeping,
  openModes,
  opsData,
  performanceRoutes,
  reencryptionRoutes,
  suppliersOf,
} from "./ops/index.ts";
import {
  createComposer,
  createDeliverer,
  createOutgoingQueue,
  createTargetService,
  expireDeliveries,
  outgoingData,
  outgoingDeliveryRoutes,
  outgoingNotices,
  outgoingWebhooks,
  relayRoutes,
  sealedOutgoingSecrets,
  subscriptionRoutes,
} from "./outgoing/index.ts";
import { openPricing } from "./pricing/index.ts";
import { findProvider, providerApis, providers } from "./providers/index.ts";
import {
  createRecordingKeeper,
  createRecordingLinks,
  createRecordingService,
  expireRecordings,
  findRecordingHash,
  noteRecordings,
  recordingData,
  recordingRoutes,
  sealedRecordings,
} from "./recordings/index.ts";
import { noteFinishedCalls, pastCalls, queuePastCalls, rememberCall } from "./remembering/index.ts";
import { createSearchScopes } from "./search/index.ts";
import { createShareService, expireShares, shareData, shareRoutes } from "./sharing/index.ts";
import {
  createSideband,
  listenForCalls,
  type SidebandPace,
  sidebandData,
  sidebandNotices,
} from "./sideband/index.ts";
import { createNotices, type Database, inTenant, type TenantData } from "./store/index.ts";
import {
  accountRoutes,
  brandRoutes,
  type Connection,
  connectionRoutes,
  createAccessService,
  createAccountService,
  createApiKeyService,
  createMemberService,
  createOidcProvider,
  createOidcSignIn,
  createRoutingService,
  createSecretService,
  createSignIn,
  createTenantService,
  findNames,
  memberRoutes,
  type OidcSettings,
  oidcCallbackPath,
  oidcRoutes,
  openConnections,
  routingRoutes,
  sealedConnectionSecrets,
  sealedSecondFactors,
  sessionRoutes,
  tenantData,
  tenantRoutes,
  timeZoneRoutes,
} from "./tenants/index.ts";
import { openTools, toolData } from "./tools/index.ts";
import { vcpJsonSchema } from "./vcp/index.ts";

/** The whole product, made once and wired here: read this first. */
export interface VoiceLens {
  readonly http: App;
  readonly projector: Projector;
  /** Work that waits in rows until it is due. It goes on by itself after `start`; whoever did not start it may drain it. */
  readonly background: Readonly<
    Record<
      | "analytics"
      | "backups"
      | "estimates"
      | "openCalls"
      | "sweeps"
      | "imports"
      | "deliveries"
      | "alertRules"
      | "alertMessages"
      | "recordings"
      | "contactBackfill"
      | "documents"
      | "questionRuns"
      | "largeBases"
      | "locationKnowledge"
      | "memory"
      | "embeddings"
      | "erasures",
      DueWork
    >
  >;
  /** What every room that owns tenant data can erase, expire and export, in the order in which erasing must go. */
  readonly tenantData: readonly TenantData[];
  /** Finds chunks by meaning. */
  readonly searchVectors: VectorSearcher;
  /** Makes sure that an owner key works; a new one is returned, to be shown once. */
  ensureOwner(): Promise<string | null>;
  resetOwner(): Promise<string>;
  /** Resolves when everything accepted so far is on the disk, or refused: what is asked during a call is answered before. */
  stored(): Promise<void>;
  /** Starts what works by itself: folding, the live stream, repeated work. */
  start(): void;
  /** No new traffic from here on; what was accepted is finished. */
  close(): Promise<void>;
}

export interface VoiceLensNeeds {
  config: Config;
  db: Database;
  log: Logger;
  secretKey: string;
  version: string;
  /** Left out, nothing is traced. */
  tracing?: Tracing;
  /** The folder of the package: documents and the built dashboard lie in it. */
  packageFolder: string;
  /** Opens everything to commands on this machine; in `run.json`. */
  commandToken: string;
  /** The embedded database; left out on a server. */
  movable?: MovableDatabase;
  /** Where we can be reached, once that is known. */
  baseUrl: () => string;
  now?: () => number;
  /** The clock by which providers' APIs are asked at a polite pace; for tests, in which no time passes. */
  providerClock?: Pick<Parameters<typeof createProviderAccounts>[0], "now" | "wait">;
  /** How long a provider may take over all that the doctor asks of it. */
  providerPatienceMs?: number;
  /** With a certificate the server speaks https. */
  certificate?: KeyPair | undefined;
  /** Other limits for connections than those that everybody gets. */
  limits?: Partial<ConnectionLimits>;
  /** How often open streams are written to, and checked whether they may stay open. */
  liveHeartbeatMs?: number;
  /** How long a model may take, where not as usual. */
  modelPatience?: Parameters<typeof openGateway>[1]["patience"];
  /** How long things take that have to do with listening to calls, where not as usual. */
  sidebandPace?: Partial<SidebandPace>;
}

const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  waitFor(ms, undefined, signal && { signal });

const variableOf: Record<string, keyof Config> = {
  retell: "WEBHOOK_SECRET_RETELL",
  vapi: "WEBHOOK_SECRET_VAPI",
  elevenlabs: "WEBHOOK_SECRET_ELEVENLABS",
  openai_realtime: "WEBHOOK_SECRET_OPENAI",
  assistable: "WEBHOOK_SECRET_ASSISTABLE",
  bland: "WEBHOOK_SECRET_BLAND",
  twilio: "WEBHOOK_SECRET_TWILIO",
  vcp: "WEBHOOK_SECRET_VCP",
};

export async function createVoiceLens(needs: VoiceLensNeeds): Promise<VoiceLens> {
  const { config, db, log, version } = needs;
  const now = needs.now ?? Date.now;
  const isProduction = config.SERVICE_ENV === "production";
  const isEmbedded = needs.movable !== undefined;
  const metrics = createMetrics(now);
  const tracing = needs.tracing ?? noTracing;
  const box = createSecretBox(needs.secretKey, "webhook-bodies", config.SECRET_KEY_PREVIOUS);
  const files = createLocalFileStore(join(config.DATA_DIR, "files"));
  const disk = createDiskWatch(config.DATA_DIR);
  const backlog = createBacklogWatch(db);
  const timers = createTimers(log);
  const load = createLoadGauge();
  const outgoing = createOutgoing({
    isExempt: createAddressList(config.OUTBOUND_ALLOW, "OUTBOUND_ALLOW"),
  });
  // Pages of calls are long, and providers take their time; each request has a time limit of its own.
  const toProviders = createOutgoing({
    isExempt: () => false,
    timeoutMs: 30_000,
    bytesMax: 33 * 1024 * 1024,
  });
  const accounts = createProviderAccounts({
    apis: providerApis,
    environment: apiEnvironments(config),
    ask: toProviders.toOperator,
    now: needs.providerClock?.now ?? now,
    wait: needs.providerClock?.wait ?? pause,
    random: Math.random,
  });
  const secretEnvOf = (provider: string) => variableOf[provider] ?? "";
  const environmentSecretsOf = (provider: string) => {
    const variable = variableOf[provider];
    return variable === undefined ? [] : (config[variable] as readonly string[]);
  };
  const maxCallMs = (provider: string) => findProvider(provider)?.maxCallMs ?? 4 * 3_600_000;

  const notices = createNotices(db);
  const access = createAccessService({ db, notices, now });
  const secretBox = createSecretBox(needs.secretKey, "secrets", config.SECRET_KEY_PREVIOUS);
  const connections = await openConnections({
    db,
    providers,
    box: secretBox,
    environmentSecretsOf,
    log,
  });
  const callKeyOf = ({ isDefault, apiKeys }: Connection) =>
    apiKeys[0] ?? (isDefault ? config.OPENAI_API_KEY : undefined) ?? null;
  const hasCallKey = (connectionId: string) => {
    const connection = connections.byId(connectionId);
    return connection !== undefined && callKeyOf(connection) !== null;
  };
  const recordingKeys = createRecordingKeys({ db, connections, accounts, apis: providerApis });
  const queue = createOutgoingQueue({ now });
  const searchScopes = createSearchScopes({
    source: withTurns(db, createUnitSource(db)),
    bytesMax: config.SEARCH_MEMORY_MB * 1024 * 1024,
    log,
  });
  const redis =
    config.REDIS_URL === undefined
      ? undefined
      : connectRedis(config.REDIS_URL, (isConnected) =>
          log.info({ connected: isConnected }, "Redis"),
        );
  const knowledge = await openKnowledge({
    ...{ db, config, files, outgoing, redis, now, metrics, tracing, log },
    secretKey: needs.secretKey,
    release: version,
    scopes: searchScopes,
    service: {
      send: toProviders.toOperator,
      now: needs.providerClock?.now ?? now,
      wait: needs.providerClock?.wait ?? pause,
    },
    isDiskFull: disk.isFull,
  });
  const analytics = openAnalytics({ db, now, log });
  const pricing = openPricing({ db, now, log });
  const folding: FoldOptions = {
    maxCallMs,
    witnesses: [analytics.witness],
    effects: [
      analytics.effect,
      pricing.effect,
      queue.callEffect,
      followCalls,
      noteFinishedCalls({ now }),
      listenForCalls({ hasKey: hasCallKey, now }),
      noteRecordings({ findProvider, keyedUrlOf: recordingKeys.urlOf, now }),
      async (_trx, scope, changes) => {
        // Not waited for: the call does not depend on it.
        if (changes.some(({ kind }) => kind === "started")) void knowledge.search.warm(scope);
      },
    ],
  };
  const reader = createEventReader({ box, files, findProvider, apis: providerApis });
  const commit = createGroupCommit(db.ingestPool);
  const signals = redis && createRedisSignals(redis, "voicelens:call_changes");
  const live = createLiveStream({ db, notices, signals, log });
  const projector = createProjector({
    db,
    reader,
    ...folding,
    eventEffects: [queue.eventEffect],
    onFolded: live.changed,
    metrics,
    tracing,
    log,
  });
  const second = needs.now && (() => Math.floor(now() / 1000));
  const rates = createRateLimits({
    limits: rateLimitsFrom(config),
    database: createDatabaseRates(db, second),
    redis: redis && createRedisRates(redis, second),
    now,
    metrics,
    log,
  });
  const rules = createAddressRules({ db, now, trustedProxies: config.TRUSTED_PROXIES });
  await rules.look();
  const gate = createGatekeeper({ db, rules, rates, now, metrics, log });
  const doorkeeper = createDoorkeeper({ rates, gate, allowed: config.ALLOWED_WEBHOOK_IPS });
  const accept = createAcceptService({
    box,
    files,
    commit,
    rejected: createRejectedDeliveries({ db, box }),
    doorkeeper,
    connections,
    acceptsUnverified: !isProduction,
    isDiskFull: disk.isFull,
    isBacklogFull: backlog.isFull,
    onStored: projector.wake,
    metrics,
    log,
  });
  const fetching = { box, files, commit, isDiskFull: disk.isFull, onStored: projector.wake };
  const storeFetched = createFetchedStore(fetching);
  const sideband = createSideband({
    db,
    storeFetched,
    findConnection: connections.byId,
    keyOf: callKeyOf,
    baseUrl: config.OPENAI_BASE_URL,
    ...(needs.sidebandPace === undefined ? {} : { pace: needs.sidebandPace }),
    now,
    metrics,
    log,
  });
  const events = createEventService({
    db,
    reader,
    accept,
    box,
    connections,
    findProvider,
    projectAgain: projector.projectAgain,
    wake: projector.wake,
  });
  const capture = openCapture({
    ...{ db, connections, accounts, storeFetched, now, random: Math.random, metrics, log },
    providers: [...providerApis.keys()],
    storeUnreadable: createUnreadableStore(fetching),
  });
  const recordingBox = createSecretBox(needs.secretKey, "recordings", config.SECRET_KEY_PREVIOUS);
  const recordingRoom = recordingData({ files });
  const recordings = createRecordingKeeper({
    db,
    files,
    box: recordingBox,
    outgoing,
    readPayload: events.payload,
    findProvider,
    keyFor: recordingKeys.headersFor,
    effects: [
      async (trx, scope, { callId }) => {
        const agentId = await findAgentOf(trx, scope, callId);
        const ready = { type: "recording.ready", callId, agentId, at: now() } as const;
        await queue.announce(trx, scope, [ready]);
      },
    ],
    isDiskFull: disk.isFull,
    now,
    metrics,
    log,
  });
  const locationKnowledge = openLocationKnowledge({ db, knowledge, now, log });
  const turnVectors = openTurnVectors({
    ...{ db, embedding: knowledge.embedding, batches: config.COLD_PATH_BATCH_SIZE },
    ...{ metrics, now, log },
  });
  const turnSearchers = { scopes: searchScopes, byMeaning: turnVectors.byMeaning };
  const digestModel = openBackgroundModel(config, toProviders.streamFromOperator);
  const memoryWork = workOnJobs({
    ...{ db, workers: config.COLD_PATH_WORKERS, now, random: Math.random, log },
    metrics,
    notice: turnVectors.notice,
    handlers: new Map([
      ["call", rememberCall({ now })],
      ["past_calls", queuePastCalls({ now })],
      ["digest", writeDigest({ db, ask: digestModel, now })],
      ["embed", turnVectors.embed],
    ]),
  });
  const calls = createCallService({
    db,
    readPayload: events.payload,
    findProvider,
    callerKeySecret: needs.secretKey,
    estimatesOf: pricing.estimatesOf,
    recordingHashOf: (scope, id) => findRecordingHash(db, scope, id),
    now,
  });

  const findAlert = (scope: TenantScope, id: string) => findOutgoingAlert(db, scope, id);
  const compose = createComposer({ db, calls, events, findAlert, box: secretBox });
  const deliverer = createDeliverer({ db, outgoing, compose, now, metrics, log });

  const edge = { trustedProxies: config.TRUSTED_PROXIES, operatorToken: config.METRICS_TOKEN };
  const commands: RequestAccess = {
    scope: { tenantId: defaultTenantId },
    tenantName: "Default",
    homeTenantId: defaultTenantId,
    role: "owner",
    scopes: null,
    clientIds: null,
    actor: "command",
    actorName: "A command on the server",
    userId: null,
    apiKeyId: null,
    sessionId: null,
  };
  const authenticate = async (token: string, area?: string) => {
    if (isEqualConstantTime(token, needs.commandToken)) return commands;
    return area === "model" ? access.recognise(token) : access.authenticate(token);
  };
  const http = await createHttpServer({
    ...edge,
    log,
    metrics,
    tracing,
    authenticate,
    gate,
    corsOrigins: config.CORS_ORIGINS,
    certificate: needs.certificate,
    limits: needs.limits,
  });
  const modes = await openModes({ db, now });
  modes.refuse(http);
  let isDraining = false;
  await collectOpenApi(http, version, outgoingWebhooks);
  const geocoder = createGeocoder({ url: config.GEOCODER_URL, ask: outgoing.toOperator, now });
  const lookups = createBusinessLookups({ db, geocoder, now });
  const tools = openTools({
    ...{ db, notices, outgoing, lookups, findProvider, now, metrics, tracing, log },
    box: secretBox,
    search: knowledge.search,
    takeMessage: createMessageTaker({ db, now }),
    nameOf: (scope, number) => findContactName(db, scope, number),
    defaultAgentOf: (provider) => (provider === "vapi" ? config.VAPI_ASSISTANT_ID : undefined),
    requireCall: calls.get,
    baseUrl: needs.baseUrl,
  });
  await webhookRoutes(http, {
    accept,
    access,
    connections,
    providers,
    findProvider,
    answerLive: tools.answerLive,
    publicUrl: config.PUBLIC_BACKEND_URL,
    bodyBytesMax: config.WEBHOOK_BODY_LIMIT_BYTES,
    findEventId: events.idOf,
    isOverloaded: load.isOverloaded,
    isSpent: doorkeeper.isSpent,
    metrics,
    tracing,
    log,
    now,
  });
  const signIn = createSignIn({ db, box: secretBox, now });
  const tenants = createTenantService({ db, providers, connections, now });
  sessionRoutes(http, { db, access, signIn, tenants, isSecure: isProduction });
  const oidcSettings = oidcSettingsOf(config);
  const redirectUri = () => `${needs.baseUrl()}${oidcCallbackPath}`;
  const oidc = createOidcSignIn({
    db,
    provider:
      oidcSettings &&
      createOidcProvider({ settings: oidcSettings, ask: outgoing.toOperator, redirectUri, now }),
    box: createSecretBox(needs.secretKey, "oidc-flow", config.SECRET_KEY_PREVIOUS),
    now,
  });
  // Here a refusal leads back to the sign-in page, so the routes ask themselves.
  const limitSignIn = async (address: string) =>
    refuseSpent(await gate.limitAddress("sign_in", address));
  oidcRoutes(http, { access, oidc, isSecure: isProduction, limitSignIn, log });
  tenantRoutes(http, { tenants });
  timeZoneRoutes(http, { db });
  brandRoutes(http, { db });
  memberRoutes(http, {
    access,
    members: createMemberService({ db, now }),
    apiKeys: createApiKeyService({ db, now }),
    baseUrl: needs.baseUrl,
    isSecure: isProduction,
  });
  accountRoutes(http, { account: createAccountService({ db, box: secretBox, signIn, now }) });
  callRoutes(http, { calls });
  analytics.routes(http);
  analytics.clientRoutes(http, {
    listTenants: tenants.list,
    countOpenAlerts: (scope) => inTenant(db, scope, (trx) => countOpenAlerts(trx, scope)),
  });
  pricing.routes(http);
  callExportRoutes(http, { calls, db, log });
  const secretKeys = [needs.secretKey, ...config.SECRET_KEY_PREVIOUS];
  const recordingService = createRecordingService({
    db,
    files,
    box: recordingBox,
    calls,
    links: createRecordingLinks(secretKeys),
    baseUrl: needs.baseUrl,
    now,
  });
  recordingRoutes(http, { recordings: recordingService });
  evidenceRoutes(http, {
    evidence: createEvidenceService({
      db,
      calls,
      events,
      recordings: recordingService,
      keys: await evidenceKeys(secretKeys),
      version,
      baseUrl: needs.baseUrl,
      now,
    }),
  });
  const contactBackfill = backfillContacts({ db, now, log });
  const contacts = createContactService({ db, calls, now });
  contactRoutes(http, { db, contacts, calls, now });
  const memory = createMemoryService({
    ...{ db, searchers: turnSearchers, secretKey: needs.secretKey, now },
  });
  memoryRoutes(http, { memory });
  const windows = createWindowService({
    ...{ db, memory, settings: windowSettings(config), workers: config.COLD_PATH_WORKERS, now },
    space: knowledge.embedding?.client.space ?? null,
    secretKey: needs.secretKey,
  });
  memoryWindowRoutes(http, { windows });
  memorySettingsRoutes(http, { db, pastCalls, now });
  memoryJobRoutes(http, { db, wake: memoryWork.wake, now });
  const backups = await openBackups({ ...needs, now, metrics, isEmbedded });
  const findActors = (who: RequestAccess, ids: readonly string[]) => findNames(db, who, ids);
  const alerts = openAlerts({
    ...{ db, settings: config, outgoing, queue, now, metrics, log, baseUrl: needs.baseUrl },
    findNames: findActors,
    queueAgeSeconds: async () => (await backlog.look()).oldestSeconds,
    quarantinedEvents: () => countQuarantine(db),
    backups: backups.standing,
    isWell: () => !isDraining && !disk.isFull() && !backlog.isFull(true),
  });
  alerts.routes(http);
  savedViewRoutes(http, { views: createSavedViewService({ db, now }) });
  reviewRoutes(http, { reviews: createReviewService({ db, findNames: findActors, now }) });
  const sharing = { db, calls, recordings: recordingService, baseUrl: needs.baseUrl, now };
  const shares = createShareService({ ...sharing, findNames: findActors });
  shareRoutes(http, { shares, recordings: recordingService });
  noteRoutes(http, { notes: createNoteService({ db, now }), findNames: findActors });
  followUpRoutes(http, {
    followUps: createFollowUpService({ db, calls, findNames: findActors, now }),
  });
  contactTransferRoutes(http, { db, now });
  await businessRoutes(http, { db, files, lookups, now });
  locationKnowledge.routes(http);
  const following = {
    live,
    metrics,
    heartbeatMs: needs.liveHeartbeatMs,
    isStillAllowed: async (request: FastifyRequest) => {
      const who = await authenticate(tokenOf(request) ?? "");
      const isSame = isDeepStrictEqual(who?.scope, requireTenant(request));
      return isSame && who !== null && isAllowed(who, "calls:read");
    },
  };
  liveRoutes(http, following);
  liveSocketRoutes(http, following);
  await knowledge.routes(http, async (scope, actor) =>
    refuseSpent(await rates.take("embeddings", scope, actor)),
  );
  guardRoutes(http, { db, rules, now });
  auditRoutes(http, { db, findNames: (who, ids) => findNames(db, who, ids) });
  tools.routes(http);
  const turnBox = createSecretBox(needs.secretKey, "turns", config.SECRET_KEY_PREVIOUS);
  const spoolFiles = createSpoolFiles({ folder: join(config.DATA_DIR, "spool"), box: turnBox });
  const spools = createSpoolReports({ db, box: turnBox, files: spoolFiles, now, log });
  reencryptionRoutes(http, {
    ...{ db, spools },
    stores: [
      sealedEvents({ box, files }),
      sealedRejected({ box }),
      sealedRecordings({ box: recordingBox }),
      sealedConnectionSecrets({ box: secretBox }),
      sealedSecondFactors({ box: secretBox }),
      sealedOutgoingSecrets({ box: secretBox }),
      ...tools.sealed,
      knowledge.sealed,
      sealedSpool({ box: turnBox, files: spoolFiles }),
    ],
  });
  const closeOverdue = async () => {
    const closed = await closeOverdueCalls(db, now(), folding);
    for (const counted of closed) metrics.callsTotal.inc({ ...counted });
    if (closed.length > 0) live.changed();
    return closed.length;
  };
  modes.routes(http, closeOverdue);
  const keeping = openKeeping({
    ...{ db, config, secretKeys, rooms: () => tenantRooms, recordings: recordingService },
    ...{ version, now, log },
  });
  keeping.routes(http);
  const move = createDatabaseMove({ db, movable: needs.movable, log });
  databaseMoveRoutes(http, { move });
  backups.routes(http);
  eventRoutes(http, { events });
  const connectionList = {
    db,
    providers,
    findProvider,
    connections,
    secretEnvOf,
    baseUrl: needs.baseUrl,
  };
  connectionListRoutes(http, connectionList);
  testEventRoutes(http, { ...connectionList, outgoing, findEventId: events.idOf, now });
  capture.routes(http, {
    listConnections: (scope) => viewConnections(connectionList, scope),
    ...{ baseUrl: needs.baseUrl, secretKey: needs.secretKey, isProduction },
    patienceMs: needs.providerPatienceMs ?? 45_000,
  });
  routingRoutes(http, {
    db,
    routing: createRoutingService({ db, metrics }),
    findProvider,
    onMapped: async (of) => {
      const replayed = await replayQuarantine(db, of);
      projector.wake();
      return replayed;
    },
  });
  quarantineRoutes(http, { db, wake: projector.wake });
  connectionRoutes(http, {
    db,
    secrets: createSecretService({ db, box: secretBox }),
    connections,
    findProvider,
  });
  const targets = createTargetService({
    ...{ db, outgoing, connections, now },
    box: secretBox,
    baseUrl: needs.baseUrl,
    wake: deliverer.wake,
  });
  subscriptionRoutes(http, { targets });
  relayRoutes(http, { targets });
  outgoingDeliveryRoutes(http, { db, calls, findAlert, wake: deliverer.wake, now });
  noticeRoutes(http, {
    ...connectionList,
    others: [
      (scope) => outgoingNotices(db, scope, now()),
      (scope) => sidebandNotices(db, scope),
      async () => modes.notices(),
    ],
    isDiskFull: disk.isFull,
    isBacklogFull: backlog.isFull,
  });
  const suppliers = () => [
    ...accounts.addresses().map(({ provider, url }) => ({
      name: `${findProvider(provider)?.name ?? provider}'s API`,
      kind: "provider" as const,
      url,
    })),
    ...suppliersOf(config),
  ];
  const supplierWatch = createSupplierWatch({ suppliers, redis, ask: outgoing.toOperator, now });
  healthRoutes(http, {
    db,
    metrics,
    isOperator: (request) => isOperator(request, edge),
    report: createHealthReport({
      ...{ db, isEmbedded, metrics, version, suppliers: supplierWatch },
      isDraining: () => isDraining,
      inside: () => ({
        isDiskFull: disk.isFull(),
        diskFreeBytes: disk.freeBytes,
        isBacklogFull: backlog.isFull(true),
        isOverloaded: load.isOverloaded(),
        queueOldestSeconds: backlog.last.oldestSeconds,
      }),
      eventLoopDelayMs: load.delayMs,
      details: () => ({
        uptime_seconds: Math.round(process.uptime()),
        memory_bytes: process.memoryUsage().rss,
        disk_free_bytes: disk.freeBytes,
        queue: { depth: backlog.last.depth, oldest_seconds: backlog.last.oldestSeconds },
        dead_letters: backlog.last.dead,
        calls_active: backlog.last.activeCalls,
        database: db.connections(),
        provider_apis: accounts.states().filter(({ accounts: open }) => open > 0),
        sideband: { open: sideband.openSessions() },
      }),
    }),
  });
  const performanceLog = createPerformanceLog({
    ...{ db, metrics, now, backlog: () => backlog.last, takeWorstDelayMs: load.takeWorstMs },
  });
  performanceRoutes(http, { db, log: performanceLog });
  installationRoutes(http, {
    ...{ db, isEmbedded, files, redis, suppliers, ask: outgoing.toOperator },
    connectionsMax: config.DATABASE_POOL_SIZE + config.DATABASE_MAX_OVERFLOW + 12,
    dataDir: config.DATA_DIR,
    publicUrl: config.PUBLIC_BACKEND_URL,
  });
  const conversations = openTurns({
    ...{ settings: config, db, searchers: turnSearchers, metrics, now, log },
    ...{ spoolFiles, secretKeys, hasDigestModel: digestModel !== null },
  });
  await openGateway(http, {
    ...{ settings: config, db, send: toProviders.streamFromOperator, now, metrics, tracing, log },
    turns: conversations.turns,
    patience: needs.modelPatience,
  });
  const docsFolder = join(needs.packageFolder, "docs");
  guideRoutes(http, { docsFolder });
  await documentRoutes(http, {
    version,
    webFolder: join(needs.packageFolder, "web", "dist"),
    docsFolder,
    vcpSchema: vcpJsonSchema(),
  });

  const background = {
    analytics: analytics.work,
    backups: backups.work,
    estimates: pricing.work,
    ...capture.work,
    deliveries: deliverer,
    recordings,
    contactBackfill,
    memory: memoryWork,
    ...knowledge.work,
    locationKnowledge: locationKnowledge.work,
    ...alerts.work,
    erasures: keeping.work,
  };
  const held = modes.hold(background);
  const tenantRooms: readonly TenantData[] = [
    alertData,
    sidebandData,
    outgoingData,
    recordingRoom,
    eventData({ box, files }),
    shareData,
    callData({
      erased: [analytics.witness, pricing.erased],
      expired: [analytics.expired, pricing.expired],
    }),
    analytics.data,
    pricing.data,
    contactData,
    toolData,
    locationKnowledge.data,
    businessData({ files }),
    ...knowledge.data,
    memoryData({ secretKey: needs.secretKey }),
    modelUseData,
    auditData,
    guardData,
    captureData,
    opsData,
    tenantData,
  ];
  return {
    http,
    projector,
    background,
    searchVectors: knowledge.searchVectors,
    tenantData: tenantRooms,
    ensureOwner: () => access.ensureOwner(config.VOICELENS_OWNER_KEY),
    resetOwner: () => access.resetOwner(),
    stored: () => commit.drain(),
    start() {
      if (config.SERVICE_ROLE !== "api") {
        projector.start();
        sideband.start();
        held.start();
        timers.every(30_000, "look for large knowledge bases", knowledge.noticeLarge);
        timers.every(30_000, "ask for due backups", backups.queueDue);
        timers.every(30_000, "close overdue calls", closeOverdue);
        timers.every(600_000, "erase again whom a restored database knows", keeping.reapply);
        timers.every(600_000, "forget what is too old", async () => {
          await expireRejected(db, now());
          await access.expireSessions();
          await expireChanges(db);
          await expireRates(db);
          await expirePerformance(db);
          await forgetChecks(db);
          await expireDeliveries(db, now());
          await expireJobs(db, now());
          await expireRecordings(db, recordingRoom, now());
          await expireShares(db, now());
          await keeping.expire();
          await knowledge.expire();
          await alerts.expire();
          await backups.expire();
        });
      }
      live.start();
      notices.start();
      timers.every(2_000, "look at the queue", async () => {
        const { depth, oldestSeconds, dead, activeCalls } = await backlog.look();
        metrics.queueDepth.set(depth);
        metrics.queueOldestSeconds.set(oldestSeconds);
        metrics.deadLetters.set(dead);
        metrics.callsActive.set(activeCalls);
        metrics.quarantineDepth.set(await countQuarantine(db));
        metrics.knowledgeQueueDepth.set(await knowledge.countDue());
        metrics.searchIndexBytes.set(searchScopes.usage().bytes);
      });
      timers.every(5_000, "write down turns that waited", conversations.writeSpooled);
      timers.every(60_000, "tell of turns that wait", spools.write);
      timers.every(60_000, "learn how models count", conversations.exchangeCounts);
      timers.every(30_000, "count what questions used", knowledge.writeUse);
      timers.every(30_000, "count the memory's jobs", () => measureJobs(db, metrics, now()));
      timers.every(15_000, "measure this process", alerts.measureProcess);
      timers.every(15_000, "watch the database", alerts.watch);
      timers.every(30_000, "look at the backups", backups.measure);
      timers.every(5_000, "look at the disk", disk.look);
      const { replica } = db;
      if (replica !== undefined) timers.every(1_000, "look at the replica", replica.look);
      timers.every(60_000, "look at our suppliers", supplierWatch.look);
      timers.every(60_000, "write down how fast we are", performanceLog.write);
      timers.every(1_000, "look for changed connections", connections.look);
      timers.every(1_000, "look for what was switched", modes.look);
      timers.every(1_000, "look for blocked addresses", rules.look);
    },
    async close() {
      isDraining = true;
      load.stop();
      await move.stop();
      await http.close();
      await held.stop();
      await sideband.stop();
      await commit.drain();
      await tools.drain();
      await projector.stop();
      await knowledge.close();
      await conversations.close();
      await timers.stop();
      await spools.close();
      await live.stop();
      await notices.stop();
      await searchScopes.close();
      redis?.disconnect();
      await outgoing.close();
      await toProviders.close();
    },
  };
}

function oidcSettingsOf(config: Config): OidcSettings | null {
  const {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
  } = config;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return null;
  return { issuer, clientId, clientSecret, name: config.OIDC_NAME };
}
