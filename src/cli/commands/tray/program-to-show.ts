import type { TrayDaemon } from '../../../tray/tray-face.ts';

/** The always-on program that the tray shows. */
export type ProgramSource = {
  readonly daemon: TrayDaemon;
  /** Of its page. */
  readonly address?: URL;
  /** Resolves when another process's program has ended; one of our own never does. */
  readonly gone: Promise<void>;
  /** Lets go of another's program, ends one of our own. */
  close(): Promise<void>;
};
