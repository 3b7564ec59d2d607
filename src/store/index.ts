export { later } from "./begun-by-statement.ts";
export {
  asWorker,
  type Database,
  inTenant,
  inTenantAtOnce,
  inTenantToRead,
  openDatabase,
  type Trx,
  withoutTenant,
} from "./database.ts";
export { type Engine, EngineError, startEngine } from "./engine/engine.ts";
export { giveWay } from "./engine/give-way.ts";
export { eraseRows } from "./erase-rows.ts";
export { exportRows } from "./export-rows.ts";
export { databaseProblem, isUnavailable } from "./failures.ts";
export type { KnownStep, MigrationStatus } from "./migrate.ts";
export { createNotices, type Notices } from "./notices.ts";
export {
  InstantQuery,
  type Page,
  PageQuery,
  readCursor,
  toPage,
  writeCursor,
} from "./pagination.ts";
export { prepareDatabase, readMigrationStatus } from "./prepare.ts";
export type { ReplicaStanding } from "./read-replica.ts";
export { connectionWarnings, isPooled } from "./server-limits.ts";
export type { DocumentStatus, EventStatus, RecordingStatus, Tables } from "./tables/index.ts";
export type { ErasureSubject, TenantData } from "./tenant-data.ts";
export type { TableShape } from "./transfer/catalogue.ts";
export { type Filling, openFilling, stepsOf } from "./transfer/filling.ts";
export { type MovedTable, moveDatabase } from "./transfer/move-database.ts";
export type { SequencePlace } from "./transfer/sequences.ts";
export { openSnapshot, type Snapshot } from "./transfer/snapshot.ts";
