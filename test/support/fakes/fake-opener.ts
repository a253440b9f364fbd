import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A fake of the desktop's opener: the environment for the program, and the addresses that were
 * opened.
 */
export type FakeOpener = {
  readonly env: Readonly<Record<string, string>>;
  opened(): readonly string[];
};

/**
 * Puts an `xdg-open` and a `google-chrome` first on the path that open nothing and record the
 * addresses.
 */
export function placeFakeOpener(folder: string): FakeOpener {
  const bin = join(folder, 'bin');
  const list = join(folder, 'opened');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\necho "$@" >> '${list}'\n`);
  chmodSync(join(bin, 'xdg-open'), 0o755);
  writeFileSync(join(bin, 'google-chrome'), `#!/bin/sh\necho "\${1#--app=}" >> '${list}'\n`);
  chmodSync(join(bin, 'google-chrome'), 0o755);
  return {
    env: { PATH: `${bin}:${process.env['PATH'] ?? ''}`, DISPLAY: ':99' },
    // Only complete lines: the shell creates the file before it writes.
    opened: () => (existsSync(list) ? readFileSync(list, 'utf8').split('\n').slice(0, -1) : []),
  };
}
