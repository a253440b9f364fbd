import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { browsers, type BrowserId } from '../../../src/credentials/browsers/browser-table.ts';
import type { Platform } from '../../../src/host/host.ts';
import type { BrowserSession } from '../../../src/credentials/browsers/session-listing.ts';
import { appDataIn } from '../../support/fakes/app-data-in.ts';
import type { TempHome } from '../../support/fakes/stores/temp-home.ts';

export type ElsewhereAsk = {
  readonly dataDir: string;
  readonly mayPrompt: boolean;
  readonly fresh: boolean;
  readonly list: boolean;
};

export type ElsewhereFinding = {
  readonly kind: string;
  readonly what: string;
  readonly detail?: string | undefined;
};

type Wish = {
  readonly mayPrompt?: boolean | undefined;
  readonly fresh?: boolean | undefined;
  readonly list?: boolean | undefined;
};

export type Elsewhere = {
  /** Puts a program on the PATH; each start of it is noted. */
  program(name: string, script: string): void;
  /** The programs started so far, with their arguments. */
  started(): string[];
  /** What each browser's source answers there. `stdout` is all that was printed. */
  look(wish?: Wish): Promise<{
    of(id: BrowserId): ElsewhereFinding | undefined;
    lines: readonly BrowserSession[];
    stdout: string;
  }>;
};

/** A machine with another system: our program runs in a Node of its own that takes itself for it. */
export function makeElsewhere(place: TempHome, os: Platform['os']): Elsewhere {
  const bin = join(place.workshop, 'bin');
  const log = join(place.workshop, 'started');
  mkdirSync(bin);
  writeFileSync(log, '');
  return {
    program(name, script) {
      writeFileSync(
        join(bin, name),
        `#!/bin/sh\nprintf '%s\\n' "${name} $*" >> '${log}'\n${script}\n`,
      );
      chmodSync(join(bin, name), 0o755);
    },
    started: () => readFileSync(log, 'utf8').split('\n').filter(Boolean),
    async look({ mayPrompt = false, fresh = false, list = false } = {}) {
      const ask: ElsewhereAsk = { dataDir: place.dataDir, mayPrompt, fresh, list };
      const [preload, program] = ['pretend-platform.ts', 'find-elsewhere.ts'].map((name) =>
        join(import.meta.dirname, name),
      );
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--import', preload ?? '', program ?? '', JSON.stringify(ask)],
        {
          env: {
            PATH: `${bin}:/usr/bin:/bin`,
            HOME: place.home,
            USERPROFILE: place.home,
            TMPDIR: place.temp,
            TEMP: place.temp,
            PRETEND_PLATFORM: os,
            ...appDataIn(place.home, os),
          },
        },
      );
      const { findings, lines } = JSON.parse(stdout) as {
        findings: ElsewhereFinding[];
        lines: BrowserSession[];
      };
      const here = browsers.filter((browser) => browser.roots[os].length > 0);
      return {
        of: (id) => findings[here.findIndex((browser) => browser.id === id)],
        lines,
        stdout,
      };
    },
  };
}

export function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
