import type { Wall } from './token-use.ts';

/** A session of Kimi Code whose last turn a limit ended. */
export type StoppedSession = {
  readonly id: string;
  /** Its working folder. */
  readonly folder: string;
  readonly wall: Wall;
};
