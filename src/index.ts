export { openApp, type OpenOptions } from './app/open-app.ts';
export type { UsageApp, UsageRequest } from './app/usage-app.ts';
export { Failure, type FailureFacts, type FailureKind } from './domain/failure.ts';
export type { QuotaWindow } from './domain/quota-window.ts';
export type { UsageOutcome, UsageSnapshot } from './domain/usage-snapshot.ts';
export type { Host } from './host/host.ts';
export { createNodeHost } from './host/node-host.ts';
export { usageRecord } from './present/json/usage-json.ts';
