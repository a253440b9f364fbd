import type { TrayDaemon } from '../../../tray/tray-face.ts';

/** Where the tray looks for a program, and where its own has its page: on this computer alone, whatever `serve` is set to. */
export const ownHost = '127.0.0.1';

/** The always-on program that the tray shows. */
export type ProgramSource = {
  readonly daemon: TrayDaemon;
  /** Of its page. */
  readonly address?: URL | undefined;
  /** Resolves when another process's program has ended; one of our own never does. */
  readonly gone: Promise<void>;
  /** Lets go of another's program, ends one of our own. */
  close(): Promise<void>;
};
