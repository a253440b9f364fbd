import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A stand-in for the desktop's opener: the environment it works in, and the addresses it was given.
 */
export type FakeOpener = {
  readonly env: Readonly<Record<string, string>>;
  opened(): readonly string[];
};

/**
 * Puts an `xdg-open` in front of the machine's own that opens nothing and writes down what it was
 * asked for.
 */
export function placeFakeOpener(folder: string): FakeOpener {
  const bin = join(folder, 'bin');
  const list = join(folder, 'opened');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\necho "$@" >> '${list}'\n`);
  chmodSync(join(bin, 'xdg-open'), 0o755);
  return {
    env: { PATH: `${bin}:${process.env['PATH'] ?? ''}`, DISPLAY: ':99' },
    opened: () => (existsSync(list) ? readFileSync(list, 'utf8').trim().split('\n') : []),
  };
}
