import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DesktopDeps } from '../../../src/credentials/kimi-desktop-source.ts';
import type { Env, Platform } from '../../../src/host/host.ts';
import { createNodeFiles } from '../../../src/host/files/node-files.ts';
import { openSqlite } from '../../../src/host/sqlite.ts';
import { appDataIn } from '../../support/fakes/app-data-in.ts';

/** A machine of its own: a real home folder and a real folder for temporary files, an environment and a clock that stands. */
export type TemporaryHome = {
  readonly host: DesktopDeps;
  readonly homeDir: string;
  readonly tempDir: string;
  /** Writes a file below the home folder and returns its path. */
  write(path: string, text: string): string;
  /** Every file below the home folder with its bytes, mode and modification time. */
  picture(): Readonly<Record<string, string>>;
};

/** Runs in a fresh home, sees to it that nothing is left in the temporary folder, and removes both. */
export async function inTemporaryHome(
  {
    os = 'linux',
    env = {},
    nowMs = 1_800_000_000_000,
  }: { os?: Platform['os'] | undefined; env?: Env | undefined; nowMs?: number | undefined },
  run: (home: TemporaryHome) => Promise<void>,
): Promise<void> {
  const homeDir = mkdtempSync(join(tmpdir(), 'kimibar-home-'));
  const tempDir = mkdtempSync(join(tmpdir(), 'kimibar-temp-'));
  const platform: Platform = { os, homeDir, tempDir, pid: 1 };
  const clock = { now: () => nowMs, sleep: () => assert.fail('finding a credential never waits') };
  try {
    await run({
      host: {
        env: { ...appDataIn(homeDir, os), ...env },
        platform,
        clock,
        files: createNodeFiles(platform),
        openSqlite,
      },
      homeDir,
      tempDir,
      write(path, text) {
        const full = join(homeDir, path);
        mkdirSync(dirname(full), { recursive: true });
        writeFileSync(full, text);
        return full;
      },
      picture: () => pictureOf(homeDir),
    });
    assert.deepEqual(readdirSync(tempDir), [], 'no copy is left behind');
  } finally {
    rmSync(homeDir, { recursive: true });
    rmSync(tempDir, { recursive: true });
  }
}

function pictureOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names
    .map((name) => [name, statSync(join(folder, name))] as const)
    .filter(([, stats]) => stats.isFile());
  return Object.fromEntries(
    files.map(([name, { mode, mtimeMs }]) => [
      name,
      `${mode} ${mtimeMs} ${readFileSync(join(folder, name), 'base64')}`,
    ]),
  );
}
