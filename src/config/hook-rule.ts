import type { UsageEventKind } from '../domain/events/usage-event.ts';

/** Which executable runs at which events. */
export type HookRule = {
  readonly on: '*' | readonly UsageEventKind[];
  /** Only events of this window. */
  readonly window?: string | undefined;
  /** An absolute path; no shell takes part. */
  readonly command: string;
  readonly args: readonly string[];
  readonly timeoutMs: number;
};
